"""Rules that follow one another in time: days between two, days that both claim, an end that nothing follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from yidi.finding import Finding
from yidi.model import UNLIMITED, Rule
from yidi.names import SKOS, short
from yidi.reading.graph import Graph
from yidi.tables.table import DAYS, Table

if TYPE_CHECKING:
    from yidi.base import Base

_LONGEST_SLIP: Final = 366
"""Days between two rules up to which nobody leaves them on purpose."""


def broken_periods(graph: Graph, base: Base, today: int) -> Iterator[Finding]:
    """Successors that begin too late or too early, and rules that ended before `today` with nothing after them."""
    gaps: set[object] = set()
    for rules in (base.rules.values(), base.claims.values()):
        for finding in _successors(r for r in rules if not base.vocabulary.decisions[r.decision].collects):
            gaps.add(finding.details["other"])
            yield finding
    for rule in base.rules.values():
        is_explained = bool(graph.objects(rule.iri, SKOS + "editorialNote")) or short(rule.iri) in gaps
        if rule.valid_to < today and not rule.is_bound and not is_explained and rule.decision in base.tables:
            yield from _lapsed(base, base.tables[rule.decision], rule)


def _successors(rules: Iterable[Rule]) -> Iterator[Finding]:
    """Two rules on the same conditions of which the first ends, and not on the eve of the second."""
    alike: dict[object, list[Rule]] = {}
    for rule in rules:
        if not rule.is_bound:
            conditions = frozenset((n, frozenset(c.codes), frozenset(c.ranges)) for n, c in rule.conditions.items())
            for area in rule.jurisdictions:
                alike.setdefault((rule.decision, area, conditions), []).append(rule)
    told: set[tuple[str, str]] = set()
    for group in alike.values():
        for old, new in pairwise(sorted(group, key=lambda r: r.valid_from)):
            between = new.valid_from - old.valid_to - 1
            if old.valid_to >= UNLIMITED or not between or (old.iri, new.iri) in told:
                continue
            told.add((old.iri, new.iri))
            details = {"subject": short(new.iri), "other": short(old.iri)}
            days = {"begins": _written(new.valid_from), "ends": _written(old.valid_to)}
            related = ((old.place, short(old.iri)),)
            if 0 < between <= _LONGEST_SLIP:
                yield Finding("period-gap", new.place, {**details, **days, "days": between}, related)
            elif between < 0 and old.values != new.values and new.valid_from > old.valid_from:
                yield Finding("period-overlap", new.place, {**details, **days}, related)


def _lapsed(base: Base, table: Table, rule: Rule) -> Iterator[Finding]:
    """A rule after whose end nothing is known of all that it had decided, and no limit begins then."""
    decision = table.decision
    if decision.default is not None or decision.occasional or decision.collects or decision.total:
        return
    number = next(i for i, r in enumerate(table.rules) if r.iri == rule.iri)
    wins = np.array([number in state.prevailing for state in table.state_legend])
    chains = {int(table.chain_of_area[a]): c for a, c in enumerate(base.places.chains) if _holds(rule, c)}
    for chain, jurisdictions in chains.items():
        before, after = (table.states.row(_row(table, chain, day)) for day in (rule.valid_to, rule.valid_to + 1))
        won = wins[before]
        limited = any(r.is_bound and r.valid_from > rule.valid_to and _holds(r, jurisdictions) for r in table.rules)
        if won.any() and not (won & (after > 0)).any() and not limited:
            details = {"subject": short(rule.iri), "ends": _written(rule.valid_to), "area": f"area:{jurisdictions[-1]}"}
            yield Finding("rule-lapsed", rule.place, details)
            return


def _holds(rule: Rule, chain: tuple[str, ...]) -> bool:
    return not set(chain).isdisjoint(rule.jurisdictions)


def _row(table: Table, chain: int, day: int) -> int:
    return int(table.row_of_key[np.searchsorted(table.row_keys, chain * DAYS + day, side="right") - 1])


def _written(day: int) -> str:
    return date.fromordinal(day).isoformat()
