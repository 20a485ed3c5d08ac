"""Facts: comparisons of things of a case.  They hold no policy; which things are compared stands in the ontology.

Each operator takes columns and gives a column: 0 false, 1 true, -1 unknown; or a number, -1 unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from yidi.deciding.columns import INSURED, INSURED_DIVISION, Columns
from yidi.deciding.days import full_years, plus_months
from yidi.model import UNLIMITED
from yidi.reading.places import Places
from yidi.tables.table import Ints

Bounds = Callable[[str], tuple[Ints, Ints]]


@dataclass(frozen=True, slots=True)
class Things:
    """What an operator may look at: the case, the places, and the decisions already made.

    `codes` gives a decision's codes, `bounds` the least and the greatest number that it may be.
    """

    columns: Columns
    places: Places
    codes: Callable[[str], Ints]
    bounds: Bounds


def present(things: Things, part: str) -> Ints:
    """Whether a part of the case is there at all; this is never unknown."""
    return (things.columns[part] >= 0).astype(np.int64)


def not_after(things: Things, earlier: str, later: str) -> Ints:
    """Whether one day is on or before another."""
    a, b = things.columns[earlier], things.columns[later]
    return np.where((a < 0) | (b < 0), -1, a <= b)


def after(things: Things, what: str, event: str) -> Ints:
    """Whether something was done after an event: not if it was not done at all, nor while the event is yet to come."""
    a, b = things.columns[what], things.columns[event]
    done = things.columns[what.rpartition(".")[0]] >= 0
    return np.where(~done | (b < 0), 0, np.where(a < 0, -1, a > b))


def member(things: Things, code: str, codes: str) -> Ints:
    """Whether a code is in a list of codes, given in the case or decided ("=name")."""
    one = things.columns[code]
    many = things.codes(codes[1:]) if codes.startswith("=") else things.columns[codes]
    return np.where((one < 0) | (many < 0), -1, many >> np.maximum(one, 0) & 1)


def years_between(things: Things, start: str, end: str) -> Ints:
    """Full years from one day to another."""
    a, b = things.columns[start], things.columns[end]
    return np.where((a < 0) | (b < 0), -1, full_years(a, b))


def over(things: Things, start: str, end: str, months: str, day: str) -> Ints:
    """Whether a period is over on a day: by its own end, else by so many months as a decision allows or bounds.

    However long it is, a period without an end of its own is not over on its first day.
    """
    begins, ends, at = (things.columns[p] for p in (start, end, day))
    least, most = things.bounds(months[1:])
    by_end = np.where((ends < 0) | (at < 0), -1, at > ends)
    sure = (at <= begins) | (at < plus_months(begins, least))
    gone = at >= plus_months(begins, most)
    by_months = np.where(
        (begins < 0) | (at < 0), np.where(least >= UNLIMITED, 0, -1), np.where(sure, 0, np.where(gone, 1, -1))
    )
    return np.where(ends >= 0, by_end, by_months)


def same_pooling_area(things: Things, insured: str, place: str) -> Ints:
    """Whether a division lies in the pooling area of insurance, or in the territory that it shares."""
    places, at = things.places, things.columns[place]
    home = places.area_home[things.columns[insured]]
    pool = places.pool[at]
    elsewhere = same_province(things, insured, place) == 0
    return np.where(at < 0, -1, np.where(pool >= 0, pool == home, np.where(elsewhere, 0, -1)))


def other_pooling_area(things: Things, insured: str, place: str) -> Ints:
    """Whether a division lies in another pooling area of the country; abroad there is none."""
    at = things.columns[place]
    same = same_pooling_area(things, insured, place)
    nowhere = (at >= 0) & (things.places.province[at] < 0)
    return np.where(nowhere, 0, np.where(same < 0, -1, 1 - same))


def same_province(things: Things, insured: str, place: str) -> Ints:
    """Whether a division lies in the province of insurance."""
    places, at = things.places, things.columns[place]
    return np.where(at < 0, -1, places.province[at] == places.area_province[things.columns[insured]])


def outside(things: Things, place: str) -> Ints:
    """Whether a division belongs to no jurisdiction of the schemes."""
    at = things.columns[place]
    return np.where(at < 0, -1, things.places.province[at] < 0)


def shared_zone(things: Things, insured: str, place: str) -> Ints:
    """The number of the first zone that holds both places, or of the first code, which stands for none.

    Of a place of which only a part lies in a zone nobody knows whether that part is meant.
    """
    places, at = things.places, things.columns[place]
    division = things.columns[INSURED_DIVISION] if insured == INSURED else things.columns[insured]
    both = places.zones[division] & places.zones[at]
    perhaps = (places.zones | places.zones_partly)[division] & (places.zones | places.zones_partly)[at]
    lowest = np.where(both > 0, np.log2(np.maximum(both & -both, 1)).astype(np.int64), np.where(perhaps > 0, -1, 0))
    return np.where((at < 0) | (division < 0), -1, lowest)


def place_within(things: Things, place: str, area: str) -> Ints:
    """Whether a division lies in another one, or in the pooling area of that other one."""
    places, at, wide = things.places, things.columns[place], things.columns[area]
    inside = (places.first[at] >= places.first[wide]) & (places.first[at] <= places.last[wide])
    pooled = (places.pool[at] >= 0) & (places.pool[at] == places.pool[wide])
    coarser = (places.first[wide] > places.first[at]) & (places.first[wide] <= places.last[at]) & (places.pool[at] < 0)
    return np.where((at < 0) | (wide < 0), -1, np.where(inside | pooled, 1, np.where(coarser, -1, 0)))


_TOO_WIDE: Final[Mapping[str, int]] = {"otherPoolingArea": 1, "placeWithin": 0, "samePoolingArea": 1}
"""Operators that need a place more precisely than a province, and which operand it is."""


def too_wide(operator: str | None, operands: tuple[str, ...], columns: Columns, places: Places, row: int) -> list[str]:
    """Which operands, all of them known, name a place so wide that the fact of a row may be unknown for that reason."""
    if operator is not None and operator in _TOO_WIDE:
        return [operands[_TOO_WIDE[operator]]]
    if operator != "sharedZone":
        return []
    divisions = {o: int(columns[INSURED_DIVISION if o == INSURED else o][row]) for o in operands}
    return [o for o, division in divisions.items() if places.zones_partly[division] > 0]


OPERATORS: Final[Mapping[str, Callable[..., Ints]]] = {
    "after": after,
    "member": member,
    "notAfter": not_after,
    "otherPoolingArea": other_pooling_area,
    "outside": outside,
    "over": over,
    "placeWithin": place_within,
    "present": present,
    "samePoolingArea": same_pooling_area,
    "sameProvince": same_province,
    "sharedZone": shared_zone,
    "yearsBetween": years_between,
}
"""The operators by the names that the ontology uses; `tier` has none, it is no fact of the case."""
