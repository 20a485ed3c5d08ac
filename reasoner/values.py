"""Typed values: the exact integer behind a literal of the ontology, and its text again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from yidi.model import UNLIMITED, Value
from yidi.names import NS, XSD, local
from yidi.reading.turtle import Literal, Term

SCALE: Final = 10_000
"""Ratios, factors, shares and points are kept in ten-thousandths."""

_SCALES: Final = {
    "ratio": (SCALE, Decimal(0), Decimal(1)),
    "factor": (SCALE, Decimal(0), Decimal(100)),
    "firstSelfPayShare": (SCALE, Decimal(0), Decimal(1)),
    "percentagePoints": (SCALE // 100, Decimal(0), Decimal(100)),
    "yuan": (100, Decimal(0), Decimal(10) ** 9),
    "months": (1, Decimal(0), Decimal(1200)),
    "workingDays": (1, Decimal(0), Decimal(1000)),
    "integer": (1, Decimal(0), Decimal(10) ** 9),
}
NUMBERS: Final = frozenset(_SCALES)
"""The datatypes whose values are numbers and can be compared."""
_PARTS: Final = ("ratio", "firstSelfPayShare", "percentagePoints")
"""Numbers of which one has to know what the whole is: 1 or 100."""


def datatype(kind: str) -> str:
    """The IRI of a kind of value: the number types are our own, the others those of XML Schema."""
    return (XSD if kind in ("boolean", "gMonthDay", "integer") else NS) + kind


_DECIMAL: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
"""Plain digits: Python would read "０.８５" and "1_0" too, but no other reader of Turtle does."""
_MONTH_DAY: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def written_types(kinds: Iterable[str]) -> str:
    """Kinds of values as the files write them, shares and points with the numbers between which they lie."""
    return " / ".join(f'"…"^^{"yidi" if datatype(k).startswith(NS) else "xsd"}:{k}{_between(k)}' for k in kinds)


def _between(kind: str) -> str:
    return f" ({_SCALES[kind][1]}–{_SCALES[kind][2]})" if kind in _PARTS else ""


def parse_value(term: Term) -> Value | None:
    """The value behind a term: a code for an IRI, an exact number for a typed literal; None if it is not valid."""
    if not isinstance(term, Literal):
        return Value("code", term, 0)
    kind = local(term.datatype)
    if term.datatype != datatype(kind):
        return None
    if kind == "boolean":
        return Value(kind, term.text, int(term.text == "true")) if term.text in ("true", "false") else None
    if kind == "gMonthDay":
        return Value(kind, term.text, 0) if _MONTH_DAY.fullmatch(term.text) else None
    if kind == "months" and term.text == "INF":
        return Value(kind, term.text, UNLIMITED)
    number = _scaled(kind, term.text)
    return None if number is None else Value(kind, term.text, number)


def _scaled(kind: str, text: str) -> int | None:
    if kind not in _SCALES:
        return None
    scale, low, high = _SCALES[kind]
    if not _DECIMAL.fullmatch(text):
        return None
    number = Decimal(text)
    scaled = number * scale
    valid = low <= number <= high and scaled == scaled.to_integral_value()
    return int(scaled) if valid else None


def greatest(kind: str) -> int:
    """The greatest number that a kind can hold."""
    scale, _, high = _SCALES[kind]
    return int(high * scale)


def scale_of(kind: str) -> int:
    """By what a number of a kind is multiplied to be kept whole."""
    return _SCALES[kind][0]


def number_text(kind: str, number: int) -> str:
    """A number as the answer writes it: yuan with two decimals, the others as short as they are exact."""
    if kind == "boolean":
        return "true" if number else "false"
    if number >= UNLIMITED:
        return "INF"
    if kind == "yuan":
        return yuan(number)
    exact = Decimal(number) / scale_of(kind)
    in_percent = kind in ("ratio", "firstSelfPayShare") and number % (SCALE // 100) == 0 and number > 0
    return str(exact.quantize(Decimal("0.01"))) if in_percent else f"{exact.normalize():f}"


def yuan(fen: int) -> str:
    """An amount in fen as yuan with two decimals: 4122500 is "41225.00"."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02d}"
