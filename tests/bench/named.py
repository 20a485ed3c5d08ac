"""The named queries with their own examples: on the stores themselves, and over HTTP beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final
from urllib.parse import urlencode

from tests.bench.alone import alone
from tests.bench.connection import Connection, request
from tests.bench.enlarged import Enlarged
from yidi.asking import Library, NamedQuery, bound, load_library, read_arguments
from yidi.base import Base
from yidi.running.formats import JSON

MEMORY: Final = "memory"
DISK: Final = "disk"
SPARQL: Final = "/sparql"
NAMED: Final = "/v1/queries, SPARQL JSON"
NAMED_JSON: Final = "/v1/queries, JSON"

_SECONDS: Final = 2.0  # for each query, all ways together
_FEWEST: Final = 4
_MOST: Final = 40
_AGAIN: Final = 3  # in a row, of which the first ones warm up whoever answers

Way = Callable[[], dict[str, Any]]


def texts(base: Base) -> dict[str, str]:
    """Each named query of a base, bound to the parameters of its example."""
    return {query.name: _bound(query, base) for query in load_library(base.folder)}


def targets(library: Library) -> dict[str, str]:
    """Where each named query is asked for with the parameters of its example."""
    return {query.name: _target(query) for query in library}


def measure(enlarged: Enlarged, address: str) -> dict[str, Any]:
    """For each query its rows, and the median seconds of every way to ask; the ways take turns."""
    library = load_library(enlarged.base.folder)
    connection, found, where = Connection(address), {}, targets(library)
    with alone(enlarged.quads) as memory, alone(enlarged.snapshot) as disk:
        for name, text in texts(enlarged.base).items():
            ways: dict[str, Way] = {
                MEMORY: partial(memory.ask, text),
                DISK: partial(disk.ask, text),
                SPARQL: _over(connection, request(f"/sparql?{urlencode({'query': text})}", accept=JSON)),
                NAMED: _over(connection, request(where[name], accept=JSON)),
                NAMED_JSON: _over(connection, request(where[name], accept="application/json")),
            }
            found[name] = {"rows": memory.ask(text)["rows"], **_in_turns(ways)}
    floor = _in_turns({"/healthz": _over(connection, request("/healthz"))})
    return {"queries": found, "floor": floor["seconds"]["/healthz"]}


def _bound(query: NamedQuery, base: Base) -> str:
    return bound(query, read_arguments(query, query.header.example.parameters, base, today=date(2026, 3, 1)))


def _target(query: NamedQuery) -> str:
    given = query.header.example.parameters.items()
    words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given}
    return f"/v1/queries/{query.name}?{urlencode(words)}"


def _over(connection: Connection, asked: bytes) -> Way:
    def ask() -> dict[str, Any]:
        start, used = perf_counter(), process_time()
        status, body = connection.ask(asked)
        taken, spent = perf_counter() - start, process_time() - used
        assert status == 200, body[:500]
        return {"seconds": taken, "processor": spent}

    return ask


def _in_turns(ways: Mapping[str, Way]) -> dict[str, dict[str, float]]:
    """The median time of each way on the clock, its best one, and the median time of whoever is asked here."""
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
    start = perf_counter()
    for turn in range(_MOST):
        if turn >= _FEWEST and perf_counter() - start > _SECONDS:
            break
        for name, ask in ways.items():
            for _ in range(_AGAIN - 1):
                ask()
            taken[name].append(ask())
    return {
        "seconds": {name: median(each["seconds"] for each in said) for name, said in taken.items()},
        "best": {name: min(each["seconds"] for each in said) for name, said in taken.items()},
        "processor": {name: median(each["processor"] for each in said) for name, said in taken.items()},
    }
