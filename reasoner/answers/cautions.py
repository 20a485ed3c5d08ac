"""What to beware of in an answer: what rests on weak ground, what was assumed, what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from yidi.answers.contacts import Contacts
from yidi.answers.words import WARNINGS
from yidi.deciding.columns import ADMISSION_NUMBER, AS_OF, INSURED
from yidi.deciding.money import Amounts
from yidi.deciding.numbers import filled, lacking
from yidi.deciding.results import Results
from yidi.model import Rule

if TYPE_CHECKING:
    from yidi.base import Base

Warning_ = dict[str, Any]


@dataclass(slots=True)
class Cautions:
    """Writes the warnings of answers of one base in one language."""

    base: Base
    language: str
    _documents: dict[str, str | None] = field(default_factory=dict)
    _areas: tuple[str, ...] = field(init=False)
    _contacts: Contacts = field(init=False)

    def __post_init__(self) -> None:
        labels = self.base.places.labels
        self._contacts = Contacts(self.base, self.language)
        self._areas = tuple(labels.get(code, {}).get(self.language, code) for code in self.base.places.areas)

    def all(
        self, results: Results, amounts: Amounts, row: int, rules: Iterable[str], gaps: Iterable[str]
    ) -> list[Warning_]:
        """Every warning of the case in a row; `rules` are those that prevailed, `gaps` the decisions without any."""
        asked = int(results.columns[AS_OF][row])
        insured = int(results.columns[INSURED][row])
        area = self._areas[insured]
        found = []
        if asked < self.base.first_day:
            found.append(self._warn("before-first-day", first=_day(self.base.first_day), asked=_day(asked)))
        found += self._of_rules(rules, asked, insured)
        found += self._of_gaps(results, amounts, row, insured, gaps)
        found += self._of_parameters(results, row, area)
        found += self._of_credential(results, row)
        return found + self._of_money(results, amounts, row, area)

    def _of_rules(self, iris: Iterable[str], asked: int, insured: int) -> list[Warning_]:
        """A warning for each unofficial document, for each day of the last check, and for each rule that is a guess."""
        unofficial: dict[tuple[str, str], list[Rule]] = {}
        unchecked: dict[int, list[Rule]] = {}
        found: list[Warning_] = []
        for rule in (self.base.rules[iri] for iri in dict.fromkeys(iris)):
            if (document := self._unofficial(rule)) is not None:
                code = "unofficial-number" if rule.claimed else "unofficial-source"
                unofficial.setdefault((code, document), []).append(rule)
            if asked > rule.last_checked:
                unchecked.setdefault(rule.last_checked, []).append(rule)
            if rule.approximate:
                label = rule.labels.get(self.language, "")
                found.append(self._warn("approximate", rule=label, figure=rule.figure) | {"rules": [rule.iri]})
        for (code, document), rules in unofficial.items():
            phones = self._contacts.phones(insured)
            found.append(self._of_several(code, rules, document=document, phones=phones))
        for checked, rules in unchecked.items():
            found.append(self._of_several("not-checked-since", rules, checked=_day(checked), asked=_day(asked)))
        return found

    def _of_several(self, code: str, rules: list[Rule], **details: object) -> Warning_:
        labels = self._listed(r.labels.get(self.language, "") for r in rules)
        return self._warn(code, rules=labels, **details) | {"rules": [r.iri for r in rules]}

    def _unofficial(self, rule: Rule) -> str | None:
        """The title of the unofficial document that a rule rests on, or None if any of its sources is official."""
        if rule.iri not in self._documents:
            sources = [self.base.sources[b] for b in rule.basis if b in self.base.sources]
            weak = sources and not any(s.official for s in sources)
            shown = (sources[0].seen_in or sources[0].title) if weak else None
            self._documents[rule.iri] = None if shown is None else shown.get(self.language, "")
        return self._documents[rule.iri]

    def _of_gaps(
        self, results: Results, amounts: Amounts, row: int, insured: int, gaps: Iterable[str]
    ) -> list[Warning_]:
        unknown = [name for name in gaps if not _is_given(results, amounts, name, row)]
        if not unknown:
            return []
        labels = self._listed(results.tables[n].decision.labels[self.language] for n in unknown)
        ask = self._contacts.about(insured, unknown)
        told = self._warn("not-known", decisions=labels, area=self._areas[insured], ask=self._contacts.sentence(ask))
        return [told | {"decisions": unknown, "ask": ask}]

    def _of_parameters(self, results: Results, row: int, area: str) -> list[Warning_]:
        found = []
        for name, table in results.tables.items():
            path = table.decision.parameter
            if path is None or results.columns[path][row] < 0:
                continue
            used = lacking(results, name)[..., row].any()
            if used or (filled(results, name)[..., row] >= 0).all():
                label = table.decision.labels[self.language]
                code = "parameter-used" if used else "parameter-ignored"
                found.append(self._warn(code, decision=label, path=path, area=area))
        return found

    def _of_credential(self, results: Results, row: int) -> list[Warning_]:
        """Whether the credential shown is one that is not accepted."""
        table = results.tables["credentials"]
        shown, accepted = int(results.columns["visit.credential"][row]), int(results.codes("credentials")[row])
        if shown < 0 or accepted < 0 or accepted >> shown & 1:
            return []
        concepts = self.base.vocabulary.lists[table.decision.code_list or ""].concepts
        labels = [c.labels[self.language] for c in concepts]
        allowed = self._listed(label for i, label in enumerate(labels) if accepted >> i & 1)
        return [self._warn("credential-not-accepted", shown=labels[shown], accepted=allowed)]

    def _of_money(self, results: Results, amounts: Amounts, row: int, area: str) -> list[Warning_]:
        columns, found = results.columns, []
        if columns["expense.total"][row] < 0 and columns["expense.eligible"][row] < 0:
            return []
        if all(columns[f"expense.{k}"][row] < 0 for k in ("eligible", "outOfCatalogue", "classB")):
            found.append(self._warn("eligible-assumed"))
        if columns["expense.fundPaidThisYear"][row] < 0 and amounts.fund_pays[row] > 0:
            found.append(self._warn("nothing-paid-assumed"))
        found += self._of_factors(results, amounts, row, area)
        if amounts.critical_pays[row] < 0:
            found.append(self._warn("critical-illness-not-known", area=area))
        elif amounts.critical_pays[row] > 0:
            found.append(self._warn("critical-illness-this-bill"))
        return found

    def _of_factors(self, results: Results, amounts: Amounts, row: int, area: str) -> list[Warning_]:
        """Whether the deductible was left as it is for want of a rule: for a further stay, or away from home."""
        known = amounts.fund_pays[row] >= 0 and results.numbers("deductible")[row] > 0
        concerned = {
            "stayFactor": results.columns[ADMISSION_NUMBER][row] > 1,
            "deductibleIncrease": results.input("samePoolingArea")[row] == 0,
        }
        assumed = [name for name, of in concerned.items() if known and of and not results.reasons(name, row).prevailing]
        labels = self._listed(results.tables[name].decision.labels[self.language] for name in assumed)
        return [self._warn("factor-assumed", decisions=labels, area=area) | {"decisions": assumed}] if assumed else []

    def _warn(self, code: str, **details: object) -> Warning_:
        return {"code": code, "message": WARNINGS[code][self.language].format(**details)}

    def _listed(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(words)


def _is_given(results: Results, amounts: Amounts, name: str, row: int) -> bool:
    """Whether the case brings its own number for a decision."""
    parameter = results.tables[name].decision.parameter
    if parameter is not None:
        return bool(results.columns[parameter][row] >= 0)
    return name == "reduction" and bool(amounts.reduction.by_case[row])


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
