"""Tables of rules as a workbook: headings that stay, codes with their labels, lists to choose from, a page to read."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from yidi.errors import UsageError
from yidi.model import Decision
from yidi.sheets.columns import Column
from yidi.sheets.escapes import FORMULA, guarded
from yidi.sheets.messages import WORDS
from yidi.sheets.notes import NOTES
from yidi.sheets.spelling import Speller
from yidi.sheets.table import Table, cell, heading, lines

MOST_CHARACTERS: Final = 32_767  # that a cell of a workbook holds
_HEAD: Final = PatternFill("solid", fgColor="FFDCE6F1")
_WIDTHS: Final = {"name": 38, "text": 36, "link": 26, "day": 12, "area": 20, "code": 22, "state": 12}
_SPARE: Final = 500  # rows below the last that offer lists too
_NUMBER: Final = re.compile(r"\d{1,10}(\.(\d+))?")
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(tables: Sequence[Table], speller: Speller, language: str) -> bytes:
    """A workbook with a page to read, a sheet a decision, and the code lists."""
    book = Workbook()
    _read_me(book.active, language)
    used = {WORDS["read-me"][language], WORDS["codes"][language]}
    codes = book.create_sheet(WORDS["codes"][language])
    ranges: dict[tuple[str, ...], str] = {}
    for table in tables:
        title = _title(table.decision, language, used)
        sheet = book.create_sheet(title, len(book.sheetnames) - 1)
        _fill(sheet, table, speller, language)
        for number, column in enumerate(table.columns, 1):
            if choices := _choices(column, table.decision, speller, language):
                _offer(sheet, number, len(table.rows), _listed(codes, ranges, column, choices))
    book.active = 1 if tables else 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read_me(sheet: Any, language: str) -> None:
    sheet.title = WORDS["read-me"][language]
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(NOTES[language], 1):
        _put(sheet.cell(number, 1), line)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)


def _title(decision: Decision, language: str, used: set[str]) -> str:
    """A sheet's title: the decision's label, or its name where the label is taken."""
    label = _FORBIDDEN.sub(" ", decision.labels.get(language, decision.name))[:31]
    found = label if label.strip() and label.lower() not in {u.lower() for u in used} else decision.name[:31]
    used.add(found)
    return found


def _fill(sheet: Any, table: Table, speller: Speller, language: str) -> None:
    for row, line in enumerate(lines(table, speller.graph, language), 1):
        for number, (text, column) in enumerate(zip(line, table.columns, strict=True), 1):
            iri, held = table.rows[row - 3] if row > 2 else ("", {})  # noqa: PLR2004 - two rows of headings
            shown = text if row <= 2 or not text else _with_labels(column, text, speller, language)  # noqa: PLR2004
            if len(shown) > MOST_CHARACTERS:
                raise UsageError(
                    f"{cell(table.columns[0], held, iri)}: {column.id} is too long for a workbook. Use CSV."
                )
            target = sheet.cell(row, number)
            _put(target, shown, column.kind if row > 2 else "")  # noqa: PLR2004
            if row <= 2:  # noqa: PLR2004
                target.fill, target.font = _HEAD, Font(bold=row == 1, color="FF000000" if row == 1 else "FF808080")
            elif column.kind in ("text", "code", "link"):
                target.alignment = Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(table.columns, 1):
        wide = max(12, 2 * len(heading(column, speller.graph, language)) if language == "zh" else 14)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.kind, wide)
    sheet.column_dimensions[get_column_letter(len(table.columns))].hidden = True
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(table.columns))}{max(len(table.rows) + 2, 3)}"


def _with_labels(column: Column, text: str, speller: Speller, language: str) -> str:
    """The codes of a cell, each with what it means behind it."""
    if column.kind not in ("code", "area", "unit"):
        return text
    words = [(code, speller.labels(column, code).get(language, "")) for code in text.split("; ")]
    return "; ".join(f"{code} {label}".strip() for code, label in words)


def _put(target: Cell, text: str, kind: str = "") -> None:
    """Text into a cell: days and numbers as such, all else as text that nothing takes for a formula."""
    if not text:
        return
    if kind == "day":
        target.value, target.number_format = date.fromisoformat(text), "yyyy-mm-dd"
    elif kind == "number" and (found := _NUMBER.fullmatch(text)):
        target.value = Decimal(text) if found[1] else int(text)
        target.number_format = f"0.{'0' * len(found[2])}" if found[1] else "0"
    else:
        target.value = guarded(text, ())
        target.data_type, target.quotePrefix = "s", text.startswith(FORMULA)


def _choices(column: Column, decision: Decision, speller: Speller, language: str) -> tuple[str, ...]:
    """What a column offers to choose from."""
    if column.kind == "flag":
        return ("true", "false")
    listed = speller.codes(column, decision) if column.kind == "code" else ()
    codes = decision.kinds if column.kind == "unit" else listed
    return tuple(_with_labels(column, code, speller, language) for code in codes)


def _listed(sheet: Any, ranges: dict[tuple[str, ...], str], column: Column, choices: tuple[str, ...]) -> str:
    """Where on the sheet of codes the choices stand; each list stands there once."""
    if choices not in ranges:
        number = len(ranges) + 1
        letter = get_column_letter(number)
        for row, text in enumerate((column.source or column.id, *choices), 1):
            _put(sheet.cell(row, number), text)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 30
        ranges[choices] = f"'{sheet.title}'!${letter}$2:${letter}${len(choices) + 1}"
    return ranges[choices]


def _offer(sheet: Any, number: int, rows: int, where: str) -> None:
    """A list for a column; it offers and does not refuse, since a cell may hold several codes."""
    offer = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(number)
    offer.add(f"{letter}3:{letter}{rows + 2 + _SPARE}")
    sheet.add_data_validation(offer)
