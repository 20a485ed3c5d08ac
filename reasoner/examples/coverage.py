"""Which rules the example cases try: those that prevail in some case, and those that some case just misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.examples.compare import NOTHING, found_at
from yidi.examples.model import Coverage, ExampleReport, Failure
from yidi.examples.states import states_reached
from yidi.model import Condition, Rule
from yidi.names import short
from yidi.tables.axes import TIER
from yidi.tables.table import Ints
from yidi.witness.wish import admitted

if TYPE_CHECKING:
    from yidi.base import Base

Flags = NDArray[np.bool_]
_NOBODY: Final = np.zeros(0, np.int64)


def cover(base: Base, results: Results, answers: Sequence[dict[str, Any]], names: Sequence[str]) -> Coverage:
    """The rules that each case of a batch fires or just misses, and the decisions that it decides."""
    fired = _prevailing(answers)
    missed: dict[str, tuple[str, ...]] = {}
    asking = _asking(base, results)
    hurdles = _Hurdles(base, results)
    for rule in (rule for table in base.tables.values() for rule in table.rules):
        rows = _rows(rule, asking)
        obstacles = hurdles.before(rule, rows)
        if rule.is_bound:
            fired[rule.iri] = rows[obstacles == 0].tolist()
        else:
            reached = set(fired.get(rule.iri, ()))
            near = rows[obstacles <= 1].tolist()
            missed[rule.iri] = tuple(names[row] for row in near if row not in reached)
    # A table with claims has states of its own, which those without cannot be compared with.
    states = {} if base.unofficial else states_reached(results, names)
    by_name = {iri: [names[row] for row in rows] for iri, rows in fired.items()}
    return Coverage(
        _each_once(by_name), _each_once(_decided(base, answers, names)), missed, states, frozenset(base.claims)
    )


def _prevailing(answers: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """For each rule that prevails in some answer the numbers of those answers."""
    found: dict[str, list[int]] = {}
    for row, answer in enumerate(answers):
        for entry in answer["because"]:
            for rule in (entry["rule"], *entry.get("also", ())):
                found.setdefault(rule, []).append(row)
    return found


def _decided(base: Base, answers: Sequence[dict[str, Any]], names: Sequence[str]) -> dict[str, list[str]]:
    """For each decision the names of the cases in whose answer it has a value."""
    decisions = [(name, table.decision.iri, table.decision.answer_path) for name, table in base.tables.items()]
    found: dict[str, list[str]] = {}
    for case, answer in zip(names, answers, strict=True):
        reasoned = {entry["decision"] for entry in answer["because"]}
        for name, iri, path in decisions:
            if name in reasoned or found_at(answer, path) not in (NOTHING, None, []):
                found.setdefault(iri, []).append(case)
    return found


def _each_once(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {iri: tuple(dict.fromkeys(names)) for iri, names in found.items()}


def _asking(base: Base, results: Results) -> dict[str, Ints]:
    """For each jurisdiction in which some case is insured those cases: a rule costs nothing where nobody asks."""
    found: dict[str, list[int]] = {}
    for row, area in enumerate(results.columns[INSURED].tolist()):
        for jurisdiction in base.places.chains[area]:
            found.setdefault(jurisdiction, []).append(row)
    return {jurisdiction: np.array(rows) for jurisdiction, rows in found.items()}


def _rows(rule: Rule, asking: Mapping[str, Ints]) -> Ints:
    """The cases of a rule's jurisdictions, in order."""
    found = [asking[jurisdiction] for jurisdiction in rule.jurisdictions if jurisdiction in asking]
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate(found)) if found else _NOBODY


class _Hurdles:
    """What keeps rules from applying to cases; a condition is looked up once for all rules that have it."""

    def __init__(self, base: Base, results: Results) -> None:
        self._base = base
        self._results = results
        self._days = results.columns[AS_OF]
        self._failing: dict[tuple[str, Condition], Flags] = {}

    def before(self, rule: Rule, rows: Ints) -> Ints:
        """How many things keep a rule from applying to each of some cases of its jurisdiction."""
        if not len(rows):
            return rows
        days = self._days[rows]
        count = ((days < rule.valid_from) | (days > rule.valid_to)).astype(np.int64)
        for name, condition in rule.conditions.items():
            count += self._fails(name, condition)[rows]
        return count

    def _fails(self, name: str, condition: Condition) -> Flags:
        """The cases that do not meet a condition; none where it admits all that is known, which is no condition."""
        key = name, condition
        if key not in self._failing:
            used, results = self._base.vocabulary.inputs[name], self._results
            if used.operator == TIER:  # each case has every slice of an amount
                return self._failing.setdefault(key, np.zeros(len(self._days), bool))
            starts = (0, *results.plan.breaks[name].tolist()) if name in results.plan.breaks else ()
            held = admitted(used, condition, self._base, starts)
            held[-1] |= held[:-1].all()
            self._failing[key] = ~held[results.input(name)]
        return self._failing[key]


def tried(base: Base) -> tuple[Rule, ...]:
    """The rules that cases can try: all that state a value, in the order of their files."""
    rules = (r for r in base.rules.values() if not r.is_bound)
    return tuple(sorted(rules, key=lambda r: r.place))


def uncovered(base: Base, report: ExampleReport) -> tuple[Rule, ...]:
    """The rules that prevail in no case; `Rule.place` says where they stand."""
    return tuple(r for r in tried(base) if not report.coverage.fired.get(r.iri))


def without_twin(base: Base, report: ExampleReport) -> tuple[Rule, ...]:
    """The rules that no case just misses."""
    return tuple(r for r in tried(base) if not report.coverage.missed.get(r.iri))


def coverage_failures(base: Base, report: ExampleReport, skipped: Sequence[str] = ()) -> tuple[Failure, ...]:
    """A finding at each rule that no case fires or just misses, except those whose short names are skipped."""
    found = [("rule-uncovered", r) for r in uncovered(base, report)]
    found += [("twin-missing", r) for r in without_twin(base, report)]
    return tuple(Failure(i, r.place, {"rule": short(r.iri)}) for i, r in found if short(r.iri) not in skipped)
