"""Turtle with the place of every statement.

rdflib's own Turtle parser is given a sink that keeps what it reads as plain
tuples, and is told to remember the offset at which each object and each block
begins.  Its own line counter is not used: it drifts after ``[ … ]``.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from decimal import Decimal
from typing import Any, Final

from rdflib.plugins.parsers.notation3 import BadSyntax, SinkParser

from yidi.names import RDF, XSD
from yidi.reading.turtle import Literal, Place, Statement, Term, TurtleFile, TurtleSyntaxError, named, place_at

DEEPEST: Final = 50
"""How many brackets may stand within one another."""


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

    def makeStatement(self, quadruple: tuple[Any, Any, Any, Any], why: Any = None) -> None:  # noqa: ARG002, N802
        _, predicate, subject, value = quadruple
        self.statements.append(Statement(_term(subject), _term(predicate), _term(value), self.offset))  # type: ignore[arg-type]

    def bind(self, prefix: str, iri: Any) -> None:
        """The parser announces a prefix; it keeps the prefixes itself."""

    def setDefaultNamespace(self, iri: Any) -> None:  # noqa: N802
        """The parser announces the empty prefix; it keeps that too."""

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


class _Prefixes(dict[str, str]):
    """The prefixes of a file, remembering which were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, prefix: str) -> str:
        self.used.add(prefix)
        return super().__getitem__(prefix)


