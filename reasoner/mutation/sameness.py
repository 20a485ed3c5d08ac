"""Whether two tables of one decision say the same in every cell: the value, its bounds, and the rules that prevail."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yidi.model import UNLIMITED
from yidi.tables.cells import Flags
from yidi.tables.table import DAYS, Axis, Ints, Table

Numbers = dict[Hashable, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What cases may ask for: areas, the first day, and of inputs that are numbers the least that a case may hold."""

    areas: Ints
    first_day: int
    least: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in which two tables differ: an area, the first and last day, and on each axis what it stands for.

    On an axis of codes these are numbers of codes; on one of numbers the first and the one behind the last.
    """

    area: int
    days: tuple[int, int]
    codes: Mapping[str, tuple[int, ...]]
    ranges: Mapping[str, tuple[int, int]]


def differences(a: Table, b: Table, asked: Asked, most: int = 1) -> list[Cell]:
    """Some of the cells in which two tables differ, of those that cases may ask for; none if they say the same there.

    What is unknown follows from the cells of what is known, so those are not compared.
    """
    rows_a, rows_b, samples = _rows(a, b, asked.areas, asked.first_day)
    names = list(dict.fromkeys(axis.name for table in (a, b) for axis in table.all_axes))
    slots = [_slots(_axis(a, name), _axis(b, name), asked.least.get(name, 0)) for name in names]
    shared: tuple[Numbers, Numbers] = ({}, {})
    legends = [_legends(table, shared) for table in (a, b)]
    matters = _matters(a, rows_a, names) | _matters(b, rows_b, names)
    patterns, pattern_of = np.unique(matters, axis=0, return_inverse=True)
    found: list[tuple[int, ...]] = []
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(pattern_of.reshape(-1) == number)
        cut = [each if m else each.first for each, m in zip(slots, pattern.tolist(), strict=True)]
        seen_a = _seen(a, rows_a[rows], dict(zip(names, (s.of_a for s in cut), strict=True)), names, legends[0])
        seen_b = _seen(b, rows_b[rows], dict(zip(names, (s.of_b for s in cut), strict=True)), names, legends[1])
        differs = np.zeros((len(rows), *(len(s.of_a) for s in cut)), bool)
        for of_a, of_b in zip(seen_a, seen_b, strict=True):
            differs |= of_a != of_b
        found += [(int(rows[row]), *at) for row, *at in np.argwhere(differs).tolist()]
    found.sort()
    cells = []
    for i in np.linspace(len(found) - 1, 0, min(most, len(found))).astype(np.int64).tolist():  # the latest day first
        row, *at = found[i]
        area, first, last = samples[row]
        telling = [(n, s, i) for n, s, i, m in zip(names, slots, at, matters[row].tolist(), strict=True) if m]
        codes = {n: s.codes[i] for n, s, i in telling if s.codes}
        ranges = {n: s.ranges[i] for n, s, i in telling if s.ranges}
        cells.append(Cell(area, (first, last), codes, ranges))
    return cells


def _matters(table: Table, rows: Ints, names: Sequence[str]) -> Flags:
    """For each of some rows of a table the axes that matter there, by name, shape (rows, names)."""
    found = np.zeros((len(rows), len(names)), bool)
    for number, axis in enumerate(table.all_axes):
        found[:, names.index(axis.name)] = table.states.layout.strides[rows, number] > 0
    return found


def _axis(table: Table, name: str) -> Axis | None:
    return next((axis for axis in table.all_axes if axis.name == name), None)


def _rows(a: Table, b: Table, areas: Ints, first_day: int) -> tuple[Ints, Ints, list[tuple[int, int, int]]]:
    """The pairs of rows that some area has on some day, each with an area and the latest days on which it has."""
    days = np.unique(np.concatenate([[first_day], *(t.row_keys % DAYS for t in (a, b))]))
    days = days[days >= first_day]
    pairs: dict[tuple[int, int], tuple[int, int, int]] = {}
    lasts = [*(days[1:] - 1).tolist(), UNLIMITED]
    _, firsts = np.unique(np.stack([t.chain_of_area[areas] for t in (a, b)]), axis=1, return_index=True)
    for area in areas[firsts].tolist():
        rows = [
            t.row_of_key[np.searchsorted(t.row_keys, t.chain_of_area[area] * DAYS + days, "right") - 1] for t in (a, b)
        ]
        for row_a, row_b, day, last in zip(rows[0].tolist(), rows[1].tolist(), days.tolist(), lasts, strict=True):
            pairs[row_a, row_b] = (area, day, last)
    of_a, of_b = (np.array(rows, np.int64) for rows in zip(*pairs, strict=True))
    return of_a, of_b, list(pairs.values())


@dataclass(frozen=True, slots=True)
class _Slots:
    """The slots of both tables on one axis, cut where either cuts; a table without the axis has the only slot 0."""

    of_a: Ints
    of_b: Ints
    codes: tuple[tuple[int, ...], ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def first(self) -> _Slots:
        """The first slot alone."""
        return _Slots(self.of_a[:1], self.of_b[:1], self.codes[:1], self.ranges[:1])


def _slots(a: Axis | None, b: Axis | None, least: int) -> _Slots:
    known = [axis for axis in (a, b) if axis is not None]
    cuts = [axis.breaks for axis in known if axis.breaks is not None]
    if cuts:
        starts = np.unique(np.maximum(np.concatenate([[0], *cuts]), least))
        of = [_of_numbers(axis, starts) for axis in (a, b)]
        ends = [*starts[1:].tolist(), UNLIMITED]
        return _Slots(of[0], of[1], (), tuple(zip(starts.tolist(), ends, strict=True)))
    count = len(known[0].slot_of) - 1
    pairs: dict[tuple[int, int], list[int]] = {}
    for code in range(count):
        pair = tuple(0 if axis is None else int(axis.slot_of[code]) for axis in (a, b))
        pairs.setdefault((pair[0], pair[1]), []).append(code)
    of_a, of_b = (np.array(slots, np.int64) for slots in zip(*pairs, strict=True))
    return _Slots(of_a, of_b, tuple(map(tuple, pairs.values())), ())


def _of_numbers(axis: Axis | None, starts: Ints) -> Ints:
    if axis is None or axis.breaks is None:
        return np.zeros(len(starts), np.int64)
    return np.searchsorted(axis.breaks, starts, "right").astype(np.int64)


def _legends(table: Table, shared: tuple[Numbers, Numbers]) -> tuple[Ints, Ints]:
    """For each outcome of a table, and for each state, by shared numbers what is said, and which rules prevail."""
    numbers, winners = shared
    prevailing = [frozenset(table.rules[w].iri for w in s.prevailing) for s in table.state_legend]
    said = np.array([numbers.setdefault(o, len(numbers)) for o in table.legend])
    return said, np.array([winners.setdefault(w, len(winners)) for w in prevailing])


def _seen(
    table: Table, rows: Ints, slots: Mapping[str, Ints], names: Sequence[str], legends: tuple[Ints, Ints]
) -> list[NDArray[Any]]:
    """What a table says in the cells of both: outcomes and sets of prevailing rules by shared numbers, and bounds."""
    shape = [len(rows), *(len(slots[name]) for name in names)]
    cells = _along(table.starts[rows], 0, shape)
    along = [_along(slots[axis.name], 1 + names.index(axis.name), shape) for axis in table.all_axes]
    for number in range(len(table.axes)):
        cells = cells + _along(table.strides[rows, number], 0, shape) * along[number]
    if table.tier is not None:
        cells = cells + along[-1]
    said, by = legends
    found: list[NDArray[Any]] = [by[table.states.at(_along(rows, 0, shape), along)], said[table.outcomes[cells]]]
    number_of = table.number_of[table.outcomes[cells]]
    found.append(np.maximum(number_of, 0) if table.low is None else table.low[cells])
    found.append(np.where(number_of < 0, UNLIMITED, number_of) if table.high is None else table.high[cells])
    return found


def _along(values: Ints, axis: int, shape: Sequence[int]) -> Ints:
    """Values along one axis of cells, to be spread over the others."""
    return values.reshape([len(values) if i == axis else 1 for i in range(len(shape))])
