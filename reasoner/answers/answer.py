"""The answer to one case, as the contract has it: what was decided, why, what is missing, what to beware of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from yidi.answers.cautions import Cautions
from yidi.answers.explain import certain_of, is_undetermined, outcomes_of
from yidi.answers.parts import benefit, bounds, missing, valid_until
from yidi.answers.steps import amount_part
from yidi.deciding.columns import AS_OF
from yidi.deciding.money import Amounts
from yidi.deciding.results import Results
from yidi.model import UNLIMITED, Decision, Rule, Value
from yidi.tables.table import NOT_KNOWN, Outcome
from yidi.values import number_text, yuan

if TYPE_CHECKING:
    from yidi.base import Base

Answer = dict[str, Any]
_MOST_REMEMBERED: Final = 50_000
_TOGETHER: Final = frozenset({"reduction", "deductible", "paymentRatio", "cap", "stayFactor", "deductibleIncrease"})
"""Decisions that make up the benefit together; the others stand at their own path."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """What an answer says of one cell of one decision."""

    value: Any
    because: list[Answer]
    undetermined: bool
    not_known: bool
    axes: tuple[str, ...]  # the unknown inputs on which it turns


@dataclass(slots=True)
class Writer:
    """Writes answers of one base in one language; what it says of a cell or a rule is made once."""

    base: Base
    language: str
    _cells: dict[tuple[str, int], _Decided] = field(default_factory=dict)
    _rules: dict[str, Answer] = field(default_factory=dict)
    _cautions: Cautions = field(init=False)
    _paths: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._cautions = Cautions(self.base, self.language)
        self._paths = {n: tuple(t.decision.answer_path.split(".")) for n, t in self.base.tables.items()}

    def beside(self, base: Base, decision: str) -> Writer:
        """A writer of a base that differs in one decision alone: what it says of the others it knows already."""
        return Writer(base, self.language, {k: v for k, v in self._cells.items() if k[0] != decision}, {**self._rules})

    def answer(self, results: Results, amounts: Amounts, row: int) -> Answer:
        """The answer to the case in a row of the results."""
        answer: Answer = {"travel": None, "filing": {}, "settlement": {}, "benefit": {}, "amount": None}
        because: list[Answer] = []
        undetermined: list[str] = []
        not_known: list[str] = []
        for name, path in self._paths.items():
            decided = self._decided(results, name, row)
            if name not in _TOGETHER:
                _put(answer, path, _own(decided.value))
            because += [_own_entry(entry) for entry in decided.because]
            if decided.undetermined:
                undetermined.append(name)
            if decided.not_known:
                not_known.append(name)
        answer["benefit"] = benefit(results, amounts, row) | answer["benefit"]
        answer["filing"]["validUntil"] = valid_until(results, row)
        rules = {entry["decision"]: entry["rule"] for entry in reversed(because)}
        answer["amount"] = amount_part(results, amounts, row, self.language, rules)
        answer["because"] = because
        answer["missing"] = missing(
            results, amounts, row, undetermined, lambda name: self._decided(results, name, row).axes
        )
        answer["bounds"] = bounds(results, row)
        answer["disagreements"] = self._disagreements(because, results, row)
        answer["advice"] = []
        answer["warnings"] = self._cautions.all(results, amounts, row, [e["rule"] for e in because], not_known)
        answer["asOf"] = date.fromordinal(int(results.columns[AS_OF][row])).isoformat()
        return answer

    def outcome(self, results: Results, amounts: Amounts, row: int) -> Answer:
        """The short form of an answer, for comparing: the route, what the fund and the person pay."""
        fund, person = int(amounts.fund_pays[row]), int(amounts.person_pays[row])
        return {
            "route": self._decided(results, "settlementRoute", row).value,
            "fundPays": None if fund < 0 else yuan(fund),
            "personPays": None if person < 0 else yuan(person),
        }

    def _decided(self, results: Results, name: str, row: int) -> _Decided:
        """What is said of a decision of a case: the same for all cases in its cell."""
        cell = int(results.cells[name][row])
        key = (name, -1 - cell if results.is_aside(name, row) else cell)
        decided = self._cells.get(key)
        if decided is None:
            if len(self._cells) >= _MOST_REMEMBERED:
                self._cells.clear()
            found = outcomes_of(results, name, row)
            decision = results.tables[name].decision
            value = written_value(decision, found[0]) if len(set(found)) == 1 else None
            missing = is_undetermined(results, name, row)
            certain = certain_of(results, name, row) if missing else None
            because = self._because(results, name, found if certain is None else [certain], row)
            if missing or found[0] is None:
                value = written_value(decision, certain) or decision.when_undetermined
            axes = tuple(results.open_axes(name, row)) if missing else ()
            gap = not decision.occasional and bool((results.outcomes[name][..., row] == NOT_KNOWN).any())
            decided = self._cells[key] = _Decided(value, because, missing, gap, axes)
        return decided

    def _because(self, results: Results, name: str, found: list[Outcome | None], row: int) -> list[Answer]:
        """Why: one entry for a decision; one for each rule that contributes where it collects or has slices.

        Where only part of it is certain, the rules of which every condition is known to hold.
        """
        if all(o is None for o in found):
            return []
        decision = results.tables[name].decision
        partly = decision.certain_part and is_undetermined(results, name, row)
        why = results.reasons(name, row)
        several = decision.collects or len(found) > 1
        entries = []
        for rule in why.prevailing if several else why.prevailing[:1]:
            if rule.claimed and results.is_aside(name, row):
                continue
            if partly and not (_known(results, rule, row) and found[0] and set(rule.values) <= set(found[0].groups[0])):
                continue
            own = Outcome((rule.values,)) if several else found[0]
            entry = {"decision": name, "value": written_value(decision, own), **self._rule(rule)}
            entry["defeated"] = [loser.iri for loser, _, _ in why.defeated]
            if why.defeated:
                entry["prevailedOver"] = [{"rule": a.iri, "by": b.iri, "why": reason} for a, b, reason in why.defeated]
            if not several and len(why.prevailing) > 1:
                entry["also"] = [r.iri for r in why.prevailing[1:]]
            entries.append(entry)
        return entries

    def _disagreements(self, because: list[Answer], results: Results, row: int) -> list[Answer]:
        """Where sources disagree on what was decided here: by a provision behind it, or by the case's own number."""
        behind: dict[str, set[str]] = {}
        for entry in because:
            behind.setdefault(entry["decision"], set()).update(basis["source"] for basis in entry["basis"])
        given = {
            name
            for name, table in results.tables.items()
            if table.decision.parameter and results.columns[table.decision.parameter][row] >= 0
        }
        return [
            {
                "id": d.iri,
                "label": d.labels.get(self.language, ""),
                "settled": d.settlement.get(self.language, ""),
                "decisions": sorted(d.touches),
            }
            for d in self.base.disagreements
            if d.touches & given or any(behind.get(name, set()) & d.settled_by for name in d.touches)
        ]

    def _rule(self, rule: Rule) -> Answer:
        """What an answer says of a rule: its address, label, figure and basis."""
        if rule.iri not in self._rules:
            self._rules[rule.iri] = {
                "rule": rule.iri,
                "label": rule.labels.get(self.language, ""),
                **({"figure": rule.figure} if rule.figure else {}),
                **({"claimed": True} if rule.claimed else {}),
                "basis": [self._source(iri) for iri in rule.basis if iri in self.base.sources],
            }
        return self._rules[rule.iri]

    def _source(self, iri: str) -> Answer:
        source = self.base.sources[iri]
        written = {
            "document": source.identifier,
            "title": source.title.get(self.language, ""),
            "provision": source.labels.get(self.language, ""),
            "authority": source.authority,
            "says": source.paraphrase.get(self.language, ""),
            "source": iri,
        }
        if source.seen_in is not None:
            written["seenIn"] = source.seen_in.get(self.language, "")
            written["seenAuthority"] = source.seen_authority
        return written


