"""A store in memory: the base alone, or with what a program adds to it while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.store.content import content_store
from yidi.store.store import Dataset, names_dataset

if TYPE_CHECKING:
    from yidi.base import Base

SIZES: Final = "SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


class EmbeddedStore:
    """Triples in the memory of this process; several threads may ask it while one of them changes it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._writing = Lock()

    @classmethod
    def of(cls, base: Base) -> EmbeddedStore:
        """A store that holds a base and nothing else."""
        return cls(content_store(base))

    def query(
        self, text: str, *, dataset: Dataset | None = None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """The result of a query; what changes later does not change a result that is still being read."""
        return run(self._store, text, dataset)

    def graphs(self) -> Mapping[str, int]:
        """The named graphs and their sizes."""
        return sizes(self._store)

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make these the triples of a graph."""
        self.replace_all({graph: triples})

    def replace_all(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Make these the triples of several graphs.

        A second store is filled and then takes the place of the first, so that no reader ever sees a change half made.
        """
        with self._writing:
            store = ox.Store()
            store.bulk_load(others(self._store, graphs), ox.RdfFormat.N_QUADS)
            extend(store, graphs)
            self._store = store

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph in one transaction."""
        with self._writing:
            self._store.load(as_bytes(triples), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))

    def drop(self, graph: str) -> None:
        """Remove a graph in one transaction."""
        with self._writing:
            self._store.remove_graph(ox.NamedNode(graph))

    def close(self) -> None:
        """Free the memory."""
        self._store = ox.Store()


def run(
    store: ox.Store, text: str, dataset: Dataset | None = None
) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    """The result of a query on the dataset that the request or the query names, else on the union of all graphs.

    As the SPARQL protocol has it, a request's dataset goes before the query's own.
    """
    if dataset:
        return store.query(
            text,
            default_graph=[ox.NamedNode(iri) for iri in dataset.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in dataset.named_graphs],
        )
    return store.query(text, use_default_graph_as_union=not names_dataset(text))


def sizes(store: ox.Store) -> dict[str, int]:
    """The named graphs of a store that hold anything, and how many triples each holds."""
    found = store.query(SIZES)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
    return {row["graph"].value: int(row["size"].value) for row in found}


def as_bytes(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as N-Triples; to write and read them is faster than to add them one by one."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None  # noqa: S101 - None only where an output is given
    return written


def extend(store: ox.Store, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
    """Add triples to graphs of a store, fast and in no transaction."""
    for graph, triples in graphs.items():
        store.bulk_load(as_bytes(triples), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))


def others(store: ox.Store, graphs: Iterable[str]) -> bytes:
    """All that stands in other graphs than these, as N-Quads."""
    left = {ox.NamedNode(graph) for graph in graphs}
    kept = (graph for graph in store.named_graphs() if graph not in left)
    quads = (quad for graph in kept for quad in store.quads_for_pattern(None, None, None, graph))
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None  # noqa: S101 - None only where an output is given
    return written
