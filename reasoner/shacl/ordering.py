"""What SPARQL's ``<`` and ``<=`` say of two terms (SPARQL 1.1, 17.3): true, false, or nothing."""

from __future__ import annotations

from decimal import Decimal
from math import isnan, nan
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from yidi.shacl.lexical import INTEGERS, integer, well_typed
from yidi.shacl.moments import FORMS, Moment, order, read_moment
from yidi.shacl.terms import XSD, Term

_Plain: TypeAlias = int | float | Decimal | str | bool


class Value(NamedTuple):
    """What a literal denotes; only values of one kind can be compared."""

    kind: str
    value: _Plain | Moment


def value_of(term: Term) -> Value | None:
    """The value of a literal that has an order; None for other terms and for ill-typed literals."""
    if not isinstance(term, ox.Literal) or not term.datatype.value.startswith(XSD):
        return None
    name, form = term.datatype.value[len(XSD) :], term.value
    if name == "string":
        return Value("string", form)
    if not well_typed(term):
        return None
    if name in FORMS:
        moment = read_moment(name, form)
        return moment and Value(name.removesuffix("Stamp"), moment)
    if name == "boolean":
        return Value("boolean", form in {"true", "1"})
    number = _number(name, form)
    return None if number is None else Value("number", number)


def _number(name: str, form: str) -> _Plain | None:
    if name in INTEGERS:
        return integer(form)
    if name == "decimal":
        return Decimal(form)
    number = float(form) if name in {"double", "float"} else nan
    return None if isnan(number) else number


def precedes(one: Value | None, other: Value | None, *, or_equal: bool) -> bool:
    """Whether ``one < other``, or ``one <= other``, is true; not where they cannot be compared."""
    if one is None or other is None or one.kind != other.kind:
        return False
    first, second = one.value, other.value
    if isinstance(first, Moment) and isinstance(second, Moment):
        placed = order(first, second)
        return placed is not None and (placed < 0 or (or_equal and placed == 0))
    return first <= second if or_equal else first < second  # type: ignore[operator] # of one kind
