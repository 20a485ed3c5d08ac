"""The forms in which a difference is written."""

from __future__ import annotations

import json

from yidi.difference.markdown import markdown
from yidi.difference.model import Difference
from yidi.difference.record import record
from yidi.difference.text import text


def write(found: Difference, form: str, language: str, *, reasons: bool = False) -> str:
    """A difference as "text", "json" or "markdown", without a trailing newline."""
    told = record(found, language, reasons=reasons)
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=2)
    return markdown(told, language) if form == "markdown" else text(told, language)
