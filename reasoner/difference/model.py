"""What a difference between two versions of a base consists of, as plain frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yidi.base import Base
from yidi.finding import Finding
from yidi.model import UNLIMITED, Decision, Labels, Rule, Value

Ranges = tuple[tuple[int, int], ...]
"""Ranges of whole numbers or of days, each from its first to the one after its last."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One side of a comparison: its name, "" for the working tree, its compiled base, and its files by their names."""

    name: str
    base: Base
    ontology: Mapping[str, bytes]
    besides: Mapping[str, bytes]  # shapes and queries
    cases: Mapping[str, bytes]
    faults: tuple[Finding, ...] = ()  # why it cannot be used, though it can be compared

    @property
    def contradictory(self) -> frozenset[str]:
        """The decisions on which rules of this version contradict each other."""
        return frozenset(str(f.details["decision"]) for f in self.faults if f.id == "rule-conflict")


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says in a cell: the outcome, or where none is known the bounds of the number.

    `absent` marks what cannot be asked of a version: it lacks the decision, or a code of the cell.
    """

    groups: tuple[tuple[Value, ...], ...] | None = None
    low: int = 0
    high: int = UNLIMITED
    absent: bool = False
    undetermined: bool = False  # of a case: facts are missing
    contradicts: bool = False  # rules that prevail say all of `groups`

    @property
    def nothing(self) -> bool:
        """Whether this is no knowledge at all: what cannot be asked of a version is not known to it either."""
        return self.groups is None and not self.undetermined and self.low == 0 and self.high == UNLIMITED


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule of which the versions differ: `kind` is added, removed, changed, renamed or rechecked (its date alone).

    `fields` names what differs: conditions by the name of their input, the rest by their predicate.
    """

    kind: str
    old: Rule | None
    new: Rule | None
    fields: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule as it is now, or as it was."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - one of the two is always there
        return found


@dataclass(frozen=True, slots=True)
class Box:
    """Cells of a decision in which one thing was said and another is: areas × days × conditions.

    `areas` are codes of pooling areas, `days` ordinals; `codes` and `numbers` hold the conditions on inputs of either
    kind.  None, or an input that is not named, means all that both versions have; boxes of one decision may overlap.
    """

    old: Said
    new: Said
    areas: frozenset[str] | None
    days: Ranges | None
    codes: Mapping[str, frozenset[str]]
    numbers: Mapping[str, Ranges]
    reasons: tuple[tuple[str, ...], tuple[str, ...]]  # the rules that prevail in some cell of it, before and now


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """The cells of one decision that differ: `outcomes` in what is said, `reasons` only in the rules that say it."""

    decision: Decision
    outcomes: tuple[Box, ...]
    reasons: tuple[Box, ...]
    covered: tuple[bool, ...] = ()  # for each of `outcomes` whether some case lies in it


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A decision that differs in an answer; `cause` marks those that no other decision's change explains."""

    decision: str
    old: Said
    new: Said
    cause: bool
    rules: tuple[tuple[Rule, ...], tuple[Rule, ...]]  # that prevail, before and now


@dataclass(frozen=True, slots=True)
class CaseChange:
    """An example case with another answer; amounts in fen, -1 where they are not known, None where none was asked.

    `refused` says of a version why it cannot read the case.
    """

    name: str
    where: str
    fields: tuple[FieldChange, ...]
    fund: tuple[int, int] | None
    person: tuple[int, int] | None
    refused: tuple[str, str] = ("", "")

    @property
    def more(self) -> int | None:
        """By how much the fund pays more than before, in fen; None where that is not known."""
        return None if self.fund is None or min(self.fund) < 0 else self.fund[1] - self.fund[0]


@dataclass(frozen=True, slots=True)
class Cases:
    """The example cases under both versions: how many there are, those that change, and faults of their files."""

    count: int
    changed: tuple[CaseChange, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """Things of one kind that differ, apart from rules: names, with labels where they have any."""

    kind: str
    added: Mapping[str, Labels]
    removed: Mapping[str, Labels]
    changed: Mapping[str, Labels]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which two versions of a base differ."""

    old: Version
    new: Version
    rules: tuple[RuleChange, ...]
    others: tuple[Other, ...]
    decisions: tuple[DecisionChange, ...]
    cases: Cases
    renamed: Mapping[str, str] = field(default_factory=dict)  # rules by their old IRI

    @property
    def empty(self) -> bool:
        """Whether nothing differs that matters."""
        return not (self.rules or self.others or self.decisions or self.cases.changed)
