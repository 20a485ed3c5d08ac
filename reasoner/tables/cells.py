"""Cells laid out row by row, each over the axes that matter there: no area pays for what only another tells apart.

A row whose rules ask nothing of an axis has one cell for all its slots, known or not.  Rows to which the same axes
matter stand together in a sheet.  A cell is found by arithmetic: the start of its row, plus for each axis the row's
stride times the slot, where the stride is nil along an axis that does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from yidi.tables.table import Ints

Flags = NDArray[np.bool_]
_Scalar = TypeVar("_Scalar", bound=np.generic)
_Other = TypeVar("_Other", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows to which the same axes matter: their numbers, where their cells begin, and the shape of these.

    The shape is (rows, size, …) over all axes, 1 along one that does not matter.
    """

    rows: Ints
    start: int
    shape: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where the cells of the next sheet begin."""
        return self.start + prod(self.shape)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the cells of each row stand."""

    sheets: tuple[Sheet, ...]
    sizes: tuple[int, ...]  # of the axes
    sheet_of: Ints  # (rows,)
    starts: Ints  # (rows,)
    strides: Ints  # (rows, axes)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return self.sheets[-1].end

    def cells(self, rows: Ints, slots: Sequence[Ints]) -> Ints:
        """Where cells stand, given arrays of rows and of slots on each axis that broadcast."""
        found = self.starts[rows]
        for axis, along in enumerate(slots):
            found = found + self.strides[rows, axis] * along
        return found

    def block(self, rows: Ints, slots: Sequence[Ints]) -> Ints:
        """Where the cells of some rows stand that lie in some slots of each axis: flat, each cell once."""
        found = [np.zeros(0, np.int64)]
        sheets = self.sheet_of[rows]
        for number in dict.fromkeys(sheets.tolist()):
            here = rows[sheets == number]
            cells = self.starts[here]
            for stride, some in zip(self.strides[here[0]].tolist(), slots, strict=True):
                if stride:
                    cells = (cells[:, None] + stride * some).reshape(-1)
            found.append(cells)
        return np.concatenate(found)


def lay_out(matters: Flags, sizes: Sequence[int]) -> Layout:
    """The layout of rows, given for each the axes that matter, shape (rows, axes), and the sizes of the axes."""
    patterns, sheet_of = np.unique(matters, axis=0, return_inverse=True)
    sheet_of = sheet_of.reshape(-1)
    starts, strides = np.zeros(len(matters), np.int64), np.zeros(matters.shape, np.int64)
    sheets, start = [], 0
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(sheet_of == number)
        each = 1
        for axis in reversed(np.flatnonzero(pattern).tolist()):
            strides[rows, axis] = each
            each *= sizes[axis]
        starts[rows] = start + np.arange(len(rows)) * each
        shape = (len(rows), *(size if m else 1 for size, m in zip(sizes, pattern.tolist(), strict=True)))
        sheets.append(Sheet(rows, start, shape))
        start = sheets[-1].end
    return Layout(tuple(sheets), tuple(sizes), sheet_of, starts, strides)


@dataclass(frozen=True, slots=True)
class Cells(Generic[_Scalar]):
    """What stands in the cells of a layout."""

    layout: Layout
    flat: NDArray[_Scalar]

    def at(self, rows: Ints, slots: Sequence[Ints]) -> NDArray[_Scalar]:
        """What stands at rows and slots, arrays that broadcast."""
        return self.flat[self.layout.cells(rows, slots)]

    def row(self, row: int) -> NDArray[_Scalar]:
        """The cells of a row, shape (size, …), 1 along an axis that does not matter."""
        start, strides = int(self.layout.starts[row]), self.layout.strides[row].tolist()
        shape = [size if stride else 1 for size, stride in zip(self.layout.sizes, strides, strict=True)]
        return self.flat[start : start + prod(shape)].reshape(shape)

    def parts(self) -> Iterator[tuple[Sheet, NDArray[_Scalar]]]:
        """Each sheet with its cells, in the sheet's shape."""
        return ((s, self.flat[s.start : s.end].reshape(s.shape)) for s in self.layout.sheets)

    def told(self, legend: NDArray[_Other]) -> Cells[_Other]:
        """The same cells with what a legend says of what stands in them."""
        return Cells(self.layout, legend[self.flat])

    def telling(self, where: Sequence[int]) -> list[int]:
        """The axes that it takes to name a cell: its row holds the same in any slot of the others."""
        row = self.row(where[0])
        at = tuple(slot if size > 1 else 0 for slot, size in zip(where[1:], row.shape, strict=True))
        told = list(range(len(at)))
        for axis in range(len(at)):
            left = [number for number in told if number != axis]
            if (row[tuple(at[n] if n in left else slice(None) for n in range(len(at)))] == row[at]).all():
                told = left
        return told

    def rows_with(self) -> Flags:
        """For each row whether any of its cells is other than nil."""
        found = np.zeros(len(self.layout.starts), bool)
        for sheet, part in self.parts():
            found[sheet.rows] = part.reshape(len(sheet.rows), -1).any(axis=1)
        return found

    def along(self, axis: int) -> Flags:
        """For each slot of an axis whether any of the cells there is other than nil."""
        found = np.zeros(self.layout.sizes[axis], bool)
        for _, part in self.parts():
            found |= part.any(axis=tuple(i for i in range(part.ndim) if i != axis + 1))
        return found

    def first(self) -> tuple[int, ...] | None:
        """The first cell that is other than nil: its row, and its slot on each axis, 0 along one without matter."""
        found = []
        for sheet, part in self.parts():
            if part.any():
                row, *slots = np.unravel_index(int((part != 0).argmax()), part.shape)
                found.append((int(sheet.rows[row]), *map(int, slots)))
        return min(found, default=None)


def dense(cells: Cells[_Scalar], rows: Ints) -> NDArray[_Scalar]:
    """The cells of some rows in one array, shape (rows, size, …), 1 along an axis that matters to none of them."""
    layout = cells.layout
    matters = np.asarray((layout.strides[rows] > 0).any(axis=0))
    slots = [np.arange(size if m else 1) for size, m in zip(layout.sizes, matters.tolist(), strict=True)]
    return cells.at(*_grid(rows, slots))


def _grid(rows: Ints, slots: Sequence[Ints]) -> tuple[Ints, tuple[Ints, ...]]:
    """Rows and slots as arrays that broadcast to (rows, slots, …)."""
    first, *others = np.ix_(rows, *slots)
    return first, tuple(others)


def alike(cells: Cells[_Scalar], rows: Iterable[int]) -> list[list[int]]:
    """Rows in groups of those whose cells are plainly the same, in the order of the first of each."""
    groups: dict[tuple[int, bytes], list[int]] = {}
    for row in rows:
        groups.setdefault((int(cells.layout.sheet_of[row]), cells.row(row).tobytes()), []).append(row)
    return list(groups.values())


def handed_down(cells: Cells[_Scalar], above: Ints, layout: Layout) -> Cells[_Scalar]:
    """The cells of rows each of which is like a row above it; to each matters what matters to that, and more."""
    flat = np.empty(layout.size, cells.flat.dtype)
    for sheet in layout.sheets:
        slots = [np.arange(size) for size in sheet.shape[1:]]
        flat[sheet.start : sheet.end] = cells.at(*_grid(above[sheet.rows], slots)).reshape(-1)
    return Cells(layout, flat)
