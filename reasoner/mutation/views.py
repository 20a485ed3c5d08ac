"""What a decision says of cases, so compactly that two tables can be compared case by case."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.tables.table import Ints, Table

Numbers = dict[Hashable, int]


def view(results: Results, name: str, numbers: Numbers) -> Ints:
    """For each case of a batch the numbers of what is said, by which rules, and between which bounds: (3, cases).

    Where facts are unknown all cells that remain count, and the facts on which they turn.  Equal numbers mean that
    an answer says the same of the decision; `numbers` must be the same for all that is compared.
    """
    table, step = results.tables[name], results.plan.step(name)
    columns = results.columns
    rows = step.rows[results.plan.rows(columns[INSURED], columns[AS_OF])]
    slots = [turn.slots[results.input(turn.name)] for turn in step.turns]
    open_ = np.zeros(columns.count, bool)
    for slot, axis in zip(slots, table.axes, strict=True):
        open_ |= slot == axis.size
    low, high = results.bounds(name)
    said = _outcomes(results, name, numbers)
    bounds = np.array([_number(numbers, ("bounds", *pair)) for pair in zip(_list(low), _list(high), strict=True)])
    by = np.zeros(columns.count, np.int64)
    winners = [_number(numbers, frozenset(table.rules[w].iri for w in s.prevailing)) for s in table.state_legend]
    known = np.flatnonzero(~open_)
    there = [slot[known] for slot in slots]
    if table.tier is None:
        by[known] = np.array(winners)[table.states.at(rows[known], there)]
    else:
        slices = np.arange(table.tier.size)
        states = table.states.at(rows[known][:, None], [*(slot[:, None] for slot in there), slices])
        by[known] = [_number(numbers, tuple(dict.fromkeys(winners[s] for s in held))) for held in states.tolist()]
    for row in np.flatnonzero(open_).tolist():
        left = table.remaining(int(rows[row]), [int(s[row]) for s in slots])
        held = frozenset(winners[s] for s in np.unique(left).tolist())
        by[row] = _number(numbers, ("open", held, tuple(results.open_axes(name, row))))
    return np.stack([said, by, bounds])


def _outcomes(results: Results, name: str, numbers: Numbers) -> Ints:
    table, outcomes = results.tables[name], results.outcomes[name]
    number_of: list[int] = [_number(numbers, ("outcome", i if o is None else o)) for i, o in enumerate(table.legend)]
    if table.tier is None:
        return np.array(number_of)[outcomes]
    starts = _starts(table)
    found = []
    for slices in outcomes.T.tolist():
        each = [number_of[o] for o in slices]
        parts = [(s, o) for s, o, before in zip(starts, each, [None, *each], strict=False) if o != before]
        found.append(_number(numbers, tuple(parts)))
    return np.array(found, np.int64)


def _starts(table: Table) -> list[int]:
    """The amounts at which the slices begin."""
    return [0] if table.tier is None or table.tier.breaks is None else [0, *table.tier.breaks.tolist()]


def _number(numbers: Numbers, thing: Hashable) -> int:
    return numbers.setdefault(thing, len(numbers))


def _list(bounds: NDArray[Any]) -> list[Any]:
    """Bounds case by case; of a decision with slices, those of every slice."""
    found: list[Any] = bounds.T.tolist()
    return [tuple(each) if isinstance(each, list) else each for each in found]
