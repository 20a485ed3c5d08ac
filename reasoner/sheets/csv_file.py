"""Tables of rules as CSV: UTF-8 with a mark that tells Excel so, and no cell that it would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from yidi.files import shown
from yidi.sheets.escapes import guarded, unguarded
from yidi.sheets.grid import MOST_BYTES, Grid
from yidi.sheets.messages import TableFault, Trouble

csv.field_size_limit(1 << 24)


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_csv(path: Path) -> Grid:
    """The table of a CSV file."""
    name = shown(path)
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            details = {"size": f"{size:,} bytes", "limit": f"{MOST_BYTES:,}"}
            return Grid(name, "", (), (TableFault(name, Trouble("table-large", details)),))
        text = path.read_bytes().decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = tuple(tuple(_lines(unguarded(cell)) for cell in row) for row in lines)
    except UnicodeDecodeError:
        return Grid(name, "", (), (TableFault(name, Trouble("table-encoding")),))
    except (OSError, ValueError, csv.Error) as error:
        return Grid(name, "", (), (TableFault(name, Trouble("table-unreadable", {"why": error})),))
    return Grid(name, "", rows)


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")
