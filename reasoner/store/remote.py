"""A store on a server that speaks the SPARQL 1.1 protocols, whoever runs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock
from time import monotonic, time
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.errors import StoreError
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.content import HASH_QUERY, content_hash, content_store
from yidi.store.services import query_service
from yidi.store.store import Dataset, keywords, names_dataset
from yidi.store.transfer import STAGING, Transfer, forgotten
from yidi.store.wire import SECONDS, Reply, Wire, refused

if TYPE_CHECKING:
    from yidi.base import Base

RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_REMEMBERED: Final = 10.0
"""Seconds for which the names of the server's graphs are remembered."""
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_BAD_REQUEST: Final = 400
_NAMES: Final = (
    "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { } }",  # quick, but some servers answer nothing
    "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }",
)
_SIZES: Final = "SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


class RemoteStore:
    """Triples on a server elsewhere; its graphs are merged by naming all of them in each request."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        self._wire = Wire(query_service(address))
        self._seconds = seconds
        self._transfer = Transfer(self._wire)
        self._naming = Lock()
        self._names: tuple[float, tuple[str, ...]] | None = None

    @classmethod
    def of(cls, address: str, base: Base, *, seconds: float = SECONDS) -> RemoteStore:
        """The store at the address of a query service; the base is loaded where it is not the one held.

        Raises StoreError if the server is away, is no SPARQL service, or does not let the base be loaded.
        """
        store, found = cls(address, seconds), content_hash(base)
        held = store.query(HASH_QUERY, dataset=Dataset(named_graphs=(BASE_GRAPH,)))
        if not isinstance(held, ox.QuerySolutions) or [row["hash"].value for row in held] != [found]:
            whole = content_store(base)
            parts = {g: _triples(whole, g) for g in (ROWS_GRAPH, BASE_GRAPH)}  # the hash comes last
            try:
                store.replace_all(parts)
            except StoreError as error:
                message = f"{store._wire.address} does not hold this base, and does not take it. {error}"
                raise StoreError(message, error.kind) from error
        return store

    def query(
        self, text: str, *, dataset: Dataset | None = None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """The result of a query, with the same types as any other store has."""
        form = next((word for word in keywords(text) if word in _FORMS), "SELECT")
        if form in ("SELECT", "ASK"):
            body, kind = self.fetch(text, RESULTS, dataset, self._seconds)
            return _parsed(self._wire.address, body, kind)
        body, kind = self.fetch(text, TRIPLES, dataset, self._seconds)
        graph = ox.Store()
        try:
            graph.load(body, ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.N_TRIPLES)
        except SyntaxError:
            raise _no_results(self._wire.address, kind) from None
        found = graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(found, ox.QueryTriples)  # noqa: S101 - a CONSTRUCT has triples
        return found

    def fetch(
        self, text: str, accept: str, dataset: Dataset | None, seconds: float, *, most_bytes: int | None = None
    ) -> tuple[bytes, str]:
        """What the server answers to a query, as it is, and its media type.

        Raises SyntaxError with the server's words where it finds the request malformed (400), else StoreError.
        """
        if not dataset and not names_dataset(text):
            dataset = self._union()
        reply = self._ask(text, accept, dataset or Dataset(), seconds, most_bytes)
        if reply.status == _BAD_REQUEST:
            raise SyntaxError(reply.text)
        if reply.status // 100 != 2:  # noqa: PLR2004 - success
            raise refused(self._wire.address, reply)
        if reply.media_type == "text/html" and "text/html" not in accept:
            raise _no_results(self._wire.address, reply.media_type)
        return reply.body, reply.media_type

    def _ask(self, text: str, accept: str, dataset: Dataset, seconds: float, most_bytes: int | None) -> Reply:
        fields = [("query", text)]
        fields += [("default-graph-uri", graph) for graph in dataset.default_graphs]
        fields += [("named-graph-uri", graph) for graph in dataset.named_graphs]
        return self._wire.send(
            "POST",
            self._wire.address,
            fields=fields,
            headers={"Accept": accept},
            seconds=seconds,
            repeatable=True,
            most_bytes=most_bytes,
        )

    def _union(self) -> Dataset:
        """All graphs of the server, in the default graph and by name; remembered for a short while."""
        with self._naming:
            if self._names is None or monotonic() - self._names[0] > _REMEMBERED:
                names = tuple(name for name in self._all_names() if not name.startswith(STAGING))
                self._names = (monotonic(), names)
            return Dataset(self._names[1], self._names[1])

    def _all_names(self) -> tuple[str, ...]:
        for text in _NAMES:
            reply = self._ask(text, RESULTS, Dataset(), self._seconds, None)
            if reply.status // 100 != 2:  # noqa: PLR2004 - success
                raise refused(self._wire.address, reply)
            found = _parsed(self._wire.address, reply.body, reply.media_type)
            names = sorted(row["graph"].value for row in found) if isinstance(found, ox.QuerySolutions) else []
            if names:
                return tuple(names)
        return ()

    def graphs(self) -> Mapping[str, int]:
        """The named graphs and their sizes."""
        found = self.query(_SIZES)
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
        return {row["graph"].value: int(row["size"].value) for row in found}

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make these the triples of a graph."""
        self.replace_all({graph: triples})

    def replace_all(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Make these the triples of several graphs.

        All at once where the server takes SPARQL Update; else one graph after the other.
        """
        left = dict.fromkeys(forgotten(self._all_names(), time()), ())
        self._transfer.replace({**left, **graphs})
        self._names = None

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""
        self._transfer.add(graph, triples)
        self._names = None

    def drop(self, graph: str) -> None:
        """Remove a graph."""
        self._transfer.replace({graph: ()})
        self._names = None

    def close(self) -> None:
        """Close all connections."""
        self._wire.close()


def _triples(store: ox.Store, graph: str) -> list[ox.Triple]:
    return [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))]


def _parsed(address: str, body: bytes, kind: str) -> ox.QuerySolutions | ox.QueryBoolean:
    format_ = ox.QueryResultsFormat.from_media_type(kind)
    if format_ is None:
        raise _no_results(address, kind)
    try:
        return ox.parse_query_results(body, format_)
    except SyntaxError:
        raise _no_results(address, kind) from None


def _no_results(address: str, kind: str) -> StoreError:
    message = f"{address} answers with {kind or 'something'} that is no SPARQL result."
    return StoreError(f"{message} Give the address of its query service, such as …/query or …/sparql.", "wrong")
