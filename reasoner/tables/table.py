"""A painted decision: cells over an axis an input, and what stands in them.

Cells hold outcomes.  Outcome 0 is "not known for this area"; outcome 1 is
"undetermined", which only cells of the slot for unknown can hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yidi.model import Decision, Rule, Value
from yidi.tables.precedence import Reason

if TYPE_CHECKING:
    from yidi.tables.cells import Cells

Ints = NDArray[np.int64]
NOT_KNOWN = 0
UNDETERMINED = 1


@dataclass(frozen=True, slots=True)
class Axis:
    """One input of a table, cut into the slots that its rules tell apart.

    `slot_of[code]` is the slot of a code, and `slot_of[-1]`, the last, is the one for unknown.
    Of a number the code is its place among `breaks`, the first numbers of the slots after the first.
    """

    name: str
    size: int  # slots without the one for unknown
    slot_of: Ints
    breaks: Ints | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cell says: one value, or in a decision that collects the groups that its rules contribute."""

    groups: tuple[tuple[Value, ...], ...]

    @property
    def value(self) -> Value:
        """The one value of a decision that does not collect."""
        return self.groups[0][0]


@dataclass(frozen=True, slots=True)
class State:
    """Which rules prevail in a cell, and which apply and are beaten: the loser, each that beats it, and why.

    Rules are numbers into the table's rules.
    """

    prevailing: tuple[int, ...]
    defeated: tuple[tuple[int, int, Reason], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision painted for all areas, periods and inputs.

    A row is a set of areas and a period in which the same rules are in force.  `states` are its cells over `axes` and
    then `tier`.  `outcomes` is flat: a cell is the row's start plus for each axis the row's stride times the slot,
    where the last slot is the one for unknown; the stride is nil along an axis that does not matter in the row.
    `tier` is the axis of marginal slices, which has no slot for unknown: those of a cell follow one another, the first
    at the cell.  `low` and `high` bound the number in each cell of `outcomes`.
    """

    decision: Decision
    rules: tuple[Rule, ...]
    axes: tuple[Axis, ...]
    tier: Axis | None
    chain_of_area: Ints
    row_keys: Ints
    row_of_key: Ints
    starts: Ints
    strides: Ints
    outcomes: NDArray[np.int32]
    states: Cells[np.int32]
    legend: tuple[Outcome | None, ...]
    state_legend: tuple[State, ...]
    code_of: Ints  # for each outcome the number of its code or boolean, -1 for unknown
    number_of: Ints  # for each outcome its number, -1 for unknown
    kind_of: tuple[str, ...]  # for each outcome its kind
    low: Ints | None
    high: Ints | None
    certain: NDArray[np.int32] | None  # for each cell of `outcomes` the outcome of what is certain, where that is told

    @property
    def all_axes(self) -> tuple[Axis, ...]:
        """The axes, that of slices last."""
        return self.axes if self.tier is None else (*self.axes, self.tier)

    def cell(self, row: int, slots: Sequence[int]) -> int:
        """Where a cell stands in the flat arrays; of one with slices, the first."""
        return int(self.starts[row] + self.strides[row] @ np.array(slots, np.int64))

    def remaining(self, row: int, slots: Sequence[int]) -> NDArray[np.int32]:
        """The states of the cells that remain of a row at some slots, unknown among them: all along an axis of these.

        The slices of an amount stand along the last axis.  What does not matter is not told apart.
        """
        held = self.states.row(row)
        where = zip(slots, self.axes, held.shape, strict=False)
        found: NDArray[np.int32] = held[
            tuple(slice(None) if slot == axis.size else slot if size > 1 else 0 for slot, axis, size in where)
        ]
        return found


DAYS = 10_000_000
"""More days than there are: a chain and a day make one sortable key."""
