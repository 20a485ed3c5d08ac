"""An Arrow table of cases as columns of whole numbers, and what is wrong with its rows.

A column is read by its distinct values: each is checked once, in the same way and with the
same words as in a single case, and the numbers are then spread over the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from yidi.cases.case import CaseVocabulary, contradictions, fault_of
from yidi.cases.messages import CASE
from yidi.cases.model import Case
from yidi.cases.values import EARLIEST, LATEST, MOST_YUAN, Cares, Date, Flag, Materials, Money
from yidi.deciding.columns import ADMISSION_NUMBER, ADMITTED, INSURED, INSURED_DIVISION, SETTLED, Columns, Encoder
from yidi.deciding.days import EPOCH
from yidi.errors import Fault
from yidi.reading.places import UNKNOWN
from yidi.tables.table import Ints

_PRESENCE: Final = "filing"
_HOSPITAL: Final = "visit.hospital"
_REQUIRED: Final = (INSURED, "person.scheme", "visit.care", ADMITTED)
_ORDER: Final = (
    (ADMITTED, "person.birthDate"),
    ("filing.endsOn", "filing.startsOn"),
    (SETTLED, ADMITTED),
)
"""Days of which the first may not lie before the second."""
_AMOUNT: Final = r"^[0-9]{1,9}(\.[0-9]{1,2})?$"


@dataclass(slots=True)
class Faults:
    """What is wrong, by row."""

    by_row: dict[int, list[Fault]] = field(default_factory=dict)

    def add(self, rows: Ints, fault: Fault) -> None:
        """Note a fault of some rows."""
        for row in rows.tolist():
            self.by_row.setdefault(row, []).append(fault)


@lru_cache(maxsize=8)
def _paths(kind: Any) -> frozenset[str]:
    """The paths of all values of a kind, such as amounts or days."""
    plain = get_args(kind)[0]
    return frozenset(
        path for path, info in _annotations(Case, "") if kind in get_args(info.annotation) or info.annotation is plain
    )


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
    reader = _Reader(encoder, vocabulary, Columns(table.num_rows, {}), Faults())
    for name in sorted(table.column_names, key=(_HOSPITAL, f"{_HOSPITAL}.id").__contains__):
        reader.read(name, table.column(name))
    columns, faults = reader.columns, reader.faults
    filing = [columns.data[n] >= 0 for n in columns.data if n.startswith("filing.")]
    if filing:
        columns.data[_PRESENCE] = np.where(np.any(filing, axis=0), 1, UNKNOWN)
    _check_rows(columns, faults)
    return columns, faults


def arrow_kind(path: str) -> pa.DataType:
    """How a column of text is to be read: truth values and counts as such, everything else as text."""
    if path in _paths(Flag):
        return pa.bool_()
    return pa.int64() if path == ADMISSION_NUMBER else pa.string()


def unknown_columns(table: pa.Table) -> list[str]:
    """The names of columns that no case has."""
    known = fields().keys() | {_HOSPITAL}
    return [name for name in table.column_names if name not in known]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one column after another."""

    encoder: Encoder
    vocabulary: CaseVocabulary
    columns: Columns
    faults: Faults

    def read(self, name: str, column: pa.ChunkedArray) -> None:
        """Add a column of the table; one that no case has is passed over."""
        path = f"{_HOSPITAL}.id" if name == _HOSPITAL else name
        if path not in fields():
            return
        numbers = _plain(path, column)
        self._put(path, self._read(path, column) if numbers is None else numbers)

    def _put(self, path: str, numbers: Ints) -> None:
        """Add numbers where none are known yet; a case's own facts come before those known for its hospital."""
        held = self.columns[path]
        self.columns.data[path] = np.where(held < 0, numbers, held) if path in self.columns.data else numbers

    def _read(self, path: str, column: pa.ChunkedArray) -> Ints:
        """A column value by value, each distinct one once."""
        listed = pa.types.is_list(column.type) or pa.types.is_large_list(column.type)
        encoded = (_joined(column) if listed else column).combine_chunks()
        if not pa.types.is_dictionary(encoded.type):
            encoded = encoded.dictionary_encode()
        values = [_value(path, v, listed=listed) for v in encoded.dictionary.to_pylist()]
        index = pc.fill_null(encoded.indices, len(values)).to_numpy(zero_copy_only=False)
        read = [None if value is None else self._checked(path, value, index, i) for i, value in enumerate(values)]
        if path == INSURED:
            divisions = [None if v is None else self.encoder.insured[v][1] for v in read]
            self._put(INSURED_DIVISION, _spread(divisions, index))
        if path == f"{_HOSPITAL}.id":
            self._known_hospitals(read, index)
        return _spread([None if v is None else self.encoder.number(path, v) or 0 for v in read], index)

    def _checked(self, path: str, value: Any, index: Ints, number: int) -> Any:
        """A distinct value as a case has it, or None and a fault in each of the rows that hold it."""
        try:
            return fields()[path].validate_python(value, context=self.vocabulary)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.faults.add(np.flatnonzero(index == number), _at(fault_of(detail, "en"), path))
        return None

    def _known_hospitals(self, ids: list[str | None], index: Ints) -> None:
        """Add the facts that are known of institutions."""
        known = [self.vocabulary.hospitals.get(i or "", {}) for i in ids]
        for key in dict.fromkeys(key for facts in known for key in facts):
            path = f"{_HOSPITAL}.{key}"
            given: list[Any] = [facts.get(key) for facts in known]
            parsed = [tuple(value) if isinstance(value, list) else value for value in given]
            self._put(path, _spread([None if v is None else self.encoder.number(path, v) for v in parsed], index))


