"""What follows from a filing by the policy, as statements beside its own: outcomes of decisions, and facts.

A filing is judged by the place that it is for, so its question is put as if the hospital stood there; the visit's own
question is put as it is.  A filing that is replaced has a question of its own: when might it be changed?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.answers.explain import outcomes_of
from yidi.deciding.columns import ADMITTED, AS_OF, INSURED, encode
from yidi.deciding.days import plus_months
from yidi.deciding.results import Results
from yidi.model import UNLIMITED, Value
from yidi.names import NS, TYPE, XSD, individual, term
from yidi.values import NUMBERS, number_text

if TYPE_CHECKING:
    from yidi.base import Base

__all__ = ["Followed", "Question", "questions_of"]

FILING: Final = "filing"
REPLACES: Final = "filing.replaces"
VISIT: Final = "visit"
_DESTINATION: Final = "filing.destination"
_START: Final = "filing.startsOn"
_REGION: Final = "visit.hospital.region"
_EMERGENCY: Final = "visit.emergency"
_DAYS: Final = (AS_OF, "filing.submittedOn", "filing.startsOn", ADMITTED)
"""Whose rules apply: those of the first of these days that is known."""

_TYPE: Final = NamedNode(TYPE)
_OUTCOME: Final = NamedNode(term("Outcome"))
_BOOLEAN: Final = NamedNode(XSD + "boolean")
_DATE: Final = NamedNode(XSD + "date")
_MONTHS: Final = "months"
_INFINITE: Final = Literal("INF", datatype=NamedNode(XSD + "double"))

Facts = Mapping[str, object]
Node = NamedNode | BlankNode


def _property(name: str) -> NamedNode:
    return NamedNode(term(name))


_UNTIL: Final = (_property("leastUntil"), _property("mostUntil"))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for a node of a filing: the facts of a case."""

    node: Node
    part: str
    facts: Facts


def questions_of(facts: Facts, nodes: Mapping[str, Node], today: date) -> list[Question]:
    """The questions that the sound facts of a case put, given the nodes of its parts; none without a pooling area."""
    if INSURED not in facts:
        return []
    day = next((facts[path] for path in _DAYS if path in facts), today)
    whole = {**facts, AS_OF: day}
    found = []
    if FILING in nodes:
        there = {_REGION: facts[_DESTINATION]} if _DESTINATION in facts else {}
        # Where nothing is said of an emergency there is none: else no filing by itself would need any material.
        own = {_EMERGENCY: False} | {path: value for path, value in whole.items() if path != _REGION}
        found.append(Question(nodes[FILING], FILING, own | there))
    if REPLACES in nodes:
        kept = {path: value for path, value in whole.items() if not path.startswith(f"{FILING}.")}
        before = {path.replace(REPLACES, FILING): v for path, v in facts.items() if path.startswith(f"{REPLACES}.")}
        found.append(Question(nodes[REPLACES], REPLACES, kept | before))
    if VISIT in nodes:
        found.append(Question(nodes[VISIT], VISIT, whole))
    return found


@dataclass(slots=True)
class Followed:
    """Answers questions with one base: the decisions and facts that shapes rest on, as statements.

    An outcome is one node for all filings that stand in the same cell of a decision.
    """

    base: Base
    decisions: tuple[str, ...]
    facts: tuple[str, ...]
    _cells: dict[tuple[str, int], tuple[NamedNode, list[Triple]]] = field(default_factory=dict)

    def triples(self, questions: Sequence[Question]) -> list[Triple]:
        """What follows from the facts of each question, all decided together."""
        if not questions:
            return []
        engine = self.base.engine
        results, _ = engine.run(encode([q.facts for q in questions], engine.encoder))
        found: list[Triple] = []
        told: dict[NamedNode, list[Triple]] = {}
        for row, question in enumerate(questions):
            if question.part == VISIT:
                found += self._facts(question, results, row)
                continue
            for name in self.decisions:
                node, said = self._outcome(results, name, row)
                found.append(Triple(question.node, _property("outcome"), node))
                told[node] = said
        for name in self.decisions:
            if _MONTHS in results.tables[name].decision.kinds:
                found += _periods(name, questions, results)
        return [*found, *(triple for said in told.values() for triple in said)]

    def _facts(self, question: Question, results: Results, row: int) -> Iterable[Triple]:
        for name in self.facts:
            if (known := int(results.input(name)[row])) >= 0:
                value = Literal("true" if known else "false", datatype=_BOOLEAN)
                yield Triple(question.node, _property(name), value)

    def _outcome(self, results: Results, name: str, row: int) -> tuple[NamedNode, list[Triple]]:
        key = (name, int(results.cells[name][row]))
        if key not in self._cells:
            node = NamedNode(individual("outcome", f"{name}-{key[1]}"))
            self._cells[key] = node, list(self._said(node, results, name, row))
        return self._cells[key]

    def _said(self, node: NamedNode, results: Results, name: str, row: int) -> Iterable[Triple]:
        """What is said of an outcome: its decision, the rules that prevail, its values and bounds."""
        decision = results.tables[name].decision
        yield Triple(node, _TYPE, _OUTCOME)
        yield Triple(node, _property("decided"), NamedNode(decision.iri))
        for rule in results.reasons(name, row).prevailing:
            yield Triple(node, _property("prevailing"), NamedNode(rule.iri))
        (outcome,) = outcomes_of(results, name, row)
        if outcome is not None:
            values = [value for group in outcome.groups for value in group]
            terms = [_term(value, decision.code_list) for value in values] or [_property("nothing")]
            for value in terms:
                yield Triple(node, _property("value"), value)
        kind = next((k for k in decision.kinds if _is_number(k)), None)
        if kind is not None:
            for side, numbers in zip(("least", "most"), results.bounds(name), strict=True):
                yield Triple(node, _property(side), _bound(kind, int(numbers[row])))


def _periods(name: str, questions: Sequence[Question], results: Results) -> Iterator[Triple]:
    """For each filing with a start, the last day that is certainly within so many months, and the last that may be."""
    start = results.columns[_START]
    ends = [
        (side, plus_months(start, months) - 1, months)
        for side, months in zip(_UNTIL, results.bounds(name), strict=True)
    ]
    for row, question in enumerate(questions):
        if question.part == VISIT or start[row] < 0:
            continue
        days = [(side, int(last[row])) for side, last, months in ends if 0 < months[row] < UNLIMITED]
        if not days:
            continue
        node = BlankNode(f"{name}{row}")
        yield Triple(question.node, _property("period"), node)
        yield Triple(node, _property("decided"), NamedNode(individual("decision", name)))
        for side, day in days:
            yield Triple(node, side, Literal(str(date.fromordinal(day)), datatype=_DATE))


def _is_number(kind: str) -> bool:
    return kind in NUMBERS


def _bound(kind: str, number: int) -> Literal:
    if number >= UNLIMITED:
        return _INFINITE
    return Literal(number_text(kind, number), datatype=NamedNode(XSD + "decimal"))


def _term(value: Value, code_list: str | None) -> NamedNode | Literal:
    if value.kind == "code":
        return NamedNode(individual(code_list or "", value.text))
    space = XSD if value.kind in ("boolean", "integer") else NS
    return Literal(value.text, datatype=NamedNode(space + value.kind))
