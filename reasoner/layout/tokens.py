"""Turtle as a row of tokens with their places: no more than layout needs, and whatever it is, it is read to the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from yidi.reading.turtle import Place, place_at

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<iri><[^<>\s]*>)
    | (?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<mark>\^\^ | @[A-Za-z][\w-]*)
    | (?P<punct>[;,\[\]()] | \.(?!\w))
    | (?P<word>[^\s;,\[\]()"'<>\#^]*[^\s;,\[\]()"'<>\#^.])
    | (?P<space>\s+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of text, what it is, and the offset at which it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)


class Tokens(NamedTuple):
    """The tokens of a file without the space between them, and where its lines end."""

    tokens: tuple[Token, ...]
    newlines: tuple[int, ...]

    def place(self, name: str, offset: int) -> Place:
        """The line and column of an offset."""
        return place_at(name, self.newlines, offset)

    def line(self, offset: int) -> int:
        """The number of the line on which an offset lies, from 0."""
        return bisect_right(self.newlines, offset - 1)


def tokens_of(text: str) -> Tokens:
    """The tokens of a file."""
    found = (Token(m.lastgroup or "", m[0], m.start()) for m in _TOKEN.finditer(text) if m.lastgroup != "space")
    return Tokens(tuple(found), tuple(m.start() for m in re.finditer("\n", text)))
