"""The exact cells of a decision in which two versions differ, merged into few boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from yidi.base import Base
from yidi.difference.boxes import Grid, boxes, merged, whole
from yidi.difference.joint import Joint, Rows, absent, flat_cells, joint_axes, joint_rows, states
from yidi.difference.model import Box, DecisionChange, Ranges, Said
from yidi.difference.outcomes import NOTHING, Sayings, prevailing
from yidi.tables.table import DAYS, Ints, Table

Tables = tuple[Table | None, Table | None]
_AT_ONCE = 4_000_000
"""Cells that are compared at a time: memory stays bounded whatever the size of a base."""


def changed_cells(old: Base, new: Base, renamed: Mapping[str, str]) -> Iterator[DecisionChange]:
    """Every decision of which some cell differs, in the order of the newer version."""
    for name in dict.fromkeys([*new.tables, *old.tables]):
        tables = (old.tables.get(name), new.tables.get(name))
        comparing = _Comparing(tables, (old, new), renamed)
        if not comparing.same():
            outcomes, reasons = comparing.differing()
            table = tables[1] or tables[0]
            if table is not None and (outcomes or reasons):
                yield DecisionChange(table.decision, outcomes, reasons)


class _Comparing:
    """One decision of two versions while it is compared."""

    def __init__(self, tables: Tables, bases: tuple[Base, Base], renamed: Mapping[str, str]) -> None:
        self._tables, self._bases = tables, bases
        self._sayings = Sayings()
        self._sets: dict[tuple[str, ...], int] = {(): 0}
        names: tuple[dict[str, str], dict[str, str]] = (dict(renamed), {})
        self._saying = [None if t is None else self._sayings.of_cells(t) for t in tables]
        self._prevailing = [
            None if t is None else prevailing(t, n, self._sets) for t, n in zip(tables, names, strict=True)
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
            (a.starts, b.starts),
            (a.strides, b.strides),
            (self._saying[0], self._saying[1]),
            (self._prevailing[0][a.states], self._prevailing[1][b.states]),  # type: ignore[index]
        ]
        return _same_axes(a, b, self._bases) and all(np.array_equal(x, y) for x, y in arrays)  # type: ignore[arg-type]

    def differing(self) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
        """The boxes in which something else is said, and those in which the same is said by other rules."""
        joints, rows = joint_axes(self._tables, self._bases), joint_rows(self._tables, self._bases)
        if not len(rows.pairs):
            return (), ()
        each = max(1, int(np.prod([j.size for j in joints], dtype=np.int64)))
        step = max(1, _AT_ONCE // each)
        parts = [self._labels(joints, rows.pairs[i : i + step]) for i in range(0, len(rows.pairs), step)]
        outcomes, reasons = (np.concatenate(p) for p in zip(*parts, strict=True))
        found = list(self._boxes(outcomes, joints, rows))
        found.sort(key=lambda box: box.old.absent or box.new.absent)  # what only one version can be asked comes last
        return tuple(found), tuple(self._boxes(reasons, joints, rows, of_reasons=True))

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
                said = self._saying[side][flat_cells(table, joints, side, pairs[:, side])]  # type: ignore[index]
                rules = self._prevailing[side][states(table, joints, side, pairs[:, side])]  # type: ignore[index]
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

    def _boxes(self, labels: Ints, joints: Sequence[Joint], rows: Rows, *, of_reasons: bool = False) -> Iterator[Box]:
        if not labels.any():
            return
        small = merged(whole(labels), range(1, labels.ndim))
        # Rows are laid out by area and day only once they are small.
        laid = small.labels[rows.which]
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
        rows = np.unique(pairs[:, side])
        held = states(table, joints, side, rows)[np.ix_(range(len(rows)), *slots)]
        names = list(self._sets)
        found = (rule for number in np.unique(prevailing_in[held]).tolist() for rule in names[number])
        return tuple(dict.fromkeys(found))


def _same_axes(a: Table, b: Table, bases: tuple[Base, Base]) -> bool:
    """Whether both tables cut the same inputs in the same way, and their codes are the same."""
    mine, its = ((*t.axes, *([t.tier] if t.tier else [])) for t in (a, b))
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
