"""Text in YAML, JSON or JSON Lines read into plain values, with the place of every key.

Files come from anywhere, so the depth of their nesting and what YAML's aliases may grow into are limited,
and a key given twice is a fault instead of a silent choice of the last.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from json import JSONDecodeError
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import yaml
from yaml.constructor import SafeConstructor
from yaml.reader import Reader
from yaml.resolver import Resolver

from yidi.cases.messages import FILE
from yidi.cases.strict_json import Repeats, is_deep, whole
from yidi.errors import CaseError, Fault, one_line

__all__ = ["CaseText", "Document", "Spot"]

MOST_DEPTH: Final = 50
ALIAS_ALLOWANCE: Final = 1000  # nodes that even the shortest file may have


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key, a list entry or a document begins, and the spots inside it by key or list position."""

    line: int
    column: int
    inside: dict[str, "Spot"] = field(default_factory=dict)


Document = tuple[object, Callable[[], Spot]]


@dataclass(frozen=True)
class CaseText:
    """The text of a file and where it came from."""

    where: str
    text: str
    lang: str = "en"

    def documents(self) -> Iterator[Document]:
        """Give every document with its spots, by the kind that the file's name or first character tells."""
        suffix = Path(self.where).suffix.lower()
        if suffix in (".json", ".jsonl", ".ndjson"):
            return _json_documents(self)
        if suffix in (".yaml", ".yml") or self.text.lstrip()[:1] not in ("{", "["):
            return _YamlReader(self).documents()
        try:
            return iter(list(_json_documents(self)))
        except CaseError as error:
            # YAML, too, may begin with a bracket.
            try:
                return iter(list(_YamlReader(self).documents()))
            except CaseError:
                raise error from None

    def fault(self, kind: str, line: int, column: int, path: str, **details: object) -> Fault:
        """Give a fault at this place of the text."""
        message = FILE[kind][self.lang].format(limit=MOST_DEPTH, **details)
        return Fault(one_line(path), one_line(message), line, column, self.where)

    def refuse(self, kind: str, line: int, column: int, **details: object) -> NoReturn:
        """Raise the one fault that keeps the text from being read."""
        raise CaseError([self.fault(kind, line, column, "", **details)])

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of an offset into the text."""
        line = bisect_left(self._newlines, offset)
        return line + 1, offset - (self._newlines[line - 1] if line else -1)

    @cached_property
    def _newlines(self) -> list[int]:
        """Give the offsets at which the lines end."""
        return [match.start() for match in re.finditer("\n", self.text)]


# YAML ---------------------------------------------------------------------------

# The stubs leave these untyped.
_resolve: Final[Callable[..., str]] = Resolver().resolve
_constructor: Final = SafeConstructor()
_PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Node(NamedTuple):
    """A value with its spot, the number of nodes in it, aliases counted in full, and the levels below it."""

    value: object
    spot: Spot
    size: int = 1
    height: int = 0


class _YamlReader:
    """Reads YAML event by event, which bounds depth before anything is built."""

    def __init__(self, text: CaseText) -> None:
        self._text = text
        self._most_nodes = max(ALIAS_ALLOWANCE, len(text.text))  # reached only by way of aliases
        self._anchors: dict[str | None, _Node] = {}
        self._faults: list[Fault] = []
        self._events: Iterator[Any] = iter(())

    def documents(self) -> Iterator[Document]:
        """Give every document of the text."""
        if bad := Reader.NON_PRINTABLE.search(self._text.text):
            self._text.refuse("character", *self._text.place(bad.start()), why=ascii(bad[0]))
        self._events = yaml.parse(self._text.text, Loader=_PARSER)
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    yield self._document()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            why = getattr(error, "problem", None) or error
            self._text.refuse("syntax", line, column, language="YAML", why=why)

    def _document(self) -> Document:
        """Give the document that begins here."""
        self._anchors, self._faults = {}, []
        node = self._node(next(self._events), "", 0)
        if self._faults:
            raise CaseError(self._faults)
        return node.value, lambda: node.spot

    def _node(self, event: Any, path: str, depth: int) -> _Node:
        """Give the node that begins with this event."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            node = self._anchors.get(event.anchor)
            if node is None:
                self._text.refuse("alias", line, column, why=event.anchor)
        elif event.tag not in (None, "!"):
            self._text.refuse("tag", line, column, why=event.tag)
        elif isinstance(event, yaml.ScalarEvent):
            node = _Node(_scalar(event), Spot(line, column))
        elif depth == MOST_DEPTH:
            self._text.refuse("deep", line, column)
        else:
            fill = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
            node = fill(path, depth + 1, Spot(line, column))
        if depth + node.height > MOST_DEPTH:
            self._text.refuse("deep", line, column)
        if node.size > self._most_nodes:
            self._text.refuse("growth", line, column)
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = node
        return node

    def _sequence(self, path: str, depth: int, spot: Spot) -> _Node:
        """Give the list whose first entry comes next."""
        values: list[object] = []
        size, height = 1, 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            key = str(len(values))
            node = self._node(event, f"{path}.{key}".lstrip("."), depth)
            values.append(node.value)
            spot.inside[key] = node.spot
            size, height = size + node.size, max(height, node.height)
        return _Node(values, spot, size, height + 1)

    def _mapping(self, path: str, depth: int, spot: Spot) -> _Node:
        """Give the object whose first key comes next."""
        values: dict[str, object] = {}
        size, height = 1, 0
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if not isinstance(event, yaml.ScalarEvent):
                self._text.refuse("key", line, column)
            key: str = event.value
            place = f"{path}.{key}".lstrip(".")
            if key in values:
                self._faults.append(self._text.fault("twice", line, column, place))
            node = self._node(next(self._events), place, depth)
            values[key] = node.value
            spot.inside[key] = Spot(line, column, node.spot.inside)
            size, height = size + node.size + 1, max(height, node.height)
        return _Node(values, spot, size, height + 1)


