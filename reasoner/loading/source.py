"""A file as statements, each with its place: Turtle, N-Triples, N-Quads, TriG and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from yidi.finding import Finding
from yidi.loading.trouble import Trouble
from yidi.reading.turtle import Literal, Place, TurtleSyntaxError

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.reading.turtle import Term

_FORMATS: Final = {
    ".ttl": ("Turtle", ox.RdfFormat.TURTLE),
    ".nt": ("N-Triples", ox.RdfFormat.N_TRIPLES),
    ".nq": ("N-Quads", ox.RdfFormat.N_QUADS),
    ".trig": ("TriG", ox.RdfFormat.TRIG),
}
_JSON: Final = (".jsonld", ".json")
ENDINGS: Final = (*_FORMATS, *_JSON)
_SLOW: Final = 5_000_000
"""Bytes of Turtle above which places are looked for in the text, and not by the parser that knows them."""
_NOT_FETCHED: Final = "loading remote context failed"  # PyLD's own word for it
_BASE_IRI: Final = "https://w3id.org/yidi/id/"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its quads, where each of them stands, and what was left out of it.

    `checked` says that the values were made from our own terms and need no second look.
    """

    name: str
    quads: Sequence[ox.Quad]
    place: Callable[[int], Place]
    checked: bool = False
    left_out: tuple[str, ...] = ()


def read_rdf(name: str, ending: str, content: bytes, base: Base) -> Source | list[Trouble]:
    """The statements of a file, or what is wrong with its syntax."""
    if ending in _JSON:
        return _read_json(name, content, base)
    title, form = _FORMATS[ending]
    try:
        quads = list(ox.parse(content.removeprefix(b"\xef\xbb\xbf"), form, base_iri=_BASE_IRI))
    except SyntaxError as error:
        return [_syntax(name, title, content, error)]
    if ending in (".nt", ".nq"):
        return Source(name, quads, _by_line(name, content))
    if ending == ".ttl" and len(content) <= _SLOW:
        return Source(name, quads, _by_statement(name, content, quads))
    return Source(name, quads, _by_text(name, content, quads))


def _syntax(name: str, title: str, content: bytes, error: SyntaxError) -> Trouble:
    """The first thing that is not of the format; of Turtle in the words of the parser that explains it."""
    if title == "Turtle" and len(content) <= _SLOW:
        from yidi.reading.turtle_parser import parse  # noqa: PLC0415 - slow to import

        try:
            parse(content, name)
        except TurtleSyntaxError as told:
            why = Finding(told.finding, told.place, told.details)
            words = {language: why.message(language).rstrip(".。") for language in ("en", "zh")}
            return Trouble("syntax", told.place, {"format": title, "why": words})
    place = Place(name, error.lineno or 1, error.offset or 1)
    return Trouble("syntax", place, {"format": title, "why": (error.msg or "").partition(": ")[2] or error.msg or ""})


def _by_line(name: str, content: bytes) -> Callable[[int], Place]:
    """Each line that is neither empty nor a comment is a statement."""
    lines: list[int] = []

    def place(index: int) -> Place:
        if not lines:
            lines.extend(
                n
                for n, line in enumerate(content.splitlines(), 1)
                if line.strip() and not line.lstrip().startswith(b"#")
            )
        return Place(name, lines[index] if index < len(lines) else 1, 1)

    return place


def _by_statement(name: str, content: bytes, quads: Sequence[ox.Quad]) -> Callable[[int], Place]:
    """Looked up in what the parser with places reads, which is slow and needed only where something is wrong."""
    found: dict[tuple[str, str, Term], Place] = {}
    by_text = _by_text(name, content, quads)

    def place(index: int) -> Place:
        from yidi.reading.turtle_parser import parse  # noqa: PLC0415 - slow to import

        if not found:
            with suppress(TurtleSyntaxError):  # what one parser reads the other may refuse
                file = parse(content, name)
                for s in file.statements:
                    found.setdefault((s.subject, s.predicate, s.object), file.place(s.offset))
        quad = quads[index]
        key = (_name(quad.subject), quad.predicate.value, _term(quad.object))
        return found.get(key) or by_text(index)

    return place


def _name(term: object) -> str:
    return cast(str, getattr(term, "value", ""))


def _term(term: object) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, "" if term.language else term.datatype.value, term.language or "")
    return _name(term)


def _by_text(name: str, content: bytes, quads: Sequence[ox.Quad]) -> Callable[[int], Place]:
    """Where the value of a statement, or else its subject, is first written in the file."""
    lines: list[str] = []

    def place(index: int) -> Place:
        if not lines:
            lines.extend(content.decode("utf-8", "replace").split("\n"))
        for term in (quads[index].object, quads[index].subject):
            wanted = _name(term).rpartition("#")[2].rpartition("/")[2]
            for number, line in enumerate(lines, 1):
                if wanted and (at := line.find(wanted)) >= 0:
                    return Place(name, number, at + 1)
        return Place(name, 1, 1)

    return place


def _read_json(name: str, content: bytes, base: Base) -> Source | list[Trouble]:
    """JSON-LD, with no context fetched from anywhere."""
    from pyld import jsonld  # noqa: PLC0415 - slow to import, and seldom needed

    from yidi.linked.context import CONTEXT  # noqa: PLC0415
    from yidi.linked.jsonld import document_loader  # noqa: PLC0415

    start = Place(name, 1, 1)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return [Trouble("syntax", Place(name, error.lineno, error.colno), {"format": "JSON", "why": error.msg})]
    except UnicodeDecodeError:
        return [Trouble("encoding", start, {"encoding": "UTF-8", "other": "utf-8"})]
    options = {"documentLoader": document_loader(base.vocabulary), "base": _BASE_IRI, "format": "application/n-quads"}
    try:
        quads = list(ox.parse(jsonld.to_rdf(document, options), ox.RdfFormat.N_QUADS))
    except RecursionError:
        return [Trouble("syntax", start, {"format": "JSON-LD", "why": "it is nested too deeply"})]
    except (jsonld.JsonLdError, SyntaxError) as error:
        cause = getattr(error, "cause", None) or error.__cause__ or error
        if getattr(cause, "code", "") == _NOT_FETCHED:
            return [Trouble("context-unknown", start, {"context": CONTEXT})]
        why = str(cause.args[0]).removeprefix("Invalid JSON-LD syntax; ").rstrip(".")
        return [Trouble("syntax", start, {"format": "JSON-LD", "why": why})]
    return Source(name, quads, _by_text(name, content, quads))
