"""The figures of the built-in rules as dated arrays, for engines that have no rules of their own.

They are read from Yidi's own decisions, one for every combination of codes on every day on which a
rule begins or ends, and then freed of the axes on which they do not depend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tests.bench.cases import AXES, MONTH, Scope, product
from yidi.base import Base
from yidi.batch.columns import encode_table
from yidi.deciding.money import slice_starts
from yidi.deciding.numbers import read_reduction
from yidi.deciding.results import Results
from yidi.tables.table import DAYS, Ints

REDUCTION: Final = ("points", "factor", "first_share")
"""The three kinds of reduction away from home: of what is known one is set and the others are nil."""


def _reduction(results: Results) -> Ints:
    read = read_reduction(results)
    return np.stack([read.points, read.factor, read.share], axis=-1)


_READ: Final[Mapping[str, Callable[[Results], Ints]]] = {
    "deductible": lambda results: results.numbers("deductible"),
    "stay_factor": lambda results: results.numbers("stayFactor"),
    "away_factor": lambda results: results.numbers("deductibleIncrease"),
    "ratio": lambda results: results.numbers("paymentRatio").T,  # the slices last
    "cap": lambda results: results.numbers("cap"),
    "reduction": _reduction,
}
_DECISIONS: Final = ("deductible", "stayFactor", "deductibleIncrease", "paymentRatio", "cap", "reduction", "standing")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure on the axes on which it depends: fen, or ten-thousandths of a share; -1 where it is not known.

    `values` has an axis of days first, and one of `parts` last where there are any: the kinds of the
    reduction, or the slices of the amount for the ratio.
    """

    axes: tuple[str, ...]
    parts: tuple[str, ...]
    values: Ints


@dataclass(frozen=True, slots=True)
class Parameters:
    """All figures from each of the days on; `starts` are where the slices of the amount begin, in fen."""

    days: tuple[date, ...]
    starts: tuple[int, ...]
    figures: Mapping[str, Parameter]

    def now(self, name: str) -> Ints:
        """A figure's values in the month of the cases."""
        values: Ints = self.figures[name].values[max(i for i, day in enumerate(self.days) if day <= MONTH)]
        return values


def read_parameters(base: Base, scope: Scope) -> Parameters:
    """The figures for all combinations of the scope."""
    found = {int(key) % DAYS for name in _DECISIONS for key in base.tables[name].row_keys}
    days = tuple(date.fromordinal(day) for day in sorted(found) if day > 1)
    results = [_decided(base, scope, day) for day in days]
    starts = tuple(slice_starts(results[0], "paymentRatio"))
    parts = {"ratio": tuple(f"tier_{i}" for i in range(len(starts))), "reduction": REDUCTION}
    figures = {
        name: _parameter(np.stack([read(r) for r in results]), parts.get(name, ()), scope)
        for name, read in _READ.items()
    }
    return Parameters(days, starts, figures)


def _decided(base: Base, scope: Scope, day: date) -> Results:
    columns, _ = encode_table(product(scope, day), base.engine.encoder, base.case_vocabulary)
    return base.engine.run(columns)[0]


def _parameter(values: Ints, parts: tuple[str, ...], scope: Scope) -> Parameter:
    values = values.reshape(len(values), *scope.shape, *values.shape[2:])
    axes: list[str] = []
    for axis in AXES:
        at = len(axes) + 1
        first = values.take([0], axis=at)
        if (values == first).all():
            values = first.squeeze(axis=at)
        else:
            axes.append(axis)
    return Parameter(tuple(axes), parts, np.ascontiguousarray(values))