def _spread(numbers: list[int | None], index: Ints) -> Ints:
    """The number of each row from those of the distinct values; what comes after the last of them is unknown."""
    found = np.array([UNKNOWN if n is None else n for n in [*numbers, None]], np.int64)
    return found[index]


def _value(path: str, value: Any, *, listed: bool) -> Any:
    """A distinct value as a case has it: lists come joined, in columns of text by commas; an empty text is nothing."""
    if listed:
        return value.split("\t") if value else []
    if value == "" or not isinstance(value, str):
        return None if value == "" else value
    return value.split(",") if path in _paths(Cares) | _paths(Materials) else value


def _joined(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lists as one text each, which can be told apart faster; null within a list is no code, and so becomes a fault."""
    texts = column.cast(pa.list_(pa.string()))
    joined = pc.binary_join(texts, "\t")
    return pc.if_else(pc.and_(texts.is_valid(), joined.is_null()), "null", joined)


def _plain(path: str, column: pa.ChunkedArray) -> Ints | None:
    """A column of days, truth values or amounts as a whole, or None if it has to be read value by value."""
    if path in _paths(Date) and pa.types.is_date32(column.type):
        days: Ints = pc.fill_null(column.cast(pa.int32()), -EPOCH - 1).to_numpy().astype(np.int64) + EPOCH
        known = column.is_valid().to_numpy()
        return days if _within(days[known], EARLIEST.toordinal(), LATEST.toordinal()) else None
    if path in _paths(Flag) and pa.types.is_boolean(column.type):
        flags: Ints = pc.fill_null(column.cast(pa.int8()), UNKNOWN).to_numpy().astype(np.int64)
        return flags
    return _fen(column.combine_chunks()) if path in _paths(Money) else None


def _fen(column: pa.Array) -> Ints | None:
    """A column of amounts in fen, or None if something in it is no amount: it is then read value by value."""
    kind = column.type
    if pa.types.is_floating(kind):
        given = pc.fill_null(column.cast(pa.float64()), 0).to_numpy()
        numbers = np.rint(np.where(np.abs(given) <= MOST_YUAN, given, -1) * 100).astype(np.int64)
        exact = bool((numbers / 100 == given).all())  # a number counts as what it prints
    elif pa.types.is_decimal(kind) or pa.types.is_integer(kind) or _all_amounts(column):
        try:
            fen = column.cast(pa.decimal128(18, 2))
        except pa.ArrowInvalid:
            return None
        numbers = np.frombuffer(fen.buffers()[1], np.int64)[fen.offset * 2 : (fen.offset + len(fen)) * 2 : 2]
        exact = True
    else:
        return None
    known = column.is_valid().to_numpy(zero_copy_only=False)
    sound = exact and _within(numbers[known], 0, MOST_YUAN * 100)
    return np.where(known, numbers, UNKNOWN) if sound else None


def _all_amounts(column: pa.Array) -> bool:
    """Whether a column holds text, and nothing but amounts."""
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    return is_text and pc.all(pc.match_substring_regex(column, _AMOUNT)).as_py() is not False


def _within(numbers: Ints, least: int, most: int) -> bool:
    return bool(((numbers >= least) & (numbers <= most)).all())


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
    for row in np.flatnonzero(_contradictory(columns)).tolist():
        days = {path: int(columns[path][row]) for paths in _ORDER for path in paths}
        facts: dict[str, Any] = {path: date.fromordinal(day) for path, day in days.items() if day > 0}
        facts |= {path: int(columns[path][row]) for path in _paths(Money) if columns[path][row] >= 0}
        for fault in contradictions(facts, "en"):
            faults.add(np.array([row]), fault)


def _contradictory(columns: Columns) -> NDArray[np.bool_]:
    """Rows with days in the wrong order or with parts above the total; which, a single case's own check says."""
    wrong = np.zeros(columns.count, bool)
    for later, earlier in _ORDER:
        wrong |= (columns[later] >= 0) & (columns[later] < columns[earlier])
    total = columns["expense.total"]
    apart = sum(np.maximum(columns[f"expense.{part}"], 0) for part in ("outOfCatalogue", "classB"))
    return wrong | ((total >= 0) & ((columns["expense.eligible"] > total) | (apart > total)))
