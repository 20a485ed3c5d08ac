"""What stands in cells spread over the slots for unknown too, by what all slots of an axis come to together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from yidi.tables.cells import Cells, Layout
from yidi.tables.table import UNDETERMINED

_Scalar = TypeVar("_Scalar", bound=np.generic)
Reduction = Callable[[NDArray[Any], int], NDArray[Any]]
"""What stands in the slot for unknown of an axis, given cells of shape (rows, …): they, with that axis of length 1."""


def spread(layout: Layout, core: Cells[_Scalar], unknown: Reduction) -> NDArray[_Scalar]:
    """The flat cells of a layout in which axes have a slot for unknown more than in the core that stands there."""
    flat = np.empty(layout.size, core.flat.dtype)
    for wide, (_, known) in zip(layout.sheets, core.parts(), strict=True):
        part = known
        for axis, size in enumerate(wide.shape):
            if size > part.shape[axis]:
                part = np.concatenate([part, unknown(part, axis)], axis=axis)
        flat[wide.start : wide.end] = part.reshape(-1)
    return flat


def agreed(core: NDArray[np.int32], axis: int) -> NDArray[np.int32]:
    """What all slots agree on, else undetermined."""
    first = core.take([0], axis=axis)
    same = (core == first).all(axis=axis, keepdims=True)
    return np.where(same, first, np.int32(UNDETERMINED)).astype(np.int32)


def reduced(by: np.ufunc) -> Reduction:
    """What a function of two makes of all slots, such as their minimum."""
    return lambda core, axis: by.reduce(core, axis=axis, keepdims=True)
