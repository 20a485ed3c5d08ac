"""Turtle with the place of every statement.

rdflib's own Turtle parser is given a sink that keeps what it reads as plain
tuples, and is told to remember the offset at which each object and each block
begins.  Its own line counter is not used: it drifts after ``[ … ]``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from rdflib.plugins.parsers.notation3 import BadSyntax, SinkParser

from yidi.names import RDF, XSD


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
    """A file that is not Turtle: what is wrong, and where."""

    def __init__(self, place: Place, why: str) -> None:
        super().__init__(f"{place}  {why}")
        self.place = place
        self.why = why


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A parsed file: its statements, where each block begins, and the prefixes it declares."""

    name: str
    statements: tuple[Statement, ...]
    blocks: dict[str, int]
    prefixes: dict[str, str]
    unused_prefixes: tuple[str, ...]
    newlines: tuple[int, ...] = field(repr=False)

    def place(self, offset: int) -> Place:
        """The line and column of an offset."""
        return _place(self.name, self.newlines, offset)


class _Sink:
    """What the parser writes to: statements as plain tuples, literals as they were written."""

    def __init__(self, name: str) -> None:
        self.statements: list[Statement] = []
        self.offset = 0
        self._name = name
        self._blank = 0

    def newSymbol(self, iri: str) -> str:  # noqa: N802 - the parser's own names
        return iri

    def newBlankNode(self, *_: Any, **__: Any) -> str:  # noqa: N802
        self._blank += 1
        return f"_:{self._name}#{self._blank}"

    def newLiteral(self, text: str, datatype: str | None = None, language: str | None = None) -> Literal:  # noqa: N802
        return Literal(text, datatype or ("" if language else XSD + "string"), language or "")

    def intern(self, value: Any) -> Any:
        return value

    def newList(self, items: list[Any], context: Any) -> str:  # noqa: N802
        head = RDF + "nil"
        for item in reversed(items):
            node = self.newBlankNode()
            self.makeStatement((context, RDF + "first", node, item))
            self.makeStatement((context, RDF + "rest", node, head))
            head = node
        return head

    def makeStatement(self, quadruple: tuple[Any, Any, Any, Any], why: Any = None) -> None:  # noqa: N802
        _, predicate, subject, value = quadruple
        self.statements.append(Statement(_term(subject), _term(predicate), _term(value), self.offset))  # type: ignore[arg-type]

    def bind(self, prefix: str, iri: Any) -> None:
        """The parser announces a prefix; it keeps the prefixes itself."""

    def startDoc(self, _: Any = None) -> None:  # noqa: N802
        """The parser announces a document; nothing is to be done."""

    def endDoc(self, _: Any = None) -> None:  # noqa: N802
        """The parser announces the end of a document; nothing is to be done."""


def _term(value: Any) -> Term:
    """A parsed value as a plain term: the parser hands over Turtle's bare numbers and booleans as Python's."""
    if isinstance(value, bool):
        return Literal(str(value).lower(), XSD + "boolean", "")
    if isinstance(value, int):
        return Literal(str(value), XSD + "integer", "")
    if isinstance(value, Decimal):
        return Literal(str(value), XSD + "decimal", "")
    if isinstance(value, float):
        return Literal(str(value), XSD + "double", "")
    if isinstance(value, tuple) and not isinstance(value, Literal):
        return str(value[1])  # the keyword "a"
    return value  # type: ignore[no-any-return]


