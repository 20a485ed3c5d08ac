"""The areas and days at which to look for a case, the plainest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from yidi.tables.table import DAYS
from yidi.witness.score import Score

if TYPE_CHECKING:
    from yidi.base import Base

MOST = 10
_LATER = 68
"""Days into a period at which a case lies, so that what came before it can have been done in it as well."""


def places_and_days(base: Base, score: Score) -> Iterator[tuple[int, int]]:
    """Areas and days of each row of the table in which the wish can be met: recent ones, and of areas plain ones."""
    return islice(_all(base, score), MOST)


def _all(base: Base, score: Score) -> Iterator[tuple[int, int]]:
    table = score.table
    chains: dict[int, list[int]] = {}
    for area in _plain(base, score):
        chains.setdefault(int(table.chain_of_area[area]), []).append(area)
    periods: dict[int, tuple[int, int, int]] = {}  # by row of the table: the latest day, the chain, and the day
    for number in chains:
        for row, day in _days(score, number, _recent(base)):
            if row not in periods or day > periods[row][2]:
                periods[row] = (-day, number, day)
    turns = [[(area, day) for area in chains[number]] for _, number, day in sorted(periods.values())]
    # One area of each row first, then a second of each: what one cannot show another may.
    for i in range(max(map(len, turns), default=0)):
        yield from (turn[i] for turn in turns if i < len(turn))


def _days(score: Score, chain: int, recent: int) -> Iterator[tuple[int, int]]:
    """The rows of a chain that hold a wanted cell, with a day in each."""
    keys = score.table.row_keys
    for at in np.flatnonzero(keys // DAYS == chain).tolist():
        row = int(score.table.row_of_key[at])
        follows = at + 1 < len(keys) and keys[at + 1] // DAYS == chain
        start = max(int(keys[at] % DAYS), score.wish.days[0])
        end = min(int(keys[at + 1] % DAYS) - 1 if follows else DAYS, score.wish.days[1])
        if start <= end and row in score.reachable:
            yield row, recent if start <= recent <= end else min(start + _LATER, end)


def _recent(base: Base) -> int:
    """An ordinary day of the year in which rules were last checked."""
    checked = max((r.last_checked for r in (*base.rules.values(), *base.claims.values())), default=base.first_day)
    return max(date(date.fromordinal(checked).year, 3, 10).toordinal(), base.first_day)


def _plain(base: Base, score: Score) -> list[int]:
    """Areas that will do: a jurisdiction itself, then one in no zone, one of each zone, one of each province."""
    places = base.places
    fit = [a for a in np.flatnonzero(score.areas).tolist() if places.area_division[a] >= 0]
    own = [a for a in fit if places.chains[a][-1] in score.wish.jurisdictions]
    zones = (places.zones | places.zones_partly)[places.area_division]
    kinds: dict[tuple[object, ...], int] = {}
    for area in fit:
        chain = int(score.table.chain_of_area[area])
        shared = places.area_home[area] != area
        kinds.setdefault((chain, shared, int(zones[area]), len(places.chains[area])), area)
    ordinary = sorted(kinds.values(), key=lambda a: (places.area_home[a] != a, zones[a] > 0, -len(places.chains[a]), a))
    return list(dict.fromkeys([*own, *ordinary]))
