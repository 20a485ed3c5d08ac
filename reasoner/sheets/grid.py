"""A table of cells with their addresses, whatever file it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from yidi.sheets.messages import TableFault, Trouble

MOST_CELLS = 2_000_000
MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as text, rows from the first, and what is wrong with single cells.

    `sheet` is empty for a file that has none.
    """

    file: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    faults: tuple[TableFault, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Where a cell is, both counted from 0: `rates.xlsx:Sheet!F12`."""
        return cell_place(self.file, self.sheet, row, column)

    def fault(self, row: int, column: int, trouble: Trouble) -> TableFault:
        """A trouble at a cell."""
        return TableFault(self.place(row, column), trouble)


def cell_place(file: str, sheet: str, row: int, column: int) -> str:
    """Where a cell is, both counted from 0: `rates.xlsx:Sheet!F12`."""
    return f"{file}:{f'{sheet}!' if sheet else ''}{get_column_letter(column + 1)}{row + 1}"
