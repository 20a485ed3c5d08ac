"""The answer to one case, as the contract has it: what was decided, why, what is missing, what to beware of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yidi.columns import AS_OF, INSURED
from yidi.decide import Results
from yidi.explain import is_undetermined, missing_inputs, outcomes_of, reasons
from yidi.days import plus_months
from yidi.messages import WARNINGS
from yidi.model import UNLIMITED, Decision, Rule, Value
from yidi.money import Amounts, Reduction, filled, slice_starts
from yidi.steps import amount_part
from yidi.table import NOT_KNOWN, Outcome
from yidi.values import number_text, yuan

if TYPE_CHECKING:
    from yidi.base import Base

Answer = dict[str, Any]
_OWN: Final = frozenset({"reduction", "deductible", "paymentRatio", "stayFactor", "deductibleIncrease"})
"""Decisions that a part of the answer makes up together; the others stand at their own path."""


@dataclass(slots=True)
class Writer:
    """Writes answers of one base in one language; what it says of a rule is made once."""

    base: Base
    language: str
    _rules: dict[str, Answer] = field(default_factory=dict)

    def answer(self, results: Results, amounts: Amounts, row: int) -> Answer:
        """The answer to the case in a row of the results."""
        answer: Answer = {"travel": None, "filing": {}, "settlement": {}, "benefit": {}, "amount": None}
        because: list[Answer] = []
        for name, table in results.tables.items():
            found = outcomes_of(results, name, row)
            if name not in _OWN:
                _put(answer, table.decision.answer_path, _written(table.decision, found[0], len(found)))
            because += self._because(results, name, found, row)
        _benefit(answer, results, amounts, row)
        _validity(answer, results, row)
        answer["amount"] = amount_part(results, amounts, row, self.language)
        answer["because"] = because
        answer["missing"] = _missing(results, amounts, row)
        answer["bounds"] = _bounds(results, row)
        answer["advice"] = []
        answer["warnings"] = self._warnings(results, amounts, row, because)
        answer["asOf"] = date.fromordinal(int(results.columns[AS_OF][row])).isoformat()
        return answer

    def _because(self, results: Results, name: str, found: list[Outcome | None], row: int) -> list[Answer]:
        """Why: one entry for a decision, or in a decision that collects one for each rule that contributes."""
        if all(o is None for o in found):
            return []
        decision = results.tables[name].decision
        why = reasons(results, name, row)
        if not why.prevailing:
            return []
        defeated = [loser.iri for loser, _, _ in why.defeated]
        beaten = [{"rule": a.iri, "by": b.iri, "why": reason} for a, b, reason in why.defeated]
        entries = []
        each = why.prevailing if decision.collects or len(found) > 1 else why.prevailing[:1]
        for rule in each:
            own = found[0] if not decision.collects and len(found) == 1 else Outcome((rule.values,))
            entry = {"decision": name, "value": written_value(decision, own), **self.rule(rule)}
            entry["defeated"] = defeated
            if beaten:
                entry["prevailedOver"] = beaten
            if len(each) < len(why.prevailing):
                entry["also"] = [r.iri for r in why.prevailing[1:]]
            entries.append(entry)
        return entries

    def rule(self, rule: Rule) -> Answer:
        """What an answer says of a rule: its address, label, figure and basis."""
        if rule.iri not in self._rules:
            self._rules[rule.iri] = {
                "rule": rule.iri,
                "label": rule.labels.get(self.language, ""),
                **({"figure": rule.figure} if rule.figure else {}),
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

    def area(self, code: str) -> str:
        return self.base.places.labels.get(code, {}).get(self.language, code)

    # Warnings -------------------------------------------------------------------

    def _warnings(self, results: Results, amounts: Amounts, row: int, because: Iterable[Answer]) -> list[Answer]:
        asked = int(results.columns[AS_OF][row])
        warnings: list[Answer] = []
        if asked < self.base.first_day:
            warnings.append(self._warn("before-first-day", first=_day(self.base.first_day), asked=_day(asked)))
        for entry in because:
            warnings += self._rule_warnings(entry["rule"], asked)
        area = self.area(results_area(self.base, results, row))
        unknown = [n for n in results.tables if _is_not_known(results, amounts, n, row)]
        if unknown:
            labels = ("、" if self.language == "zh" else ", ").join(
                results.tables[n].decision.labels[self.language] for n in unknown
            )
            warnings.append(self._warn("not-known", decisions=labels, area=area) | {"decisions": unknown})
        warnings += self._parameter_warnings(results, row, area)
        warnings += self._money_warnings(results, amounts, row, area)
        return list({(w["code"], w["message"]): w for w in warnings}.values())

    def _rule_warnings(self, iri: str, asked: int) -> list[Answer]:
        rule = self.base.rules[iri]
        label = rule.labels.get(self.language, "")
        found = []
        sources = [self.base.sources[b] for b in rule.basis if b in self.base.sources]
        if sources and not any(s.official for s in sources):
            shown = sources[0].seen_in or sources[0].title
            found.append(self._warn("unofficial-source", rule=label, document=shown.get(self.language, "")) | {"rule": iri})
        if asked > rule.last_checked:
            found.append(self._warn("not-checked-since", rule=label, checked=_day(rule.last_checked), asked=_day(asked)) | {"rule": iri})
        if rule.approximate:
            found.append(self._warn("approximate", rule=label, figure=rule.figure) | {"rule": iri})
        return found

    def _parameter_warnings(self, results: Results, row: int, area: str) -> list[Answer]:
        found = []
        for name, table in results.tables.items():
            path = table.decision.parameter
            if path and _given(results, path, row):
                used = np.any(results.numbers(name)[row] < 0)
                label = table.decision.labels[self.language]
                code = "parameter-used" if used else "parameter-ignored"
                found.append(self._warn(code, decision=label, path=path, area=area))
        return found

    def _money_warnings(self, results: Results, amounts: Amounts, row: int, area: str) -> list[Answer]:
        columns, found = results.columns, []
        if columns["expense.total"][row] < 0 and columns["expense.eligible"][row] < 0:
            return []
        if all(columns[f"expense.{k}"][row] < 0 for k in ("eligible", "outOfCatalogue", "classB")):
            found.append(self._warn("eligible-assumed"))
        if columns["expense.fundPaidThisYear"][row] < 0 and amounts.fund_pays[row] > 0:
            found.append(self._warn("nothing-paid-assumed"))
        if amounts.critical_pays[row] < 0:
            found.append(self._warn("critical-illness-not-known", area=area))
        elif amounts.critical_pays[row] > 0:
            found.append(self._warn("critical-illness-this-bill"))
        return found

    def _warn(self, code: str, **details: object) -> Answer:
        return {"code": code, "message": WARNINGS[code][self.language].format(**details)}


def results_area(base: Base, results: Results, row: int) -> str:
    """The code of the pooling area that a case is insured in."""
    return _area_codes(id(base), tuple(base.places.areas))[int(results.columns[INSURED][row])]


@lru_cache(maxsize=4)
def _area_codes(_: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes


def _is_not_known(results: Results, amounts: Amounts, name: str, row: int) -> bool:
    """Whether no rule of the area says anything, and the case brings no number of its own."""
    table = results.tables[name]
    if table.decision.default is not None or not (results.outcomes[name][row] == NOT_KNOWN).any():
        return False
    if table.decision.parameter is not None:
        return not _given(results, table.decision.parameter, row)
    return name != "reduction" or not amounts.reduction.by_case[row]


def _given(results: Results, path: str, row: int) -> bool:
    return bool(results.columns[path][row] >= 0)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _put(answer: Answer, path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for parent in parents:
        answer = answer.setdefault(parent, {})
    answer[last] = value


def _written(decision: Decision, outcome: Outcome | None, slices: int) -> Any:
    """A decision's value for its place in the answer; null where it is not settled or differs by slice."""
    return None if outcome is None or slices > 1 else written_value(decision, outcome)


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


