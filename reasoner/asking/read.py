"""Files of queries read: the header checked, the text parsed, and everything that is wrong with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pyoxigraph import Store

from yidi.asking.model import PAGING, Header
from yidi.asking.query import NamedQuery
from yidi.asking.text import text_faults
from yidi.asking.words import HEADER, Told, sentence, word
from yidi.cases.case import fault_of
from yidi.cases.file import RawCase
from yidi.cases.text import CaseText
from yidi.errors import CaseError
from yidi.finding import Finding
from yidi.reading.turtle import Place

LANGUAGES: Final = ("en", "zh")
MARK: Final = "#+ "
_WHERE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UNREADABLE: Final = re.compile(r"\[[^\]]*\]|[^\x20-\x7e]+")
"""Sets of characters in what the parser expected, which tell nobody anything."""


def read_query(file: str, content: bytes) -> tuple[NamedQuery | None, list[Finding]]:
    """The query of a file, None where its header cannot be read, and what is wrong with it."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [Finding("turtle-encoding", Place(file, content.count(b"\n", 0, error.start) + 1, 1))]
    syntax = list(syntax_faults(file, text))
    head = _Head.of(file, text)
    try:
        header = head.read()
    except CaseError:
        return None, [*head.unreadable(), *syntax]
    except ValidationError as error:
        return None, [*map(head.wrong, error.errors(include_url=False)), *syntax]
    query = NamedQuery(header, file, text)
    return query, [*head.misnamed(header), *text_faults(query, sound=not syntax), *syntax]


def syntax_faults(file: str, text: str) -> Iterator[Finding]:
    """Where a text is not a SPARQL query, if it is none."""
    try:
        Store().query(text)
    except SyntaxError as error:
        match = _WHERE.fullmatch(str(error))
        line, column = (int(match[1]), int(match[2])) if match else (1, 1)
        why = " ".join(_UNREADABLE.sub("", match[3] if match else str(error)).split()).strip(" ,|")
        yield Finding("query-syntax", Place(file, line, column), {"why": "…" if why in ("", "expected") else why})


def header_place(query: NamedQuery, path: str) -> Place:
    """Where a part of a query's header stands, by its dotted path."""
    return _Head.of(query.file, query.text).place(path)


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines of a header without their marks, and how many lines stand before them."""

    file: str
    text: str
    before: int

    @classmethod
    def of(cls, file: str, text: str) -> _Head:
        """The header of a file: the first lines with marks; only other comments may stand before them."""
        lines = text.split("\n")
        mark = MARK.strip()
        before = next(
            (n for n, line in enumerate(lines) if line.startswith(mark) or line.strip()[:1] not in ("", "#")), 0
        )
        marked = []
        for line in lines[before:]:
            if not line.startswith(mark):
                break
            marked.append(line[len(MARK) :])
        return cls(file, "\n".join(marked), before)

    def read(self) -> Header:
        """The header; raises CaseError where it is not YAML, and ValidationError where it is not a header."""
        return Header.model_validate(self._raw("en").mapping)

    def _raw(self, language: str) -> RawCase:
        text = CaseText(f"{self.file}.yaml", self.text, language)
        value, spot = next(text.documents(), (None, None))
        return RawCase(value, self.file, spot=spot) if spot else RawCase(value, self.file)

    def place(self, path: str) -> Place:
        """Where the part of the header that a path names stands, or the nearest around it."""
        line, column = self._raw("en").position(path)
        return Place(self.file, line + self.before, column + len(MARK))

    def at(self, path: str, why: Told) -> Finding:
        """A finding at a part of the header."""
        return Finding("query-header", self.place(path), {"why": why})

    def unreadable(self) -> list[Finding]:
        """What keeps the header from being read as YAML, told in both languages."""
        told: list[list[tuple[int, int, str]]] = []
        for language in LANGUAGES:
            try:
                self._raw(language)
            except CaseError as error:
                words = [sentence(str(replace(f, source=None, line=None, column=None)), language) for f in error.faults]
                told.append([(f.line or 1, f.column or 1, w) for f, w in zip(error.faults, words, strict=True)])
        return [
            Finding(
                "query-header",
                Place(self.file, line + self.before, column + len(MARK)),
                {"why": {"en": en, "zh": zh}},
            )
            for (line, column, en), (_, _, zh) in zip(*told, strict=True)
        ]

    def wrong(self, detail: ErrorDetails) -> Finding:
        """What the model found wrong with a part of the header."""
        path = ".".join(map(str, detail["loc"]))
        if not self.text:
            return Finding("query-header", Place(self.file, 1, 1), {"why": word(HEADER, "no-header")})
        if detail["type"] in HEADER:
            why = {language: f"{path}: {text}" for language, text in word(HEADER, detail["type"]).items()}
        else:
            why = {language: sentence(str(fault_of(detail, language)), language) for language in LANGUAGES}
        return self.at(path, why)

    def misnamed(self, header: Header) -> Iterator[Finding]:
        """Names in a readable header that clash with the file's or with those of paging."""
        if header.id != PurePath(self.file).stem:
            yield self.at("id", word(HEADER, "other-name", id=header.id))
        for name in sorted(header.parameters.keys() & PAGING.keys()) if header.paged else ():
            path = f"parameters.{name}"
            yield self.at(path, word(HEADER, "reserved", path=path))
