"""How far cases lie from wanted cells of one table: on how many axes the nearest one differs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.tables.cells import Cells
from yidi.tables.plan import Step
from yidi.tables.table import Ints, Table
from yidi.witness.wish import Flags

if TYPE_CHECKING:
    from yidi.base import Base

FAR = 1000
"""Farther than any case can be that lies in a row with a wanted cell."""


class Near:
    """Measures cases against the wanted cells of one table; of slices of an amount any will do."""

    def __init__(self, base: Base, step: Step, wanted: Cells[np.bool_]) -> None:
        self.step, self._wanted = step, wanted
        self._plan = base.engine.plan
        self._painted: dict[int, Ints] = {}

    def wanted(self, row: int) -> Flags:
        """The wanted cells of a row, shape (size, …), 1 along an axis that does not matter there."""
        found = self._wanted.row(row)
        return found if self.step.table.tier is None else np.asarray(found.any(axis=-1))

    def slots(self, results: Results) -> tuple[Ints, Ints]:
        """The table's row of each case, and its slots, shape (cases, axes)."""
        columns = results.columns
        rows = self.step.rows[self._plan.rows(columns[INSURED], columns[AS_OF])]
        slots = [turn.slots.take(results.input(turn.name), mode="wrap") for turn in self.step.turns]
        return rows, np.stack(slots, axis=1) if slots else np.zeros((columns.count, 0), np.int64)

    def distances(self, results: Results) -> Ints:
        """How far each case is."""
        rows, slots = self.slots(results)
        found = np.empty(len(rows), np.int64)
        for row in np.unique(rows).tolist():
            here = rows == row
            near = self._row(row)
            found[here] = near[tuple((slots[here] * (np.array(near.shape) > 1)).T)]
        return found

    def _row(self, row: int) -> Ints:
        """The distance of each cell of a row, slots for unknown included; what does not matter has one slot for all.

        What is unknown may be anything, so it counts as the slot that is farthest off.
        """
        if row not in self._painted:
            found = np.where(self.wanted(row), 0, FAR)
            turning = [axis for axis, size in enumerate(found.shape) if size > 1]
            for axis in turning:
                found = np.minimum(found, found.min(axis=axis, keepdims=True) + 1)
            for axis in turning:
                found = np.concatenate([found, found.max(axis=axis, keepdims=True)], axis=axis)
            self._painted[row] = np.minimum(found, FAR)
        return self._painted[row]


def hints(base: Base, near: Near, wanted: Cells[np.bool_], before: Iterable[Step]) -> list[Near]:
    """Measures for the decisions before a wished one, of what they say in any of the cells wanted further on."""
    inputs = base.vocabulary.inputs
    codes: dict[str, Flags] = {}

    def need(step: Step, cells: Cells[np.bool_]) -> None:
        """What the decisions on a table's axes must say in its wanted cells."""
        for number, (axis, turn) in enumerate(zip(step.table.axes, step.turns, strict=True)):
            if (name := inputs[axis.name].of_decision) is not None:
                held = np.append(cells.along(number), False)[turn.slots]
                codes[name] = codes.get(name, np.zeros(len(held), bool)) | held

    need(near.step, wanted)
    found = []
    for step in reversed([*before]):
        if step.name in codes:
            held = codes_of_cells(step.table).told(codes[step.name])
            need(step, held)
            found.append(Near(base, step, held))
    return found


def codes_of_cells(table: Table) -> Cells[np.int64]:
    """The code that each cell of a table holds; -1 where it is not known."""
    layout = table.states.layout
    flat = np.empty(layout.size, np.int64)
    for sheet in layout.sheets:
        cells = table.starts[sheet.rows]
        for stride, size in zip([*table.strides[sheet.rows[0]].tolist(), 1], sheet.shape[1:], strict=False):
            cells = np.add.outer(cells, stride * np.arange(size))
        flat[sheet.start : sheet.end] = table.code_of[table.outcomes[cells.reshape(-1)]]
    return Cells(layout, flat)
