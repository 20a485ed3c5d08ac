"""The floor: a plain Python loop, a dictionary for each figure; the amount only."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from tests.bench.cases import Cases
from tests.bench.parameters import Parameters
from yidi.tables.table import Ints

_SCALE = 10**4

Figures = dict[str, tuple[list[int], dict[tuple[int, ...], int | tuple[int, ...]]]]


def make_figures(parameters: Parameters, axes: tuple[str, ...]) -> Figures:
    """A dictionary for each figure: the positions of its codes in a case, and its values by codes."""
    figures: Figures = {}
    for name, figure in parameters.figures.items():
        values = parameters.now(name)
        keys = product(*(range(n) for n in values.shape[: len(figure.axes)]))
        known = {key: tuple(values[key].tolist()) if values[key].ndim else int(values[key]) for key in keys}
        figures[name] = ([axes.index(axis) for axis in figure.axes], known)
    return figures


def pay(cases: Cases, figures: Figures, starts: tuple[int, ...]) -> Ints:
    """What the fund pays for each case, in fen, exactly."""
    codes = zip(*(column.tolist() for column in cases.codes.values()), strict=True)
    amounts = zip(codes, cases.eligible.tolist(), cases.paid.tolist(), strict=True)
    return np.array([_pay(case, eligible, paid, figures, starts) for case, eligible, paid in amounts], np.int64)


def _pay(case: tuple[int, ...], eligible: int, paid: int, figures: Figures, starts: tuple[int, ...]) -> int:
    found: dict[str, Any] = {name: values[tuple([case[i] for i in at])] for name, (at, values) in figures.items()}
    deductible = (found["deductible"] * found["stay_factor"] * found["away_factor"] + 5 * 10**7) // 10**8
    points, factor, first_share = found["reduction"]
    low, in_scope = deductible * _SCALE, eligible * (_SCALE - first_share)
    pays = 0
    ends = (*starts[1:], 10**12)
    for start, end, ratio in zip(starts, ends, found["ratio"], strict=True):
        part = max(min(in_scope, end * _SCALE) - max(low, start * _SCALE), 0)
        pays += part * max(ratio - points, 0) * factor
    left: int = max(found["cap"] - paid, 0)
    return min((pays + 5 * 10**11) // 10**12, left)
