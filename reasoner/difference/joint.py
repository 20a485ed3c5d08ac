"""The joint refinement of both tables of a decision: axes, areas and days cut wherever either of them is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from yidi.base import Base
from yidi.model import UNLIMITED
from yidi.tables.axes import domain
from yidi.tables.table import DAYS, Axis, Ints, Table

ABSENT = -1
"""The slot of a code that a version does not have."""


@dataclass(frozen=True, slots=True)
class Joint:
    """An input cut where either table cuts it.

    `slots` gives for each joint slot that of the old and that of the new table, 0 where the table has no such axis.
    `codes` are the codes of each joint slot, or `ranges` the numbers.
    """

    name: str
    slots: tuple[Ints, Ints]
    codes: tuple[frozenset[str], ...]
    ranges: tuple[tuple[int, int], ...]
    is_tier: bool

    @property
    def size(self) -> int:
        """How many joint slots there are."""
        return len(self.slots[0])

    @property
    def first(self) -> Joint:
        """The same with its first slot alone."""
        old, new = self.slots
        return replace(self, slots=(old[:1], new[:1]), codes=self.codes[:1], ranges=self.ranges[:1])


def joint_axes(tables: tuple[Table | None, Table | None], bases: tuple[Base, Base]) -> list[Joint]:
    """The axes of both tables, those of the newer first; slices of an amount come last."""
    axes = tuple({a.name: a for a in table.all_axes} if table else {} for table in tables)
    tiers = {t.tier.name for t in tables if t is not None and t.tier is not None}
    names = sorted(dict.fromkeys([*axes[1], *axes[0]]), key=lambda name: name in tiers)
    joints: list[Joint] = []
    for name in names:
        pair = (axes[0].get(name), axes[1].get(name))
        if any(a is not None and a.breaks is not None for a in pair):
            joints.append(_numbers(name, pair, is_tier=name in tiers))
        else:
            joints.append(_codes(name, pair, bases))
    return joints


def _numbers(name: str, pair: tuple[Axis | None, Axis | None], *, is_tier: bool) -> Joint:
    own = [a.breaks if a is not None and a.breaks is not None else np.zeros(0, np.int64) for a in pair]
    breaks = np.union1d(*own)
    starts = np.concatenate([[0], breaks]).astype(np.int64)
    slots = tuple(np.searchsorted(each, starts, side="right") for each in own)
    ranges = tuple(zip(starts.tolist(), [*breaks.tolist(), UNLIMITED], strict=True))
    return Joint(name, slots, (), ranges, is_tier)  # type: ignore[arg-type]


def _codes(name: str, pair: tuple[Axis | None, Axis | None], bases: tuple[Base, Base]) -> Joint:
    """A code that a version has not is absent there; an input that it has not makes no difference to it."""
    inputs = [base.vocabulary.inputs.get(name) for base in bases]
    own = [domain(i, b.vocabulary) if i is not None else () for i, b in zip(inputs, bases, strict=True)]
    columns: dict[tuple[int, int], list[str]] = {}
    for code in dict.fromkeys([*own[1], *own[0]]):
        slots = [_slot(axis, codes, code) for axis, codes in zip(pair, own, strict=True)]
        columns.setdefault((slots[0], slots[1]), []).append(code)
    old, new = zip(*columns, strict=True) if columns else ((), ())
    both = (np.array(old, np.int64), np.array(new, np.int64))
    return Joint(name, both, tuple(frozenset(codes) for codes in columns.values()), (), is_tier=False)


def _slot(axis: Axis | None, codes: Sequence[str], code: str) -> int:
    if codes and code not in codes:
        return ABSENT
    return 0 if axis is None else int(axis.slot_of[codes.index(code)])


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of both tables side by side: `pairs` (old, new), and which of them holds for each (area class, day).

    `areas` are the codes of each class of areas that share their rules in both, `days` the first days.
    """

    pairs: Ints
    which: Ints
    areas: tuple[frozenset[str], ...]
    days: tuple[int, ...]


