"""Where the stages work: a store with the base, its rows, the cases and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

import pyoxigraph as ox
from pyoxigraph import Quad, QuerySolutions, QueryTriples, Triple

from yidi.store.store import Store


class Workbench(Protocol):
    """A store with room for facts, which are kept to the end, and for cells, which are cleared after every round."""

    def construct(self, text: str) -> list[Triple]:
        """What a CONSTRUCT query makes of all that the store holds."""
        ...

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        ...

    def keep(self, triples: Iterable[Triple]) -> int:
        """Adds facts, and gives how many of them are new."""
        ...

    def lay_out(self, triples: Iterable[Triple]) -> int:
        """Adds cells, and gives how many triples of them are new."""
        ...

    def clear_cells(self) -> None:
        """Removes what was laid out and not also kept."""
        ...

    def clear(self) -> None:
        """Removes all that was added."""
        ...


class EmbeddedBench:
    """A private store in memory, all of it one graph: nothing else can see it, and no request can change the base."""

    def __init__(self, content: Iterable[Quad]) -> None:
        self._store = ox.Store()
        self._store.extend(Quad(*quad.triple) for quad in content)
        self._kept: set[Triple] = set()
        self._cells: set[Triple] = set()

    def construct(self, text: str) -> list[Triple]:
        """What a CONSTRUCT query makes of all that the store holds."""
        return list(cast(QueryTriples, self._store.query(text)))

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        return cast(QuerySolutions, self._store.query(text))

    def keep(self, triples: Iterable[Triple]) -> int:
        """Adds facts, and gives how many of them are new."""
        return self._add(set(triples) - self._kept, self._kept)

    def lay_out(self, triples: Iterable[Triple]) -> int:
        """Adds cells, and gives how many triples of them are new."""
        return self._add(set(triples) - self._cells, self._cells)

    def _add(self, new: set[Triple], held: set[Triple]) -> int:
        self._store.extend(Quad(*triple) for triple in new)
        held |= new
        return len(new)

    def clear_cells(self) -> None:
        """Removes what was laid out and not also kept."""
        self._remove(self._cells - self._kept)
        self._cells.clear()

    def clear(self) -> None:
        """Removes all that was added."""
        self._remove(self._cells | self._kept)
        self._cells.clear()
        self._kept.clear()

    def _remove(self, triples: set[Triple]) -> None:
        for triple in triples:
            self._store.remove(Quad(*triple))


class StoreBench:
    """Two graphs of a store that others may use too, such as a server's."""

    def __init__(self, store: Store, name: str) -> None:
        """Take the store, and the IRI below which the two graphs are named."""
        self._store, self._facts, self._cells = store, f"{name}/facts", f"{name}/cells"
        self._held: dict[str, set[Triple]] = {self._facts: set(), self._cells: set()}

    def construct(self, text: str) -> list[Triple]:
        """What a CONSTRUCT query makes of all that the store holds."""
        return list(cast(QueryTriples, self._store.query(text)))

    def select(self, text: str) -> QuerySolutions:
        """The rows of a SELECT query."""
        return cast(QuerySolutions, self._store.query(text))

    def keep(self, triples: Iterable[Triple]) -> int:
        """Adds facts, and gives how many of them are new."""
        return self._add(self._facts, triples)

    def lay_out(self, triples: Iterable[Triple]) -> int:
        """Adds cells, and gives how many triples of them are new."""
        return self._add(self._cells, triples)

    def _add(self, graph: str, triples: Iterable[Triple]) -> int:
        new = set(triples) - self._held[graph]
        if new:
            self._store.add(graph, new)
            self._held[graph] |= new
        return len(new)

    def clear_cells(self) -> None:
        """Removes what was laid out."""
        self._drop(self._cells)

    def clear(self) -> None:
        """Removes all that was added."""
        self._drop(self._cells)
        self._drop(self._facts)

    def _drop(self, graph: str) -> None:
        self._store.drop(graph)
        self._held[graph].clear()
