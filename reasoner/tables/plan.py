"""The look-ups of all tables laid out once: for every input the slot of each code, for every row where its cells are.

A cell of a table is the start of its row and for each axis a slot times the row's stride, so
that a decision costs a few gathers and an addition an axis, for one case or a million.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yidi.model import Input
from yidi.tables.table import DAYS, Ints, Table


@dataclass(frozen=True, slots=True)
class Turn:
    """One input of a decision: the slot of each code, unknown last, and how far a slot moves the cell.

    `strides` says so for each (area, day class); where they are all the same the offsets hold them already.
    """

    name: str
    slots: Ints
    offsets: Ints
    strides: Ints | None


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: the table's row for each (area, day class), where it starts, and how inputs find their cells."""

    name: str
    table: Table
    rows: Ints
    starts: Ints
    turns: tuple[Turn, ...]
    slices: Ints | None

    def cells(self, rows: Ints, codes: Callable[[str], Ints]) -> Ints:
        """The cell of each case, given the number of its (area, day class) and the codes of an input."""
        found = self.starts.take(rows)
        for turn in self.turns:
            offsets = turn.offsets.take(codes(turn.name), mode="wrap")
            found += offsets if turn.strides is None else offsets * turn.strides.take(rows)
        return found

    def outcomes(self, cells: Ints) -> NDArray[np.int32]:
        """What stands in cells; where there are slices, with a first axis for them."""
        return self.table.outcomes.take(cells if self.slices is None else cells + self.slices)


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps in the order of their requirements; days and numbers are cut where any table cuts them."""

    steps: tuple[Step, ...]
    days: Ints
    breaks: Mapping[str, Ints]

    def step(self, name: str) -> Step:
        """The step of a decision."""
        return next(step for step in self.steps if step.name == name)

    def rows(self, areas: Ints, days: Ints) -> Ints:
        """The number of each (area, day class)."""
        return areas * (len(self.days) + 1) + np.searchsorted(self.days, days, side="right")


def make_plan(tables: Mapping[str, Table], inputs: Mapping[str, Input]) -> Plan:
    """The plan of all tables."""
    days = np.unique(np.concatenate([[1], *(t.row_keys % DAYS for t in tables.values())]))
    cuts: dict[str, set[int]] = {
        name: set() for name, i in inputs.items() if i.code_list is None and i.datatype != "boolean"
    }
    for table in tables.values():
        for axis in table.axes:
            if axis.breaks is not None:
                cuts[axis.name].update(axis.breaks.tolist())
    breaks = {name: np.array(sorted(found), np.int64) for name, found in cuts.items()}
    steps = tuple(_step(name, table, days, breaks) for name, table in tables.items())
    return Plan(steps, days, breaks)


def with_table(plan: Plan, name: str, tables: Mapping[str, Table], inputs: Mapping[str, Input]) -> Plan:
    """The plan of tables of which all but one decision's are those of another plan, whose steps are kept where it can.

    Where the table is cut on other days or at other numbers than the plan, all of it is made anew.
    """
    own = make_plan({name: tables[name]}, inputs)
    known = {n: set(breaks.tolist()) for n, breaks in plan.breaks.items()}
    if not np.isin(own.days, plan.days).all() or any(set(b.tolist()) - known[n] for n, b in own.breaks.items()):
        return make_plan(tables, inputs)
    mine = _step(name, tables[name], plan.days, plan.breaks)
    return Plan(tuple(mine if step.name == name else step for step in plan.steps), plan.days, plan.breaks)


def _step(name: str, table: Table, days: Ints, breaks: Mapping[str, Ints]) -> Step:
    starts = np.concatenate([[0], days])
    keys = table.chain_of_area[:, None] * DAYS + np.maximum(starts, 1)
    rows = table.row_of_key[np.searchsorted(table.row_keys, keys, side="right") - 1]
    rows = rows.reshape(-1).astype(np.int64)
    turns = []
    for number, axis in enumerate(table.axes):
        slots = axis.slot_of
        if axis.breaks is not None:
            firsts = np.concatenate([[0], breaks[axis.name], [-1]])
            slots = slots[np.where(firsts < 0, -1, np.searchsorted(axis.breaks, firsts, side="right"))]
        turns.append(_turn(axis.name, slots.astype(np.int64), table.strides[:, number], rows))
    slices = None if table.tier is None else np.arange(table.tier.size)[:, None]
    return Step(name, table, rows, table.starts[rows], tuple(turns), slices)


def _turn(name: str, slots: Ints, strides: Ints, rows: Ints) -> Turn:
    if (strides == strides[0]).all():
        return Turn(name, slots, slots * strides[0], None)
    return Turn(name, slots, slots, strides[rows])
