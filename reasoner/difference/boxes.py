"""Cells merged into few boxes: slots that are alike are taken together, then boxes grow as far as they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """Labels of cells, 0 where nothing is to be told; `slots` gives for each axis the first slots behind each index."""

    labels: NDArray[np.int64]
    slots: tuple[tuple[tuple[int, ...], ...], ...]


def whole(labels: NDArray[np.int64], sizes: Sequence[int] | None = None) -> Grid:
    """A grid in which each index is a slot of its own; where an axis has more slots than one index, that is for all."""
    slots = (
        (tuple(range(size)),) if length == 1 else tuple((i,) for i in range(length))
        for length, size in zip(labels.shape, sizes or labels.shape, strict=True)
    )
    return Grid(labels, tuple(slots))


def merged(grid: Grid, axes: Sequence[int] | None = None) -> Grid:
    """The same grid with one index for all slots of an axis along which nothing differs."""
    labels, slots = grid.labels, list(grid.slots)
    for axis in range(labels.ndim) if axes is None else axes:
        groups: dict[bytes, list[int]] = {}
        for index in range(labels.shape[axis]):
            groups.setdefault(labels.take(index, axis=axis).tobytes(), []).append(index)
        if len(groups) < labels.shape[axis]:
            labels = labels.take([group[0] for group in groups.values()], axis=axis)
            slots[axis] = tuple(tuple(s for i in group for s in slots[axis][i]) for group in groups.values())
    return Grid(labels, tuple(slots))


def boxes(grid: Grid, *, disjoint: bool = False) -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
    """Boxes that cover each labelled cell, and no cell of another label: the label, and for each axis the slots.

    Boxes of one label may overlap, where a wider one needs fewer words; or they are disjoint.
    """
    for label in np.unique(grid.labels).tolist():
        if label:
            for chosen in _cover(grid.labels == label, disjoint=disjoint):
                yield (
                    label,
                    tuple(
                        tuple(sorted(s for i in np.flatnonzero(some) for s in slots[i]))
                        for some, slots in zip(chosen, grid.slots, strict=True)
                    ),
                )


def _cover(mask: Flags, *, disjoint: bool) -> Iterator[tuple[Flags, ...]]:
    """Boxes that together are the mask; at each step, of the boxes around the first cell left, that with most left."""
    left = mask.copy()
    axes = list(range(mask.ndim))
    orders = list(dict.fromkeys(tuple(o) for i in axes for o in (axes[i:] + axes[:i], (axes[i:] + axes[:i])[::-1])))
    while left.any():
        seed = np.unravel_index(int(left.argmax()), left.shape)
        grown = (_grown(left if disjoint else mask, [int(i) for i in seed], order) for order in orders or [()])
        best = max(grown, key=lambda box: int(left[np.ix_(*box)].sum()) if box else 1)
        best = best if disjoint else _needed(left, best)
        left[np.ix_(*best) if best else ()] = False
        yield best


def _needed(left: Flags, box: tuple[Flags, ...]) -> tuple[Flags, ...]:
    """A box without the indices at which nothing is left that it would cover: other boxes tell those."""
    found = np.argwhere(left & _inside(left.shape, box))
    return tuple(np.isin(np.arange(size), found[:, axis]) for axis, size in enumerate(left.shape))


def _inside(shape: tuple[int, ...], box: tuple[Flags, ...]) -> Flags:
    """The cells of a box."""
    inside = np.zeros(shape, bool)
    inside[np.ix_(*box) if box else ()] = True
    return inside


def _grown(mask: Flags, seed: Sequence[int], order: Sequence[int]) -> tuple[Flags, ...]:
    """The box around a cell, widened along one axis after another as far as the mask allows."""
    box: list[Any] = [np.arange(size) == at for size, at in zip(mask.shape, seed, strict=True)]
    for axis in order:
        others = tuple(i for i in range(mask.ndim) if i != axis)
        slab = mask[np.ix_(*(np.ones(mask.shape[i], bool) if i == axis else box[i] for i in range(mask.ndim)))]
        box[axis] = slab.all(axis=others)
    return tuple(box)
