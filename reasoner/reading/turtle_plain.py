"""Turtle as authors mostly write it, read at once: names, texts, whole numbers and flags, and no brackets.

It takes a fifth of the time of the full parser, and no import of it.  That reads whatever else there is and says what
is wrong: what is read here is read in the same way there, and where there is any doubt nothing is read here.
"""

from __future__ import annotations

import re
from typing import Final

from yidi.names import TYPE, XSD
from yidi.reading.turtle import Literal, Statement, TurtleFile

_NAME: Final = r"[A-Za-z][A-Za-z0-9-]*:[A-Za-z0-9_][A-Za-z0-9_-]*"
_IRI: Final = r'<https?://[^\x00-\x20<>"{}|^`\\]+>'
_TOKEN: Final = re.compile(
    rf"""(?:[ \t\n]+|\#[^\n]*\n)*(?:
    (?P<name>{_NAME}|{_IRI}|a)(?=[ \t\n;,])
    |"(?P<text>[^"\\\x00-\x1f]*)"(?:@(?P<language>[a-z]+)|\^\^(?P<type>{_NAME}))?(?=[ \t\n;,])
    |(?P<mark>[.;,])(?=[ \t\n]|\Z)
    |(?P<number>0|[1-9][0-9]*)(?=[ \t\n;,])
    |(?P<flag>true|false)(?=[ \t\n;,])
    |(?P<prefix>@prefix)[ ](?P<short>[A-Za-z][A-Za-z0-9-]*):[ ](?P<long>{_IRI})(?=[ \t\n])
    |(?P<end>\Z)
    )""",
    re.VERBOSE,
)


class _DoubtError(Exception):
    """Something is not as it mostly is."""


def parse_plain(content: bytes, name: str) -> TurtleFile | None:
    """The statements of a Turtle file with their places, or None where the full parser should look."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    reader = _Reader(text)
    try:
        reader.read()
    except _DoubtError:
        return None
    newlines = tuple(each.start() for each in re.finditer("\n", text))
    unused = {short: at for short, at in reader.declared.items() if short not in reader.used}
    return TurtleFile(name, tuple(reader.statements), reader.blocks, reader.prefixes, unused, newlines)


class _Reader:
    """What has been read of a file so far."""

    def __init__(self, text: str) -> None:
        self.statements: list[Statement] = []
        self.blocks: dict[str, int] = {}
        self.prefixes: dict[str, str] = {}
        self.declared: dict[str, int] = {}
        self.used: set[str] = set()
        self._names: dict[str, str] = {}
        self._text = text
        self._at = 0

    def read(self) -> None:
        """All blocks of the file; raises _DoubtError at the first thing that is not plain."""
        while (token := self._next()).lastgroup != "end":
            if token["prefix"]:
                self._declare(token)
            elif token["name"]:
                self._block(token)
            else:
                raise _DoubtError

    def _next(self) -> re.Match[str]:
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            raise _DoubtError
        self._at = token.end()
        return token

    def _declare(self, token: re.Match[str]) -> None:
        short = token["short"]
        if short in self.prefixes or self._next()["mark"] != ".":
            raise _DoubtError
        self.prefixes[short] = token["long"][1:-1]
        self.declared[short] = token.start("prefix")

    def _block(self, token: re.Match[str]) -> None:
        subject, mark = self._iri(token["name"]), ";"
        self.blocks.setdefault(subject, token.start("name"))
        while mark != ".":
            token = self._next()
            if token["mark"] == "." and mark == ";" and self.statements and self.statements[-1].subject == subject:
                return  # a block may end with both
            verb = token["name"]
            if not verb:
                raise _DoubtError
            predicate, mark = TYPE if verb == "a" else self._iri(verb), ","
            while mark == ",":
                self.statements.append(self._object(subject, predicate, self._next()))
                mark = self._next()["mark"]
            if mark is None:
                raise _DoubtError

    def _object(self, subject: str, predicate: str, token: re.Match[str]) -> Statement:
        kind = token.lastgroup
        value: str | Literal
        if kind == "name":
            value = self._iri(token["name"])
            return Statement(subject, predicate, value, token.start("name"))
        if token["text"] is not None:
            language = token["language"] or ""
            datatype = self._iri(token["type"]) if token["type"] else "" if language else XSD + "string"
            return Statement(subject, predicate, Literal(token["text"], datatype, language), token.start("text") - 1)
        if kind in ("number", "flag"):
            datatype = XSD + ("integer" if kind == "number" else "boolean")
            return Statement(subject, predicate, Literal(token[kind], datatype, ""), token.start(kind))
        raise _DoubtError

    def _iri(self, name: str) -> str:
        """The IRI of a name with a prefix, or of one in angle brackets."""
        if name in self._names:
            return self._names[name]
        if name.startswith("<"):
            iri = name[1:-1]
        else:
            short, _, local = name.partition(":")
            if short not in self.prefixes or not local:
                raise _DoubtError
            self.used.add(short)
            iri = self.prefixes[short] + local
        self._names[name] = iri
        return iri
