"""Components that look at all values of a focus node, or at other properties of it (SHACL 4.2, 4.4.5, 4.5, 4.8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pyoxigraph as ox

from yidi.shacl.model import Offence
from yidi.shacl.ordering import precedes
from yidi.shacl.terms import Term, component

if TYPE_CHECKING:
    from yidi.shacl.columns import Column
    from yidi.shacl.run import Run


@dataclass(frozen=True, slots=True)
class MinCount:
    """There are at least so many values (sh:minCount)."""

    count: int
    component: ClassVar = component("MinCount")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The focus nodes with fewer."""
        values, least = column.values, self.count
        if least == 1:
            return [Offence(node) for node in column.focus if node not in values]
        return [Offence(node) for node in column.focus if len(values.get(node, ())) < least]


@dataclass(frozen=True, slots=True)
class MaxCount:
    """There are at most so many values (sh:maxCount)."""

    count: int
    component: ClassVar = component("MaxCount")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The focus nodes with more."""
        get, most = column.values.get, self.count
        return [Offence(node) for node in column.focus if len(get(node, ())) > most]


@dataclass(frozen=True, slots=True)
class HasValue:
    """One of the values is a given one (sh:hasValue)."""

    term: Term
    component: ClassVar = component("HasValue")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The focus nodes without it."""
        get, term = column.values.get, self.term
        return [Offence(node) for node in column.focus if term not in get(node, ())]


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """No language tag is used twice (sh:uniqueLang)."""

    component: ClassVar = component("UniqueLang")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The focus nodes, once for each tag that is."""
        found = []
        for node in column.focus:
            values = column.values.get(node, ())
            if len(values) > 1:
                tags = Counter(
                    each.language.lower() for each in values if isinstance(each, ox.Literal) and each.language
                )
                found += [Offence(node) for count in tags.values() if count > 1]
        return found


@dataclass(frozen=True, slots=True)
class Equals:
    """The values are those of another property (sh:equals)."""

    predicate: ox.NamedNode
    component: ClassVar = component("Equals")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """What only one of the two has."""
        others = run.data.values(self.predicate)
        found = []
        for node in column.focus:
            here, there = column.values.get(node, ()), others.get(node, ())
            if here != there:
                found += [Offence(node, value) for value in here if value not in there]
                found += [Offence(node, value) for value in there if value not in here]
        return found


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No value is one of another property (sh:disjoint)."""

    predicate: ox.NamedNode
    component: ClassVar = component("Disjoint")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """What both have."""
        others = run.data.values(self.predicate)
        return [Offence(node, value) for node, value in column.pairs() if value in others.get(node, ())]


@dataclass(frozen=True, slots=True)
class LessThan:
    """Every value is less than every one of another property (sh:lessThan, sh:lessThanOrEquals)."""

    component: ox.NamedNode
    predicate: ox.NamedNode
    or_equal: bool

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """A value as often as there are values that it is not less than."""
        others, known = run.data.values(self.predicate), run.value
        return [
            Offence(node, value)
            for node, value in column.pairs()
            for other in others.get(node, ())
            if not precedes(known(value), known(other), or_equal=self.or_equal)
        ]


@dataclass(frozen=True, slots=True)
class Closed:
    """The values have no properties but these (sh:closed, sh:ignoredProperties)."""

    allowed: frozenset[ox.NamedNode]
    component: ClassVar = component("Closed")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """Each value of another property, with that property as the path."""
        nodes = column.distinct
        found: dict[Term, list[tuple[Term, ox.NamedNode]]] = {}
        for predicate in run.data.predicates:
            values = run.data.values(predicate)
            if predicate not in self.allowed:
                few, many = (values, nodes) if len(values) < len(nodes) else (nodes, values)
                for node in few:
                    if node in many:
                        found.setdefault(node, []).extend((each, predicate) for each in values[node])
        if not found:
            return []
        return [Offence(focus, value, path) for focus, node in column.pairs() for value, path in found.get(node, ())]
