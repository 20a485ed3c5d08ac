"""The named queries with their own examples: on the stores themselves, and over HTTP beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from time import perf_counter, thread_time
from typing import Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox

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

Work = Callable[[], object]


def texts(base: Base) -> dict[str, str]:
    """Each named query of a base, bound to the parameters of its example."""
    return {query.name: _bound(query, base) for query in load_library(base.folder)}


def targets(library: Library) -> dict[str, str]:
    """Where each named query is asked for with the parameters of its example."""
    return {query.name: _target(query) for query in library}


def measure(enlarged: Enlarged, address: str) -> dict[str, Any]:
    """For each query its rows, and the median seconds of every way to ask; the ways take turns."""
    library = load_library(enlarged.base.folder)
    connection, found = Connection(address), {}
    where = targets(library)
    for name, text in texts(enlarged.base).items():
        ways: dict[str, Work] = {
            MEMORY: _raw(enlarged.memory, text),
            DISK: _raw(enlarged.disk, text),
            SPARQL: _over(connection, request(f"/sparql?{urlencode({'query': text})}", accept=JSON)),
            NAMED: _over(connection, request(where[name], accept=JSON)),
            NAMED_JSON: _over(connection, request(where[name], accept="application/json")),
        }
        rows = sum(1 for _ in _solutions(enlarged.memory, text))
        found[name] = {"rows": rows, **_in_turns(ways)}
    floor = _in_turns({"/healthz": _over(connection, request("/healthz"))})
    return {"queries": found, "floor": floor["seconds"]["/healthz"]}


def _bound(query: NamedQuery, base: Base) -> str:
    return bound(query, read_arguments(query, query.header.example.parameters, base, today=date(2026, 3, 1)))


def _target(query: NamedQuery) -> str:
    given = query.header.example.parameters.items()
    words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given}
    return f"/v1/queries/{query.name}?{urlencode(words)}"


def _solutions(store: ox.Store, text: str) -> ox.QuerySolutions:
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def _raw(store: ox.Store, text: str) -> Work:
    """Parse, run, and write the result out: what anybody must do who hands the result on."""
    return lambda: _solutions(store, text).serialize(format=ox.QueryResultsFormat.JSON)


def _over(connection: Connection, asked: bytes) -> Work:
    def work() -> None:
        status, body = connection.ask(asked)
        assert status == 200, body[:500]

    return work


def _in_turns(ways: Mapping[str, Work]) -> dict[str, dict[str, float]]:
    """The median time of each way on the clock, its best one, and the median time of this thread's processor."""
    wall: dict[str, list[float]] = {name: [] for name in ways}
    used: dict[str, list[float]] = {name: [] for name in ways}
    start = perf_counter()
    for turn in range(_MOST):
        if turn >= _FEWEST and perf_counter() - start > _SECONDS:
            break
        for name, work in ways.items():
            for _ in range(_AGAIN - 1):
                work()
            began, spent = perf_counter(), thread_time()
            work()
            used[name].append(thread_time() - spent)
            wall[name].append(perf_counter() - began)
    return {
        "seconds": {name: median(times) for name, times in wall.items()},
        "best": {name: min(times) for name, times in wall.items()},
        "processor": {name: median(times) for name, times in used.items()},
    }
