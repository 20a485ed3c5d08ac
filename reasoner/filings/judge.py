"""Filings judged by the shapes: the data graph of many filings made, validated at once, and its results sorted out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.deciding.columns import AS_OF
from yidi.filings.besides import Held, beside, held
from yidi.filings.describe import described, descriptions_of
from yidi.filings.entry import Entry
from yidi.filings.follow import FILING, Followed, Question, questions_of
from yidi.filings.lift import Lifter, Object
from yidi.filings.owners import Owners, Part
from yidi.filings.shapes import load_shapes
from yidi.filings.sound import sound_facts
from yidi.model import Labels
from yidi.names import LABEL, XSD, individual, local, term
from yidi.shacl import Data, Report, Result, validate
from yidi.shacl.terms import sh

if TYPE_CHECKING:
    from yidi.base import Base

__all__ = ["Found", "Judge", "Judgement"]

_DAY: Final = NamedNode(term("day"))
_DATE: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
_VOID: Final = term("void")
_CASE: Final = individual("case", "")
FAST: Final = "fast"
PYSHACL: Final = "pyshacl"
"""What runs the shapes: our own engine, or pySHACL, with which it agrees."""
VIOLATION: Final = "violation"
SEVERITIES: Final = (VIOLATION, "warning", "information")
_LEVELS: Final = dict(zip((sh(n).value for n in ("Violation", "Warning", "Info")), SEVERITIES, strict=True))
"""A severity of one's own counts as a violation."""
_FLAGS: Final = {"true": True, "false": False}
BATCH: Final = 2000
"""So many filings make one data graph where there are many."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a shape finds in a filing: where in the case, which value, how bad, and the rules behind it."""

    path: str
    value: object
    severity: str
    shape: str
    rules: tuple[str, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found in each filing, and the report of the whole as SHACL has it."""

    found: tuple[tuple[Found, ...], ...]
    report: Report

    @property
    def conform(self) -> bool:
        """Whether no filing has a violation."""
        return not any(each.severity == VIOLATION for found in self.found for each in found)


class Judge:
    """Judges filings by the shapes of one base; it holds only what is made from the base once."""

    def __init__(self, base: Base, engine: str = FAST) -> None:
        self.base = base
        self._engine = engine
        self.shapes = load_shapes(base)
        self.lifter = Lifter(base.vocabulary, base.places, base.hospitals)
        self._descriptions = descriptions_of(base)
        self._void = frozenset(local(iri) for iri, said in self._descriptions.items() if _VOID in (p for p, _ in said))
        self._followed = Followed(base, self.shapes.decisions, self.shapes.facts)

    def knows(self, iri: str) -> bool:
        """Whether the base says anything of a thing."""
        return iri in self._descriptions

    def labels(self, iri: str) -> Labels:
        """What the base calls a thing, by language; empty where it says nothing of it."""
        said = self._descriptions.get(iri, ())
        return {v.language or "": v.text for p, v in said if p == LABEL and not isinstance(v, str)}

    def judge(self, entries: Sequence[Entry], today: date | None = None) -> Judgement:
        """What the shapes find in filings that are taken together; `today` counts where a filing names no day."""
        owners = Owners(self.base.vocabulary.fields)
        owners.add(entries)
        triples = self.graph(entries, owners, today)
        report = self._validated(triples)
        found: list[dict[object, Found]] = [{} for _ in entries]
        outcomes = _outcomes(triples)
        for result in report.results:
            for part in owners.of(result.focus):
                each = self._found(result, part, owners, entries[part.entry], outcomes)
                # A value may be met by the same shape in more than one way; it is told once.
                found[part.entry].setdefault((each.path, each.shape, result.value, each.rules), each)
        return Judgement(tuple(tuple(sorted(each.values(), key=_order)) for each in found), report)

    def _validated(self, triples: Sequence[Triple]) -> Report:
        if self._engine == FAST:
            return validate(self.shapes.shapes, Data(triples))
        from yidi.filings.reference import validate_with_pyshacl  # noqa: PLC0415 - it takes its time to import

        return validate_with_pyshacl(self.shapes, triples)

    def batches(self, entries: Iterable[Entry], size: int = BATCH) -> Iterator[Judgement]:
        """Judgements of so many filings at a time, for more than memory should hold."""
        waiting = iter(entries)
        while batch := list(islice(waiting, size)):
            yield self.judge(batch)

    def graph(self, entries: Sequence[Entry], owners: Owners, today: date | None = None) -> list[Triple]:
        """The data graph of filings: what they say, what follows from it, and what the base says of what is named."""
        today = today or datetime.now(UTC).date()
        own = [t for triples in {id(e.triples): e.triples for e in entries}.values() for t in triples]
        questions: list[Question] = []
        in_force: list[Held] = []
        for entry, nodes in zip(entries, owners.nodes, strict=True):
            facts = sound_facts(entry.mapping, self.base.case_vocabulary)
            asked = questions_of(facts, nodes, today)
            questions += asked
            if (one := held(nodes[FILING], facts, self._void) if FILING in nodes else None) is not None:
                in_force.append(one)
            day = asked[0].facts[AS_OF] if asked else today
            own.append(Triple(entry.node, _DAY, Literal(str(day), datatype=_DATE)))
        own += self._followed.triples(questions)
        own += beside(in_force)
        named = {
            t.object.value for t in own if isinstance(t.object, NamedNode) and not t.object.value.startswith(_CASE)
        }
        return own + described(self._descriptions, named)

    def _found(
        self, result: Result, part: Part, owners: Owners, entry: Entry, outcomes: Mapping[tuple[Any, str], list[str]]
    ) -> Found:
        shape = result.shape.value
        about = self.shapes.about.get(shape)
        rests = about.rests_on if about else ()
        rule = result.bindings.get("rule")
        rules = (
            [rule.value]
            if isinstance(rule, NamedNode)
            else [r for iri in rests for r in outcomes.get((result.focus, iri), ())]
        )
        return Found(
            path=owners.key_path(part, result.path),
            value=_written(result, entry),
            severity=_LEVELS.get(result.severity.value, VIOLATION),
            shape=shape,
            rules=tuple(dict.fromkeys(rules)),
            result=result,
        )


def _order(found: Found) -> tuple[int, str, str]:
    severity = SEVERITIES.index(found.severity) if found.severity in SEVERITIES else 0
    return severity, found.path, found.shape


def _outcomes(triples: Iterable[Triple]) -> dict[tuple[object, str], list[str]]:
    """For a node and a decision the rules that prevailed."""
    outcome, decided, prevailing = (term(name) for name in ("outcome", "decided", "prevailing"))
    of_node: dict[object, list[object]] = {}
    decision: dict[object, str] = {}
    rules: dict[object, list[str]] = {}
    for triple in triples:
        predicate = triple.predicate.value
        if predicate == outcome:
            of_node.setdefault(triple.subject, []).append(triple.object)
        elif predicate == decided and isinstance(triple.object, NamedNode):
            decision[triple.subject] = triple.object.value
        elif predicate == prevailing and isinstance(triple.object, NamedNode):
            rules.setdefault(triple.subject, []).append(triple.object.value)
    return {
        (node, decision[each]): rules.get(each, [])
        for node, outcomes in of_node.items()
        for each in outcomes
        if each in decision
    }


def _written(result: Result, entry: Entry) -> object:
    """The offending value as the case has it; None where there is none, or where it is a part and not a value."""
    value = result.value
    if value is None or value == result.focus:
        return None
    if isinstance(result.path, NamedNode):
        for term_, original in entry.written(result.focus, result.path.value):
            if term_ == value:
                return None if isinstance(original, Mapping) and isinstance(value, NamedNode) else original
    return shown(value)


def shown(value: Object | object) -> object:
    """A term as JSON has it: the code of a code, the text of a literal; None for a blank node."""
    if isinstance(value, BlankNode):
        return None
    if isinstance(value, NamedNode):
        return local(value.value)
    if not isinstance(value, Literal):
        return None
    return _FLAGS.get(value.value, value.value) if value.datatype.value == XSD + "boolean" else value.value
