"""The text of a query cut into tokens (SPARQL 1.1, 19.8), and where its groups begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["space", "string", "iri", "variable", "name", "blank", "number", "tag", "word", "sign"]

_KINDS: Final[dict[Kind, str]] = {
    "space": r"(?:[ \t\r\n]+|#[^\r\n]*)+",
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' + r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'",
    "iri": r'<[^<>"{}|^`\\\x00-\x20]*>',
    "variable": r"[?$]\w+",
    "blank": r"_:\w(?:[\w.-]*[\w-])?",
    "name": r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%](?:(?:[\w.:%-]|\\.)*(?:[\w:%-]|\\.))?|(?:\\.)+)?",
    "number": r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?",
    "tag": r"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*",
    "word": r"[^\W\d]\w*",
    "sign": r"\^\^|&&|\|\||!=|<=|>=|.",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)


class Token(NamedTuple):
    """A piece of a query; `text` in capitals where it is a keyword, `start` and `end` are places in the query."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments; a variable is always written with ``?``."""
    for match in _TOKEN.finditer(query):
        kind: Kind = match.lastgroup  # type: ignore[assignment] # the groups are named so
        text = match.group()
        if kind == "variable":
            text = "?" + text[1:]
        elif kind == "word" and text != "a":
            text = text.upper()
        if kind != "space":
            yield Token(kind, text, match.start(), match.end())
