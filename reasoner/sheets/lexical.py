"""What an author may write in a cell, made plain: numbers, days, true and false, ranges; and lists cut into items."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

from yidi.reading.turtle import Literal
from yidi.sheets.messages import Trouble
from yidi.values import NUMBERS, datatype, parse_value

SHARES: Final = frozenset({"ratio", "factor", "firstSelfPayShare"})
"""The kinds of number that a percentage is: 85 % is 0.85."""
_TRUE: Final = ("true", "yes", "是", "1", "√", "y")
_FALSE: Final = ("false", "no", "否", "0", "×", "n")
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?")
_MONTH_DAY: Final = re.compile(r"(?:--)?(\d{1,2})\s*[-月]\s*(\d{1,2})\s*日?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SCIENTIFIC: Final = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")
_HALF: Final = re.compile(r"(>=|≥|=>|<)\s*([\d.]+)")
_OPEN: Final = re.compile(r"(?:>|<=|≤|=<)\s*[\d.]+|[\[(][^\[\]()]*[\])]")
_BOTH: Final = re.compile(r"\[\s*([\d.]+)\s*(?:,|\.\.)\s*([\d.]+)\s*\)")
_BREAKS: Final = re.compile(r"[;、,\n](?![^\[(]*[\])])")
EXAMPLES: Final = {
    "ratio": "0.85",
    "factor": "0.9",
    "firstSelfPayShare": "0.1",
    "percentagePoints": "10",
    "yuan": "800",
    "months": "6",
    "workingDays": "2",
    "integer": "3",
    "gMonthDay": "--07-01",
}


def plain(text: str) -> str:
    """Text with full-width digits, letters and marks made plain, and no space around it."""
    return unicodedata.normalize("NFKC", text).strip()


def items(text: str) -> list[str]:
    """The items of a cell that lists several, cut at ``; 、 ,`` and line ends, but not inside brackets."""
    return [item for part in _BREAKS.split(plain(text)) if (item := part.strip())]


def read_flag(text: str) -> str | Trouble:
    """``true`` or ``false``."""
    said = plain(text).lower()
    if said in _TRUE or said in _FALSE:
        return "true" if said in _TRUE else "false"
    return Trouble("flag-invalid", {"value": text})


def read_day(text: str) -> str | Trouble:
    """A day as YYYY-MM-DD, from what spreadsheets and people make of it; the year must come first."""
    if found := _DAY.fullmatch(plain(text)):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            pass
    return Trouble("day-invalid", {"value": text})


def read_range(text: str, kind: str) -> str | Trouble:
    """A condition on a number: ``3``, ``>= 60``, ``< 18`` or ``[60, 70)``."""
    said = plain(text)
    if _PLAIN.fullmatch(said):
        return said if _valid(said, kind) else Trouble("range-invalid", {"value": text})
    if (found := _HALF.fullmatch(said)) and _valid(found[2], kind):
        return f"{'<' if found[1] == '<' else '>='} {found[2]}"
    if (found := _BOTH.fullmatch(said)) and _valid(found[1], kind) and _valid(found[2], kind):
        if Decimal(found[1]) < Decimal(found[2]):
            return f"[{found[1]}, {found[2]})"
    elif _OPEN.fullmatch(said):
        return Trouble("range-open", {"value": text})
    return Trouble("range-invalid", {"value": text})


def read_number(text: str, kind: str) -> str | Trouble:
    """A number of a kind as the files write it; a percentage only where the kind is a share."""
    said = plain(text)
    details = {"value": text, "kind": kind, "example": EXAMPLES.get(kind, "3")}
    if kind == "boolean":
        return read_flag(text)
    if kind == "gMonthDay":
        found = _MONTH_DAY.fullmatch(said)
        said = f"--{int(found[1]):02d}-{int(found[2]):02d}" if found else said
    elif said.endswith("%") and _PLAIN.fullmatch(share := said[:-1].strip()):
        if kind not in SHARES:
            return Trouble("number-percent", details)
        said = f"{(Decimal(share) / 100):f}"
    elif _SCIENTIFIC.fullmatch(said):
        return Trouble("number-scientific", details)
    elif _THOUSANDS.fullmatch(said):
        said = said.replace(",", "")
    return said if _valid(said, kind) else Trouble("number-invalid", details)


def same_number(a: str, b: str) -> bool:
    """Whether two texts are the same number, however many noughts they have."""
    return a == b or (bool(_PLAIN.fullmatch(a) and _PLAIN.fullmatch(b)) and Decimal(a) == Decimal(b))


def ends(text: str) -> tuple[str, str]:
    """The two ends of a range as `read_range` gives it, empty where there is none; of a number itself and ""."""
    if text.startswith("["):
        low, high = text[1:-1].split(", ")
        return low, high
    return (text[3:], "") if text.startswith(">=") else ("", text[2:])


def _valid(text: str, kind: str) -> bool:
    return (kind not in NUMBERS or bool(_PLAIN.fullmatch(text) or text == "INF")) and parse_value(
        Literal(text, datatype(kind), "")
    ) is not None
