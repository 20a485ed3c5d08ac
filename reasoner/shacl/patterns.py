"""Regular expressions as SPARQL's REGEX has them (XPath functions 5.6), in those of Python."""

from __future__ import annotations

import re
from typing import Final

_FLAGS: Final = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
_PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$|.", re.DOTALL)


def read_pattern(pattern: str, flags: str) -> re.Pattern[str]:
    """The compiled expression; ValueError says what is wrong with it."""
    if unknown := sorted(set(flags) - {*_FLAGS, "q"}):
        raise ValueError(f"there is no flag {''.join(unknown)}")
    if "q" in flags:
        pattern = re.escape(pattern)
    elif "m" not in flags:
        # Python's $ also matches before a last line break.
        pattern = "".join(r"\Z" if piece == "$" else piece for piece in _PIECE.findall(pattern))
    try:
        return re.compile(pattern, sum(_FLAGS[each] for each in set(flags) & _FLAGS.keys()))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"this regular expression cannot be used: {error}") from None
