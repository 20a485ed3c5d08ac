"""The exact cells of a decision in which two versions differ, merged into few boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

import numpy as np

from yidi.base import Base
from yidi.difference.boxes import Grid, boxes, merged, whole
from yidi.difference.contradictions import in_states
from yidi.difference.joint import (
    Joint,
    Rows,
    absent,
    asked,
    joint_axes,
    joint_rows,
    outcome_cells,
    state_cells,
)
from yidi.difference.model import Box, DecisionChange, Ranges, Said
from yidi.difference.outcomes import NOTHING, Sayings, prevailing
from yidi.tables.table import DAYS, Ints, Table

Tables = tuple[Table | None, Table | None]
_AT_ONCE = 4_000_000
"""Cells that are compared at a time: memory stays bounded whatever the size of a base."""


def changed_cells(
    old: Base,
    new: Base,
    renamed: Mapping[str, str],
    contradictory: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
) -> Iterator[DecisionChange]:
    """Every decision of which some cell differs, in the order of the newer version.

    `contradictory` are the decisions on which rules of a version contradict each other.
    """
    for name in dict.fromkeys([*new.tables, *old.tables]):
        tables = (old.tables.get(name), new.tables.get(name))
        comparing = _Comparing(tables, (old, new), renamed, (name in contradictory[0], name in contradictory[1]))
        if not comparing.same():
            outcomes, reasons = comparing.differing()
            table = tables[1] or tables[0]
            if table is not None and (outcomes or reasons):
                yield DecisionChange(table.decision, outcomes, reasons)


class _Labels:
    """Labels of the rows that have any, each over the axes that matter there; alike ones are held once."""

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}  # of a row, the number of its labels
        self._kinds: dict[tuple[tuple[int, ...], bytes], int] = {}
        self._labels: list[Ints] = []

    def add(self, rows: Ints, labels: Ints) -> None:
        """Take the labels of some rows, shape (rows, size, …)."""
        for at in np.flatnonzero(labels.reshape(len(rows), -1).any(axis=1)).tolist():
            key = (labels.shape[1:], labels[at].tobytes())
            number = self._kinds.setdefault(key, len(self._labels))
            if number == len(self._labels):
                self._labels.append(labels[at])
            self.rows[int(rows[at])] = number

    def dense(self, count: int) -> tuple[Ints, Ints]:
        """The labels of all kinds of rows in one array, the first without any, and the kind of each row."""
        shape = np.broadcast_shapes(*(each.shape for each in self._labels))
        labels = np.stack([np.broadcast_to(each, shape) for each in (np.zeros(shape, np.int64), *self._labels)])
        which = np.zeros(count, np.int64)
        which[list(self.rows)] = [number + 1 for number in self.rows.values()]
        return labels, which


class _Comparing:
    """One decision of two versions while it is compared."""

    def __init__(
        self, tables: Tables, bases: tuple[Base, Base], renamed: Mapping[str, str], contradictory: tuple[bool, bool]
    ) -> None:
        self._tables, self._bases = tables, bases
        self._sayings = Sayings()
        self._sets: dict[tuple[str, ...], int] = {(): 0}
        names: tuple[dict[str, str], dict[str, str]] = (dict(renamed), {})
        self._saying = [None if t is None else self._sayings.of_cells(t) for t in tables]
        self._prevailing = [
            None if t is None else prevailing(t, n, self._sets) for t, n in zip(tables, names, strict=True)
        ]
        self._contradicted = [
            dict(in_states(t, p)) if has and t is not None and p is not None else {}
            for t, p, has in zip(tables, self._prevailing, contradictory, strict=True)
        ]

    def same(self) -> bool:
        """Whether both tables are plainly one and the same, so that no cell needs to be compared."""
        a, b = self._tables
        if a is None or b is None or list(self._bases[0].places.areas) != list(self._bases[1].places.areas):
            return False
        arrays = [
            (a.chain_of_area, b.chain_of_area),
            (a.row_keys, b.row_keys),
            (a.row_of_key, b.row_of_key),
            (a.states.layout.strides, b.states.layout.strides),
            (self._saying[0], self._saying[1]),
            (self._prevailing[0][a.states.flat], self._prevailing[1][b.states.flat]),  # type: ignore[index]
        ]
        return _same_axes(a, b, self._bases) and all(np.array_equal(x, y) for x, y in arrays)  # type: ignore[arg-type]

    def differing(self) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
        """The boxes in which something else is said, and those in which the same is said by other rules."""
        joints, rows = joint_axes(self._tables, self._bases), joint_rows(self._tables, self._bases)
        if not len(rows.pairs):
            return (), ()
        outcomes, reasons = _Labels(), _Labels()
        for pairs, cut in asked(self._tables, joints, rows.pairs):
            each = prod(joint.size for joint in cut)
            for some in np.array_split(pairs, max(1, len(pairs) * each // _AT_ONCE)):
                for labels, found in zip((outcomes, reasons), self._labels(cut, rows.pairs[some]), strict=True):
                    labels.add(some, found)
        boxes_ = list(self._boxes(outcomes, joints, rows))
        boxes_.sort(key=lambda box: box.old.absent or box.new.absent)  # what only one version can be asked comes last
        return tuple(boxes_), tuple(self._boxes(reasons, joints, rows, of_reasons=True))

    def _labels(self, joints: Sequence[Joint], pairs: Ints) -> tuple[Ints, Ints]:
        """For each joint cell of some rows a label for what was and is said, and one for the rules; 0 for no change."""
        shape = (len(pairs), *(j.size for j in joints))
        saying, ruling = [], []
        for side, table in enumerate(self._tables):
            lacking = np.broadcast_to(absent(joints, side), shape)
            if table is None:
                lacking = np.ones(shape, bool)
                said, rules = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
            else:
                said = self._saying[side][outcome_cells(table, joints, side, pairs[:, side])]  # type: ignore[index]
                states = table.states.flat[state_cells(table, joints, side, pairs[:, side])]
                rules = self._prevailing[side][states]  # type: ignore[index]
            for rule_set, contradiction in self._contradicted[side].items():
                said = np.where(rules == rule_set, self._sayings.number(contradiction), said)
            saying.append(np.where(lacking, self._sayings.number(Said(absent=True)), said))
            ruling.append(np.where(lacking, 0, rules))
        nothing = np.array([said.nothing for said in self._sayings.list])
        differs = (saying[0] != saying[1]) & ~(nothing[saying[0]] & nothing[saying[1]])
        count, sets = len(self._sayings.list), len(self._sets)
        # Rules belong to the label too: a box then has one set of rules before and one now.
        pair = saying[0] * count + saying[1]
        outcomes = np.where(differs, 1 + pair, NOTHING)
        reasons = np.where(~differs & (ruling[0] != ruling[1]), 1 + ruling[0] * sets + ruling[1], NOTHING)
        return outcomes, reasons

    def _boxes(self, found: _Labels, joints: Sequence[Joint], rows: Rows, *, of_reasons: bool = False) -> Iterator[Box]:
        if not found.rows:
            return
        labels, which = found.dense(len(rows.pairs))
        small = merged(whole(labels, (len(labels), *(joint.size for joint in joints))), range(1, labels.ndim))
        # Rows are laid out by area and day only once they are small.
        laid = small.labels[which[rows.which]]
        slots = tuple(tuple((i,) for i in range(size)) for size in rows.which.shape)
        grid = merged(Grid(laid, (*slots, *small.slots[1:])))
        names = list(self._sets)
        for label, (areas, days, *inputs) in boxes(grid):
            if of_reasons:
                before, now = divmod(label - 1, len(names))
                said, rules = (Said(), Said()), (names[before], names[now])
            else:
                before, now = divmod(label - 1, len(self._sayings.list))
                said = (self._sayings.list[before], self._sayings.list[now])
                pairs = rows.pairs[np.unique(rows.which[np.ix_(areas, days)])]
                rules = (self._rules(0, joints, pairs, inputs), self._rules(1, joints, pairs, inputs))
            yield _box(said, rules, (areas, days, inputs), joints, rows)

    def _rules(self, side: int, joints: Sequence[Joint], pairs: Ints, slots: list[tuple[int, ...]]) -> tuple[str, ...]:
        """The rules of a version that prevail in some cell of a box."""
        table, prevailing_in = self._tables[side], self._prevailing[side]
        if table is None or prevailing_in is None:
            return ()
        own = {joint.name: joint.slots[side][list(some)] for joint, some in zip(joints, slots, strict=True)}
        inside = [np.unique(np.maximum(own[axis.name], 0)) for axis in table.all_axes]
        cells = table.states.layout.block(np.unique(pairs[:, side]), inside)
        names = list(self._sets)
        found = (rule for n in np.unique(prevailing_in[table.states.flat[cells]]).tolist() for rule in names[n])
        return tuple(dict.fromkeys(found))


def _same_axes(a: Table, b: Table, bases: tuple[Base, Base]) -> bool:
    """Whether both tables cut the same inputs in the same way, and their codes are the same."""
    mine, its = a.all_axes, b.all_axes
    if [x.name for x in mine] != [y.name for y in its]:
        return False
    for x, y in zip(mine, its, strict=True):
        both = [base.vocabulary.inputs[x.name] for base in bases]
        lists = [base.vocabulary.lists.get(i.code_list or "") for i, base in zip(both, bases, strict=True)]
        if [c.codes if c else () for c in lists[:1]] != [c.codes if c else () for c in lists[1:]]:
            return False
        breaks = [np.zeros(0) if axis.breaks is None else axis.breaks for axis in (x, y)]
        if not np.array_equal(x.slot_of, y.slot_of) or not np.array_equal(breaks[0], breaks[1]):
            return False
    return True


def _box(
    said: tuple[Said, Said],
    reasons: tuple[tuple[str, ...], tuple[str, ...]],
    chosen: tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, ...]]],
    joints: Sequence[Joint],
    rows: Rows,
) -> Box:
    areas, days, inputs = chosen
    codes: dict[str, frozenset[str]] = {}
    numbers: dict[str, Ranges] = {}
    for joint, slots in zip(joints, inputs, strict=True):
        if len(slots) == joint.size:
            continue
        if joint.codes:
            codes[joint.name] = frozenset().union(*(joint.codes[s] for s in slots))
        else:
            numbers[joint.name] = _joined([joint.ranges[s] for s in slots])
    everywhere = len(areas) == len(rows.areas)
    always = len(days) == len(rows.days)
    return Box(
        *said,
        areas=None if everywhere else frozenset().union(*(rows.areas[i] for i in areas)),
        days=None if always else _joined([_period(rows.days, i) for i in days]),
        codes=codes,
        numbers=numbers,
        reasons=reasons,
    )


def _period(days: Sequence[int], index: int) -> tuple[int, int]:
    return days[index], days[index + 1] if index + 1 < len(days) else DAYS


def _joined(ranges: list[tuple[int, int]]) -> Ranges:
    """The same ranges, those that follow one another taken together."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and found[-1][1] == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)
