"""Where the parts of a block of Turtle stand in its file: each predicate's line, and each of its objects.

A file is cut into tokens only after it has been parsed, so the pattern need not know what is no Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yidi.reading.turtle import Term, TurtleFile

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<part>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^>]*>|\^\^|@[A-Za-z0-9-]+
      |(?:\\.|%|[^\s,;()\[\]"'<>\#@^\\.]|\.(?=[^\s,;()\[\]"'<>\#@^.])|\.+(?=\w))+)
    |(?P<mark>[\[\](),;.])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One predicate of a block with its objects; `end` is behind the ``;`` or ``.`` that ends it, at `mark`."""

    predicate: str
    start: int
    objects: tuple[tuple[Span, Term], ...]
    mark: int
    end: int

    @property
    def span(self) -> Span:
        """From the first object to the last."""
        return Span(self.objects[0][0].start, self.objects[-1][0].end)


@dataclass(frozen=True, slots=True)
class Block:
    """A thing's block: from its name to the full stop."""

    subject: str
    start: int
    lines: tuple[Line, ...]
    end: int

    def of(self, predicate: str) -> tuple[Line, ...]:
        """The lines of a predicate."""
        return tuple(line for line in self.lines if line.predicate == predicate)


def cut_block(text: str, file: TurtleFile, subject: str) -> Block | None:
    """The block of a subject in a parsed file, or None where its statements do not all stand in one plain block."""
    own = {s.offset: s for s in file.statements if s.subject == subject}
    if subject not in file.blocks or not own:
        return None
    start = file.blocks[subject]
    tokens = _tokens(text, start)
    start = next(tokens)[1].start
    lines: list[Line] = []
    objects: list[Span] = []
    verb: Span | None = None
    depth = 0
    for mark, span in tokens:
        depth += (mark in ("[", "(")) - (mark in ("]", ")"))
        if mark in (",", ";", ".") and depth == 0:
            if mark != "," and verb is not None:
                known = [(o, own[o.start]) for o in objects if o.start in own]
                if len(known) != len(objects) or not known:
                    return None
                terms = tuple((o, s.object) for o, s in known)
                lines.append(Line(known[0][1].predicate, verb.start, terms, span.start, span.end))
                verb, objects = None, []
            elif mark == ",":
                objects.append(Span(span.end, span.end))
            if mark == ".":
                break
        elif verb is None:
            verb, objects = span, [Span(span.end, span.end)]
        else:
            last = objects[-1]
            objects[-1] = Span(last.start if last.end > last.start else span.start, span.end)
    found = Block(subject, start, tuple(lines), span.end)
    return found if sum(len(line.objects) for line in lines) == len(own) else None


def _tokens(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """Marks and other parts from an offset on, without space and comments; of a part the mark is empty."""
    for found in _TOKEN.finditer(text, start):
        if found.lastgroup != "space":
            yield (found[0] if found.lastgroup == "mark" else ""), Span(*found.span())