def _benefit(answer: Answer, results: Results, amounts: Amounts, row: int) -> None:
    """Deductible, ratio and reduction, from the base or else from the case's own parameters."""
    benefit = answer["benefit"]
    deductible, cap = int(amounts.fund.deductible[row]), int(amounts.fund.cap[row])
    ratios = amounts.fund.ratios[row].tolist()
    benefit["deductible"] = None if deductible < 0 else yuan(deductible)
    benefit["ratio"] = None if min(ratios) < 0 or len(set(ratios)) > 1 else number_text("ratio", ratios[0])
    if len(set(ratios)) > 1:
        benefit["ratioBySlice"] = _by_slice(results, ratios)
    benefit |= _reduction_part(amounts.reduction, row)
    benefit["cap"] = None if cap < 0 else yuan(cap)


def _by_slice(results: Results, ratios: list[int]) -> list[Answer]:
    starts = slice_starts(results, "paymentRatio")
    return [
        {"above": yuan(start), "ratio": None if ratio < 0 else number_text("ratio", ratio)}
        for start, ratio in zip(starts, ratios, strict=True)
    ]


def _reduction_part(reduction: Reduction, row: int) -> Answer:
    kinds = (
        ("reductionPoints", "percentagePoints", reduction.points),
        ("reductionFactor", "factor", reduction.factor),
        ("firstSelfPayShare", "firstSelfPayShare", reduction.share),
    )
    known = bool(reduction.known[row])
    return {key: number_text(kind, int(column[row])) if known else None for key, kind, column in kinds}


def _validity(answer: Answer, results: Results, row: int) -> None:
    """The last day on which the filing is valid, where it has one that is known."""
    start, end = int(results.columns["filing.startsOn"][row]), int(results.columns["filing.endsOn"][row])
    months = int(results.numbers("filingValidity")[row])
    until = None
    if end >= 0:
        until = end
    elif start >= 0 and 0 <= months < UNLIMITED:
        until = int(plus_months(np.array([start]), np.array([months]))[0]) - 1
    answer["filing"]["validUntil"] = None if until is None else _day(until)


def _missing(results: Results, amounts: Amounts, row: int) -> list[Answer]:
    """The facts whose absence leaves something open, each with the decisions that turn on it."""
    decides: dict[str, list[str]] = {}
    for name, table in results.tables.items():
        if is_undetermined(results, name, row):
            for path in missing_inputs(results, name, row):
                decides.setdefault(path, []).append(name)
        elif table.decision.parameter and np.any(filled(results, name)[row] < 0):
            decides.setdefault(table.decision.parameter, []).append(name)
    if not amounts.reduction.known[row] and not is_undetermined(results, "reduction", row):
        decides.setdefault("parameters.reductionPoints", []).append("reduction")
    return [{"input": path, "decides": names} for path, names in decides.items()]


def _bounds(results: Results, row: int) -> list[Answer]:
    """What is known only as a bound: at least, at most."""
    found = []
    for name, table in results.tables.items():
        if table.low is None or np.any(results.numbers(name)[row] >= 0):
            continue
        low, high = (np.min(b[row]) for b in results.bounds(name))
        kind = "percentagePoints" if name == "reduction" else table.decision.kinds[0]
        entry: Answer = {"decision": name}
        if low > 0:
            entry["atLeast"] = number_text(kind, int(low))
        if high < UNLIMITED:
            entry["atMost"] = number_text(kind, int(high))
        if len(entry) > 1:
            found.append(entry)
    return found
