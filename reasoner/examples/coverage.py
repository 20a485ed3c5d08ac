"""Which rules the example cases try: those that prevail in some case, and those that some case just misses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.examples.compare import NOTHING, found_at
from yidi.examples.model import Coverage, ExampleReport, Failure
from yidi.examples.states import states_reached
from yidi.model import Condition, Rule
from yidi.names import local, short
from yidi.tables.axes import TIER, Cut, cut_inputs

if TYPE_CHECKING:
    from yidi.base import Base

Flags = NDArray[np.bool_]


def cover(base: Base, results: Results, answers: Sequence[dict[str, Any]], names: Sequence[str]) -> Coverage:
    """The rules that each case of a batch fires or just misses, and the decisions that it decides."""
    fired: dict[str, list[int]] = {}
    paths = {table.decision.iri: table.decision.answer_path for table in base.tables.values()}
    decided: dict[str, list[str]] = {}
    for row, (name, answer) in enumerate(zip(names, answers, strict=True)):
        reasoned = {entry["decision"] for entry in answer["because"]}
        for iri, path in paths.items():
            if local(iri) in reasoned or found_at(answer, path) not in (NOTHING, None, []):
                decided.setdefault(iri, []).append(name)
        for entry in answer["because"]:
            for rule in (entry["rule"], *entry.get("also", ())):
                fired.setdefault(rule, []).append(row)
    missed: dict[str, tuple[str, ...]] = {}
    everyone = np.array(names, dtype=object)
    for table in base.tables.values():
        cuts = {c.axis.name: c for c in cut_inputs(table.decision, table.rules, base.vocabulary)}
        for rule in table.rules:
            here, obstacles = _obstacles(base, results, cuts, rule)
            if rule.is_bound:
                fired[rule.iri] = np.flatnonzero(here & (obstacles == 0)).tolist()
            else:
                reached = np.zeros(len(names), bool)
                reached[fired.get(rule.iri, [])] = True
                missed[rule.iri] = tuple(everyone[here & (obstacles <= 1) & ~reached])
    # A table with claims has states of its own, which those without cannot be compared with.
    states = {} if base.unofficial else states_reached(results, names)
    by_name = {iri: [names[row] for row in rows] for iri, rows in fired.items()}
    return Coverage(_each_once(by_name), _each_once(decided), missed, states, frozenset(base.claims))


def _each_once(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {iri: tuple(dict.fromkeys(names)) for iri, names in found.items()}


def _obstacles(base: Base, results: Results, cuts: dict[str, Cut], rule: Rule) -> tuple[Flags, NDArray[np.int64]]:
    """For each case whether a rule is of its jurisdiction, and how many things else keep it from applying."""
    chains, areas, days = base.places.chains, results.columns[INSURED], results.columns[AS_OF]
    here = np.array([not set(rule.jurisdictions).isdisjoint(chain) for chain in chains])[areas]
    obstacles = ((days < rule.valid_from) | (days > rule.valid_to)).astype(np.int64)
    for name, condition in rule.conditions.items():
        if base.vocabulary.inputs[name].operator != TIER:
            admitted = _admitted(cuts[name], condition, results)
            if not admitted[:-1].all():
                obstacles += ~admitted[results.input(name)]
    return here, obstacles


def _admitted(cut: Cut, condition: Condition, results: Results) -> Flags:
    """Whether a condition admits each code or class of numbers of its input; unknown, which comes last, it does not."""
    if cut.axis.breaks is None:
        return (cut.bits[condition] >> cut.axis.slot_of & 1).astype(bool)
    starts = [0, *results.plan.breaks[cut.axis.name].tolist()]
    return np.array([*(any(low <= s < high for low, high in condition.ranges) for s in starts), False])


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