class _Parser(SinkParser):
    """rdflib's parser, remembering where blocks and objects begin, and refusing what N3 allows beyond Turtle."""

    def __init__(self, sink: _Sink) -> None:
        super().__init__(sink, baseURI="file:///", turtle=True)  # type: ignore[arg-type]
        self.prefixes = self._bindings = _Prefixes()
        self.blocks: dict[str, int] = {}
        self.at = 0
        self._sink = sink
        self._lists: list[list[int]] = []
        self._pending: list[int] = []

    def statement(self, argstr: str, i: int) -> int:
        end = super().statement(argstr, i)
        if end >= 0 and self._sink.statements:
            self.blocks.setdefault(self._sink.statements[-1].subject, i)
        return end

    def objectList(self, argstr: str, i: int, res: Any) -> int:  # noqa: N802
        if len(self._lists) > DEEPEST:
            self.BadSyntax(argstr, i, "nested")
        self._lists.append([])
        end = super().objectList(argstr, i, res)
        self._pending = self._lists.pop()[::-1]
        return end

    def object(self, argstr: str, i: int, res: Any) -> int:
        start = self.skipSpace(argstr, i)
        if start >= 0:
            self.at = start
            if argstr[start] in "{?":
                self.BadSyntax(argstr, start, _NO_VALUE)
        end = super().object(argstr, i, res)
        if end >= 0:
            if self._lists:
                self._lists[-1].append(start)
            elif not isinstance(res[-1], str):
                self.BadSyntax(argstr, start, _NO_NAME)
        return end

    def verb(self, argstr: str, i: int, res: Any) -> int:
        end = super().verb(argstr, i, res)
        if end >= 0 and (isinstance(res[-1][1], Literal) or not isinstance(res[-1][1], str | tuple)):
            self.BadSyntax(argstr, self.skipSpace(argstr, i), _NO_NAME)
        return end

    def uri_ref2(self, argstr: str, i: int, res: Any) -> int:
        start = self.skipSpace(argstr, i)
        self.at = max(start, self.at)
        end = super().uri_ref2(argstr, i, res)
        if end >= 0 and argstr[start] == "<" and _NOT_IRI.search(argstr, start + 1, end - 1):
            self.BadSyntax(argstr, start, _NO_IRI)
        if end >= 0 and argstr[start] != "<" and (slip := _NOT_IN_NAME.search(argstr, start, end)):
            self.BadSyntax(argstr, slip.start(), _NO_NAME)
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
        at, why = error._i, error._why  # noqa: SLF001 - its text alone says neither
        within = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
        offset = within if 0 <= at < len(text) else parser.at if "URI" in why else len(text.rstrip())
        raise _slip(text, name, newlines, offset) or _syntax_error(name, newlines, offset, why) from None
    except RecursionError:
        raise _syntax_error(name, newlines, parser.at, "nested") from None
    except (IndexError, AssertionError) as error:  # the parser looks beyond the end without asking
        raise _syntax_error(name, newlines, _stop(text, parser.at, str(error)), _UNFINISHED) from None
    except Exception as error:  # noqa: BLE001 - whatever the parser stumbles over, it is the file's fault and has a place
        raise _syntax_error(name, newlines, parser.at, str(error)) from None
    if half := _SURROGATE.search(text):
        raise _syntax_error(name, newlines, half.start(), "illegal escape")
    unused = {p: _declared(p, text) for p in parser.prefixes if p not in parser.prefixes.used}
    return TurtleFile(name, tuple(sink.statements), parser.blocks, dict(parser.prefixes), unused, newlines)


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = content[: error.start + 3 * content.startswith(BOM_UTF8)]
        place = Place(name, head.count(b"\n") + 1, len(head[head.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1)
        raise TurtleSyntaxError(place, "turtle-encoding", {}) from None


def _declared(prefix: str, text: str) -> int:
    """The offset at which a prefix is declared."""
    found = re.search(rf"^[ \t]*(@?prefix\s+{re.escape(prefix)}:)", text, re.IGNORECASE | re.MULTILINE)
    return found.start(1) if found else 0


def _stop(text: str, at: int, message: str) -> int:
    """Where a file stops being Turtle: at the text that the parser quotes with a ^, or the datatype that is missing."""
    if shown := re.search(r"at \^ in (.*)\^", message, re.DOTALL):
        return max(text.find(shown[1], max(at - len(shown[1]), 0)), at)
    bare = text.rfind("^^", 0, at + 2)
    return bare if bare >= 0 and not text[bare + 2 : at].strip() else len(text.rstrip())


_WORD: Final = re.compile(r'[^ \t\r\n"<>]+|[<>]{7}')
_MERGE: Final = ("<<<<<<<", "=======", ">>>>>>>")
_FULL_WIDTH: Final = dict(zip("；，。：“”‘’（）【】［］＠＜＞《》＃＂", ';,.:""\'\'()[][]@<><>#"', strict=True))
_NOT_IN_NAME: Final = re.compile(rf"[{''.join(_FULL_WIDTH)}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff]")
_UNFINISHED: Final = "EOF"
_NO_NAME: Final = "not a name"
_NO_VALUE: Final = "objectList expected"
_NO_IRI: Final = "unterminated URI reference"
_NOT_IRI: Final = re.compile(r'[\x00-\x20<"{}|^`]')
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\U0000[dD][89a-fA-F]")
_FINDINGS: Final = (
    (r'Prefix "(?P<prefix>.*?):?" not bound', "turtle-prefix"),
    (r"newline found in string|unterminated string|Quote expected", "turtle-quote"),
    (r"unterminated URI reference|bad IRI|[Ii]nvalid unicode code point", "turtle-iri"),
    (r"bad escape|bad string literal hex escape|illegal escape|illegal hex|qname cannot end", "turtle-escape"),
    (r"EOF|found end|expected verb in property list", "turtle-unfinished"),
    (r"expected '.' or '}' or ']' at end of statement", "turtle-dot"),
    (r"expected directive or statement|expected <?qname|expected <?uri", "turtle-block"),
    (r"objectList expected|expected item in list|Bad language code|Exceeds the limit", "turtle-value"),
    (r"expected propertylist|property_list expected|not a name", "turtle-subject"),
    (r"']' expected", "turtle-bracket"),
    (r"nested", "turtle-nested"),
)
"""What the parser says, and the finding that says it for somebody who knows Turtle but not the parser."""


def _slip(text: str, name: str, newlines: tuple[int, ...], offset: int) -> TurtleSyntaxError | None:
    """What the eye takes for something else, or for nothing, in the word at which the parser stopped."""
    word = _WORD.match(text, offset)
    if word is None:
        return None
    if word[0].startswith(_MERGE):
        return TurtleSyntaxError(place_at(name, newlines, offset), "turtle-merge", {})
    for at, character in enumerate(word[0], offset):
        if wanted := _FULL_WIDTH.get(character):
            details = {"found": character, "wanted": wanted}
            return TurtleSyntaxError(place_at(name, newlines, at), "turtle-full-width", details)
        if not character.isprintable() or character.isspace():
            return TurtleSyntaxError(place_at(name, newlines, at), "turtle-unseen", {"character": named(character)})
    return None


def _syntax_error(name: str, newlines: tuple[int, ...], offset: int, why: str) -> TurtleSyntaxError:
    place = place_at(name, newlines, offset)
    for pattern, finding in _FINDINGS:
        if said := re.search(pattern, why):
            return TurtleSyntaxError(place, finding, said.groupdict())
    return TurtleSyntaxError(place, "turtle-syntax", {"why": why.rstrip(".")})
