"""The lines of a block of Turtle: from its subject to the full stop that ends it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|<[^<>\s]*>|#[^\n]*|(?P<stop>\.)(?=\s|#|$)",
    re.DOTALL,
)
"""What a full stop may stand in without ending a block, and the full stop that does."""


class Blocks:
    """Finds where the blocks of a file end."""

    def __init__(self, text: str) -> None:
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        stops = (match.start() for match in _TOKEN.finditer(text) if match["stop"])
        self._stops = [bisect_right(self._newlines, at - 1) + 1 for at in stops]
        self._lines = text.splitlines()

    def lines(self, first: int) -> list[int]:
        """The lines of the block that begins at a line, counted from 1, without comments and empty ones."""
        end = next((stop for stop in self._stops if stop >= first), first)
        return [n for n in range(first, end + 1) if (line := self._lines[n - 1].strip()) and not line.startswith("#")]
