"""Layout that shows line by line: tabs, space at the end, blank lines, how the file ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yidi.finding import Finding
from yidi.layout.tokens import Tokens

_LOOSE: Final = re.compile(r"[ \t\r]+$|\t", re.MULTILINE)
_BLANKS: Final = re.compile(r"\n(\n{2,})(?=.)|\A(\n+)", re.DOTALL)


def line_faults(name: str, text: str, tokens: Tokens) -> Iterator[Finding]:
    """Tabs and space at the end of lines, blank lines in excess, and a file that does not end with one line end."""
    long_texts = [(t.start, t.end) for t in tokens.tokens if t.kind == "text" and "\n" in t.text]
    told = set()
    for found in _LOOSE.finditer(text):
        line = tokens.line(found.start())
        if line not in told and not any(start < found.start() < end for start, end in long_texts):
            told.add(line)
            yield Finding("fmt-space", tokens.place(name, found.start()))
    for found in _BLANKS.finditer(text):
        if not any(start < found.start() < end for start, end in long_texts):
            yield Finding("fmt-blank-lines", tokens.place(name, max(found.start(1), found.start(2))))
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield Finding("fmt-end", tokens.place(name, len(text.rstrip())))
