"""Turtle as authors mostly write it, read at once: names, texts, numbers, flags, brackets and lists.

It takes a fifth of the time of the full parser, and no import of it.  That reads whatever else there is and says what
is wrong: what is read here is read in the same way there, and where there is any doubt nothing is read here.
"""

from __future__ import annotations

import re
from typing import Final

from yidi.names import RDF, TYPE, XSD
from yidi.reading.turtle import Literal, Statement, Term, TurtleFile

_DEEPEST: Final = 20
"""How many brackets may stand within one another; the full parser takes a few more."""
_NAME: Final = r"[A-Za-z][A-Za-z0-9-]*:[A-Za-z0-9_][A-Za-z0-9_-]*"
_IRI: Final = r'<https?://[^\x00-\x20<>"{}|^`\\]+>'
_ESCAPE: Final = r'\\(?:["\\nt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'
_SHORT: Final = rf'[^"\\\x00-\x1f]*(?:{_ESCAPE}[^"\\\x00-\x1f]*)*'
_LONG: Final = rf'(?:[^"\\\x00-\x08\x0b-\x1f]++|"{{1,2}}(?!")|{_ESCAPE})*+'
_TOKEN: Final = re.compile(
    rf"""(?:[ \t\n]++|\#[^\n]*+\n)*+(?:
    (?P<name>{_NAME}|{_IRI}|a)(?=[ \t\n;,])
    |(?P<mark>[.;,\[\]()])(?=[ \t\n]|\Z)
    |"(?:""(?P<long>{_LONG})""|(?P<text>{_SHORT}))"(?:@(?P<language>[a-z]+)|\^\^(?P<type>{_NAME}))?(?=[ \t\n;,])
    |(?P<integer>0|[1-9][0-9]*)(?=[ \t\n;,])
    |(?P<decimal>(?:0|[1-9][0-9]*)\.[0-9]{{1,6}})(?=[ \t\n;,])
    |(?P<boolean>true|false)(?=[ \t\n;,])
    |(?P<nameless>\[\])(?=[ \t\n])
    |(?P<prefix>@prefix)[ ](?P<short>[A-Za-z][A-Za-z0-9-]*):[ ](?P<space>{_IRI})(?=[ \t\n])
    |(?P<end>\Z)
    )""",
    re.VERBOSE,
)
_ESCAPED: Final = re.compile(r"\\(?:u(....)|(.))")
_MEANT: Final = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


class _DoubtError(Exception):
    """Something is not as it mostly is."""


def parse_plain(content: bytes, name: str) -> TurtleFile | None:
    """The statements of a Turtle file with their places, or None where the full parser should look."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    reader = _Reader(name, text)
    try:
        reader.read()
    except _DoubtError:
        return None
    newlines = tuple(each.start() for each in re.finditer("\n", text))
    unused = {short: at for short, at in reader.declared.items() if short not in reader.used}
    return TurtleFile(name, tuple(reader.statements), reader.blocks, reader.prefixes, unused, newlines)


class _Reader:
    """What has been read of a file so far."""

    def __init__(self, name: str, text: str) -> None:
        self.statements: list[Statement] = []
        self.blocks: dict[str, int] = {}
        self.prefixes: dict[str, str] = {}
        self.declared: dict[str, int] = {}
        self.used: set[str] = set()
        self._names: dict[str, str] = {"a": TYPE}
        self._file = name
        self._text = text
        self._at = 0
        self._blank = 0
        self._latest = 0  # where the object of the latest property begins: all that is known of a list within it

    def read(self) -> None:
        """All blocks of the file; raises _DoubtError at the first thing that is not plain."""
        while (token := self._token()).lastgroup != "end":
            kind = token.lastgroup
            if kind == "space":
                self._declare(token)
            elif kind == "nameless" or (kind == "name" and token["name"] != "a"):
                subject = self._iri(token["name"]) if kind == "name" else self._new_blank()
                self.blocks.setdefault(subject, token.start(kind))
                self._properties(subject, ".")
            else:
                raise _DoubtError

    def _token(self) -> re.Match[str]:
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            raise _DoubtError
        self._at = token.end()
        return token

    def _declare(self, token: re.Match[str]) -> None:
        short = token["short"]
        if short in self.prefixes or self._token()["mark"] != ".":
            raise _DoubtError
        self.prefixes[short] = token["space"][1:-1]
        self.declared[short] = token.start("prefix")

    def _properties(self, subject: str, end: str, depth: int = 0) -> None:
        """What is said of a thing, up to the mark that ends it."""
        mark: str | None = ";"
        first = True
        while mark == ";":
            token = self._token()
            if token["mark"] == end and not first:
                return  # it may end with both
            if token.lastgroup != "name":
                raise _DoubtError
            first = False
            predicate = self._iri(token["name"])
            mark = ","
            objects: list[tuple[Term, int]] = []
            while mark == ",":
                objects.append(self._object(self._token(), depth))
                mark = self._token()["mark"]
            for value, offset in objects:  # after all that is said within them
                self.statements.append(Statement(subject, predicate, value, offset))
            self._latest = objects[-1][1]
        if mark != end:
            raise _DoubtError

    def _object(self, token: re.Match[str], depth: int) -> tuple[Term, int]:
        """A value, and where it begins."""
        kind = token.lastgroup
        if kind == "name" and token["name"] != "a":
            return self._iri(token["name"]), token.start("name")
        if kind in ("text", "long", "language", "type"):
            return self._literal(token)
        if kind in ("integer", "decimal", "boolean"):
            return Literal(token[kind], XSD + kind, ""), token.start(kind)
        if kind != "mark" or depth == _DEEPEST:
            raise _DoubtError
        if token["mark"] == "[":
            node = self._new_blank()
            self._properties(node, "]", depth + 1)
            return node, token.start("mark")
        if token["mark"] == "(":
            return self._list(depth + 1), token.start("mark")
        raise _DoubtError

    def _literal(self, token: re.Match[str]) -> tuple[Literal, int]:
        kind = "text" if token["long"] is None else "long"
        text, language = token[kind], token["language"] or ""
        if "\\" in text:
            text = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else _MEANT[escape[2]], text)
        datatype = self._iri(token["type"]) if token["type"] else "" if language else XSD + "string"
        return Literal(text, datatype, language), token.start(kind) - (1 if kind == "text" else 3)

    def _list(self, depth: int) -> str:
        """The first node of a list, which is made from its end on."""
        members: list[Term] = []
        while (token := self._token())["mark"] != ")":
            members.append(self._object(token, depth)[0])
        head = RDF + "nil"
        for member in reversed(members):
            node = self._new_blank()
            self.statements.append(Statement(node, RDF + "first", member, self._latest))
            self.statements.append(Statement(node, RDF + "rest", head, self._latest))
            head = node
        return head

    def _new_blank(self) -> str:
        self._blank += 1
        return f"_:{self._file}#{self._blank}"

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
