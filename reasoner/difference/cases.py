"""The example cases under both versions: whose answer changes, by how much, and because of which rule."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from yidi.base import Base
from yidi.cases.file import RawCase, read_cases
from yidi.deciding.columns import AS_OF, INSURED, encode
from yidi.deciding.money import Amounts
from yidi.deciding.results import Results
from yidi.difference.boxes import Flags
from yidi.difference.contradictions import in_cases
from yidi.difference.messages import FAULTS
from yidi.difference.model import Box, CaseChange, Cases, DecisionChange, FieldChange, Ranges, Version
from yidi.difference.outcomes import NOTHING, Sayings
from yidi.errors import BaseError, CaseError
from yidi.model import Rule
from yidi.reading.places import UNKNOWN
from yidi.reading.vocabulary import required_decisions
from yidi.tables.axes import TIER, domain
from yidi.tables.table import Ints

Decided = tuple[Results, Amounts]


@dataclass(frozen=True, slots=True)
class Both:
    """Cases that both versions can read, decided by both, with or without claims."""

    raw: Sequence[RawCase]
    bases: tuple[Base, Base]
    decided: tuple[Decided, Decided]
    contradictory: tuple[frozenset[str], frozenset[str]]  # the decisions on which rules of a version differ


def compare_cases(
    old: Version, new: Version, files: Mapping[str, bytes], changes: Sequence[DecisionChange], language: str
) -> tuple[Cases, tuple[DecisionChange, ...]]:
    """How the answers to cases change, and the changes of decisions with a word on whether a case lies in each box.

    Cases that ask for unofficial numbers are left out where a version cannot give any: claims need sound rules.
    """
    cases, faults = _read(files, language)
    found: list[tuple[RawCase, CaseChange]] = []
    batches: list[Both] = []
    for unofficial in (False, True):
        mine = [raw for raw in cases if raw.unofficial is unofficial]
        if mine:
            bases = (old.base, new.base)
            if unofficial:
                try:
                    bases = (old.base.with_claims, new.base.with_claims)
                except BaseError:
                    faults.append(FAULTS[language]["unofficial-left-out"].format(count=len(mine)))
                    continue
            both, refused = _decided(mine, bases, (old.contradictory, new.contradictory), language)
            batches.append(both)
            found += [*refused, *_changed(both)]
    order = {id(raw): i for i, raw in enumerate(cases)}
    found.sort(key=lambda each: (-abs(each[1].more or 0), order[id(each[0])]))
    covered = tuple(replace(c, covered=tuple(_covered(box, batches) for box in c.outcomes)) for c in changes)
    return Cases(len(cases), tuple(change for _, change in found), tuple(faults)), covered


def _read(files: Mapping[str, bytes], language: str) -> tuple[list[RawCase], list[str]]:
    cases: list[RawCase] = []
    faults: list[str] = []
    for name, content in files.items():
        text = io.StringIO(content.decode("utf-8-sig", "replace"))
        text.name = name
        try:
            cases += read_cases(text, language)
        except CaseError as error:
            faults += map(str, error.faults)
    return cases, faults


def _decided(
    cases: Sequence[RawCase],
    bases: tuple[Base, Base],
    contradictory: tuple[frozenset[str], frozenset[str]],
    language: str,
) -> tuple[Both, list[tuple[RawCase, CaseChange]]]:
    """The cases that both versions can read, decided; and those that only one can."""
    raw: list[RawCase] = []
    parsed: tuple[list[Mapping[str, object]], list[Mapping[str, object]]] = ([], [])
    refused: list[tuple[RawCase, CaseChange]] = []
    for case in cases:
        facts, why = zip(*(_parsed(case, base, language) for base in bases), strict=True)
        if not any(why):
            raw.append(case)
            parsed[0].append(facts[0])
            parsed[1].append(facts[1])
        elif not all(why):
            refused.append((case, CaseChange(*_title(case), (), None, None, (why[0], why[1]))))
    engines = (bases[0].engine, bases[1].engine)
    decided = tuple(e.run(encode(p, e.encoder)) for e, p in zip(engines, parsed, strict=True)) if raw else ()
    return Both(raw, bases, decided, contradictory), refused  # type: ignore[arg-type]


def _parsed(case: RawCase, base: Base, language: str) -> tuple[dict[str, object], str]:
    try:
        return case.parse(base.case_vocabulary, language), ""
    except CaseError as error:
        return {}, str(error.faults[0].message)


def _title(case: RawCase) -> tuple[str, str]:
    """The name of a case and where it stands; without a name, where it stands is its name."""
    line, column = case.position_in_entry("name")
    where = f"{case.where}:{line}:{column}"
    return case.name or where, where


# What differs ------------------------------------------------------------------------


def _changed(both: Both) -> Iterator[tuple[RawCase, CaseChange]]:
    if not both.raw:
        return
    sayings = Sayings()
    said = tuple({name: _said(results, name, sayings) for name in results.tables} for results, _ in both.decided)
    nothing = np.zeros((1, len(both.raw)), np.int64)
    names = list(dict.fromkeys([*both.decided[1][0].tables, *both.decided[0][0].tables]))
    money = [_money(amounts) for _, amounts in both.decided]
    clashing = [_contradict(both, side, said[side], money[side], sayings) for side in (0, 1)]
    before, now = ([side.get(name, nothing) for name in names] for side in said)
    differs = np.array([_differs(a, b) for a, b in zip(before, now, strict=True)])
    unlike = (money[0] != money[1]).any(axis=0)
    for row in np.flatnonzero(differs.any(axis=0) | unlike).tolist():
        mine = [i for i in range(len(names)) if differs[i, row] and not _follows(both, clashing, names[i], row)]
        fields = [_field(both, names, i, row, (before[i], now[i]), mine, sayings) for i in mine]
        fund, person = ((int(money[0][k, row]), int(money[1][k, row])) for k in (0, 1))
        asked = bool((both.decided[0][0].columns["expense.total"] >= 0)[row])
        title = _title(both.raw[row])
        yield both.raw[row], CaseChange(*title, tuple(fields), fund if asked else None, person if asked else None)


def _contradict(both: Both, side: int, said: dict[str, Ints], money: Ints, sayings: Sayings) -> dict[int, set[str]]:
    """Notes what rules of a version say that contradict each other, by case; no amount is known that may rest on it."""
    found: dict[int, set[str]] = {}
    for name in both.contradictory[side] & said.keys():
        for row, contradiction in in_cases(both.decided[side][0], name, len(both.raw)):
            said[name][:, row] = sayings.number(contradiction)
            money[:, row] = -1
            found.setdefault(row, set()).add(name)
    return found


def _follows(both: Both, clashing: Sequence[Mapping[int, set[str]]], name: str, row: int) -> bool:
    """Whether a decision rests for a case on one on which rules contradict each other: what it says then is chance."""
    needed = {n for base in both.bases for n in _needed(base, name)}
    return any(needed & side.get(row, set()) for side in clashing)


def _said(results: Results, name: str, sayings: Sayings) -> Ints:
    """What is said of a decision for each case, slice by slice."""
    table, cells = results.tables[name], results.cells[name]
    slices = np.arange(1 if table.tier is None else table.tier.size)
    found = sayings.of_cells(table, cells + slices[:, None], of_cases=True)
    aside = results.aside.get(name)
    return found if aside is None else np.where(aside, NOTHING, found)


def _differs(a: Ints, b: Ints) -> Flags:
    """For each case whether a decision differs; slices are compared where both have as many, else by their sets."""
    if len(a) == len(b):
        found: Flags = (a != b).any(axis=0)
        return found
    return np.array([set(x) != set(y) for x, y in zip(a.T.tolist(), b.T.tolist(), strict=True)], bool)


def _money(amounts: Amounts) -> Ints:
    return np.stack([amounts.fund_pays, amounts.person_pays])


def _field(
    both: Both,
    names: Sequence[str],
    number: int,
    row: int,
    said: tuple[Ints, Ints],
    changed: Sequence[int],
    sayings: Sayings,
) -> FieldChange:
    """One decision that differs for a case; of slices the first that does."""
    name = names[number]
    slices = range(min(len(said[0]), len(said[1])))
    at = next((k for k in slices if said[0][k, row] != said[1][k, row]), 0)
    old, new = (sayings.list[int(side[at, row])] for side in said)
    others = {names[i] for i in changed}
    needs = {n for base in both.bases for n in _needed(base, name)}
    rules = (_prevailing(both.decided[0][0], name, row), _prevailing(both.decided[1][0], name, row))
    return FieldChange(name, old, new, not needs & others, rules)


def _needed(base: Base, name: str) -> list[str]:
    decision = base.vocabulary.decisions.get(name)
    return required_decisions(decision, base.vocabulary.inputs) if decision else []


def _prevailing(results: Results, name: str, row: int) -> tuple[Rule, ...]:
    return results.reasons(name, row).prevailing if name in results.tables else ()


# Which boxes some case lies in -------------------------------------------------------


def _covered(box: Box, batches: Sequence[Both]) -> bool:
    return any(_in_box(box, both, side).any() for both in batches if both.raw for side in (0, 1))


def _in_box(box: Box, both: Both, side: int) -> Flags:
    """For each case whether it lies in a box as one version sees it; not where a fact that matters is unknown."""
    results, base = both.decided[side][0], both.bases[side]
    inside = np.ones(len(both.raw), bool)
    if box.areas is not None:
        inside &= np.array([code in box.areas for code in base.places.areas])[results.columns[INSURED]]
    if box.days is not None:
        inside &= _within(results.columns[AS_OF], box.days)
    for name, codes in box.codes.items():
        if used := base.vocabulary.inputs.get(name):
            admitted = [*(code in codes for code in domain(used, base.vocabulary)), False]
            inside &= np.array(admitted)[results.input(name)]
    for name, ranges in box.numbers.items():
        used = base.vocabulary.inputs.get(name)
        if used is not None and used.operator != TIER:
            inside &= _within(_numbers(results, name, ranges), ranges)
    return inside


def _numbers(results: Results, name: str, ranges: Ranges) -> Ints:
    """For each case the number of an input as far as these ranges tell numbers apart, -1 where it is unknown."""
    ends = np.unique([end for pair in ranges for end in pair])
    finer = replace(results.plan, breaks={**results.plan.breaks, name: ends})
    again = Results(
        results.columns, results.tables, results.inputs, results.places, finer, results.cells, results.outcomes
    )
    return np.array([0, *ends, UNKNOWN], np.int64)[again.input(name)]


def _within(numbers: Ints, ranges: Ranges) -> Flags:
    found: Flags = np.any([(numbers >= low) & (numbers < high) for low, high in ranges], axis=0)
    return found
