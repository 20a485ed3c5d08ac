"""What a decision comes to for one area on one day: its painted cells merged into disjoint boxes of conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from yidi.difference.boxes import Grid, boxes, merged, whole
from yidi.model import Decision, Rule
from yidi.tables.table import DAYS, UNDETERMINED, Axis, Outcome, Table
from yidi.tables.unknown import agreed

UNKNOWN = -1
"""The slot of an input about which nothing is known."""
_Slots = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions under which one outcome prevails: for each axis its slots, `UNKNOWN` among them; and the rules."""

    slots: _Slots
    outcome: Outcome
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision of one area on one day; `axes` are the inputs that matter there, the one of slices last."""

    decision: Decision
    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]


def resolve(table: Table, area: int, day: int) -> Resolved:
    """The boxes of a table's row for an area and a day.

    What is not known, and what is undetermined because an input is unknown, has no box: there no rule matches.
    """
    key = table.chain_of_area[area] * DAYS + day
    row = int(table.row_of_key[np.searchsorted(table.row_keys, key, side="right") - 1])
    axes = table.all_axes
    grid = merged(whole(_outcomes(table, row).astype(np.int64)))
    kept = [i for i, slots in enumerate(grid.slots) if len(slots) > 1]
    slots = [grid.slots[i] for i in kept]
    cells = grid.labels.reshape([len(each) for each in slots]).astype(np.int32)
    for axis, number in enumerate(kept):
        if axes[number] is not table.tier:
            cells = np.concatenate([cells, agreed(cells, axis)], axis=axis)
            slots[axis] = (*slots[axis], (UNKNOWN,))
    told = np.where(cells <= UNDETERMINED, 0, cells)
    found = []
    for label, each in _boxes(told, tuple(slots)):
        if (outcome := table.legend[label]) is not None:
            found.append(Box(each, outcome, _rules(table, row, dict(zip(kept, each, strict=True)))))
    return Resolved(table.decision, tuple(axes[i] for i in kept), tuple(found))


def _boxes(labels: NDArray[np.int32], slots: tuple[_Slots, ...]) -> Iterator[tuple[int, _Slots]]:
    """Disjoint boxes with their labels; where no input matters there is one that asks for nothing, or none."""
    if slots:
        yield from boxes(Grid(labels.astype(np.int64), slots), disjoint=True)
    elif label := int(labels):
        yield label, ()


def _outcomes(table: Table, row: int) -> NDArray[np.int32]:
    """The outcomes of a row's known cells."""
    offsets = [table.strides[row, i] * np.arange(axis.size) for i, axis in enumerate(table.axes)]
    if table.tier is not None:
        offsets.append(np.arange(table.tier.size))
    where = reduce(np.add.outer, offsets, np.array(table.starts[row]))
    return np.asarray(table.outcomes[where])


def _rules(table: Table, row: int, chosen: dict[int, Sequence[int]]) -> tuple[Rule, ...]:
    """The rules that prevail somewhere in a box; an input that may be anything, or is unknown, has all its slots."""
    layout = table.states.layout
    inside = [np.arange(size) for size in layout.sizes]
    for axis, slots in chosen.items():
        if known := [s for s in slots if s != UNKNOWN]:
            inside[axis] = np.array(known)
    cells = layout.block(np.array([row]), inside)
    states = np.unique(table.states.flat[cells])
    numbers = {n for s in states.tolist() for n in table.state_legend[s].prevailing}
    return tuple(table.rules[n] for n in sorted(numbers))
