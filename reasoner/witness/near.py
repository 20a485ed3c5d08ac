"""How far cases lie from wanted cells of one table: on how many axes the nearest one differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.tables.plan import Step
from yidi.tables.table import Ints, Table
from yidi.witness.wish import Flags

if TYPE_CHECKING:
    from yidi.base import Base

FAR = 1000
"""Farther than any case can be that lies in a row with a wanted cell."""


class Near:
    """Measures cases against the wanted cells of one table; `wanted` gives them for each of its rows."""

    def __init__(self, base: Base, step: Step, wanted: Callable[[int], Flags]) -> None:
        self.step, self.wanted = step, wanted
        self._plan = base.engine.plan
        self._painted: dict[int, Ints] = {}

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
            found[here] = self._row(row)[tuple(slots[here].T)]
        return found

    def _row(self, row: int) -> Ints:
        """The distance of each cell of a row, slots for unknown included.

        What is unknown may be anything, so it counts as the slot that is farthest off.
        """
        if row not in self._painted:
            found = np.where(self.wanted(row), 0, FAR)
            for axis in range(found.ndim):
                found = np.minimum(found, found.min(axis=axis, keepdims=True) + 1)
            for axis in range(found.ndim):
                found = np.concatenate([found, found.max(axis=axis, keepdims=True)], axis=axis)
            self._painted[row] = np.minimum(found, FAR)
        return self._painted[row]


def hints(base: Base, near: Near, wanted: Flags, before: Iterable[Step]) -> list[Near]:
    """Measures for the decisions before a wished one, of what they say in any of the cells wanted further on."""
    inputs = base.vocabulary.inputs
    codes: dict[str, Flags] = {}

    def need(step: Step, cells: Flags) -> None:
        """What the decisions on a table's axes must say in its wanted cells."""
        for number, (axis, turn) in enumerate(zip(step.table.axes, step.turns, strict=True)):
            if (name := inputs[axis.name].of_decision) is not None:
                others = tuple(i for i in range(cells.ndim) if i != number + 1)
                held = np.append(cells.any(axis=others), False)[turn.slots]
                codes[name] = codes.get(name, np.zeros(len(held), bool)) | held

    need(near.step, wanted)
    found = []
    for step in reversed([*before]):
        if step.name in codes:
            held = codes[step.name][codes_of_cells(step.table)]
            need(step, held)
            found.append(Near(base, step, lambda row, held=held: held[row]))  # type: ignore[misc]
    return found


def codes_of_cells(table: Table) -> Ints:
    """The code that each cell of a table holds, shape (rows, size, …); -1 where it is not known."""
    cells = table.starts
    for number, axis in enumerate(table.axes):
        cells = cells[..., None] + np.multiply.outer(table.strides[:, number], np.arange(axis.size)).reshape(
            len(table.starts), *[1] * number, axis.size
        )
    found: Ints = table.code_of[table.outcomes[cells]]
    return found
