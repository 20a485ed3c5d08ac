"""Filings made at random: well-formed ones of all areas and kinds, some with a fault."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from yidi import Base

Filing = dict[str, Any]

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FAULTY: Final = 0.05
_FIRST: Final = date(2025, 1, 1)
_MATERIALS: Final = {
    "long-term-worker": ["id-card", "filing-form", "work-contract"],
    "long-term-resident": ["id-card", "filing-form", "residence-proof"],
    "retiree-resettled": ["id-card", "filing-form", "household-register-pages"],
    "other-temporary": ["id-card", "filing-form"],
    "referral": ["id-card", "filing-form", "referral-certificate"],
}
_TEMPORARY: Final = ("other-temporary", "referral")


def made_filings(base: Base, count: int, seed: int = 1) -> list[Filing]:
    """So many filings, the same for the same seed; one in twenty has a fault."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    provinces = sorted(code for code in base.places.divisions if code.endswith("0000") and code != "100000")
    areas = sorted(code for code in base.places.areas if code.isdecimal())
    return [_filing(chance, areas, provinces) for _ in range(count)]


def _filing(chance: random.Random, areas: list[str], provinces: list[str]) -> Filing:
    home = chance.choice(areas)
    kind = chance.choice(list(_MATERIALS))
    start = _FIRST + timedelta(days=chance.randrange(700))
    number = _number(chance)
    filing: Filing = {
        "type": kind,
        "destination": chance.choice([p for p in provinces if p[:2] != home[:2]]),
        "submittedOn": (start - timedelta(days=chance.randrange(20))).isoformat(),
        "startsOn": start.isoformat(),
        "materials": _MATERIALS[kind],
        "noticeAcknowledged": True,
        "contact": {"name": "李明", "phone": f"138{chance.randrange(10**8):08}", "address": "人民路1号"},
        "channel": "national-app",
    }
    if kind in _TEMPORARY:
        filing["endsOn"] = (start + timedelta(days=200)).isoformat()
    if kind == "referral":
        filing["referredBy"] = {"level": "tertiary-a"}
    scheme = chance.choice(("employee", "resident"))
    case = {"person": {"insuredIn": home, "scheme": scheme, "name": "李明", "idNumber": number}, "filing": filing}
    if chance.random() < _FAULTY:
        chance.choice(_FAULTS)(case)
    return case


def _number(chance: random.Random) -> str:
    """An identity number with its check digit (GB 11643)."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    digits = f"{chance.choice(('110101', '320102', '360102', '440103'))}{born:%Y%m%d}{chance.randrange(1000):03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def _wrong(part: str, key: str, value: object) -> Callable[[Filing], None]:
    def change(case: Filing) -> None:
        case[part][key] = value

    return change


_FAULTS: Final = (
    _wrong("person", "idNumber", "110101199003070000"),
    _wrong("person", "scheme", "worker"),
    _wrong("person", "name", None),
    _wrong("filing", "startsOn", "2025-02-30"),
    _wrong("filing", "endsOn", "2020-01-01"),
    _wrong("filing", "materials", ["id-card"]),
    _wrong("filing", "noticeAcknowledged", False),
    _wrong("filing", "contact", {"name": "李明", "phone": "123"}),
    _wrong("filing", "colour", "red"),
)
