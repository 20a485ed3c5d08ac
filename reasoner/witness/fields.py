"""What a case may say where a decision looks: the paths on which it rests, and a few telling values for each.

Values are the numbers of columns, the plainest first.  Codes that no table tells apart are tried once; days lie around
the admission, and around it by the ages and months that the tables know; places stand in each relation to the area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from yidi.deciding.columns import ADMITTED, INSURED, INSURED_DIVISION
from yidi.deciding.days import plus_months
from yidi.model import UNLIMITED, Input
from yidi.reading.places import Places
from yidi.tables.axes import domain
from yidi.tables.table import Axis

if TYPE_CHECKING:
    from yidi.base import Base

PLACES: Final = frozenset(
    {"otherPoolingArea", "outside", "placeWithin", "samePoolingArea", "sameProvince", "sharedZone"}
)
"""Operators that compare places; `present` and `member` apart, the others compare days."""
_AROUND: Final = (-10, 9, 30, -1, 0)
"""Days before and after the admission: a filing made in time, a stay of ten days, something later, and the edges."""
_ADULT: Final = 40
_ROUND: Final = 1_000_000
"""An age, and an amount in fen, that are as good as any."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a decision rests on, through facts and other decisions: inputs, decisions in their order, and paths."""

    inputs: tuple[Input, ...]
    decisions: tuple[str, ...]


def reach(base: Base, decision: str, also: Iterable[str] = ()) -> Reach | None:
    """The reach of a decision and of further inputs by name; None where a decision in it does not compile."""
    inputs: dict[str, Input] = {}
    decisions = {decision}
    if decision not in base.tables:
        return None
    open_ = [*(axis.name for axis in base.tables[decision].axes), *also]
    while open_:
        name = open_.pop()
        if name in inputs:
            continue
        used = inputs[name] = base.vocabulary.inputs[name]
        for needed in (used.of_decision, *(o[1:] for o in used.operands if o.startswith("="))):
            if needed is None:
                continue
            if needed not in base.tables:
                return None
            decisions.add(needed)
            open_ += [axis.name for axis in base.tables[needed].axes]
    return Reach(tuple(inputs.values()), tuple(name for name in base.tables if name in decisions))


def candidates(base: Base, reached: Reach, area: int, day: int) -> dict[str, list[int]]:
    """For each path that matters the values to try for somebody insured in an area and admitted on a day."""
    found: dict[str, list[int]] = {}
    places = _telling_places(base, area)
    for used in reached.inputs:
        values: dict[str, list[int]] = {}
        if used.path is not None:
            values[used.path] = _given(base, used, reached)
        if INSURED in used.operands:
            values[INSURED_DIVISION] = homes(base.places, area)
        if used.operator == "member":
            values |= _of_list(base, used, reached)
        elif used.operator == "present":
            values[used.operands[0]] = [1]
        else:
            compared = (o for o in used.operands if not o.startswith("=") and o not in (INSURED, ADMITTED))
            values |= {o: places if used.operator in PLACES else _days(base, used, o, day) for o in compared}
        for path, some in values.items():
            found[path] = list(dict.fromkeys([*found.get(path, ()), *some]))
    return found


def _of_list(base: Base, used: Input, reached: Reach) -> dict[str, list[int]]:
    """Values for a code and for the list in which it is sought, where the case gives that."""
    code, codes = used.operands
    values: dict[str, list[int]] = {}
    for given in (i for i in base.vocabulary.inputs.values() if i.path == code):
        values[code] = _given(base, given, reached)
    if not codes.startswith("="):
        values[codes] = [*base.engine.encoder.lists[codes].values(), 0]
    return values


