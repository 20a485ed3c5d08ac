"""The tables of a workbook: each cell as the author sees it, and nothing evaluated."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from yidi.files import shown
from yidi.sheets.escapes import unguarded
from yidi.sheets.grid import MOST_BYTES, MOST_CELLS, Grid, cell_place
from yidi.sheets.messages import TableFault, Trouble

_DIGITS: Final = 15  # that a spreadsheet keeps of a number


def read_xlsx(path: Path) -> list[Grid]:
    """The sheets of a workbook, each with what is wrong with its cells."""
    name = shown(path)
    try:
        if too_large := _size(path):
            return [Grid(name, "", (), (TableFault(name, Trouble("table-large", too_large)),))]
        book = load_workbook(path)
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles over, it is the file's fault
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        return [Grid(name, "", (), (TableFault(name, Trouble("table-unreadable", {"why": why})),))]
    return [_grid(name, sheet) for sheet in book.worksheets]


def _size(path: Path) -> dict[str, object] | None:
    """How large the files inside the workbook are, where that is too much."""
    with zipfile.ZipFile(path) as parts:
        size = sum(part.file_size for part in parts.infolist())
    return {"size": f"{size:,} bytes", "limit": f"{MOST_BYTES:,}"} if size > MOST_BYTES else None


def _grid(file: str, sheet: Any) -> Grid:
    cells = sheet.max_row * sheet.max_column
    if cells > MOST_CELLS:
        details = {"size": f"{cells:,} cells", "limit": f"{MOST_CELLS:,}"}
        return Grid(file, sheet.title, (), (TableFault(f"{file}:{sheet.title}", Trouble("table-large", details)),))
    faults: list[TableFault] = []
    rows = []
    for cells_of_row in sheet.iter_rows():
        row = []
        for cell in cells_of_row:
            text, trouble = _text(cell)
            row.append(text)
            if trouble:
                faults.append(TableFault(cell_place(file, sheet.title, cell.row - 1, cell.column - 1), trouble))
        rows.append(tuple(row))
    for merged in sheet.merged_cells.ranges:
        place = cell_place(file, sheet.title, merged.min_row - 1, merged.min_col - 1)
        faults.append(TableFault(place, Trouble("table-merged")))
    return Grid(file, sheet.title, tuple(rows), tuple(faults))


def _text(cell: Any) -> tuple[str, Trouble | None]:
    """A cell as text: a number as it was typed, a percentage with its sign, a day as YYYY-MM-DD."""
    value = cell.value
    if value is None:
        return "", None
    if cell.data_type == "f":
        return "", Trouble("cell-formula")
    if cell.data_type == "e":
        return "", Trouble("cell-error", {"value": value})
    if isinstance(value, bool):
        return str(value).lower(), None
    if isinstance(value, int | float):
        number = Decimal(format(Decimal(value), f".{_DIGITS}g")) if isinstance(value, float) else Decimal(value)
        if "%" in str(cell.number_format):
            return f"{_plain(number * 100)}%", None
        return _plain(number), None
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat(), None
    return unguarded(str(value)).replace("\r\n", "\n").replace("\r", "\n"), None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
