"""The stages of the reference engine: the SPARQL of `queries/decide/`, in the order of their numbers."""

from __future__ import annotations

from functools import cache
from typing import Final

from yidi.files import builtin_folder

ROWS: Final = ("01-places", "02-slots", "03-rows", "04-precedence")
"""What is made of a base alone, once."""
CASES: Final = ("05-given", "06-defaults")
"""What is made of the cases, once."""
DECIDE: Final = ("07-facts", "08-cells", "09-candidates")
SPLIT: Final = ("10-split", "09-candidates")
CLOSE: Final = ("11-prevailing", "12-outcomes", "13-decided")
"""What is repeated, for the decisions whose requirements are met, until all are made."""


@cache
def stage(name: str) -> str:
    """The text of a stage."""
    return (builtin_folder() / "queries" / "decide" / f"{name}.rq").read_text(encoding="utf-8")