def _given(base: Base, used: Input, reached: Reach) -> list[int]:
    """The first code of each set that no table and no fact tells apart; or a number of each class.

    The default comes last: whoever means it says nothing.
    """
    codes = domain(used, base.vocabulary)
    axes = [axis for name in reached.decisions for axis in base.tables[name].axes if axis.name == used.name]
    if not codes:
        return _numbers(used, _breaks(axes))
    first: dict[tuple[int, ...], int] = {}
    lists = [i.operands[1] for i in reached.inputs if i.operator == "member" and i.operands[0] == used.path]
    for code in sorted(range(len(codes)), key=lambda i: codes[i] == used.default):
        key = [int(axis.slot_of[code]) for axis in axes]
        for among in lists:
            key += [code] if not among.startswith("=") else (base.tables[among[1:]].code_of >> code & 1).tolist()
        first.setdefault(tuple(key), code)
    return list(first.values())


def _breaks(axes: Iterable[Axis]) -> list[int]:
    """The first number of each class that some axis tells apart."""
    return sorted({0, *(int(b) for axis in axes if axis.breaks is not None for b in axis.breaks)})


def _numbers(used: Input, starts: Sequence[int]) -> list[int]:
    """A number of each class, round where a class has one; a count without a default begins with one."""
    least = 1 if used.datatype == "integer" and used.default is None else 0
    plain = _ROUND if used.datatype == "yuan" else least
    ends = [*starts[1:], UNLIMITED]
    within = [plain if start <= plain < end else start for start, end in zip(starts, ends, strict=True)]
    return [number for number in within if number >= least]


def _days(base: Base, used: Input, operand: str, day: int) -> list[int]:
    """Days for an operand: around the admission, or so many years or months before it as tables tell apart."""
    at = np.array([day])
    if used.operator == "yearsBetween" and operand == used.operands[0]:
        starts = _breaks(axis for table in base.tables.values() for axis in table.axes if axis.name == used.name)
        ages = [_ADULT, *starts, *(s - 1 for s in starts if s)]
        return [int(plus_months(at, np.array([-12 * age]))[0]) - (40 if age else 0) for age in ages]
    months: list[int] = []
    if used.operator == "over" and operand == used.operands[0]:
        numbers = base.tables[used.operands[2][1:]].number_of
        months = sorted({int(n) for n in numbers if 0 < n < UNLIMITED})
    return [*(day + n for n in _AROUND), *(int(plus_months(at, np.array([-m]))[0]) - 1 for m in months)]


def homes(places: Places, area: int) -> list[int]:
    """Divisions as which somebody may be insured in an area: its own, and one in each zone that holds only a part."""
    found = {0: int(places.area_division[area])}
    for division in np.flatnonzero((places.pool == area) & (places.zones > 0)).tolist():
        found.setdefault(int(places.zones[division] & ~places.zones[found[0]]), division)
    return list(found.values())


def _telling_places(base: Base, area: int) -> list[int]:
    """Divisions in each relation to an area: there, elsewhere in the province, in another, in each zone, abroad."""
    places = base.places
    own, province = homes(places, area), int(places.area_province[area])
    seats = [d for a, d in enumerate(places.area_division.tolist()) if d >= 0 and places.area_home[a] == a]
    zones = places.zones | places.zones_partly
    shared = int(np.bitwise_or.reduce(zones[own]))
    near = [d for d in seats if d != own[0] and places.province[d] == province]
    far = [d for d in seats if places.province[d] != province]
    found = [own[:1]]
    for those in (far, near):
        found += [[d for d in those if not zones[d] & shared], those]
    for bit in range(shared.bit_length()):
        inside = np.flatnonzero(places.zones >> bit & shared >> bit & 1).tolist()
        found.append([d for d in inside if places.province[d] not in (province, -1)])
        found.append([d for d in inside if places.province[d] == province and places.pool[d] != places.area_home[area]])
    found += [[d] for d in own[1:]]
    found.append(
        [i for c, i in places.divisions.items() if places.province[i] < 0 and c in base.case_vocabulary.places]
    )
    return list(dict.fromkeys(some[0] for some in found if some))
