"""Cells laid out over the axes that matter in each row say what a dense array would say."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from yidi.tables.sheets import agreed, lay_out, reduced, spread


def dense(core, axes, unknown):
    """Give the core with a slot for unknown behind each of the first axes after the rows."""
    for axis in range(1, axes + 1):
        core = np.concatenate([core, unknown(core, axis)], axis=axis)
    return core


@st.composite
def cores(draw):
    shape = draw(array_shapes(min_dims=1, max_dims=4, max_side=3))
    core = draw(arrays(np.int32, shape, elements=st.integers(2, 4)))
    for axis in range(1, core.ndim):  # as in real tables, most rows do not tell most slots apart
        for row in draw(st.sets(st.integers(0, len(core) - 1))):
            core[row] = core[row].take([0], axis=axis - 1)
    return core


@given(core=cores(), with_slices=st.booleans())
def test_every_cell_says_what_the_dense_array_says(core, with_slices):
    """Of known slots and unknown ones, with a last axis of slices and without, by agreement and by minimum."""
    axes = core.ndim - 1 - (with_slices and core.ndim > 1)
    layout = lay_out(axes, [core])

    for unknown in (agreed, reduced(np.minimum)):
        flat, whole = spread(layout, core, axes, unknown), dense(core, axes, unknown)
        for row, *slots in product(*(range(size) for size in whole.shape[: 1 + axes])):
            cell = layout.starts[row] + layout.strides[row] @ np.array(slots, np.int64)
            there = whole[(row, *slots)].reshape(-1)
            assert (there == flat[int(cell) : int(cell) + there.size]).all()


def test_a_row_pays_only_for_the_axes_that_matter_there():
    """Of two rows one turns on the first axis, the other on none: four cells and one."""
    core = np.array([[[2, 2], [3, 3], [4, 4]], [[5, 5], [5, 5], [5, 5]]], np.int32)

    layout = lay_out(2, [core])

    assert layout.size == 4 + 1
    assert layout.strides.tolist() == [[1, 0], [0, 0]]


def test_an_axis_matters_where_any_of_the_cores_varies():
    """Bounds may differ where outcomes do not."""
    core, low = np.full((1, 2), 7), np.array([[1, 2]])

    assert lay_out(1, [core]).size == 1
    assert lay_out(1, [core, low]).size == 3
