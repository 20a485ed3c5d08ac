"""Painting: which rules apply in each cell, and which of them prevail.

Rows are the distinct sets of rules in force for an area and a period, so that
areas share whatever they do not override.  Each jurisdiction's rules are painted
over the rows of the wider ones: the nation's once, a province's once a province.
A row has cells only over the axes that matter there, those about which its rules ask.
A cell holds a state, the set of rules that apply there, whatever their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from yidi.reading.places import Places
from yidi.tables.axes import Cut
from yidi.tables.cells import Cells, Flags, Layout, handed_down, lay_out
from yidi.tables.precedence import Entry
from yidi.tables.table import DAYS, Axis, Ints

_Key = tuple[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, how areas and days find them, and of each the latest (area, first day, last day)."""

    chain_of_area: Ints
    keys: Ints
    row_of_key: Ints
    levels: tuple[tuple[Ints, tuple[frozenset[int], ...]], ...]  # by depth: the row above, the entries in force
    samples: tuple[tuple[str, int, int], ...]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.samples)


@dataclass(slots=True)
class States:
    """The distinct sets of applying entries, numbered as they come up; number 0 is the empty one."""

    sets: list[tuple[int, ...]]
    _number: dict[tuple[int, ...], int]

    @classmethod
    def empty(cls) -> States:
        """The states before anything is painted: only the empty set."""
        return cls([()], {(): 0})

    def plus(self, state: int, entry: int) -> int:
        """The state with one more entry."""
        wider = (*self.sets[state], entry)
        number = self._number.setdefault(wider, len(self.sets))
        if number == len(self.sets):
            self.sets.append(wider)
        return number


def make_rows(entries: Sequence[Entry], places: Places) -> Rows:
    """The rows that the entries make, for all areas and all days."""
    by_jurisdiction: dict[str, list[int]] = {}
    for i, entry in enumerate(entries):
        by_jurisdiction.setdefault(entry.jurisdiction, []).append(i)
    chains: dict[tuple[tuple[int, str], ...], int] = {}
    chain_of_area = np.empty(len(places.chains), np.int64)
    area_of_chain: list[str] = []
    for area, chain in enumerate(places.chains):
        used = tuple((depth, j) for depth, j in enumerate(chain) if j in by_jurisdiction)
        chain_of_area[area] = chains.setdefault(used, len(chains))
        if len(area_of_chain) < len(chains):
            area_of_chain.append(chain[-1])
    depths = 1 + max((len(c) - 1 for c in places.chains), default=0)
    levels: list[dict[_Key, int]] = [{} for _ in range(depths)]
    keys: list[int] = []
    row_of_key: list[int] = []
    samples: dict[int, tuple[str, int, int]] = {}
    for jurisdictions, number in chains.items():
        mine = [(depth, i) for depth, j in jurisdictions for i in by_jurisdiction[j]]
        starts = sorted({1, *(d for _, i in mine for d in _days(entries[i]))})
        for start, end in zip(starts, [*starts[1:], DAYS], strict=True):
            row = _row(levels, [(d, i) for d, i in mine if _in_force(entries[i], start)])
            keys.append(number * DAYS + start)
            row_of_key.append(row)
            if row not in samples or samples[row][2] < end - 1:
                samples[row] = (area_of_chain[number], start, end - 1)
    shaped = tuple((np.array([above for above, _ in level], np.int64), tuple(s for _, s in level)) for level in levels)
    ordered = tuple(samples[r] for r in range(len(samples)))
    return Rows(chain_of_area, np.array(keys, np.int64), np.array(row_of_key, np.int64), shaped, ordered)


def _days(entry: Entry) -> tuple[int, ...]:
    last = entry.rule.valid_to
    return (entry.rule.valid_from, last + 1) if last < DAYS else (entry.rule.valid_from,)


def _in_force(entry: Entry, day: int) -> bool:
    return entry.rule.valid_from <= day <= entry.rule.valid_to


