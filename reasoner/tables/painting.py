"""A decision while it is compiled: its rules cut and painted, and who prevails in each state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from yidi.model import Decision, Rule, Value
from yidi.names import short
from yidi.reading.turtle import Place
from yidi.tables.axes import Cut
from yidi.tables.cells import Cells
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
    cells: Cells[np.int32]
    states: States
    prevail: list[tuple[int, ...]]

    def cell(self, where: Sequence[int], axes: Collection[int]) -> str:
        """A cell in words: area, first and last day, and the inputs of some axes."""
        area, start, end = self.rows.samples[where[0]]
        words = [
            f"area:{area}",
            f"≥ {date.fromordinal(start).isoformat()}" if start > 1 else "",
            f"≤ {date.fromordinal(end).isoformat()}" if end < DAYS - 1 else "",
            *(f"{self.cuts[n].axis.name} {self.cuts[n].words[where[n + 1]]}" for n in axes),
        ]
        return ", ".join(w for w in words if w)

    def place_of(self, states: Iterable[int]) -> dict[str, object]:
        """The first cell that holds one of some states: in words, and its spot, a row and a slot on each axis.

        The words name only the inputs on which it turns whether one of the states holds.
        """
        wanted = np.zeros(len(self.states.sets), bool)
        wanted[list(states)] = True
        return self.spotted(self.cells.told(wanted))

    def spotted(self, cells: Cells[np.bool_]) -> dict[str, object]:
        """The first of some cells, in words and by its spot."""
        spot = cells.first() or ()
        return {"cell": self.cell(spot, cells.telling(spot)), "spot": spot}


def related(rules: Iterable[Rule]) -> tuple[tuple[Place | None, str], ...]:
    """Rules as the further places of a finding."""
    return tuple((rule.place, short(rule.iri)) for rule in rules)


def in_words(values: Sequence[Value]) -> str:
    """The values of a rule as a finding shows them."""
    return " + ".join(v.text for v in values)
