"""What the cells of both tables of a decision say, as numbers that mean the same on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from yidi.difference.model import Said
from yidi.model import UNLIMITED, Value
from yidi.tables.table import NOT_KNOWN, UNDETERMINED, Ints, Outcome, Table
from yidi.values import NUMBERS, number_text

NOTHING = 0
"""The number of "not known": also of what cannot be asked of a version, and so is not known to it."""


@dataclass(slots=True)
class Sayings:
    """Everything that either version says, numbered as it comes up; number 0 is "not known"."""

    list: list[Said] = field(default_factory=lambda: [Said()])
    _numbers: dict[Said, int] = field(default_factory=lambda: {Said(): NOTHING})

    def number(self, said: Said) -> int:
        """The number of something that is said."""
        found = self._numbers.setdefault(said, len(self.list))
        if found == len(self.list):
            self.list.append(said)
        return found

    def of_cells(self, table: Table, cells: Ints | None = None, *, of_cases: bool = False) -> Ints:
        """For some cells of a table's flat outcomes, or all, the number of what each says.

        What is undetermined is told only `of_cases`: else the slots for unknown are looked at by nobody.
        """
        legend = [
            self.number(said_by(outcome, undetermined=of_cases and number == UNDETERMINED))
            for number, outcome in enumerate(table.legend)
        ]
        outcomes = table.outcomes if cells is None else table.outcomes[cells]
        found: Ints = np.array(legend, np.int64)[outcomes]
        if table.low is not None and table.high is not None:
            low, high = (table.low, table.high) if cells is None else (table.low[cells], table.high[cells])
            unknown = outcomes == NOT_KNOWN
            found[unknown] = self._bounds(low[unknown], high[unknown])
        return found

    def _bounds(self, low: Ints, high: Ints) -> Ints:
        """The number of each pair of bounds, of which there are few that differ."""
        lows, highs = np.unique(low), np.unique(high)
        pair = np.searchsorted(lows, low) * len(highs) + np.searchsorted(highs, high)
        numbers = np.zeros(len(lows) * len(highs), np.int64)
        for each in np.flatnonzero(np.bincount(pair, minlength=len(numbers))).tolist():
            least, most = divmod(each, len(highs))
            numbers[each] = self.number(Said(low=int(lows[least]), high=int(highs[most])))
        found: Ints = numbers[pair]
        return found


def said_by(outcome: Outcome | None, *, undetermined: bool = False) -> Said:
    """What an outcome says, numbers written in one way: 0.1 and 0.10 are the same."""
    if outcome is None:
        return Said(undetermined=undetermined)
    return Said(tuple(tuple(plain(v) for v in group) for group in outcome.groups))


def plain(value: Value) -> Value:
    """A value with its number written in the one way in which answers write it."""
    if value.kind not in NUMBERS or value.number >= UNLIMITED:
        return value
    return Value(value.kind, number_text(value.kind, value.number), value.number)


def prevailing(table: Table, renamed: dict[str, str], numbers: dict[tuple[str, ...], int]) -> Ints:
    """For each state of a table the number of the rules that prevail in it, under their present names."""
    sets = (tuple(sorted(renamed.get(r, r) for r in _rules(table, s.prevailing))) for s in table.state_legend)
    return np.array([numbers.setdefault(each, len(numbers)) for each in sets], np.int64)


def _rules(table: Table, numbers: Sequence[int]) -> list[str]:
    return [table.rules[i].iri for i in numbers]
