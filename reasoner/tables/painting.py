"""A decision while it is compiled: its rules cut and painted, and who prevails in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from yidi.model import Decision, Rule, Value
from yidi.names import short
from yidi.reading.turtle import Place
from yidi.tables.axes import Cut
from yidi.tables.paint import Rows, States
from yidi.tables.precedence import Entry
from yidi.tables.table import DAYS


@dataclass(slots=True)
class Painting:
    """Everything about one decision while it is compiled."""

    decision: Decision
    rules: tuple[Rule, ...]
    entries: tuple[Entry, ...]
    cuts: list[Cut]
    rows: Rows
    cells: NDArray[np.int32]
    states: States
    prevail: list[tuple[int, ...]]

    def cell(self, where: Sequence[int]) -> str:
        """A cell in words: area, first and last day, and the inputs."""
        area, start, end = self.rows.samples[where[0]]
        words = [
            f"area:{area}",
            f"≥ {date.fromordinal(start).isoformat()}" if start > 1 else "",
            f"≤ {date.fromordinal(end).isoformat()}" if end < DAYS - 1 else "",
        ]
        words += [f"{c.axis.name} {c.words[slot]}" for c, slot in zip(self.cuts, where[1:], strict=True)]
        return ", ".join(w for w in words if w)

    def spot(self, state: int) -> tuple[int, ...]:
        """The first cell that holds a state: its row, and its slot on each axis."""
        return tuple(int(i) for i in np.argwhere(self.cells == state)[0])

    def first_cell(self, state: int) -> str:
        """The first cell that holds a state, in words."""
        return self.cell(self.spot(state))


def related(entries: Sequence[Entry]) -> tuple[tuple[Place | None, str], ...]:
    """Entries as the further places of a finding."""
    return tuple((e.rule.place, short(e.rule.iri)) for e in entries)


def in_words(values: Sequence[Value]) -> str:
    """The values of a rule as a finding shows them."""
    return " + ".join(v.text for v in values)