class _Parser(SinkParser):
    """rdflib's parser, remembering where each block and each object begins."""

    def __init__(self, sink: _Sink) -> None:
        super().__init__(sink, baseURI="file:///", turtle=True)  # type: ignore[arg-type]
        self.blocks: dict[str, int] = {}
        self._sink = sink
        self._lists: list[list[int]] = []
        self._pending: list[int] = []

    def statement(self, argstr: str, i: int) -> int:
        end = super().statement(argstr, i)
        if end >= 0 and self._sink.statements:
            self.blocks.setdefault(self._sink.statements[-1].subject, i)
        return end

    def objectList(self, argstr: str, i: int, res: Any) -> int:  # noqa: N802
        self._lists.append([])
        end = super().objectList(argstr, i, res)
        self._pending = self._lists.pop()[::-1]
        return end

    def object(self, argstr: str, i: int, res: Any) -> int:
        start = self.skipSpace(argstr, i)
        end = super().object(argstr, i, res)
        if end >= 0 and self._lists:
            self._lists[-1].append(start)
        return end

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        self._sink.offset = self._pending.pop() if self._pending else self._sink.offset
        super().makeStatement(quadruple)


def parse(content: bytes, name: str) -> TurtleFile:
    """The statements of a Turtle file with their places; `name` is the path that findings show.

    Raises TurtleSyntaxError with the place of the first thing that is not Turtle.
    """
    text = _decode(content, name)
    newlines = tuple(i for i, c in enumerate(text) if c == "\n")
    sink = _Sink(name)
    parser = _Parser(sink)
    try:
        parser.loadBuf(text)
    except BadSyntax as error:
        raise TurtleSyntaxError(_place(name, newlines, error._i), _gentle(error._why)) from None
    except (ValueError, SyntaxError) as error:
        raise TurtleSyntaxError(_place(name, newlines, _quoted(str(error), text)), _gentle(str(error))) from None
    except (IndexError, AssertionError):
        raise TurtleSyntaxError(_place(name, newlines, len(text)), _UNFINISHED) from None
    except RecursionError:
        raise TurtleSyntaxError(_place(name, newlines, sink.offset), "Brackets are nested too deeply.") from None
    prefixes = {k: v for k, v in parser._bindings.items() if k}
    unused = tuple(p for p in prefixes if not re.search(rf"(?<![\w-]){re.escape(p)}:(?!\s*<)", text))
    return TurtleFile(name, tuple(sink.statements), parser.blocks, prefixes, unused, newlines)


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = error.object[: error.start]
        place = Place(name, head.count(b"\n") + 1, error.start - head.rfind(b"\n"))
        raise TurtleSyntaxError(place, "The file is not UTF-8. Save it as UTF-8.") from None


def _place(name: str, newlines: tuple[int, ...], offset: int) -> Place:
    line = bisect_right(newlines, offset - 1)
    return Place(name, line + 1, offset - (newlines[line - 1] if line else -1))


def _quoted(message: str, text: str) -> int:
    """The offset that a message of the parser quotes: it shows the text around it with a ^ in between."""
    shown = re.search(r"at \^ in (?:\.\.\.)?(.*)\^", message, re.DOTALL)
    return text.find(shown[1]) + len(shown[1]) if shown and shown[1] in text else len(text)


_UNFINISHED = "The file ends inside a block. End it with ' .'."
_ADVICE = {
    "expected '.' or '}' or ']' at end of statement": "A statement ends here but has no '.'. "
    "Put ' ;' between predicates and ' .' after the last one.",
    "expected directive or statement": "Here a block or a prefix should begin. Look for a '.' too many just before.",
    "objectList expected": "A value is missing or not written as Turtle. Codes need a prefix, texts need quotes.",
    "EOF found when expected verb in property list": _UNFINISHED,
    "EOF found in list of objects": _UNFINISHED,
    "expected propertylist": "After its name a block needs a predicate and a value.",
}


def _gentle(why: str) -> str:
    """What the parser found wrong, for somebody who knows Turtle but not the parser."""
    if unbound := re.match(r'Prefix "(.*?):?" not bound', why):
        return f"The prefix '{unbound[1]}:' is not declared. Add '@prefix {unbound[1]}: <…> .' at the top."
    if why.startswith("Quote expected"):
        return "A text in quotes does not end on its line. Close the quote, or use \"\"\" for a longer text."
    return _ADVICE.get(why, f"This is not Turtle: {why}.")
