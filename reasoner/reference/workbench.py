"""Where the stages work: a store with the base, its rows, the cases and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol, cast
from uuid import uuid4

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples, RdfFormat, Triple

from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.store import Dataset, Store


class Workbench(Protocol):
    """A store with room for facts, which are kept to the end, and for cells, which are cleared after every round."""

    def add(self, triples: Iterable[Triple]) -> None:
        """Adds the cases to the facts."""
        ...

    def keep(self, text: str) -> bool:
        """Adds to the facts what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        ...

    def lay_out(self, text: str) -> bool:
        """Adds to the cells what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        ...

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        ...

    def clear_cells(self) -> None:
        """Removes what was laid out."""
        ...

    def clear(self) -> None:
        """Removes all that was added."""
        ...


class EmbeddedBench:
    """A private store in memory: nothing else can see it, and no request can change the base."""

    _FACTS: Final = NamedNode("urn:yidi:facts")
    _CELLS: Final = NamedNode("urn:yidi:cells")

    def __init__(self, content: ox.Store) -> None:
        """Take a store with the base and its rows, which becomes the bench's own."""
        self._store = content

    def add(self, triples: Iterable[Triple]) -> None:
        """Adds the cases to the facts."""
        self._store.extend([Quad(t.subject, t.predicate, t.object, self._FACTS) for t in triples])

    def keep(self, text: str) -> bool:
        """Adds to the facts what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        return self._made(text, self._FACTS)

    def lay_out(self, text: str) -> bool:
        """Adds to the cells what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        return self._made(text, self._CELLS)

    def _made(self, text: str, graph: NamedNode) -> bool:
        # As bytes from the query into the graph: an object for each triple would cost more than the query.
        # What the store has written itself is not validated again; `bulk_load` would take longer for so few.
        found = cast(QueryTriples, self._store.query(text, use_default_graph_as_union=True))
        written = found.serialize(format=RdfFormat.N_TRIPLES)
        if written:
            self._store.load(written, RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        return bool(written)

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        return cast(QuerySolutions, self._store.query(text, use_default_graph_as_union=True))

    def clear_cells(self) -> None:
        """Removes what was laid out."""
        self._store.clear_graph(self._CELLS)

    def clear(self) -> None:
        """Removes all that was added."""
        self._store.clear_graph(self._CELLS)
        self._store.clear_graph(self._FACTS)


class StoreBench:
    """Graphs of its own in a store that others use too, such as a server's; what else lies there is not seen."""

    def __init__(self, store: Store, name: str) -> None:
        """Take the store, and the IRI below which the graphs of this bench are named."""
        run = f"{name}/{uuid4()}"
        self._store, self._facts, self._cells = store, f"{run}/facts", f"{run}/cells"
        self._graphs = Dataset(default_graphs=(BASE_GRAPH, ROWS_GRAPH, self._facts, self._cells))

    def construct(self, text: str) -> list[Triple]:
        """What a CONSTRUCT query makes of all that the store holds."""
        return list(cast(QueryTriples, self._store.query(text, dataset=self._graphs)))

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        return cast(QuerySolutions, self._store.query(text, dataset=self._graphs))

    def add(self, triples: Iterable[Triple]) -> None:
        """Adds the cases to the facts."""
        self._store.add(self._facts, triples)

    def keep(self, text: str) -> bool:
        """Adds to the facts what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        return self._made(text, self._facts)

    def lay_out(self, text: str) -> bool:
        """Adds to the cells what a CONSTRUCT query makes of all that the bench holds; whether that is anything."""
        return self._made(text, self._cells)

    def _made(self, text: str, graph: str) -> bool:
        made = self.construct(text)
        self._store.add(graph, made)
        return bool(made)

    def clear_cells(self) -> None:
        """Removes what was laid out."""
        self._store.drop(self._cells)

    def clear(self) -> None:
        """Removes all that was added."""
        self._store.drop(self._cells)
        self._store.drop(self._facts)
