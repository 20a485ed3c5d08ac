"""Statements with their places: what is read from Turtle files."""

from __future__ import annotations

import marshal
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
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


def named(character: str) -> str:
    """A character by its number and, where it has one, its name: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def packed(file: TurtleFile) -> bytes:
    """A parsed file as `marshal` writes plain tuples: in columns, and each name only once."""
    subjects, predicates, objects, offsets = zip(*file.statements, strict=True) if file.statements else ((),) * 4
    plain = [sys.intern(each) if isinstance(each, str) else tuple(map(sys.intern, each)) for each in objects]
    names = [list(map(sys.intern, column)) for column in (subjects, predicates)]
    return marshal.dumps(
        (file.name, *names, plain, offsets, file.blocks, file.prefixes, file.unused_prefixes, file.newlines)
    )


def unpacked(content: bytes) -> TurtleFile:
    """The file that was packed."""
    name, subjects, predicates, plain, offsets, *rest = marshal.loads(content)  # noqa: S302 - written by ourselves
    # Made as plain tuples are, since there are some fifty thousand of them.
    literal, statement = partial(tuple.__new__, Literal), partial(tuple.__new__, Statement)
    objects = [each if each.__class__ is str else literal(each) for each in plain]
    return TurtleFile(name, tuple(map(statement, zip(subjects, predicates, objects, offsets, strict=True))), *rest)
