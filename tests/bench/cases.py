"""Generated cases: those that every engine can compute, and uniformly random ones with unknown facts.

The comparable cases are inpatient stays of adults away from home in one month, in the areas
whose figures are complete.  Seven codes make up a case (`AXES`); what an engine is
given of it besides are three amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from yidi.base import Base
from yidi.reading.places import Places
from yidi.tables.table import Ints

MONTH: Final = date(2026, 3, 1)
"""The first day of the month in which all comparable cases fall."""

AXES: Final = ("area", "scheme", "level", "retired", "kind", "travel", "stay")
SCHEMES: Final = ("employee", "resident")
LEVELS: Final = ("primary", "secondary", "tertiary")
RETIRED: Final = ("working", "retired")
KINDS: Final = ("long-term-resident", "referral", "other-temporary", "emergency", "unfiled")
TRAVELS: Final = ("intra-provincial", "inter-provincial")
STAYS: Final = ("first", "second", "third")

_FILINGS: Final = 3  # of the kinds, those that are a type of filing
_EMERGENCY: Final = KINDS.index("emergency")
_HOSPITALS: Final = 8  # divisions to choose from, for each area and travel
_EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the comparable cases come from: `hospitals` are divisions for each area and travel, -1 where none is."""

    areas: tuple[str, ...]
    divisions: tuple[str, ...]
    hospitals: Ints
    known: Ints  # the combinations of codes whose amount is known, a column for each axis

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """The codes of every axis."""
        return dict(zip(AXES, (self.areas, SCHEMES, LEVELS, RETIRED, KINDS, TRAVELS, STAYS), strict=True))

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(codes) for codes in self.codes.values())


@dataclass(frozen=True, slots=True)
class Cases:
    """Comparable cases: a number on every axis, amounts in fen, and the same as a table for Yidi."""

    codes: dict[str, Ints]
    eligible: Ints
    paid: Ints
    table: pa.Table

    def __len__(self) -> int:
        return len(self.eligible)


def find_scope(base: Base) -> Scope:
    """The areas and combinations for which the base knows what the fund pays."""
    every = Scope(
        tuple(base.places.areas), tuple(base.places.divisions), _hospitals(base.places), np.empty((0, 7), np.int64)
    )
    known = _is_known(base, every)
    chosen = np.flatnonzero(known.any(axis=tuple(range(1, len(AXES)))))
    areas = tuple(every.areas[i] for i in chosen)
    return Scope(areas, every.divisions, every.hospitals[chosen], np.argwhere(known[chosen]))


def _hospitals(places: Places) -> Ints:
    chosen = np.full((len(places.areas), len(TRAVELS), _HOSPITALS), -1, np.int64)
    random = np.random.default_rng(0)
    for area, own in enumerate(places.area_division):
        near = places.province == places.area_province[area]
        elsewhere = (places.pool >= 0) & (places.pool != places.area_home[area])
        same_zone = (places.zones & (places.zones[own] if own >= 0 else 0)) != 0
        for travel, where in enumerate((near, ~near)):
            found = np.flatnonzero(where & elsewhere & ~same_zone)
            if len(found):
                chosen[area, travel] = random.choice(found, _HOSPITALS)
    return chosen


def _is_known(base: Base, scope: Scope) -> NDArray[np.bool_]:
    table = product(scope, MONTH)
    pays = base.decide_batch(table)["amount.fundPays"]
    placed = table["visit.hospital.region"].is_valid()
    known: NDArray[np.bool_] = pays.is_valid().to_numpy() & placed.to_numpy()
    return known.reshape(scope.shape)


def product(scope: Scope, day: date) -> pa.Table:
    """A case for every combination of codes, on one day."""
    codes = dict(zip(AXES, (i.reshape(-1) for i in np.indices(scope.shape)), strict=True))
    count = int(np.prod(scope.shape))
    days = np.full(count, day.toordinal())
    hospitals = scope.hospitals[codes["area"], codes["travel"], 0]
    amount = np.full(count, 5_000_000)
    return _table(scope, codes, (days, days), hospitals, (amount, amount, np.zeros(count, np.int64)))


def comparable(scope: Scope, count: int, seed: int = 1) -> Cases:
    """So many cases, spread evenly over the combinations whose amount is known."""
    random = np.random.default_rng(seed)
    drawn = scope.known[random.integers(0, len(scope.known), count)]
    codes = {axis: np.ascontiguousarray(drawn[:, i]) for i, axis in enumerate(AXES)}
    hospitals = scope.hospitals[codes["area"], codes["travel"], random.integers(0, _HOSPITALS, count)]
    admitted = MONTH.toordinal() + random.integers(0, 14, count)
    total = random.integers(100_000, 20_000_000, count)
    eligible = total * random.integers(50, 101, count) // 100
    paid = random.integers(0, 5_000_000, count)
    days = (admitted, admitted + random.integers(1, 15, count))
    return Cases(codes, eligible, paid, _table(scope, codes, days, hospitals, (total, eligible, paid)))


