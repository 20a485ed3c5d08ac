"""Days, months and years by look-up: every day that a case may name, numbered by its proleptic ordinal."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from yidi.model import UNLIMITED
from yidi.tables.table import Ints

EPOCH: Final = 719_163  # the ordinal of 1970-01-01, from which NumPy counts days
_FIRST_MONTH: Final = np.datetime64("1900-01", "M")
_MONTHS: Final = (2101 - 1900 + 101) * 12  # so far a period of a hundred years may reach


@lru_cache(maxsize=1)
def _calendar() -> tuple[int, Ints, Ints, Ints]:
    """The first day; for each day its month and day of the month; for each month its first day, and one more."""
    months = _FIRST_MONTH + np.arange(_MONTHS + 1)
    firsts = months.astype("M8[D]").astype(np.int64) + EPOCH
    month = np.repeat(np.arange(_MONTHS), np.diff(firsts))
    day = np.arange(firsts[0], firsts[-1]) - firsts[month]
    return int(firsts[0]), month, day, firsts


def full_years(start: Ints, end: Ints) -> Ints:
    """Full years between days; whoever is born on 29 February is a year older on 1 March of other years."""
    first, month, day, _ = _calendar()
    a, b = np.maximum(start - first, 0), np.maximum(end - first, 0)
    months = month[b] - month[a] - (day[b] < day[a])
    years: Ints = np.maximum(months // 12, 0)
    return years


def plus_months(days: Ints, months: Ints) -> Ints:
    """Each day so many months later, in a shorter month its last day; far off where there is no limit."""
    first, month, day, firsts = _calendar()
    start = np.maximum(days - first, 0)
    target = np.minimum(month[start] + np.minimum(months, _MONTHS), _MONTHS - 1)
    length = firsts[target + 1] - firsts[target]
    return np.where(months >= UNLIMITED, UNLIMITED, firsts[target] + np.minimum(day[start], length - 1))