def _scalar(event: Any) -> object:
    """Give the value of a word: a date, number, flag or null where it is unquoted and reads as one, else text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    tag: str = _resolve(yaml.ScalarNode, text, (True, False))
    construct = SafeConstructor.yaml_constructors.get(tag)
    if construct is None:  # such as << and =, which mean nothing in a case
        return text
    try:
        return construct(_constructor, yaml.ScalarNode(tag, text))
    except (ValueError, OverflowError):
        # 2025-02-30 looks like a date and is none; as text it meets the message that says so.
        return text


# JSON ---------------------------------------------------------------------------

_CONTENT: Final = re.compile(r"[^ \t\n\r]")
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')


def _json_documents(text: CaseText) -> Iterator[Document]:
    """Give every JSON value of the text; JSON Lines are such values one after the other."""
    repeats = Repeats()
    decoder = json.JSONDecoder(object_pairs_hook=repeats, parse_int=whole)
    end = 0
    while content := _CONTENT.search(text.text, end):
        offset = content.start()
        try:
            value, end = decoder.raw_decode(text.text, offset)
        except JSONDecodeError as error:
            why = error.msg[:1].lower() + error.msg[1:]
            text.refuse("syntax", error.lineno, error.colno, language="JSON", why=why)
        except RecursionError:
            text.refuse("deep", *text.place(offset))
        if is_deep(value, MOST_DEPTH):
            text.refuse("deep", *text.place(offset))
        spot = cache(lambda start=offset: _json_spot(text, start)[0])
        if repeats.found and (faults := _json_spot(text, offset)[1]):
            raise CaseError(faults)
        yield value, spot


def _json_spot(text: CaseText, offset: int) -> tuple[Spot, list[Fault]]:
    """Give the spots of the well-formed JSON value that begins here, and a fault for every key given twice."""
    tokens = _TOKEN.finditer(text.text, offset)
    faults: list[Fault] = []

    def spot_of(start: re.Match[str], place: int, path: str) -> Spot:
        spot = Spot(*text.place(place))
        opening = start[0]
        while opening in ("{", "[") and (token := next(tokens))[0] not in ("}", "]"):
            key = json.loads(token[0]) if opening == "{" else str(len(spot.inside))
            inner = f"{path}.{key}".lstrip(".")
            if key in spot.inside:
                faults.append(text.fault("twice", *text.place(token.start()), inner))
            value = next(tokens) if opening == "{" else token
            spot.inside[key] = spot_of(value, token.start(), inner)
        return spot

    start = next(tokens)
    return spot_of(start, start.start(), ""), faults
