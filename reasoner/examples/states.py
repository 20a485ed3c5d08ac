"""States of a table: the sets of rules that apply together, which of them cases reach, and where the others hold.

A table has many more cells than states: all cells in which the same rules apply hold one state, and one case in any
of them tries them all.  So states are counted, not cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.examples.model import Names
from yidi.model import Rule
from yidi.tables.table import DAYS, Table

if TYPE_CHECKING:
    from yidi.base import Base


@dataclass(frozen=True, slots=True)
class StateSize:
    """How much of a table a state holds: cells, areas, and the first cell: a row and a slot on each axis."""

    cells: int
    areas: int
    first: tuple[int, ...]

    def with_(self, other: StateSize) -> StateSize:
        """What both are together, of rows that differ."""
        return StateSize(self.cells + other.cells, self.areas + other.areas, min(self.first, other.first))


def states_reached(results: Results, names: Sequence[str]) -> dict[str, dict[int, Names]]:
    """For each decision the states that cases reach, each with the names of those cases.

    A case whose facts leave several states open reaches none of them.  Where a decision slices an amount, a case
    reaches the states of all slices.
    """
    return {name: _reached(results, name, names) for name in results.tables}


def _reached(results: Results, name: str, names: Sequence[str]) -> dict[int, Names]:
    table, step = results.tables[name], results.plan.step(name)
    rows = step.rows[results.plan.rows(results.columns[INSURED], results.columns[AS_OF])]
    slots = [turn.slots[results.input(turn.name)] for turn in step.turns]
    is_open = np.zeros(len(names), bool)
    for slot, axis in zip(slots, table.axes, strict=True):
        is_open |= slot == axis.size
    known = [np.where(is_open, 0, slot)[:, None] for slot in slots]
    slices = [] if table.tier is None else [np.arange(table.tier.size)]
    held = table.states.at(rows[:, None], [*known, *slices])
    found: dict[int, list[str]] = {}
    for number, case in enumerate(names):
        states = (
            _of_open(table, int(rows[number]), [int(s[number]) for s in slots]) if is_open[number] else held[number]
        )
        for state in states:
            found.setdefault(int(state), []).append(case)
    return {state: tuple(dict.fromkeys(cases)) for state, cases in sorted(found.items())}


def _of_open(table: Table, row: int, slots: list[int]) -> NDArray[np.int32]:
    """The states that a case with unknown facts reaches: those of its slices where all cells that remain agree."""
    left = table.remaining(row, slots).reshape(-1, 1 if table.tier is None else table.tier.size)
    slices: NDArray[np.int32] = left[0]
    return slices if (left == slices).all() else slices[:0]


def sizes(base: Base, table: Table) -> Mapping[int, StateSize]:
    """How much each state holds of a table: only of rows that are in force on or after the base's first day."""
    late = _areas_of_rows(table, base.first_day)
    found: dict[int, StateSize] = {}
    for sheet, part in table.states.parts():
        each = prod(table.states.layout.sizes) // prod(sheet.shape[1:])  # slots of what does not matter
        held = part.reshape(len(sheet.rows), -1)
        for row, cells in zip(sheet.rows.tolist(), held, strict=True):
            if late[row]:
                states, firsts, counts = np.unique(cells, return_index=True, return_counts=True)
                places = np.stack(np.unravel_index(firsts, (1, *sheet.shape[1:])), axis=1)
                for state, count, (_, *place) in zip(states.tolist(), counts.tolist(), places.tolist(), strict=True):
                    here = StateSize(count * each, int(late[row]), (row, *place))
                    found[state] = here if state not in found else found[state].with_(here)
    return dict(sorted(found.items()))


def _areas_of_rows(table: Table, first_day: int) -> NDArray[np.int64]:
    """For each row of a table the number of areas for which it is in force at some time from a day on."""
    areas = np.bincount(table.chain_of_area, minlength=int(table.chain_of_area.max(initial=0)) + 1)
    chains, starts = np.divmod(table.row_keys, DAYS)
    ends = np.append(starts[1:], DAYS)
    ends[np.append(chains[1:] != chains[:-1], True)] = DAYS
    counted = np.zeros(len(table.starts), np.int64)
    in_force = zip(table.row_of_key.tolist(), chains.tolist(), (ends > first_day).tolist(), strict=True)
    for row, chain in {(row, chain) for row, chain, is_late in in_force if is_late}:
        counted[row] += areas[chain]
    return counted


def rules_of(table: Table, state: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules that prevail in a state, and those that apply and are beaten."""
    legend = table.state_legend[state]
    beaten = dict.fromkeys(loser for loser, _, _ in legend.defeated)
    return tuple(table.rules[i] for i in legend.prevailing), tuple(table.rules[i] for i in beaten)
