"""The named queries on rdflib, each stopped when it takes too long.

`python -m tests.bench.with_rdflib` is a process of its own: it reads the path of an N-Triples file and the queries
as JSON from standard input, and writes the seconds of each.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from tests.bench.measure import ROOT

BUDGET: Final = 10.0
"""Seconds for a query; and for all of them together this many times as long."""
_ALL: Final = 10
_ROUNDS: Final = 3


class _Late(BaseException):
    """A query takes too long; nothing in rdflib catches this."""


def measure(store: ox.Store, folder: Path, queries: Mapping[str, str]) -> dict[str, Any]:
    """The seconds to load the triples of a store, and the median seconds of each query, None where it was stopped."""
    path = folder / "all.nt"
    triples = (quad.triple for quad in store)
    ox.serialize(triples, str(path), ox.RdfFormat.N_TRIPLES)
    command = [sys.executable, "-m", "tests.bench.with_rdflib"]
    asked = json.dumps({"path": str(path), "queries": queries}).encode()
    done = subprocess.run(command, input=asked, cwd=ROOT, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    signal.signal(signal.SIGALRM, _stop)
    graph, start = rdflib.Graph(), process_time()
    graph.parse(asked["path"], format="nt")
    loading, until = process_time() - start, perf_counter() + BUDGET * _ALL
    found: dict[str, Any] = {}
    for name, text in asked["queries"].items():
        found[name] = _within(partial(_ask, graph, text)) if perf_counter() < until else "left out"
    return {"load_seconds": loading, "triples": len(graph), "seconds": found, "budget": BUDGET}


def _ask(graph: rdflib.Graph, text: str) -> int:
    return len(list(graph.query(text)))


def _within(work: Callable[[], object]) -> float | None:
    """The median seconds of a work, done several times if that fits; None where once was too long."""
    times: list[float] = []
    signal.setitimer(signal.ITIMER_REAL, BUDGET)
    try:
        for _ in range(_ROUNDS):
            start = perf_counter()
            work()
            times.append(perf_counter() - start)
    except _Late:
        return median(times) if times else None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return median(times)


def _stop(*_: object) -> None:
    raise _Late


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))