def joint_rows(tables: tuple[Table | None, Table | None], bases: tuple[Base, Base]) -> Rows:
    """The rows of both tables for every area that both versions have, and every day."""
    old_areas, new_areas = bases[0].places.areas, bases[1].places.areas
    classes: dict[tuple[int, int], list[str]] = {}
    for code, old in old_areas.items():
        if code in new_areas:
            numbers = (_chain(tables[0], old), _chain(tables[1], new_areas[code]))
            classes.setdefault(numbers, []).append(code)
    days = np.unique(np.concatenate([np.ones(1, np.int64), *(t.row_keys % DAYS for t in tables if t is not None)]))
    chains = np.array(list(classes), np.int64).reshape(-1, 2)
    found = [_rows(table, chains[:, side], days) for side, table in enumerate(tables)]
    pairs, which = np.unique(np.stack([f.reshape(-1) for f in found], axis=1), axis=0, return_inverse=True)
    shape = (len(classes), len(days))
    return Rows(pairs, which.reshape(shape), tuple(map(frozenset, classes.values())), tuple(days.tolist()))


def _chain(table: Table | None, area: int) -> int:
    return 0 if table is None else int(table.chain_of_area[area])


def _rows(table: Table | None, chains: Ints, days: Ints) -> Ints:
    """The row of a table for each (chain, day)."""
    if table is None:
        return np.zeros((len(chains), len(days)), np.int64)
    keys = chains[:, None] * DAYS + days
    return table.row_of_key[np.searchsorted(table.row_keys, keys, side="right") - 1]


def asked(
    tables: tuple[Table | None, Table | None], joints: Sequence[Joint], pairs: Ints
) -> Iterator[tuple[Ints, list[Joint]]]:
    """Numbers of the pairs of rows that turn on the same inputs, with the axes: of those on which none turns one slot.

    An input with a code that a version does not have matters everywhere.
    """
    found = np.array([[any((s == ABSENT).any() for s in joint.slots) for joint in joints]] * len(pairs), bool)
    for side, table in enumerate(tables):
        for number, axis in enumerate(table.all_axes if table else ()):
            column = next(i for i, joint in enumerate(joints) if joint.name == axis.name)
            found[:, column] |= table.states.layout.strides[pairs[:, side], number] > 0  # type: ignore[union-attr]
    patterns, pattern_of = np.unique(found, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        cut = [joint if m else joint.first for joint, m in zip(joints, pattern.tolist(), strict=True)]
        yield np.flatnonzero(pattern_of.reshape(-1) == number), cut


def outcome_cells(table: Table, joints: Sequence[Joint], side: int, rows: Ints) -> Ints:
    """Where the joint cells of some rows stand in the flat outcomes of a table, shape (rows, joint sizes)."""
    slices = np.ones((len(table.starts), 0 if table.tier is None else 1), np.int64)
    return _cells(table, table.starts, np.append(table.strides, slices, axis=1), joints, side, rows)


def state_cells(table: Table, joints: Sequence[Joint], side: int, rows: Ints) -> Ints:
    """Where the joint cells of some rows stand in the flat states of a table, shape (rows, joint sizes)."""
    return _cells(table, table.states.layout.starts, table.states.layout.strides, joints, side, rows)


def _cells(table: Table, starts: Ints, strides: Ints, joints: Sequence[Joint], side: int, rows: Ints) -> Ints:
    number = {axis.name: i for i, axis in enumerate(table.all_axes)}
    cells = starts[rows]
    for joint in joints:
        along = np.maximum(joint.slots[side], 0)
        stride = strides[rows, number[joint.name]] if joint.name in number else np.zeros(len(rows), np.int64)
        cells = cells[..., None] + stride.reshape(-1, *[1] * cells.ndim) * along
    return cells


def absent(joints: Sequence[Joint], side: int) -> Ints:
    """Which joint cells of a row hold a code that a version does not have, shape (joint sizes)."""
    found = np.zeros((), bool)
    for joint in joints:
        found = found[..., None] | (joint.slots[side] == ABSENT)
    return found
