"""One thing that example cases should reach: a rule, a shape, a query, a statement; or a state of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yidi.examples.model import Names
from yidi.model import Labels
from yidi.reading.turtle import Place

KINDS: Final = ("rule", "bound", "claim", "decision", "shape", "query", "statement")
"""What is measured besides states, in the order in which reports tell it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing by its kind and its name as files write it, where it stands, and the names of what reaches it.

    `missed` are the cases that just miss a rule; None for what is not tried in that way.
    """

    kind: str
    name: str
    labels: Labels
    place: Place
    reached: Names
    missed: Names | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class StateItem:
    """A set of rules that apply together: short names of those that prevail and of those that are beaten.

    `cells` and `areas` say for how much of the table it holds, `where` gives one of these cells in both languages.
    """

    decision: str
    number: int
    prevailing: tuple[str, ...]
    beaten: tuple[str, ...]
    cells: int
    areas: int
    where: Labels
    reached: Names
