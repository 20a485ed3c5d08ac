"""Cells of a table in words: areas by name, periods by their days, and whatever else narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yidi.difference.boxes import boxes, merged, whole
from yidi.difference.model import Ranges
from yidi.difference.words import Speech
from yidi.model import UNLIMITED
from yidi.tables.axes import domain
from yidi.tables.cells import Cells, alike, dense
from yidi.tables.table import DAYS, Axis, Table

if TYPE_CHECKING:
    from yidi.base import Base

Slots = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Cells that are told together: areas, periods (from each first day to the one after its last), and conditions."""

    areas: frozenset[str]
    days: Ranges
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the world that somebody asks about: areas, and a day if one was named."""

    areas: frozenset[str]
    day: int | None = None

    def holds(self, area: str, start: int, end: int) -> bool:
        """Whether an area and a period, its last day included, are asked about."""
        return area in self.areas and (self.day is None or start <= self.day <= end)


def periods_of_rows(base: Base, table: Table, part: Part) -> dict[int, dict[str, Ranges]]:
    """For each row of a table the areas and periods in which it is in force, of those asked about."""
    areas: dict[int, list[str]] = {}
    for number, code in enumerate(base.places.areas):
        areas.setdefault(int(table.chain_of_area[number]), []).append(code)
    found: dict[int, dict[str, Ranges]] = {}
    chains, starts = (table.row_keys // DAYS).tolist(), (table.row_keys % DAYS).tolist()
    for at, row in enumerate(table.row_of_key.tolist()):
        end = starts[at + 1] - 1 if at + 1 < len(chains) and chains[at + 1] == chains[at] else DAYS - 1
        for area in areas.get(chains[at], ()):
            if part.holds(area, starts[at], end):
                known = found.setdefault(row, {})
                known[area] = _joined([*known.get(area, ()), (starts[at], end + 1)])
    return found


def spans(
    base: Base, table: Table, cells: Cells[np.bool_], part: Part, speech: Speech, usual: Cells[np.bool_]
) -> list[Span]:
    """Cells in few spans, the widest first; conditions that hold in all `usual` cells of the table are not repeated."""
    periods = periods_of_rows(base, table, part)
    holding = cells.rows_with()
    groups = alike(cells, [row for row in sorted(periods) if holding[row]])
    if not groups:
        return []
    axes = table.all_axes
    common = [set(np.flatnonzero(usual.along(number)).tolist()) for number in range(len(axes))]
    firsts = dense(cells, np.array([group[0] for group in groups]))
    slots_of = whole(firsts.astype(np.int64), (len(groups), *(axis.size for axis in axes)))
    found: dict[tuple[Ranges, tuple[str, ...]], set[str]] = {}
    for _, (some, *slots) in boxes(merged(slots_of)):
        narrowed = [
            _condition(base, axis, chosen, speech)
            for axis, chosen, all_ in zip(axes, slots, common, strict=True)
            if not all_ <= set(chosen)
        ]
        for area, days in _by_area(periods, [row for i in some for row in groups[i]]):
            found.setdefault((days, tuple(narrowed)), set()).add(area)
    told = [Span(frozenset(areas), days, words) for (days, words), areas in found.items()]
    return sorted(told, key=lambda s: (-len(s.areas), len(s.words), s.days, s.words))


def _by_area(periods: dict[int, dict[str, Ranges]], rows: Sequence[int]) -> Iterator[tuple[str, Ranges]]:
    merged_: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        for area, days in periods[row].items():
            merged_.setdefault(area, []).extend(days)
    return ((area, _joined(days)) for area, days in merged_.items())


def _joined(ranges: list[tuple[int, int]]) -> Ranges:
    """The same ranges in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def _condition(base: Base, axis: Axis, slots: Slots, speech: Speech) -> str:
    """An input and the slots of it, in words."""
    if axis.breaks is not None:
        starts = [0, *axis.breaks.tolist(), UNLIMITED]
        return speech.numbers(axis.name, _joined([(starts[s], starts[s + 1]) for s in slots]))
    codes = domain(base.vocabulary.inputs[axis.name], base.vocabulary)
    return speech.codes(axis.name, frozenset(c for i, c in enumerate(codes) if axis.slot_of[i] in slots))