def _row(levels: list[dict[_Key, int]], in_force: list[tuple[int, int]]) -> int:
    """The row's number at the deepest level; wider levels are numbered on the way."""
    row = 0
    for depth, level in enumerate(levels):
        key = (row, frozenset(i for d, i in in_force if d == depth))
        row = level.setdefault(key, len(level))
    return row


def what_matters(entries: Sequence[Entry], rows: Rows, cuts: Sequence[Cut], tier: Axis | None) -> list[Flags]:
    """For each level and each of its rows the axes that matter there, shape (rows, axes): its rules ask about them.

    The axis of slices always matters: an amount is cut into all of them.
    """
    full = [c.all_bits for c in cuts]
    asked = np.array([[a != b and e.volume > 0 for a, b in zip(e.mask, full, strict=True)] for e in entries], bool)
    asked = asked.reshape(len(entries), len(cuts))
    found = [np.array([[c.axis is tier for c in cuts]], bool)]
    for above, in_force in rows.levels:
        own = [asked[list(present)].any(axis=0) for present in in_force]
        found.append(found[-1][above] | np.array(own, bool))
    return found


def paint_states(
    entries: Sequence[Entry], rows: Rows, matters: Sequence[Flags], sizes: Sequence[int]
) -> tuple[Cells[np.int32], States]:
    """The state of every cell; bounds are not painted."""
    states = States.empty()
    cells = Cells(layout := lay_out(matters[0], sizes), np.zeros(layout.size, np.int32))
    for (above, in_force), matter in zip(rows.levels, matters[1:], strict=True):
        cells = handed_down(cells, above, lay_out(matter, sizes))
        rows_of: dict[int, list[int]] = {}
        for row, present in enumerate(in_force):
            for i in present:
                rows_of.setdefault(i, []).append(row)
        for i in sorted(rows_of, key=lambda i: (-entries[i].volume, i)):
            if not entries[i].rule.is_bound and entries[i].volume:
                _paint(cells.flat, block(cells.layout, rows_of[i], entries[i].mask), states, i)
    return _compact(cells, states)


def _compact(cells: Cells[np.int32], states: States) -> tuple[Cells[np.int32], States]:
    """The same without the states that were only passed through, in which rules met that no cell holds alone."""
    held = np.bincount(cells.flat, minlength=len(states.sets)) > 0
    held[0] = True
    number = (np.cumsum(held) - 1).astype(np.int32)
    sets = [s for s, is_held in zip(states.sets, held, strict=True) if is_held]
    return cells.told(number), States(sets, {s: i for i, s in enumerate(sets)})


def block(layout: Layout, rows: Sequence[int], mask: Sequence[int]) -> Ints:
    """Where the cells of a block stand: these rows, and on each axis the slots whose bits are set."""
    return layout.block(np.array(rows, np.int64), [_slots(bits) for bits in mask])


@cache
def _slots(bits: int) -> Ints:
    """The slots whose bits are set."""
    return np.array([s for s in range(bits.bit_length()) if bits >> s & 1], np.int64)


def _paint(flat: NDArray[np.int32], where: Ints, states: States, entry: int) -> None:
    held = flat[where]
    first = int(held[0])
    if (held == first).all():
        flat[where] = states.plus(first, entry)
        return
    distinct, inverse = np.unique(held, return_inverse=True)
    flat[where] = np.array([states.plus(int(s), entry) for s in distinct], np.int32)[inverse.reshape(-1)]


def rows_of_entries(rows: Rows) -> dict[int, list[int]]:
    """For each entry the rows of the whole table in which it is in force."""
    carried: list[frozenset[int]] = [frozenset()]
    for above, in_force in rows.levels:
        carried = [carried[a] | present for a, present in zip(above, in_force, strict=True)]
    found: dict[int, list[int]] = {}
    for row, present in enumerate(carried):
        for i in present:
            found.setdefault(i, []).append(row)
    return found
