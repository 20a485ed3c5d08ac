"""The look-ups of all tables laid out once: for every input a small array of offsets into each table.

A cell of a table is the sum of one offset for the row and one for each axis, so
that a decision costs a gather and an addition an axis, for one case or a million.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yidi.model import Input
from yidi.tables.table import DAYS, Ints, Table


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: the offset of each (area, day class), and of each code of its inputs, unknown last."""

    name: str
    table: Table
    row_offsets: Ints
    offsets: tuple[tuple[str, Ints], ...]
    outcomes: NDArray[np.int32]
    slices: Ints | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps in the order of their requirements; days and numbers are cut where any table cuts them."""

    steps: tuple[Step, ...]
    days: Ints
    breaks: Mapping[str, Ints]

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


def _step(name: str, table: Table, days: Ints, breaks: Mapping[str, Ints]) -> Step:
    strides = table.strides
    starts = np.concatenate([[0], days])
    keys = table.chain_of_area[:, None] * DAYS + np.maximum(starts, 1)
    rows = table.row_of_key[np.searchsorted(table.row_keys, keys, side="right") - 1]
    offsets = []
    for axis, stride in zip(table.axes, strides[1:], strict=False):
        slots = axis.slot_of
        if axis.breaks is not None:
            firsts = np.concatenate([[0], breaks[axis.name], [-1]])
            slots = slots[np.where(firsts < 0, -1, np.searchsorted(axis.breaks, firsts, side="right"))]
        offsets.append((axis.name, slots.astype(np.int64) * stride))
    slices = None if table.tier is None else np.arange(table.tier.size)[:, None]
    return Step(
        name,
        table,
        (rows * strides[0]).reshape(-1).astype(np.int64),
        tuple(offsets),
        table.outcomes.reshape(-1),
        slices,
    )
