"""What a query asks of whoever runs it, read from its text before it is run: its form, its graphs, and what is refused.

The engine would fetch what SERVICE names, so nothing that any engine could read as SERVICE may get past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from yidi.running.request import Reading, Refused
from yidi.store.store import Dataset

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING")
)
_OPENINGS: Final = UPDATES.union(FORMS)
_SERVICE: Final = "service"

# What follows may be as wide as it likes where a wrong character makes the engine stop anyway; it may never be
# narrower than the grammar. No part of it can be tried again in another way, so hostile text costs no more time.
_TOKEN: Final = re.compile(
    r"""
      (?P<comment> \#[^\n\r]*+ )
    | (?P<text> '''(?:[^'\\]|\\.|'(?!''))*+(?:''')? | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?
              | '(?:[^'\\\n\r]|\\.)*+'? | "(?:[^"\\\n\r]|\\.)*+"? )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<variable> [?$]\w++ )
    | (?P<language> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ )
    | (?P<number> (?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)? )
    | (?P<name> (?:[^\W\d](?:[\w.\-\xB7]{0,99}+(?<!\.))?)?:(?:[\w.\-:%\xB7]|\\[_~.\-!$&'()*+,;=/?\#@%])*+ )
    | (?P<word> [^\W\d]\w*+ )
    | (?P<mark> (?P<same>[{}()\[\];,*/=!&|+^>~\-\\])(?P=same)*+ | \S )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERAND: Final = frozenset(("text", "iri", "variable", "language", "number", "name"))
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_SYNTAX: Final = frozenset("\"'\\<>{}|^`# \t\n\r")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query's text; comments and white space are none."""

    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """A bare word in upper case, or an empty text."""
        return self.text.upper() if self.kind == "word" else ""


def read_query(text: str, base_iri: str | None = None) -> Reading:
    """The form of a query and the graphs that it names; raises Refused if it updates or calls another service."""
    plain = _unescaped(text)
    tokens = _tokens(plain) if _SERVICE in plain.lower() or _has_from(plain) else _prologue(plain)
    opening = next((i for i, token in enumerate(tokens) if token.word in _OPENINGS), len(tokens))
    form = tokens[opening].word if opening < len(tokens) else ""
    if form in UPDATES:
        raise Refused("update-refused", **place(plain, tokens[opening].at))
    _refuse_service(plain, tokens)
    return Reading(form, _dataset(tokens, opening, base_iri))


def place(text: str, at: int) -> dict[str, int]:
    """The line and the column of a position in a text, both from 1."""
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}


def undeclared_prefix(text: str) -> tuple[str, dict[str, int]] | None:
    """The first prefix that a query uses and does not declare, and where: the engine's own message does not say."""
    try:
        plain = _unescaped(text)
    except Refused:
        return None
    tokens = _tokens(plain)
    declared = {name.text.partition(":")[0] for word, name in pairwise(tokens) if word.word == "PREFIX"}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in declared and prefix != "_":
            return f"{prefix}:", place(plain, token.at)
    return None


def _unescaped(text: str) -> str:
    """A text with its escapes of characters written out, as some engines do before they read anything else.

    Others do so within texts and IRIs only; a character that the two would understand differently is refused.
    """

    def written(found: re.Match[str]) -> str:
        digits = found[1] or found[2]
        if digits is None:
            return found[0]
        number = int(digits, 16)
        character = chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\\"  # noqa: PLR2004
        if character in _SYNTAX:
            raise Refused("escape-refused", escape=found[0], **place(text, found.start()))
        return character

    return _ESCAPE.sub(written, text) if "\\" in text else text


def _has_from(text: str) -> bool:
    """Whether FROM stands in the text as a word of its own; most texts have it in comments and names at most."""
    if "from" not in text.lower():
        return False
    return any(found.lastgroup == "word" and found[0].upper() == "FROM" for found in _TOKEN.finditer(text))


def _tokens(text: str) -> list[Token]:
    return list(_each_token(text))


def _each_token(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "comment":
            yield Token(found.lastgroup or "", found[0], found.start())


def _prologue(text: str) -> list[Token]:
    """The tokens up to the word that says what the query does."""
    tokens: list[Token] = []
    for token in _each_token(text):
        tokens.append(token)
        if token.word in _OPENINGS:
            break
    return tokens


def _refuse_service(text: str, tokens: Sequence[Token]) -> None:
    """Raises Refused if any engine could read SERVICE somewhere in the text."""
    if _SERVICE not in text.lower():
        return
    previous = before = Token("mark", "", 0)
    for token in tokens:
        found = (
            (token.kind == "word" and _SERVICE in token.text.lower())
            # Some engines need no space after a word: SERVICEex:a { … }.
            or (token.text[0] == "{" and _in_prefix(previous) and before.word != "GRAPH")
            or (token.kind == "iri" and _may_be_less_than(token, previous))
        )
        if found:
            raise Refused("service-refused", **place(text, token.at))
        before, previous = previous, token


def _in_prefix(token: Token) -> bool:
    return token.kind == "name" and _SERVICE in token.text.partition(":")[0].lower()


def _may_be_less_than(token: Token, previous: Token) -> bool:
    """Whether <…> could begin with a comparison, and then hide a comment or the end of a filter.

    What has `//` after its scheme is no expression.
    """
    operand = previous.kind in _OPERAND or previous.word in ("TRUE", "FALSE") or previous.text[:1] == ")"
    inside = token.text[1:-1]
    return operand and not re.match(r"[\w.+-]+://", inside) and ("#" in inside or ")" in inside)


def _dataset(tokens: Sequence[Token], opening: int, base_iri: str | None) -> Dataset | None:
    """The graphs of FROM and FROM NAMED, their IRIs resolved as the engine does it."""
    default: list[str] = []
    named: list[str] = []
    for word, second, third in zip(tokens, tokens[1:], [*tokens[2:], Token("", "", 0)], strict=False):
        if word.word != "FROM":
            continue
        source, graphs = (third, named) if second.word == "NAMED" else (second, default)
        if source.kind in ("iri", "name"):
            graphs.append(source.text)
    if not default and not named:
        return None
    prologue = " ".join(token.text for token in tokens[:opening])
    return Dataset(tuple(_resolved(prologue, default, base_iri)), tuple(_resolved(prologue, named, base_iri)))


def _resolved(prologue: str, names: Sequence[str], base_iri: str | None) -> Iterator[str]:
    if not names:
        return
    query = f"{prologue} SELECT ?graph WHERE {{ VALUES ?graph {{ {' '.join(names)} }} }}"
    try:
        found = ox.Store().query(query, base_iri=base_iri)
    except SyntaxError:
        return  # the whole query has the same fault, and the engine will say where
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
    for row in found:
        yield row["graph"].value
