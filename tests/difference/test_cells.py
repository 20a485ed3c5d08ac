"""The boxes of cells that change against brute force: every cell of random pairs of bases, looked up one by one."""

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from random_bases import bases

from yidi.base import examine
from yidi.claims import claimed_tables
from yidi.difference.boxes import boxes, merged, whole
from yidi.difference.cells import changed_cells
from yidi.difference.outcomes import plain
from yidi.model import UNLIMITED
from yidi.tables.axes import domain
from yidi.tables.table import DAYS, NOT_KNOWN

NUMBERS = (0, 1, 2, 3, 4, 5, 6, 50, 100, 200, 300, 500, 501)
MOST = 250
"""Points that are tried of each decision: all of them, where there are no more."""
SHAPES = {
    "nothing": ("", ""),
    "a code more": (
        "code:b2 a skos:Concept ;",
        "code:b3 a skos:Concept ; skos:inScheme list:code ; skos:broader code:b .\ncode:b2 a skos:Concept ;",
    ),
    "an area less": ('area:d a yidi:CityPool ; yidi:code "d" ; yidi:within area:p ; yidi:territory division:d .', ""),
    "an input less": (
        "yidi:input yidi:care , yidi:emergency , yidi:inside , yidi:late .",
        "yidi:input yidi:care , yidi:inside , yidi:late .",
    ),
}
"""In what the second base of a pair may differ besides its rules."""


def reshaped(text, shape):
    old, new = SHAPES[shape]
    lines = text.replace(old, new).split("\n") if old else text.split("\n")
    base, findings = examine(".", {"random.ttl": "\n".join(lines).encode()})
    if base is None or any(f.level == "error" for f in findings):
        return None
    tables, _ = claimed_tables(base)
    return replace(base, tables={**base.tables, **tables}, rules={**base.rules, **base.claims}, unofficial=True)


def said(base, name, area, day, point):
    """What a version says at a point, as plain values: looked up without anything that the comparison uses."""
    table = base.tables.get(name)
    if table is None:
        return None
    for key, value in point.items():
        used = base.vocabulary.inputs.get(key)
        codes = domain(used, base.vocabulary) if used else ()
        if codes and value not in codes:
            return None
    chain = int(table.chain_of_area[base.places.areas[area]])
    row = int(table.row_of_key[np.searchsorted(table.row_keys, chain * DAYS + day, side="right") - 1])
    slots = [slot(base, axis, point[axis.name]) for axis in table.axes]
    cell = table.cell(row, slots) + (0 if table.tier is None else slot(base, table.tier, point[table.tier.name]))
    outcome = int(table.outcomes[cell])
    if outcome == NOT_KNOWN:
        bounds = (0, UNLIMITED) if table.low is None else (int(table.low[cell]), int(table.high[cell]))
        return None if bounds == (0, UNLIMITED) else bounds
    return tuple(tuple(plain(v) for v in group) for group in table.legend[outcome].groups)


def slot(base, axis, value):
    if axis.breaks is not None:
        return int(np.searchsorted(axis.breaks, value, side="right"))
    return int(axis.slot_of[domain(base.vocabulary.inputs[axis.name], base.vocabulary).index(value)])


def points(old, new, name):
    """Every area, day and combination of inputs that either table tells apart, or so many of them."""
    axes = {}
    days = {1}
    for base in (old, new):
        table = base.tables.get(name)
        for axis in (*table.axes, *([table.tier] if table.tier else [])) if table else ():
            codes = domain(base.vocabulary.inputs[axis.name], base.vocabulary)
            axes[axis.name] = tuple(dict.fromkeys([*axes.get(axis.name, ()), *(codes or NUMBERS)]))
        days |= {int(d) + by for d in table.row_keys % DAYS for by in (-1, 0, 1) if d + by > 0} if table else set()
    areas = [a for a in old.places.areas if a in new.places.areas]
    inputs = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    every = list(product(areas, sorted(days), inputs))
    return every if len(every) <= MOST else Random(name).sample(every, MOST)  # noqa: S311 - which points are tried, no secret


def inside(box, area, day, point):
    return (
        (box.areas is None or area in box.areas)
        and (box.days is None or any(low <= day < high for low, high in box.days))
        and all(point[name] in codes for name, codes in box.codes.items())
        and all(any(low <= point[name] < high for low, high in ranges) for name, ranges in box.numbers.items())
    )


def told(side):
    if side.groups is not None:
        return side.groups
    return None if side.nothing else (side.low, side.high)


@settings(max_examples=8, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(bases(), bases(), st.sampled_from(sorted(SHAPES)))
def test_boxes_are_exactly_the_cells_that_differ(first, second, shape):
    """A cell lies in a box if and only if the versions differ there, and the box says what each of them says."""
    old, new = first[0], reshaped(second[1], shape) or second[0]
    changes = {c.decision.name: c for c in changed_cells(old, new, {})}
    for name in old.tables:
        found = changes[name].outcomes if name in changes else ()
        for area, day, point in points(old, new, name):
            before, now = (said(base, name, area, day, point) for base in (old, new))
            held = {(told(b.old), told(b.new)) for b in found if inside(b, area, day, point)}
            assert held == ({(before, now)} if before != now else set()), (name, area, day, point)


@settings(max_examples=5, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(bases())
def test_a_base_does_not_differ_from_itself(found):
    assert [] == list(changed_cells(found[0], found[0], {}))


@given(arrays.arrays(np.int64, arrays.array_shapes(min_dims=1, max_dims=4, max_side=4), elements=st.integers(0, 2)))
def test_boxes_cover_each_label_and_nothing_else(labels):
    """Whatever the grid, merging and growing lose no cell and take none that has another label."""
    covered = np.zeros_like(labels)
    for label, slots in boxes(merged(whole(labels))):
        where = np.ix_(*slots)
        assert (labels[where] == label).all()
        covered[where] = label

    assert (covered == labels).all()


def test_a_block_is_one_box():
    """A single block, however cut, is told in one box."""
    labels = np.zeros((6, 5, 4), np.int64)
    labels[np.ix_([1, 4], [0, 1, 3], [2])] = 7

    assert [(7, ((1, 4), (0, 1, 3), (2,)))] == list(boxes(merged(whole(labels))))
