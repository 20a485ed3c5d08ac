"""The stages of the reference engine: the SPARQL of `queries/decide/`, by the rhythm in which they run."""

from __future__ import annotations

from functools import cache
from typing import Final

from yidi.files import builtin_folder

ROWS: Final = ("01-places", "02-slots", "03-rows", "04-precedence", "05-contributions")
"""Once for a base."""
GIVEN: Final = ("06-given", "07-in-force", "08-facts")
"""Once for the cases; then, round by round until nothing is due, the stages below."""
FACTS: Final = "09-later-facts"
DUE: Final = "10-due"
CELLS: Final = ("11-cells", "12-candidates", "13-open")
SPLIT: Final = "14-split"
"""Again and again, until it constructs nothing new."""
CLOSE: Final = ("15-prevailing", "16-outcomes", "17-agreement")
DECIDED: Final = "18-decided"
"""What it constructs is kept; what the others of the round have constructed is not."""
RESULT: Final = "19-result"
"""Once, at the end."""


@cache
def stage(name: str) -> str:
    """The text of a stage."""
    return (builtin_folder() / "queries" / "decide" / f"{name}.rq").read_text(encoding="utf-8")
