"""A store that answers the queries of SPARQL constraints, with sets of focus nodes beside the data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import Final

import pyoxigraph as ox

from yidi.shacl.terms import Term

_IS: Final = ox.NamedNode("urn:x-shacl:is")


class Answering:
    """The data as the default graph, and each set of focus nodes as a named graph, which no query finds by chance."""

    __slots__ = ("_known", "_numbers", "predicates", "store")

    def __init__(self) -> None:
        self.store = ox.Store()
        self.predicates: set[ox.NamedNode] = set()
        self._known: dict[tuple[Term, ...], str] = {}
        self._numbers = count()

    def add(self, predicates: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> None:
        """Add all that the data say with some predicates."""
        self.store.extend(quads)
        self.predicates.update(predicates)

    def pattern(self, focus: Iterable[Term]) -> str:
        """A pattern that binds ``?this`` to each of some terms."""
        focus = tuple(focus)
        if focus not in self._known:
            graph = ox.NamedNode(f"urn:x-shacl:focus:{next(self._numbers)}")
            self.store.extend(ox.Quad(graph, _IS, each, graph) for each in focus)
            self._known[focus] = f" GRAPH {graph} {{ {graph} {_IS} ?this }} "
        return self._known[focus]


def respelt(literals: Collection[ox.Literal]) -> Mapping[Term, Term]:
    """The literals that a store writes in another way, by what it makes of them."""
    store = ox.Store()
    nodes = [ox.NamedNode(f"urn:x-shacl:{number}") for number in range(len(literals))]
    store.extend(ox.Quad(node, _IS, each) for node, each in zip(nodes, literals, strict=True))
    back = [next(store.quads_for_pattern(node, None, None)).object for node in nodes]
    return {after: before for after, before in zip(back, literals, strict=True) if after not in literals}
