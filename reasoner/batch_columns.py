"""An Arrow table of cases as columns of whole numbers, and what is wrong with its rows.

A column is read by its distinct values: each is checked once, in the same way and with the
same words as in a single case, and the numbers are then spread over the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from yidi.case import CaseVocabulary, fault_of
from yidi.case_messages import CASE
from yidi.case_model import Case
from yidi.case_values import EARLIEST, LATEST, MOST_YUAN, Flag, Money
from yidi.columns import ADMISSION_NUMBER, INSURED, INSURED_DIVISION, Columns, Encoder
from yidi.days import EPOCH
from yidi.errors import Fault
from yidi.places import UNKNOWN
from yidi.table import Ints

_PRESENCE = "filing"
_REQUIRED = ("person.insuredIn", "visit.care", "visit.admittedOn")
_ORDER = (
    ("person.birthDate", "after", "visit.admittedOn"),
    ("filing.endsOn", "before", "filing.startsOn"),
    ("visit.settledOn", "before", "visit.admittedOn"),
)


@dataclass(slots=True)
class Faults:
    """What is wrong, by row."""

    by_row: dict[int, list[Fault]] = field(default_factory=dict)

    def add(self, rows: Ints, fault: Fault) -> None:
        """Note a fault of some rows."""
        for row in rows.tolist():
            self.by_row.setdefault(row, []).append(fault)


@lru_cache(maxsize=1)
def _amounts() -> frozenset[str]:
    """The paths of amounts in yuan."""
    return frozenset(path for path, info in _annotations(Case, "") if Money in get_args(info.annotation))


@lru_cache(maxsize=1)
def fields() -> dict[str, TypeAdapter[Any]]:
    """How each single value of a case is read, by dotted path."""
    found: dict[str, TypeAdapter[Any]] = {}
    for path, info in _annotations(Case, ""):
        kind: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        found[path] = TypeAdapter(kind)
    return found


def _annotations(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        kind = _model_in(info.annotation)
        if kind is not None:
            yield from _annotations(kind, f"{prefix}{name}.")
        else:
            yield prefix + name, info


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The part of the case that an annotation stands for, or None for a single value."""
    if get_origin(annotation) is Annotated:
        return _model_in(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return next((m for a in get_args(annotation) if (m := _model_in(a))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def encode_table(table: pa.Table, encoder: Encoder, vocabulary: CaseVocabulary) -> tuple[Columns, Faults]:
    """The columns of a table whose own columns are named by dotted path, and what is wrong with its rows."""
    columns = Columns(table.num_rows, {})
    faults = Faults()
    known = fields()
    for name in table.column_names:
        if name in known:
            columns.data[name] = _read(name, table.column(name), known[name], encoder, vocabulary, columns, faults)
    filing = [columns.data[n] >= 0 for n in columns.data if n.startswith("filing.")]
    if filing:
        columns.data[_PRESENCE] = np.where(np.any(filing, axis=0), 1, UNKNOWN)
    _check_rows(columns, faults)
    return columns, faults


def arrow_kind(path: str) -> pa.DataType:
    """How a column of text is to be read: truth values and counts as such, everything else as text."""
    annotation = next((info.annotation for p, info in _annotations(Case, "") if p == path), None)
    if Flag in get_args(annotation):
        return pa.bool_()
    return pa.int64() if path == ADMISSION_NUMBER else pa.string()


def unknown_columns(table: pa.Table) -> list[str]:
    """The names of columns that no case has."""
    known = fields()
    return [name for name in table.column_names if name not in known]


def _read(
    path: str,
    column: pa.ChunkedArray,
    adapter: TypeAdapter[Any],
    encoder: Encoder,
    vocabulary: CaseVocabulary,
    columns: Columns,
    faults: Faults,
) -> Ints:
    if (numbers := _plain(path, column)) is not None:
        return numbers
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pc.binary_join(column, "\t")
    listed = path in encoder.lists
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    numbers = np.full(len(values) + 1, UNKNOWN, np.int64)  # the last is for null
    division = np.full(len(values) + 1, UNKNOWN, np.int64)
    index = pc.fill_null(encoded.indices, len(values)).to_numpy(zero_copy_only=False)
    for i, value in enumerate(values):
        if value is None or value == "":
            continue
        given = [v for v in value.replace(",", "\t").split("\t") if v] if listed and isinstance(value, str) else value
        try:
            read = adapter.validate_python(given, context=vocabulary)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                faults.add(np.flatnonzero(index == i), _at(fault_of(detail, "en"), path))
            continue
        number = encoder.number(path, read)
        numbers[i] = UNKNOWN if number is None else number
        if path == INSURED:
            division[i] = encoder.insured[read][1]
    if path == INSURED:
        columns.data[INSURED_DIVISION] = division[index]
    spread: Ints = numbers[index]
    return spread


def _plain(path: str, column: pa.ChunkedArray) -> Ints | None:
    """A column of days, truth values or amounts as a whole, or None if it has to be read value by value."""
    kind = column.type
    if pa.types.is_date32(kind):
        days: Ints = pc.fill_null(column.cast(pa.int32()), -EPOCH - 1).to_numpy().astype(np.int64) + EPOCH
        return days if _within(days, EARLIEST.toordinal(), LATEST.toordinal()) else None
    if pa.types.is_boolean(kind):
        flags: Ints = pc.fill_null(column.cast(pa.int8()), UNKNOWN).to_numpy().astype(np.int64)
        return flags
    if path not in _amounts():
        return None
    try:
        fen = column.combine_chunks().cast(pa.decimal128(18, 2))
    except pa.ArrowInvalid:
        return None  # something in it is no amount: it is read value by value, to say which
    numbers = np.frombuffer(fen.buffers()[1], np.int64)[fen.offset * 2 : (fen.offset + len(fen)) * 2 : 2]
    numbers = np.where(fen.is_null().to_numpy(zero_copy_only=False), UNKNOWN, numbers)
    return numbers if _within(numbers, 0, MOST_YUAN * 100) else None


def _within(numbers: Ints, least: int, most: int) -> bool:
    return bool(((numbers == UNKNOWN) | ((numbers >= least) & (numbers <= most))).all())


def _at(fault: Fault, path: str) -> Fault:
    return Fault(f"{path}.{fault.path}" if fault.path else path, fault.message)


def _check_rows(columns: Columns, faults: Faults) -> None:
    """Facts that are required, and facts of one row that contradict one another."""
    for path in _REQUIRED:
        lacking = np.flatnonzero(columns[path] < 0)
        told = {row for row, found in faults.by_row.items() if any(f.path == path for f in found)}
        faults.add(
            np.array([r for r in lacking.tolist() if r not in told], np.int64), Fault(path, CASE["required"]["en"])
        )
    for path, kind, other in _ORDER:
        day, limit = columns[path], columns[other]
        wrong = (day >= 0) & (limit >= 0) & (day > limit if kind == "after" else day < limit)
        for row in np.flatnonzero(wrong).tolist():
            words = CASE[kind]["en"].format(day=f"'{_day(day[row])}'", other=other, other_day=_day(limit[row]))
            faults.add(np.array([row]), Fault(path, words))
    total = columns["expense.total"]
    for path in ("expense.eligible", "expense.outOfCatalogue", "expense.classB"):
        for row in np.flatnonzero((total >= 0) & (columns[path] > total)).tolist():
            amounts: Mapping[str, str] = {"amount": _yuan(columns[path][row]), "limit": _yuan(total[row])}
            faults.add(np.array([row]), Fault(path, CASE["above"]["en"].format(other="expense.total", **amounts)))


def _day(ordinal: int) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _yuan(fen: int) -> str:
    return f"'{int(fen) // 100}.{int(fen) % 100:02d}'"
