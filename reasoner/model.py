"""What a base consists of, as plain frozen records: code lists, inputs, decisions, rules, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from yidi.reading.turtle import Place

Labels = Mapping[str, str]
"""Texts by language tag, "zh" and "en"."""

UNLIMITED: Final = 10**12
"""The number that stands for "until changed" and for the open end of a bound."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of a code list; `broader` holds every wider code, nearest first."""

    iri: str
    code: str
    labels: Labels
    broader: tuple[str, ...]
    opened_with: tuple[str, ...] = ()  # codes that hold for this one too where they are listed


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes, the widest first, as messages show them."""

    name: str
    labels: Labels
    concepts: tuple[Concept, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in the order in which columns number them."""
        return tuple(c.code for c in self.concepts)


@dataclass(frozen=True, slots=True)
class Input:
    """What a decision may look at: given in the case, a fact, or another decision's value.

    `code_list` is None for booleans and numbers; `datatype` is then the local name of the datatype.
    """

    name: str
    iri: str
    labels: Labels
    code_list: str | None
    datatype: str
    path: str | None = None
    operator: str | None = None
    operands: tuple[str, ...] = ()  # paths, or names of decisions with a leading "="
    of_decision: str | None = None
    default: str | None = None
    default_unless: tuple[str, str] | None = None  # an input's path and the code for which there is no default


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a case, and the property of the ontology that stands there.

    `value_type` is the IRI of a datatype, code list or class; None where the place holds a part with fields of its own.
    """

    path: str
    iri: str
    value_type: str | None


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A typed value: its kind (a datatype's local name, or "code"), its text, and its exact number.

    Numbers are integers: yuan in fen; ratios, factors, shares and percentage points in
    ten-thousandths (10 percentage points are 1000); months and days as they are.
    """

    kind: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: its inputs, hit policy and type of value (DMN 1.5, clauses 8.2 and 8.2.10)."""

    name: str
    iri: str
    labels: Labels
    inputs: tuple[str, ...]
    collects: bool
    kinds: tuple[str, ...]  # names of datatypes
    code_list: str | None
    total: bool
    alternatives: bool
    default: Value | None
    parameter: str | None
    when_undetermined: str | None  # the code that an answer then gives
    answer_path: str
    occasional: bool = False  # only some areas have such a thing, so no rule means none
    certain_part: bool = False  # an answer tells what is certain of it though facts are missing


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule on one input: any of these codes or numbers, or within one of these ranges.

    A range is (from inclusive, below exclusive).
    """

    codes: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a decision: where and when it is in force, on which conditions, and what it says.

    `claimed` marks a claimed rule, which unofficial sources alone report and every other rule beats.
    """

    iri: str
    labels: Labels
    decision: str
    jurisdictions: tuple[str, ...]
    conditions: Mapping[str, Condition]
    values: tuple[Value, ...]
    at_least: Value | None
    at_most: Value | None
    valid_from: int  # proleptic ordinal of the first day
    valid_to: int  # and of the last day, UNLIMITED where there is none
    overrides: frozenset[str]  # rules and groups
    groups: frozenset[str]
    binding: bool
    basis: tuple[str, ...]
    figure: str
    last_checked: int
    approximate: bool
    place: Place
    claimed: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether the rule states a bound, which is knowledge and not a value."""
        return self.at_least is not None or self.at_most is not None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where sources contradict one another, how and by what that was settled, and which decisions it touches."""

    iri: str
    labels: Labels
    settlement: Labels
    settled_by: frozenset[str]
    touches: frozenset[str]


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Where to ask: for which jurisdiction, on which decisions (none: on all), and at which telephone."""

    iri: str
    labels: Labels
    jurisdictions: frozenset[str]
    decisions: frozenset[str]
    telephone: str | None
    in_every_area: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement of a source and the rule or decision that is said to carry it, with the place where it is said."""

    statement: str
    carrier: str
    place: Place


@dataclass(frozen=True, slots=True)
class Source:
    """A provision and the document that it belongs to, with the authority of both and of what was seen."""

    iri: str
    labels: Labels
    paraphrase: Labels
    document: str
    title: Labels
    identifier: str
    authority: str
    seen_in: Labels | None
    seen_authority: str
    official: bool