def _table(
    scope: Scope, codes: dict[str, Ints], days: tuple[Ints, Ints], hospitals: Ints, amounts: tuple[Ints, Ints, Ints]
) -> pa.Table:
    (admitted, settled), (total, eligible, paid) = days, amounts
    unfiled = codes["kind"] >= _FILINGS
    one = np.zeros(len(total), np.int64)
    return pa.table(
        {
            "person.insuredIn": _coded(codes["area"], scope.areas),
            "person.scheme": _coded(codes["scheme"], SCHEMES),
            "person.retired": pa.array(codes["retired"] == 1),
            "person.birthDate": _days(admitted - 45 * 365),
            "filing.type": _coded(np.minimum(codes["kind"], _FILINGS - 1), KINDS[:_FILINGS], unfiled),
            "filing.destination": _coded(hospitals, scope.divisions, unfiled | (hospitals < 0)),
            "filing.submittedOn": _days(admitted - 31, unfiled),
            "filing.startsOn": _days(admitted - 30, unfiled),
            "visit.hospital.region": _coded(hospitals, scope.divisions, hospitals < 0),
            "visit.hospital.level": _coded(codes["level"], LEVELS),
            "visit.hospital.designated": pa.array(one == 0),
            "visit.hospital.opened": _coded(one, ("inpatient",)),
            "visit.care": _coded(one, ("inpatient",)),
            "visit.admittedOn": _days(admitted),
            "visit.settledOn": _days(settled),
            "visit.emergency": pa.array(codes["kind"] == _EMERGENCY),
            "visit.admissionNumber": pa.array(codes["stay"] + 1),
            "expense.total": _yuan(total),
            "expense.eligible": _yuan(eligible),
            "expense.fundPaidThisYear": _yuan(paid),
        }
    )


def uniform(base: Base, count: int, seed: int = 1) -> pa.Table:
    """Cases uniformly at random over all areas, divisions and codes; many of their facts are unknown."""
    random = np.random.default_rng(seed)
    places, lists = base.places, base.vocabulary.lists
    pooled = tuple(code for code, i in places.divisions.items() if places.pool[i] >= 0)

    def pick(values: tuple[str, ...], unknown: float = 0.0) -> pa.Array:
        return _coded(random.integers(0, len(values), count), values, random.random(count) < unknown)

    def truth(unknown: float) -> pa.Array:
        return pa.array(random.random(count) < 0.5, mask=random.random(count) < unknown)

    admitted = date(2024, 1, 1).toordinal() + random.integers(0, 900, count)
    filed = admitted - random.integers(-30, 300, count)
    total = random.integers(100_000, 20_000_000, count)
    return pa.table(
        {
            "person.insuredIn": pick(tuple(places.areas)),
            "person.scheme": pick(SCHEMES),
            "person.retired": truth(0.05),
            "person.birthDate": _days(admitted - random.integers(365, 365 * 90, count)),
            "filing.type": pick(lists["filing-type"].codes, 0.3),
            "filing.destination": pick(pooled, 0.3),
            "filing.submittedOn": _days(filed, random.random(count) < 0.3),
            "filing.startsOn": _days(filed, random.random(count) < 0.3),
            "visit.hospital.region": pick(pooled, 0.01),
            "visit.hospital.level": pick(lists["level"].codes, 0.01),
            "visit.hospital.designated": truth(0.01),
            "visit.hospital.opened": pick(("inpatient", "inpatient,outpatient", ""), 0.01),
            "visit.care": pick(("inpatient", "outpatient")),
            "visit.admittedOn": _days(admitted),
            "visit.settledOn": _days(admitted + random.integers(1, 40, count)),
            "visit.emergency": truth(0.01),
            "visit.admissionNumber": pa.array(random.integers(1, 5, count)),
            "expense.total": _yuan(total),
            "expense.eligible": _yuan(total * 8 // 10),
            "expense.fundPaidThisYear": _yuan(random.integers(0, 5_000_000, count)),
        }
    )


def as_texts(table: pa.Table) -> pa.Table:
    """The same table with every code as a plain text, as a file that nobody prepared would have it."""
    fields = [pa.field(f.name, pa.string()) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def as_mappings(table: pa.Table) -> list[dict[str, object]]:
    """The rows as cases with the parts that a case in JSON has."""
    return [_nested({path: _plain(v) for path, v in row.items() if v is not None}) for row in table.to_pylist()]


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int) else str(value)


def _nested(facts: dict[str, object]) -> dict[str, object]:
    case: dict[str, object] = {}
    for path, value in facts.items():
        *parts, last = path.split(".")
        inner = case
        for part in parts:
            inner = inner.setdefault(part, {})  # type: ignore[assignment]
        inner[last] = [v for v in str(value).split(",") if v] if last == "opened" else value
    return case


def _coded(numbers: Ints, values: tuple[str, ...], unknown: NDArray[np.bool_] | None = None) -> pa.Array:
    """Codes by dictionary, which holds those that occur and no others."""
    used, indices = np.unique(np.maximum(numbers, 0), return_inverse=True)
    codes = pa.array([values[i] for i in used], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(indices.astype(np.int32), mask=unknown), codes)


def _days(ordinals: Ints, unknown: NDArray[np.bool_] | None = None) -> pa.Array:
    return pa.array((ordinals - _EPOCH).astype(np.int32), mask=unknown).cast(pa.date32())


def _yuan(fen: Ints) -> pa.Array:
    """Amounts as exact decimals, laid out as Arrow has them: 128 bits each."""
    wide = np.zeros((len(fen), 2), np.int64)
    wide[:, 0] = fen
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(fen), [None, pa.py_buffer(wide)])
