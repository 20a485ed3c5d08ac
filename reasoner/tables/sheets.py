"""Cells laid out row by row, each over the axes that matter there: no area pays for what only another tells apart.

A row whose rules say the same along an axis has one cell for all its slots, known or not.  Rows that vary along the
same axes stand together in a sheet.  Behind every axis that matters comes a slot for unknown, painted by reduction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from yidi.tables.table import UNDETERMINED, Ints

_Cells = TypeVar("_Cells", bound=np.generic)
Reduction = Callable[[NDArray[Any], int], NDArray[Any]]
"""What stands in the slot for unknown of an axis, given cells of shape (rows, …): they, with that axis of length 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that vary along the same axes, and where their cells begin in the flat array."""

    rows: Ints
    axes: tuple[int, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where cells stand: a cell is the start of its row, plus for each axis the row's stride times the slot."""

    sheets: tuple[Sheet, ...]
    starts: Ints  # (rows,)
    strides: Ints  # (rows, axes)
    size: int


def lay_out(axes: int, cores: Sequence[NDArray[Any]]) -> Layout:
    """The layout of cells of shape (rows, size, …); the first `axes` after the rows may have a slot for unknown.

    An axis matters in a row where any of the cores varies along it.
    """
    shape = cores[0].shape
    varies = np.stack([_varies(cores, axis + 1) for axis in range(axes)], axis=1) if axes else np.zeros((shape[0], 0))
    patterns, sheet_of = np.unique(varies, axis=0, return_inverse=True)
    starts, strides = np.zeros(shape[0], np.int64), np.zeros((shape[0], axes), np.int64)
    sheets, end = [], 0
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(sheet_of.reshape(-1) == number)
        each = int(np.prod(shape[1 + axes :], dtype=np.int64))
        for axis in reversed(np.flatnonzero(pattern).tolist()):
            strides[rows, axis] = each
            each *= shape[axis + 1] + 1
        starts[rows] = end + np.arange(len(rows)) * each
        sheets.append(Sheet(rows, tuple(np.flatnonzero(pattern).tolist()), end))
        end += len(rows) * each
    return Layout(tuple(sheets), starts, strides, end)


def _varies(cores: Sequence[NDArray[Any]], axis: int) -> NDArray[np.bool_]:
    """For each row whether any of the cores differs along an axis."""
    found = np.zeros(cores[0].shape[0], bool)
    for core in cores:
        found |= (core != core.take([0], axis=axis)).reshape(len(core), -1).any(axis=1)
    return found


def spread(layout: Layout, core: NDArray[_Cells], axes: int, unknown: Reduction) -> NDArray[_Cells]:
    """The flat cells of a core, with a slot for unknown behind every axis that matters."""
    flat = np.empty(layout.size, core.dtype)
    for sheet in layout.sheets:
        part = core[sheet.rows]
        for axis in range(axes):
            if axis in sheet.axes:
                part = np.concatenate([part, unknown(part, axis + 1)], axis=axis + 1)
            else:
                part = part.take([0], axis=axis + 1)
        flat[sheet.start : sheet.start + part.size] = part.reshape(-1)
    return flat


def agreed(core: NDArray[np.int32], axis: int) -> NDArray[np.int32]:
    """What all slots agree on, else undetermined."""
    first = core.take([0], axis=axis)
    same = (core == first).all(axis=axis, keepdims=True)
    return np.where(same, first, np.int32(UNDETERMINED)).astype(np.int32)


def reduced(by: np.ufunc) -> Reduction:
    """What a function of two makes of all slots, such as their minimum."""
    return lambda core, axis: by.reduce(core, axis=axis, keepdims=True)
