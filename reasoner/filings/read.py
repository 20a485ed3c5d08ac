"""Files of filings, in YAML, JSON, JSON Lines, JSON-LD, Turtle or N-Triples, as entries with the place of every key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from pyoxigraph import BlankNode, NamedNode, Triple

from yidi.cases.file import TURTLE_SUFFIXES, RawCase, read_cases, whole_text
from yidi.cases.text import CaseText
from yidi.errors import CaseError, Fault
from yidi.filings.entry import Entry, entries_of_triples, entry_of_mapping
from yidi.filings.lift import Lifter
from yidi.linked.jsonld import jsonld_triples

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.filings.judge import Judge

__all__ = ["FilingReader", "filing_files"]

_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".jsonld", *TURTLE_SUFFIXES})


def filing_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and of every folder those below it that may hold filings, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES)))
        else:
            found[path] = None
    return list(found)


class FilingReader:
    """Reads files one after the other; what two files name alike stays two things."""

    def __init__(self, judge: Judge, language: str = "en") -> None:
        self._base: Base = judge.base
        self._lifter: Lifter = judge.lifter
        self._knows = judge.knows
        self._language = language
        self._serial = count()
        self._taken: set[object] = set()

    def read(self, source: Path | TextIO) -> list[Entry]:
        """The filings of a file; raises CaseError, with its place, where it cannot be read or holds none."""
        where = str(source) if isinstance(source, Path) else str(getattr(source, "name", "<text>"))
        try:
            if isinstance(source, Path) and source.suffix.lower() in TURTLE_SUFFIXES:
                return self._turtle(source, where)
            raw = list(read_cases(source, self._language))
            return [e for n, each in enumerate(raw) for e in self._entries(each, n if len(raw) > 1 else None)]
        except CaseError as error:
            raise CaseError([f if f.source else replace(f, source=where) for f in error.faults]) from None

    def described(self, triples: Sequence[Triple]) -> list[Entry]:
        """The filings that statements describe; raises CaseError where there is none."""
        return entries_of_triples(triples, self._base, self._language)

    def entries(self, values: Iterable[object]) -> Iterator[Entry]:
        """The entries of values in the form of JSON, such as `yidi.load().validate` takes; raises CaseError."""
        for value in values:
            yield from self._entries(RawCase(value, ""), None)

    def _entries(self, raw: RawCase, number: int | None) -> list[Entry]:
        value = raw.mapping
        if not isinstance(value, Mapping):
            line, column = raw.position("") if raw.where else (None, None)
            words = {"zh": "一份备案应是由“键: 值”组成的对象。", "en": "A filing is an object of key: value pairs."}
            raise CaseError([Fault("", words[self._language], line, column, raw.where or None)])
        where, placer = (raw.where, raw.position) if raw.where else (None, None)
        if "@context" not in value:
            return [entry_of_mapping(value, next(self._serial), self._lifter, where, number, placer)]
        triples = jsonld_triples(dict(value), self._base.vocabulary, self._language)
        names = self._names(triples)
        triples = [_renamed(triple, names) for triple in triples]
        found = entries_of_triples(triples, self._base, self._language, where)
        return [replace(each, placer=placer, number=each.number if number is None else number) for each in found]

    def _turtle(self, path: Path, where: str) -> list[Entry]:
        from yidi.linked.case_file import turtle_statements  # noqa: PLC0415 - rdflib is slow to import

        text = CaseText(where, whole_text(path, where, self._language), self._language)
        triples, spots = turtle_statements(text)
        renamed = self._names(triples)
        own = [_renamed(triple, renamed) for triple in triples]
        placed = {(renamed.get(s, s), p, renamed.get(o, o)): spot for (s, p, o), spot in spots.items()}
        found = entries_of_triples(own, self._base, self._language, where)
        return [replace(each, spots=placed) for each in found]

    def _names(self, triples: Iterable[Triple]) -> dict[Any, Any]:
        """New names for what another file has named alike."""
        subjects = {t.subject for t in triples}
        serial = next(self._serial)
        renamed: dict[Any, Any] = {}
        for node in subjects:
            if isinstance(node, BlankNode):
                renamed[node] = BlankNode(f"d{serial}x{node.value}")
            elif isinstance(node, NamedNode) and node in self._taken and not self._knows(node.value):
                renamed[node] = NamedNode(f"{node.value}#file-{serial}")
        self._taken |= {renamed.get(n, n) for n in subjects}
        return renamed


def _renamed(triple: Triple, names: Mapping[Any, Any]) -> Triple:
    subject, value = triple.subject, triple.object
    return Triple(names.get(subject, subject), triple.predicate, names.get(value, value))
