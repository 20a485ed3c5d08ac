"""What a shapes graph says, read once; and what a validation finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

import pyoxigraph as ox

from yidi.shacl.paths import Path
from yidi.shacl.terms import Node, Term, sh

if TYPE_CHECKING:
    from yidi.shacl.columns import Column
    from yidi.shacl.run import Run

VIOLATION: Final = sh("Violation")
NO_BINDINGS: Final[Mapping[str, Term]] = MappingProxyType({})

TargetKind: TypeAlias = Literal["node", "class", "subjects", "objects"]


class Offence(NamedTuple):
    """A focus node, and perhaps a value, that a constraint does not admit.

    `path`, `messages` and `bindings` are set where they are not those of the shape.
    """

    focus: Term
    value: Term | None = None
    path: Path | None = None
    messages: tuple[ox.Literal, ...] = ()
    bindings: Mapping[str, Term] = NO_BINDINGS


class Constraint(Protocol):
    """A constraint component with its parameters; asked about all focus nodes of a shape at once."""

    @property
    def component(self) -> ox.NamedNode:
        """The constraint component of SHACL."""

    def offences(self, column: Column, run: Run) -> Iterable[Offence]:
        """The focus nodes and values that are not admitted, in the order of the column."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a shape finds focus nodes: a node, the instances of a class, the subjects or objects of a predicate."""

    kind: TargetKind
    term: Term


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a `path` a property shape."""

    node: Node
    path: Path | None = None
    targets: tuple[Target, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    severity: ox.NamedNode = VIOLATION
    messages: tuple[ox.Literal, ...] = ()
    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of a shapes graph by the nodes that name them; nothing changes them.

    `predicates` are those for which SPARQL constraints ask by name.
    """

    shapes: Mapping[Node, Shape]
    predicates: frozenset[ox.NamedNode] = frozenset()

    @property
    def targeted(self) -> Iterable[Shape]:
        """The shapes that look for focus nodes themselves."""
        return (shape for shape in self.shapes.values() if shape.targets)


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (SHACL 3.6): `focus` has, at `path`, a `value` that `shape` does not admit.

    `constraint` is the node of a SPARQL constraint, `bindings` the other variables of its solution.
    """

    focus: Term
    path: Path | None
    value: Term | None
    component: ox.NamedNode
    shape: Node
    constraint: Node | None = None
    severity: ox.NamedNode = VIOLATION
    messages: tuple[ox.Literal, ...] = ()
    bindings: Mapping[str, Term] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found.

    `focus` has the number of focus nodes of each shape with targets, by its IRI (``_:name`` for a blank node): where
    all are nought, nothing was validated.
    """

    results: tuple[Result, ...]
    focus: Mapping[str, int]

    @property
    def conforms(self) -> bool:
        """Whether there is no result, of whatever severity."""
        return not self.results
