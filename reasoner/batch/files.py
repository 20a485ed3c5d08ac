"""Files of many cases in, files of decisions out, a part at a time: Parquet, CSV or JSON Lines by their suffix."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.json as pj
import pyarrow.parquet as pq

from yidi.batch.columns import arrow_kind, unknown_columns
from yidi.errors import UsageError

if TYPE_CHECKING:
    from yidi.base import Base

ROWS: Final = 1_000_000
"""Rows held at a time."""
FORMATS: Final = (".parquet", ".csv", ".jsonl", ".ndjson")


def decide_file(base: Base, source: Path, target: Path) -> tuple[int, int]:
    """How many cases were decided and how many were rejected; rejected rows are written too, with why in `faults`.

    Raises UsageError for a suffix that is not known, a file that cannot be read, or columns that no case has.
    """
    rows = rejected = 0
    with _Writer(target) as writer:
        for cases in _read(source):
            decided = base.decide_batch(cases)
            writer.write(decided)
            rows += decided.num_rows
            rejected += decided.num_rows - decided["faults"].null_count
    return rows, rejected


def _read(source: Path) -> Iterator[pa.Table]:
    try:
        for batch in _batches(source):
            table = _flat(pa.Table.from_batches([batch]))
            if foreign := unknown_columns(table):
                raise UsageError(f"{source}: no case has the columns {', '.join(foreign)}. Name them by dotted path.")
            yield table
    except (pa.ArrowInvalid, OSError) as error:
        raise UsageError(f"{source}: {error}") from None


def _batches(source: Path) -> Iterator[pa.RecordBatch]:
    match source.suffix:
        case ".parquet":
            yield from pq.ParquetFile(source).iter_batches(ROWS)
        case ".csv":
            kinds = {name: arrow_kind(name) for name in _header(source)}
            options = pc.ConvertOptions(column_types=kinds, strings_can_be_null=True)
            yield from pc.open_csv(source, convert_options=options)
        case ".jsonl" | ".ndjson":
            yield from pj.read_json(source).to_batches(ROWS)
        case suffix:
            raise UsageError(f"{source}: {suffix or 'no suffix'} is not one of {', '.join(FORMATS)}")


def _header(source: Path) -> list[str]:
    """The names of the columns of a CSV file: their kinds are given, so that no code of digits becomes a number."""
    with source.open(encoding="utf-8-sig") as file:
        return [name.strip().strip('"') for name in file.readline().split(",")]


def _flat(table: pa.Table) -> pa.Table:
    """Nested columns as columns by dotted path, as deep as they go; days are days where JSON makes them instants."""
    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
    days = [pa.date32() if pa.types.is_timestamp(kind) else kind for kind in table.schema.types]
    return table.cast(pa.schema(zip(table.column_names, days, strict=True)))


class _Writer(AbstractContextManager["_Writer"]):
    """Writes tables one after another to a file of the format of its suffix."""

    def __init__(self, target: Path) -> None:
        if target.suffix not in FORMATS:
            raise UsageError(f"{target}: {target.suffix or 'no suffix'} is not one of {', '.join(FORMATS)}")
        self._target = target
        self._file: Any = None

    def write(self, table: pa.Table) -> None:
        """Add the rows of a table."""
        plain = pa.table({n: _plain(c) for n, c in zip(table.column_names, table.columns, strict=True)})
        if self._file is None:
            self._file = self._open(plain.schema)
        if self._target.suffix in (".parquet", ".csv"):
            self._file.write_table(plain)
        else:
            self._write_lines(plain)

    def _open(self, schema: pa.Schema) -> Any:
        match self._target.suffix:
            case ".parquet":
                return pq.ParquetWriter(self._target, schema)
            case ".csv":
                return pc.CSVWriter(self._target, schema)
            case _:
                return self._target.open("w", encoding="utf-8")

    def _write_lines(self, table: pa.Table) -> None:
        for row in table.to_pylist():
            known = {k: v if isinstance(v, str) else str(v) for k, v in row.items() if v is not None}
            self._file.write(json.dumps(known, ensure_ascii=False) + "\n")

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of codes as text: dictionaries differ from part to part, a file has one schema."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
