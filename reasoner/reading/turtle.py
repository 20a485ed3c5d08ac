"""Statements with their places: what is read from Turtle files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from yidi.messages import FINDINGS


class Literal(NamedTuple):
    """A literal as it was written: its text, datatype IRI and language tag ("" where there is none)."""

    text: str
    datatype: str
    language: str


Term = str | Literal


class Statement(NamedTuple):
    """One triple, and the offset in its file at which the object begins."""

    subject: str
    predicate: str
    object: Term
    offset: int


class Place(NamedTuple):
    """Where something stands: file, line and column, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class TurtleSyntaxError(Exception):
    """A file that is not Turtle: where, and the id of the finding that says why, with its details."""

    def __init__(self, place: Place, finding: str, details: Mapping[str, object]) -> None:
        super().__init__(f"{place}  {FINDINGS[finding]['en'].format(**details)}")
        self.place = place
        self.finding = finding
        self.details = details


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A parsed file: its statements, where each block begins, and the prefixes it declares."""

    name: str
    statements: tuple[Statement, ...]
    blocks: dict[str, int]
    prefixes: dict[str, str]
    unused_prefixes: dict[str, int]  # with the offset of each declaration
    newlines: tuple[int, ...] = field(repr=False)

    def place(self, offset: int) -> Place:
        """The line and column of an offset."""
        return place_at(self.name, self.newlines, offset)


def place_at(name: str, newlines: tuple[int, ...], offset: int) -> Place:
    """The line and column of an offset in a file whose lines end at the offsets given."""
    line = bisect_right(newlines, offset - 1)
    return Place(name, line + 1, offset - (newlines[line - 1] if line else -1))