def _known(results: Results, rule: Rule, row: int) -> bool:
    """Whether everything on which a rule has a condition is known of a case."""
    return all(results.input(name)[row] >= 0 for name in rule.conditions)


def _own(written: Any) -> Any:
    """A copy of what was written before: an answer belongs to whoever asked."""
    if isinstance(written, dict):
        return {key: value if type(value) is str else _own(value) for key, value in written.items()}
    if isinstance(written, list):
        return [value if type(value) is str else _own(value) for value in written]
    return written


def _own_entry(entry: Answer) -> Answer:
    """A copy of an entry of `because`, part by part: copying everything alike would cost as much as deciding."""
    own = entry.copy()
    own["basis"] = [basis.copy() for basis in entry["basis"]]
    own["defeated"] = entry["defeated"].copy()
    if type(entry["value"]) is list:
        own["value"] = _own(entry["value"])
    if "prevailedOver" in entry:
        own["prevailedOver"] = [beaten.copy() for beaten in entry["prevailedOver"]]
    if "also" in entry:
        own["also"] = entry["also"].copy()
    return own


def _put(answer: Answer, path: tuple[str, ...], value: Any) -> None:
    for parent in path[:-1]:
        answer = answer.setdefault(parent, {})
    answer[path[-1]] = value


def written_value(decision: Decision, outcome: Outcome | None) -> Any:
    """What a decision says, as an answer writes it: text, whole number, truth value or list; None for nothing."""
    if outcome is None:
        return None
    if decision.alternatives:
        return [{"anyOf": [v.text for v in group]} for group in outcome.groups if any(v.text for v in group)]
    if decision.collects:
        return list(dict.fromkeys(v.text for group in outcome.groups for v in group if v.text))
    return _scalar(outcome.value)


def _scalar(value: Value) -> Any:
    if value.kind in ("code", "gMonthDay"):
        return value.text
    if value.kind == "boolean":
        return bool(value.number)
    if value.kind in ("months", "workingDays", "integer"):
        return "until-changed" if value.number >= UNLIMITED else value.number
    return number_text(value.kind, value.number)
