"""Which lexical forms the datatypes of XML Schema have (XSD 1.1 part 2), so that ill-typed literals are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import pyoxigraph as ox

from yidi.shacl.moments import FORMS as MOMENTS
from yidi.shacl.moments import read_moment
from yidi.shacl.terms import XSD

Form: TypeAlias = Callable[[str], object]
"""Gives something true for the lexical forms of a datatype."""

_DURATION: Final = r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
_PATTERNS: Final = {
    "boolean": "true|false|1|0",
    "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    "double": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "float": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "duration": _DURATION,
    "yearMonthDuration": r"-?P(?=.)([0-9]+Y)?([0-9]+M)?",
    "dayTimeDuration": r"-?P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?",
    "hexBinary": "([0-9a-fA-F]{2})*",
    "base64Binary": "((([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048]"
    " ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=))?",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"([^\s]+( [^\s]+)*)?",
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "NMTOKEN": r"[\w:.·-]+",
    "Name": r"(?!\d)[\w:][\w:.·-]*",
    "NCName": r"(?!\d)\w[\w.·-]*",
}
_UNBOUNDED: Final = (None, None)
_INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": _UNBOUNDED,
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in (("long", 64), ("int", 32), ("short", 16))},
    "byte": (-128, 127),
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
INTEGERS: Final = frozenset(_INTEGERS)
"""xsd:integer and the types derived from it."""
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")


def integer(form: str) -> int | None:
    """The integer that a lexical form says, of any length; Python alone would refuse one of 5,000 digits."""
    if not _INTEGER.fullmatch(form):
        return None
    digits = form.lstrip("+-").lstrip("0") or "0"
    value = 0
    for start in range(0, len(digits), _CHUNK):
        part = digits[start : start + _CHUNK]
        value = value * 10 ** len(part) + int(part)
    return -value if form.startswith("-") else value


_CHUNK: Final = 4000


def _ranged(least: int | None, most: int | None) -> Form:
    def fits(form: str) -> bool:
        value = integer(form)
        return value is not None and (least is None or value >= least) and (most is None or value <= most)

    return fits


_FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {name: re.compile(pattern).fullmatch for name, pattern in _PATTERNS.items()}
    | {name: _ranged(*bounds) for name, bounds in _INTEGERS.items()}
    | {name: (lambda form, name=name: read_moment(name, form) is not None) for name in MOMENTS}
)


def form_of(datatype: ox.NamedNode) -> Form | None:
    """What a lexical form of a datatype must pass; None where every form does, or the datatype is unknown."""
    return _FORMS.get(datatype.value.removeprefix(XSD)) if datatype.value.startswith(XSD) else None


def well_typed(literal: ox.Literal) -> bool:
    """Whether the lexical form of a literal is one of its datatype; of unknown datatypes every form is."""
    form = form_of(literal.datatype)
    return form is None or bool(form(literal.value))
