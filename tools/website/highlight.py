"""Code with its colours, as HTML."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Final

from pygments import highlight as paint
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_FORMATTER: Final = HtmlFormatter(nowrap=True)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def highlighted(text: str, language: str = "") -> str:
    """A text as it stands in `<pre>`, coloured where its language is known."""
    lexer = _lexer(language) if language else None
    if lexer is None:
        return escape(text.strip("\n"), quote=False)
    painted: str = paint(text.strip("\n"), lexer, _FORMATTER)
    return painted.rstrip("\n")
