"""Cells laid out over the axes that matter in each row say what a dense array would say."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from yidi.tables.cells import Cells, alike, dense, handed_down, lay_out
from yidi.tables.unknown import agreed, reduced, spread

SIZES = st.lists(st.integers(2, 3), max_size=3).map(tuple)


@st.composite
def painted(draw, sizes=None):
    """Draw cells, and the dense array of shape (rows, size, …) that they stand for."""
    sizes = draw(SIZES) if sizes is None else sizes
    matters = draw(arrays(bool, (draw(st.integers(1, 4)), len(sizes))))
    layout = lay_out(matters, sizes)
    cells = Cells(layout, draw(arrays(np.int32, layout.size, elements=st.integers(0, 3))))
    return cells, whole(cells)


def whole(cells):
    """Give the dense array, by arithmetic on one cell at a time."""
    found = np.zeros((len(cells.layout.starts), *cells.layout.sizes), np.int32)
    for row, *slots in product(*map(range, found.shape)):
        found[(row, *slots)] = cells.flat[cells.layout.starts[row] + sum(cells.layout.strides[row] * np.array(slots))]
    return found


def grid(shape):
    rows, *slots = np.ix_(*map(np.arange, shape))
    return rows, slots


@given(painted())
def test_rows_and_looked_up_cells_are_those_of_the_dense_array(given_):
    cells, model = given_

    assert (cells.at(*grid(model.shape)) == model).all()
    for row, expected in enumerate(model):
        assert (np.broadcast_to(cells.row(row), expected.shape) == expected).all()
    some = np.arange(len(model))[::-1]
    assert (np.broadcast_to(dense(cells, some), model.shape) == model[::-1]).all()
    for group in alike(cells, some.tolist()):
        assert (model[group] == model[group[:1]]).all()


@given(painted())
def test_what_is_asked_of_all_cells_is_answered_as_of_the_dense_array(given_):
    """Which rows and slots hold anything, and the first cell that does."""
    cells, model = given_

    assert (cells.rows_with() == model.reshape(len(model), -1).any(axis=1)).all()
    for axis in range(model.ndim - 1):
        assert (
            cells.along(axis) == np.moveaxis(model, axis + 1, 0).reshape(model.shape[axis + 1], -1).any(axis=1)
        ).all()
    found = np.argwhere(model).tolist()
    assert cells.first() == (tuple(found[0]) if found else None)


@given(painted(), st.data())
def test_a_cell_is_told_by_the_axes_on_which_it_turns(given_, data):
    """Whatever the slots on the others, the same stands there; and none of the axes told could be left out."""
    cells, model = given_
    where = tuple(data.draw(st.integers(0, size - 1)) for size in model.shape)

    told = cells.telling(where)

    def box(axes):
        return model[(where[0], *(slot if n in axes else slice(None) for n, slot in enumerate(where[1:])))]

    assert (box(told) == model[where]).all()
    assert all((box(set(told) - {axis}) != model[where]).any() for axis in told)


@given(painted(), st.data())
def test_a_block_holds_each_of_its_cells_once(given_, data):
    cells, model = given_
    rows = data.draw(st.sets(st.integers(0, len(model) - 1)).map(sorted))
    slots = [data.draw(st.sets(st.integers(0, size - 1), min_size=1).map(sorted)) for size in model.shape[1:]]

    where = cells.layout.block(np.array(rows, np.int64), [np.array(s) for s in slots])

    numbers = whole(Cells(cells.layout, np.arange(cells.layout.size)))
    assert sorted(where.tolist()) == np.unique(numbers[np.ix_(rows, *slots)]).tolist()


@given(painted(), st.data())
def test_rows_below_hold_what_stands_above_them(given_, data):
    """Also where more axes matter to them."""
    cells, model = given_
    above = data.draw(arrays(np.int64, st.integers(1, 4), elements=st.integers(0, len(model) - 1)))
    more = data.draw(arrays(bool, (len(above), model.ndim - 1)))

    below = handed_down(cells, above, lay_out((cells.layout.strides > 0)[above] | more, cells.layout.sizes))

    assert (whole(below) == model[above]).all()


@given(painted(), st.booleans())
def test_the_slots_for_unknown_say_what_those_of_the_dense_array_would(given_, with_slices):
    """By agreement and by minimum; slices of an amount, the last axis, have none."""
    cells, model = given_
    sizes = cells.layout.sizes
    axes = len(sizes) - (with_slices and len(sizes) > 0)
    layout = lay_out(cells.layout.strides > 0, [size + (n < axes) for n, size in enumerate(sizes)])

    for unknown in (agreed, reduced(np.minimum)):
        expected = model
        for axis in range(1, axes + 1):
            expected = np.concatenate([expected, unknown(expected, axis)], axis=axis)
        assert (whole(Cells(layout, spread(layout, cells, unknown))) == expected).all()


def test_a_row_pays_only_for_the_axes_that_matter_there():
    """Of two rows one turns on the first axis, the other on none: three cells and one."""
    layout = lay_out(np.array([[True, False], [False, False]]), (3, 2))

    assert layout.size == 3 + 1
    assert layout.strides.tolist() == [[1, 0], [0, 0]]
