"""Components that ask other shapes about the values (SHACL 4.6, 4.7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pyoxigraph as ox

from yidi.shacl.model import Offence
from yidi.shacl.terms import Node, component

if TYPE_CHECKING:
    from yidi.shacl.columns import Column
    from yidi.shacl.run import Run


@dataclass(frozen=True, slots=True)
class Not:
    """No value conforms to a shape (sh:not)."""

    shapes: tuple[Node]
    component: ClassVar = component("Not")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that conform."""
        failing = run.failing(self.shapes[0], column.distinct)
        return column.unless(failing.__contains__)


@dataclass(frozen=True, slots=True)
class And:
    """Every value conforms to all shapes of a list (sh:and), or to one shape (sh:node)."""

    component: ox.NamedNode
    shapes: tuple[Node, ...]

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that fail one of them."""
        failing = [run.failing(shape, column.distinct) for shape in self.shapes]
        return column.with_values(set().union(*failing))


@dataclass(frozen=True, slots=True)
class Or:
    """Every value conforms to one of some shapes at least (sh:or)."""

    shapes: tuple[Node, ...]
    component: ClassVar = component("Or")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that fail all."""
        failing = set(column.distinct)
        for shape in self.shapes:
            if failing:  # what one shape admits the others are not asked about
                failing &= run.failing(shape, failing)
        return column.with_values(failing)


@dataclass(frozen=True, slots=True)
class Xone:
    """Every value conforms to exactly one of some shapes (sh:xone)."""

    shapes: tuple[Node, ...]
    component: ClassVar = component("Xone")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that conform to none or to several."""
        failed = Counter(value for shape in self.shapes for value in run.failing(shape, column.distinct))
        return column.unless(lambda value: failed[value] == len(self.shapes) - 1)


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """Every value conforms to a property shape, whose own results are reported (sh:property)."""

    shapes: tuple[Node]
    component: ClassVar = component("Property")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that fail."""
        return column.with_values(run.failing(self.shapes[0], column.distinct))


@dataclass(frozen=True, slots=True)
class Qualified:
    """So many values conform to a shape, and to none of its siblings (sh:qualifiedMinCount and MaxCount).

    `shapes` are the shape and then its siblings, which are looked at where sh:qualifiedValueShapesDisjoint says so.
    """

    component: ox.NamedNode
    shapes: tuple[Node, ...]
    count: int
    least: bool

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The focus nodes with fewer or more."""
        shape, *siblings = self.shapes
        counted = set(column.distinct) - run.failing(shape, column.distinct)
        for sibling in siblings:
            counted &= run.failing(sibling, counted)
        found = []
        for node in column.focus:
            count = sum(value in counted for value in column.values.get(node, ()))
            if count < self.count if self.least else count > self.count:
                found.append(Offence(node))
        return found
