"""Requests a second and how long the slowest take: alone, and beside a query that runs until it is stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from tests.bench.connection import Connection, press, request
from yidi.running.formats import JSON

CLIENTS: Final = 4
DEADLINE: Final = 2
"""Seconds after which the server stops a query."""

_SECONDS: Final = 8.0
_ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def measure(address: str, server: int, cases: list[dict[str, object]], named: str, text: str) -> dict[str, Any]:
    """The figures of each kind of request, both ways; `server` is the number of the process that answers."""
    kinds = {
        "/v1/decide": [request("/v1/decide", body=json.dumps(case).encode()) for case in cases],
        "/v1/queries": [request(named, accept=JSON)],
        "/sparql": [request(f"/sparql?{urlencode({'query': text})}", accept=JSON)],
    }
    found: dict[str, Any] = {}
    for kind, requests in kinds.items():
        press(address, requests, CLIENTS, 1)
        found[kind] = {"alone": _pressed(address, server, requests)}
        with _runaway(address) as stopped:
            found[kind]["beside"] = _pressed(address, server, requests)
        found[kind]["stopped"] = stopped
    return {"clients": CLIENTS, "deadline": DEADLINE, "kinds": found}


def _pressed(address: str, server: int, requests: list[bytes]) -> dict[str, Any]:
    used, start = _processor(server), perf_counter()
    times, statuses = press(address, requests, CLIENTS, _SECONDS)
    taken, spent = perf_counter() - start, _processor(server) - used
    middle, high = np.percentile(times, [50, 99])
    return {
        "per_second": len(times) / taken,
        "median": float(middle),
        "p99": float(high),
        "longest": max(times),
        "processor": spent / len(times),
        "statuses": statuses,
    }


@contextmanager
def _runaway(address: str) -> Iterator[list[tuple[int, float]]]:
    """Give the status and the seconds of each runaway query so far: one follows the other as long as this lasts."""
    ended, stopped = Event(), list[tuple[int, float]]()
    asked = request(f"/sparql?{urlencode({'query': _ENDLESS})}", accept=JSON)

    def run() -> None:
        connection = Connection(address)
        while not ended.is_set():
            start = perf_counter()
            status, _ = connection.ask(asked)
            stopped.append((status, perf_counter() - start))

    thread = Thread(target=run)
    thread.start()
    try:
        yield stopped
    finally:
        ended.set()
        thread.join()


def _processor(root: int) -> float:
    """Seconds of processor time of a process and of those that it has started, whether or not they still run."""
    parents, spent = dict[int, int](), dict[int, float]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        number = int(path.parent.name)
        parents[number] = int(fields[1])
        spent[number] = sum(map(int, fields[11:15])) / _TICKS
    return sum(seconds for number, seconds in spent.items() if _descends(number, root, parents))


def _descends(number: int, root: int, parents: Mapping[int, int]) -> bool:
    while number not in (0, root):
        number = parents.get(number, 0)
    return number == root
