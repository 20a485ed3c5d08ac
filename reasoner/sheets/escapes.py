"""Texts in cells: never a formula, never a line or character that a spreadsheet would lose; and back again."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""With what a cell begins that some spreadsheet would take for a formula."""
_UNSAFE: Final = re.compile(r"\\|\n|\r|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE: Final = re.compile(r"\\(\\|n|u[0-9A-Fa-f]{4})")
_EMPTY: Final = '""'


def one_text(text: str) -> str:
    """A text as one line of a cell."""
    if text.strip() == _EMPTY or not text.strip():
        return "".join(f"\\u{ord(c):04x}" for c in text) or _EMPTY
    return _UNSAFE.sub(_escaped, text)


def text_of(line: str) -> str:
    """The text behind one line of a cell."""
    if line == _EMPTY:
        return ""
    return _ESCAPE.sub(lambda m: {"\\": "\\", "n": "\n"}.get(m[1]) or chr(int(m[1][1:], 16)), line)


def guarded(cell: str, begins: tuple[str, ...] = FORMULA) -> str:
    """A cell led by an apostrophe where a spreadsheet would take it for a formula, or where it has one of its own."""
    return f"'{cell}" if cell.startswith((*begins, "'")) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that guards it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def _escaped(found: re.Match[str]) -> str:
    return {"\\": "\\\\", "\n": "\\n"}.get(found[0]) or f"\\u{ord(found[0]):04x}"
