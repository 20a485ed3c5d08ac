"""A graph that is only read: every predicate is a column from subjects to objects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, TypeAlias

import pyoxigraph as ox

from yidi.collecting import no_collecting
from yidi.shacl.answering import Answering, respelt
from yidi.shacl.terms import FIRST, LANG_STRING, NIL, REST, SUB_CLASS, TYPE, Term, xsd

Values: TypeAlias = Mapping[Term, tuple[Term, ...]]
"""The distinct values of each node that has any."""

_NONE: Final[Values] = {}
_KEPT: Final = frozenset({LANG_STRING, xsd("string")})
"""Datatypes whose literals a store gives back as it got them, and which are the most common."""


class Data:
    """A data graph, indexed once; nothing changes it afterwards.

    Triples that are given twice count once.  What costs time and is not always needed (inverse columns, classes, the
    store that answers SPARQL) is made when it is first asked for and then kept.
    """

    __slots__ = ("_answering", "_columns", "_distinct", "_instances", "_inverse", "_spellings")

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        with no_collecting():
            self._columns = _columns(triples)
        self._inverse: dict[ox.NamedNode, Values] = {}
        self._instances: dict[Term, dict[Term, None]] = {}
        self._spellings: Mapping[Term, Term] | None = None
        self._answering = Answering()
        self._distinct: dict[ox.NamedNode, Collection[Term]] = {}

    def values(self, predicate: ox.NamedNode) -> Values:
        """The objects of each subject."""
        return self._columns.get(predicate, _NONE)

    def subjects(self, predicate: ox.NamedNode) -> Values:
        """The subjects of each object."""
        if predicate not in self._inverse:
            self._inverse[predicate] = inverse(self.values(predicate))
        return self._inverse[predicate]

    def distinct(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Every object once."""
        if predicate not in self._distinct:
            self._distinct[predicate] = dict.fromkeys(chain.from_iterable(self.values(predicate).values()))
        return self._distinct[predicate]

    @property
    def predicates(self) -> Iterable[ox.NamedNode]:
        """The predicates that occur."""
        return self._columns.keys()

    def instances(self, cls: Term) -> Mapping[Term, None]:
        """The nodes whose type is this class or one below it (rdf:type/rdfs:subClassOf*), as keys."""
        if cls not in self._instances:
            typed = self.subjects(TYPE)
            below = reached(self.subjects(SUB_CLASS), cls)
            self._instances[cls] = dict.fromkeys(chain.from_iterable(typed.get(each, ()) for each in below))
        return self._instances[cls]

    def triples(self, predicates: Iterable[ox.NamedNode] | None = None) -> Iterator[ox.Quad]:
        """The triples, or only those of some predicates, in a default graph."""
        for predicate in self._columns if predicates is None else predicates:
            for subject, objects in self.values(predicate).items():
                for each in objects:
                    yield ox.Quad(subject, predicate, each)  # type: ignore[arg-type]

    @property
    def store(self) -> ox.Store:
        """The whole graph as the default graph of a store in memory."""
        return self.answering(self._columns).store

    def answering(self, predicates: Iterable[ox.NamedNode]) -> Answering:
        """The store with the triples of some predicates at least: to fill it takes longer than most queries."""
        if missing := [each for each in predicates if each in self._columns and each not in self._answering.predicates]:
            self._answering.add(missing, self.triples(missing))
        return self._answering

    def original(self, term: Term) -> Term:
        """A term that the store gave, as the graph spells it: the store writes 01 as 1 and 1.00 as 1."""
        if not isinstance(term, ox.Literal) or term.datatype in _KEPT:
            return term
        if self._spellings is None:
            self._spellings = _spellings(each for column in self._columns.values() for each in column.values())
        return self._spellings.get(term, term)


def _spellings(values: Iterable[tuple[Term, ...]]) -> Mapping[Term, Term]:
    literals = (each for some in values for each in some if isinstance(each, ox.Literal))
    return respelt(dict.fromkeys(each for each in literals if each.datatype not in _KEPT))


def _columns(triples: Iterable[ox.Triple]) -> dict[ox.NamedNode, dict[Term, tuple[Term, ...]]]:
    # Only a subject with several values needs a list, for the time of building.
    columns: dict[ox.NamedNode, dict[Term, tuple[Term, ...]]] = {}
    several: dict[tuple[ox.NamedNode, Term], list[Term]] = {}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, (triple.object,)
        column = columns.get(predicate)
        if column is None:
            column = columns[predicate] = {}
        before = column.setdefault(subject, value)
        if before is not value:
            several.setdefault((predicate, subject), [before[0]]).append(value[0])
    for (predicate, node), values in several.items():
        columns[predicate][node] = tuple(dict.fromkeys(values))
    return columns


def inverse(values: Values) -> Values:
    """The nodes that have each value."""
    found: dict[Term, dict[Term, None]] = {}
    for node, each in values.items():
        for value in each:
            found.setdefault(value, {})[node] = None
    return {value: tuple(nodes) for value, nodes in found.items()}


def reached(steps: Values, start: Term) -> dict[Term, None]:
    """The start and what can be reached from it, nearest first."""
    found: dict[Term, None] = {start: None}
    queue = [start]
    for node in queue:
        for following in steps.get(node, ()):
            if following not in found:
                found[following] = None
                queue.append(following)
    return found


def items(graph: Data, node: Term) -> tuple[Term, ...] | None:
    """The members of an RDF list; nothing where the list is ill-formed (SHACL 1.4)."""
    members: list[Term] = []
    seen: set[Term] = set()
    firsts, rests = graph.values(FIRST), graph.values(REST)
    while node != NIL:
        first, rest = firsts.get(node, ()), rests.get(node, ())
        if len(first) != 1 or len(rest) != 1 or node in seen:
            return None
        seen.add(node)
        members.append(first[0])
        node = rest[0]
    return None if node in firsts or node in rests else tuple(members)
