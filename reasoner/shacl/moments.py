"""Dates and times of XML Schema as places on one line (XSD 1.1 part 2, appendix E)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))"  # the standard asks for four digits at least
_MONTH: Final = r"(?P<month>[0-9]{2})"
_DAY: Final = r"(?P<day>[0-9]{2})"
_TIME: Final = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}(?:\.[0-9]+)?)"
_ZONE: Final = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
_PATTERNS: Final = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}?",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}?",
    "time": f"{_TIME}{_ZONE}?",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
    "gYear": f"{_YEAR}{_ZONE}?",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}?",
    "gMonth": f"--{_MONTH}{_ZONE}?",
    "gDay": f"---{_DAY}{_ZONE}?",
}
FORMS: Final = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
"""The lexical forms, before the calendar is looked at."""
_WITHOUT: Final = {"year": "1972", "month": "12", "day": "31", "hour": "00", "minute": "00", "second": "00"}
"""What stands for the parts that a type does not have; 1972 has a 29 February."""
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WIDEST: Final = 14 * 3600
"""The widest time zone, in seconds."""


class Moment(NamedTuple):
    """A place on the time line in seconds; in UTC where the time zone is known."""

    seconds: Decimal
    zoned: bool


def read_moment(datatype: str, form: str) -> Moment | None:
    """The moment that a lexical form of ``date``, ``dateTime``, ``gMonthDay``... says; None where it says none."""
    match = FORMS[datatype].fullmatch(form)
    if match is None:
        return None
    parts = _WITHOUT | {name: value for name, value in match.groupdict().items() if value is not None}
    year, month, day = int(parts["year"]), int(parts["month"]), int(parts["day"])
    if not (1 <= month <= 12 and 1 <= day <= _days(year, month)):  # noqa: PLR2004 - months
        # A type without a day means the last of its month by the 31st.
        if "day" in match.groupdict() or not 1 <= month <= 12:  # noqa: PLR2004
            return None
        day = _days(year, month)
    seconds = _clock(parts)
    if seconds is None:
        return None
    zone = parts.get("zone")
    return Moment(_day_number(year, month, day) * 86400 + seconds - _offset(zone), zone is not None)


def order(one: Moment, other: Moment) -> int | None:
    """-1, 0 or 1 as one is before, at or after the other; None where an unknown time zone leaves it open."""
    if one.zoned == other.zoned:
        return (one.seconds > other.seconds) - (one.seconds < other.seconds)
    if abs(one.seconds - other.seconds) <= _WIDEST:
        return None
    return 1 if one.seconds > other.seconds else -1


def _clock(parts: dict[str, str]) -> Decimal | None:
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), Decimal(parts["second"])
    midnight = hour == 24 and minute == 0 and second == 0  # noqa: PLR2004
    if midnight or (hour < 24 and minute < 60 and second < 60):  # noqa: PLR2004
        return hour * 3600 + minute * 60 + second
    return None


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
    return -seconds if zone.startswith("-") else seconds


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(year: int, month: int) -> int:
    return 28 if month == 2 and not _leap(year) else _DAYS[month - 1]  # noqa: PLR2004


def _day_number(year: int, month: int, day: int) -> int:
    """Days since a fixed one, in the proleptic Gregorian calendar, for any year."""
    if month <= 2:  # noqa: PLR2004 - the year begins in March, so that the leap day is its last
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
