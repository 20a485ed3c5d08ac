"""Findings with a case that shows what they mean: two rules that differ, a cell without a rule, a broken bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from yidi.claims import claimed_tables
from yidi.finding import Finding
from yidi.model import UNLIMITED, Rule
from yidi.names import expand
from yidi.witness.find import find_case, plainer
from yidi.witness.wish import Wish, in_force, prevails

if TYPE_CHECKING:
    from yidi.base import Base


def with_cases(base: Base, findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, those that a case can show with one."""
    return [replace(f, case=_case(base, f)) if f.id in _WISHES else f for f in findings]


def _case(base: Base, finding: Finding) -> Mapping[str, object] | None:
    rules = [expand(str(finding.details[key])) for key in ("subject", "other") if key in finding.details]
    if any(iri in base.claims for iri in rules):
        base = replace(
            base,
            tables={**base.tables, **claimed_tables(base)[0]},
            rules={**base.rules, **base.claims},
            unofficial=True,
        )
    known = [base.rules[iri] for iri in rules if iri in base.rules]
    if len(known) < len(rules):
        return None
    wish = _WISHES[finding.id](base, finding, known)
    case = find_case(base, wish)
    if wish.cell is None:
        return case
    # What the case need not say is left out: it then stands for the cell that the finding names and those beside it.
    # That cell may be one that no case reaches, while others like it are reached.
    return plainer(base, replace(wish, cell=wish.cell[:1]), case) if case else find_case(base, replace(wish, cell=None))


def _spot(finding: Finding) -> tuple[int, ...] | None:
    spot = finding.details.get("spot")
    return spot if isinstance(spot, tuple) else None


def _conflict(_base: Base, finding: Finding, rules: list[Rule]) -> Wish:
    both = frozenset(rule.iri for rule in rules)
    return Wish(rules[0].decision, prevail=both, cell=_spot(finding))


def _hidden(_base: Base, finding: Finding, rules: list[Rule]) -> Wish:
    both = frozenset(rule.iri for rule in rules)
    return Wish(rules[0].decision, apply=both, cell=_spot(finding))


def _gap(base: Base, finding: Finding, _rules: list[Rule]) -> Wish:
    decision = str(finding.details["decision"])
    legend = base.tables[decision].state_legend if decision in base.tables else ()
    empty = frozenset(i for i, state in enumerate(legend) if not state.prevailing)
    return Wish(decision, states=empty, cell=_spot(finding), days=(base.first_day, UNLIMITED))


def _broken(base: Base, _finding: Finding, rules: list[Rule]) -> Wish:
    value, bound = rules
    limit = in_force(base, bound)
    return replace(prevails(base, value), meets=limit.meets, jurisdictions=limit.jurisdictions, days=limit.days)


_WISHES: Final[Mapping[str, Callable[[Base, Finding, list[Rule]], Wish]]] = {
    "bound-broken": _broken,
    "decision-gap": _gap,
    "exception-hidden": _hidden,
    "rule-conflict": _conflict,
}
"""What case shows a finding, by its id."""
