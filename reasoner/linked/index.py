"""Every thing of a base with what is said about it, in the order of the files, and what points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from yidi.base import Base
from yidi.files import read_files
from yidi.names import DEFINITION, ID, LABEL, NS, ROWS_GRAPH
from yidi.store.content import content_store

__all__ = ["Index", "Pointing", "index_of", "read_index"]

ONTOLOGY: Final = NS.removesuffix("#")
MOST_STEPS: Final = 100  # from a blank node up to what it belongs to; a circle would have no end
Node = NamedNode | BlankNode
_LABEL: Final = NamedNode(LABEL)


@dataclass(frozen=True, slots=True)
class Pointing:
    """What points at a thing: the first so many of them, as statements, and how many there are."""

    triples: tuple[Triple, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Index:
    """The statements of a base by subject and by object; never changed."""

    said: Mapping[Node, tuple[Triple, ...]]
    pointing: Mapping[Node, tuple[Triple, ...]]

    def __contains__(self, iri: str) -> bool:
        """Whether anything is said about this IRI."""
        return NamedNode(iri) in self.said

    def iris(self) -> Iterator[str]:
        """The IRIs of our own about which something is said."""
        return (n.value for n in self.said if isinstance(n, NamedNode) and n.value.startswith((ID, ONTOLOGY)))

    def about(self, node: Node) -> tuple[Triple, ...]:
        """The statements whose subject this is."""
        return self.said.get(node, ())

    def description(self, iri: str) -> list[Triple]:
        """What is said about a thing, with the blank nodes below it and the labels of what it names."""
        own = self._below([NamedNode(iri)])
        return [*own, *self._labels(own)]

    def ontology(self) -> list[Triple]:
        """What is said about all terms: classes, properties and datatypes, and what sets them apart."""
        below = {t.object for said in self.said.values() for t in said if isinstance(t.object, BlankNode)}
        apart = [n for n in self.said if isinstance(n, BlankNode) and n not in below]
        terms = [n for n in self.said if isinstance(n, NamedNode) and n.value.startswith(ONTOLOGY)]
        return self._below([*terms, *apart])

    def texts(self, iri: str, predicate: str) -> dict[str, str]:
        """The texts of a predicate by language."""
        return {
            t.object.language or "": t.object.value
            for t in self.about(NamedNode(iri))
            if t.predicate.value == predicate and isinstance(t.object, Literal)
        }

    def labels(self, iri: str) -> dict[str, str]:
        """The labels of a thing by language."""
        return self.texts(iri, LABEL)

    def definitions(self, iri: str) -> dict[str, str]:
        """The definitions of a thing by language; of a provision, what it says in our own words."""
        return self.texts(iri, DEFINITION)

    def values(self, iri: str, predicate: str) -> list[str]:
        """The IRIs that a predicate names."""
        return [
            t.object.value
            for t in self.about(NamedNode(iri))
            if t.predicate.value == predicate and isinstance(t.object, NamedNode)
        ]

    def points_at(self, iri: str, most: int) -> Pointing:
        """The statements that name a thing, `most` at most."""
        found = self.pointing.get(NamedNode(iri), ())
        return Pointing(found[:most], len(found))

    def owner(self, node: object) -> str | None:
        """The IRI of a node, or of that to which a blank node belongs; None where it belongs to nothing."""
        for _ in range(MOST_STEPS):
            if isinstance(node, NamedNode):
                return node.value
            around = self.pointing.get(node, ()) if isinstance(node, BlankNode) else ()
            if not around:
                return None
            node = around[0].subject
        return None

    def _below(self, nodes: Iterable[Node]) -> list[Triple]:
        """The statements of the nodes and of the blank nodes that they lead to."""
        found: list[Triple] = []
        waiting, seen = list(nodes)[::-1], set()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            found += self.about(node)
            waiting += [t.object for t in self.about(node) if isinstance(t.object, BlankNode)][::-1]
        return found

    def _labels(self, triples: Iterable[Triple]) -> list[Triple]:
        """The labels of what these statements name, without those that are among them."""
        own = {t.subject for t in triples}
        named = dict.fromkeys(
            node
            for t in triples
            for node in (t.predicate, t.object, _datatype(t.object))
            if isinstance(node, NamedNode) and node not in own
        )
        return [t for node in named for t in self.about(node) if t.predicate == _LABEL]


def _datatype(term: object) -> NamedNode | None:
    return term.datatype if isinstance(term, Literal) else None


def read_index(base: Base, more: Iterable[Triple] = ()) -> Index:
    """The index of the files that a base was loaded from, of its rows, and of more statements.

    Rows can be looked up, but are not shown among what points at a rule or an area: there are too many of them.
    """
    texts = read_files(base.folder).values()
    index = index_of(chain((q.triple for text in texts for q in parse(text, format=RdfFormat.TURTLE)), more))
    return Index({**index_of(_rows(base)).said, **index.said}, index.pointing)


def _rows(base: Base) -> Iterator[Triple]:
    """What is derived from the base and is about no thing of the base itself."""
    rows = content_store(base).quads_for_pattern(None, None, None, NamedNode(ROWS_GRAPH))
    return (quad.triple for quad in rows if isinstance(quad.subject, NamedNode) and "@" in quad.subject.value)


def index_of(triples: Iterable[Triple]) -> Index:
    """The index of these statements, which keeps their order."""
    said: dict[Node, list[Triple]] = defaultdict(list)
    pointing: dict[Node, list[Triple]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, Node):
            said[triple.subject].append(triple)
            if isinstance(triple.object, Node):
                pointing[triple.object].append(triple)
    return Index({n: tuple(t) for n, t in said.items()}, {n: tuple(t) for n, t in pointing.items()})
