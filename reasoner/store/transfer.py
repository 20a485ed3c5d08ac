"""Changes to a server's graphs: by the Graph Store Protocol where it is spoken, else by SPARQL Update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import time
from typing import Final
from uuid import uuid4

import pyoxigraph as ox

from yidi.errors import StoreError
from yidi.names import ID
from yidi.store.embedded import as_bytes
from yidi.store.services import graph_services, update_services
from yidi.store.wire import Reply, Wire, refused

STAGING: Final = f"{ID}staging/"
"""Graphs that are still being filled; they are no part of what the store holds."""
_CHUNK: Final = 5_000
"""Triples in one request of SPARQL Update."""
_NOT_THERE: Final = 404
_ELSEWHERE: Final = frozenset({_NOT_THERE, 405, 406, 415, 501})
"""What a server answers where it does not speak the protocol."""
_FORGOTTEN: Final = 86_400
"""Seconds after which a graph that was put aside is nobody's any more."""
_PATIENCE: Final = 300.0
"""Seconds that a change may take."""


class Transfer:
    """Writes to one server; what it speaks, and where, is found by trying and then remembered."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._graph_services: Sequence[str] = graph_services(wire.address)
        self._update_services: Sequence[str] = update_services(wire.address)

    def replace(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Make these the triples of graphs, none meaning that the graph goes.

        What is new is first put aside, under names that nobody asks for, and then moved in one request.
        A single graph is put in its place at once.  Where the server takes no SPARQL Update, one graph follows another.
        """
        full = {graph: list(triples) for graph, triples in graphs.items()}
        if len(full) == 1 and all(full.values()):
            ((graph, triples),) = full.items()
            if self._put("PUT", graph, triples):
                return
        if not self._updates():
            self._one_by_one(full)
            return
        aside = {graph: _aside() for graph, triples in full.items() if triples}
        try:
            for graph, name in aside.items():
                self._fill(name, full[graph])
        except BaseException:
            self._update("; ".join(f"DROP SILENT GRAPH <{name}>" for name in aside.values()))
            raise
        moves = [f"MOVE GRAPH <{aside[g]}> TO GRAPH <{g}>" if g in aside else f"DROP SILENT GRAPH <{g}>" for g in full]
        self._update("; ".join(moves))

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph in one request."""
        full = list(triples)
        if self._put("POST", graph, full):
            return
        aside = _aside()
        try:
            self._fill(aside, full)
        except BaseException:
            self._update(f"DROP SILENT GRAPH <{aside}>")
            raise
        self._update(f"ADD GRAPH <{aside}> TO GRAPH <{graph}>; DROP GRAPH <{aside}>")

    def _one_by_one(self, graphs: Mapping[str, list[ox.Triple]]) -> None:
        for graph, triples in graphs.items():
            if not (self._put("PUT", graph, triples) if triples else self._delete(graph)):
                raise self._no_way()

    def _fill(self, graph: str, triples: list[ox.Triple]) -> None:
        """Put triples into a graph that is not there yet."""
        if self._put("PUT", graph, triples):
            return
        for chunk in _chunks(triples):
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{ {as_bytes(chunk).decode()} }} }}")

    def _put(self, method: str, graph: str, triples: Iterable[ox.Triple]) -> bool:
        """Whether a server took the triples by the Graph Store Protocol."""
        body = as_bytes(triples)
        return self._graph_store(method, graph, body, {"Content-Type": "text/turtle"})  # N-Triples is Turtle

    def _delete(self, graph: str) -> bool:
        return self._graph_store("DELETE", graph, None, {})

    def _graph_store(self, method: str, graph: str, body: bytes | None, headers: Mapping[str, str]) -> bool:
        for address in self._graph_services:
            fields = [("graph", graph)]
            reply = self._wire.send(method, address, fields=fields, body=body, headers=headers, seconds=_PATIENCE)
            known = len(self._graph_services) == 1
            if _is_success(reply) or (known and method == "DELETE" and reply.status == _NOT_THERE):
                self._graph_services = (address,)
                return True
            if reply.status not in _ELSEWHERE:
                raise refused(address, reply)
        if method != "DELETE":  # whose 404 may also mean that there is no such graph
            self._graph_services = ()
        return False

    def _updates(self) -> bool:
        """Whether the server takes SPARQL Update, asked by one that changes nothing."""
        try:
            self._update("INSERT DATA { }")
        except StoreError as error:
            if error.kind == "refused":
                return False
            raise
        return True

    def _update(self, text: str) -> None:
        for address in self._update_services:
            reply = self._wire.send("POST", address, fields=[("update", text)], headers={}, seconds=_PATIENCE)
            if _is_success(reply):
                self._update_services = (address,)
                return
            no_update = reply.status in _ELSEWHERE or address == self._wire.address  # which takes queries only
            if not no_update or len(self._update_services) == 1:
                raise refused(address, reply)
        raise self._no_way()

    def _no_way(self) -> StoreError:
        message = f"{self._wire.address} takes neither the Graph Store Protocol nor SPARQL Update beside it."
        return StoreError(f"{message} Load the base and the data with the server's own tools.", "refused")


def forgotten(graphs: Iterable[str], now: float) -> tuple[str, ...]:
    """Those of a server's graphs that were put aside long ago by a change that was never finished."""
    aside = (graph for graph in graphs if graph.startswith(STAGING))
    return tuple(g for g in aside if now - float(g[len(STAGING) :].partition("-")[0] or 0) > _FORGOTTEN)


def _aside() -> str:
    """A new name for a graph that is put aside, with the time in it."""
    return f"{STAGING}{int(time())}-{uuid4().hex}"


def _is_success(reply: Reply) -> bool:
    return reply.status // 100 == 2  # noqa: PLR2004 - success


def _chunks(triples: list[ox.Triple]) -> Iterator[list[ox.Triple]]:
    """Triples in portions, all with blank nodes in the first: a blank node means the same in one request only."""
    blank = [t for t in triples if _has_blank(t)]
    if blank:
        yield blank
    rest = [t for t in triples if not _has_blank(t)]
    for start in range(0, len(rest), _CHUNK):
        yield rest[start : start + _CHUNK]


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
