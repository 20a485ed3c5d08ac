"""Constraints of SHACL Core that no value can meet: a class that is a datatype, bounds that cross, an empty list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Final

from yidi.check.shapes_graph import SH, ShapeFiles, written
from yidi.check.shapes_known import Known
from yidi.finding import Finding
from yidi.names import ID, NS
from yidi.reading.turtle import Literal

_CLASS: Final = SH + "class"
_DATATYPE: Final = SH + "datatype"
_LISTS: Final = (SH + "in", SH + "languageIn")
_NUMBER: Final = ("Inclusive", "Exclusive")
_BOUNDS: Final = (
    ("minCount", "maxCount"),
    ("qualifiedMinCount", "qualifiedMaxCount"),
    ("minLength", "maxLength"),
    *((f"min{least}", f"max{most}") for least, most in product(_NUMBER, _NUMBER)),
)


def impossible_values(files: ShapeFiles, known: Known) -> Iterator[Finding]:
    """Constraints that nothing can meet."""
    for shape in files.shapes:
        yield from _kinds(files, known, shape)
        yield from _empty_lists(files, shape)
        yield from _crossed(files, shape)


def _kinds(files: ShapeFiles, known: Known, shape: str) -> Iterator[Finding]:
    subject = written(files.owner(shape))
    for value in files.graph.iris(shape, _CLASS):
        if value not in known.classes and (value in known.names or not value.startswith((ID, NS))):
            finding = "shape-class-datatype" if known.is_datatype(value) else "shape-class"
            yield Finding(finding, files.place(shape, _CLASS, value), {"subject": subject, "target": written(value)})
    for value in files.graph.iris(shape, _DATATYPE):
        if not known.is_datatype(value) and (value in known.names or not value.startswith((ID, NS))):
            details = {"subject": subject, "target": written(value)}
            yield Finding("shape-datatype", files.place(shape, _DATATYPE, value), details)


def _empty_lists(files: ShapeFiles, shape: str) -> Iterator[Finding]:
    for predicate in _LISTS:
        for head in files.graph.objects(shape, predicate):
            if not files.graph.list(head):
                details = {"subject": written(files.owner(shape)), "predicate": written(predicate)}
                yield Finding("shape-list-empty", files.place(shape, predicate, head), details)


def _crossed(files: ShapeFiles, shape: str) -> Iterator[Finding]:
    for least, most in _BOUNDS:
        low, high = (files.graph.object(shape, SH + name) for name in (least, most))
        if not isinstance(low, Literal) or not isinstance(high, Literal) or not _is_above(low, high):
            continue
        details = {
            "subject": written(files.owner(shape)),
            "least": f"sh:{least} {low.text}",
            "most": f"sh:{most} {high.text}",
        }
        yield Finding("shape-bounds", files.place(shape, SH + most), details)


def _is_above(low: Literal, high: Literal) -> bool:
    """Whether a bound is above another, as numbers or, where they are dates, in the order of their text."""
    try:
        return Decimal(low.text) > Decimal(high.text)
    except InvalidOperation:
        return low.datatype == high.datatype and low.text > high.text
