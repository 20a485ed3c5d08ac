"""What is found in a filing as a finding with a place, for text, JSON, SARIF, JUnit and pull requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from yidi.cases.case import shown
from yidi.errors import one_line
from yidi.filings.entry import Entry
from yidi.filings.judge import VIOLATION, Found, Judgement
from yidi.filings.words import Words
from yidi.names import NS, individual, local
from yidi.reading.turtle import Place
from yidi.shacl import report_triples
from yidi.shacl.paths import Sequence as SequencePath

__all__ = ["Told", "as_mapping", "by_file", "report_turtle", "tell"]

_NOWHERE: Final = Place("<text>", 1, 1)
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "basis": {"zh": "依据：", "en": "Basis: "},
    "rule": {"zh": "规则：", "en": "Rule: "},
}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in a filing, in one language; `id` is the name of the shape, `level` its severity."""

    id: str
    level: str
    place: Place
    summary_text: str
    text_: str
    context: tuple[str, ...]
    found: Found

    def message(self, _language: str = "") -> str:
        """What is wrong and what to do, in one line."""
        return self.text_

    def summary(self, _language: str = "") -> str:
        """What the shape demands, in a few words."""
        return self.summary_text

    @property
    def related(self) -> tuple[tuple[Place | None, str], ...]:
        """What stands behind it, a few words each."""
        return tuple((None, words) for words in self.context)

    def text(self, _language: str = "") -> str:
        """``file:line:column  level  id  what is wrong. What to do.`` and what stands behind it, indented."""
        lines = [f"{self.place}  {self.level}  {self.id}  {self.text_}"]
        return "\n".join(lines + [f"    {words}" for words in self.context])


def tell(judgement: Judgement, entries: Sequence[Entry], words: Words, language: str) -> Iterator[Told]:
    """The findings of filings in their order."""
    for entry, found in zip(entries, judgement.found, strict=True):
        for each in found:
            value = f" {shown(each.value, language)}" if each.value is not None else ""
            where = f"{each.path}{value}: " if each.path else ""
            gap = "" if language == "zh" else " "
            text = where + gap.join(filter(None, (words.message(each), words.remedy(each))))
            context = tuple(_context(each, words, language))
            place = place_of(entry, each) or _NOWHERE
            shape = local(each.shape)
            yield Told(shape, each.severity, place, words.label(each.shape), one_line(text), context, each)


def _context(found: Found, words: Words, language: str) -> Iterator[str]:
    for rule in words.rules(found):
        yield f"{_WORDS['rule'][language]}{rule['label']}"
    for basis in words.basis(found):
        yield f"{_WORDS['basis'][language]}{_provision(basis, language)}"


def _provision(basis: Mapping[str, Any], language: str) -> str:
    title = f"《{basis['title']}》" if language == "zh" else f"{basis['title']}, "
    return " ".join(filter(None, (f"{title}{basis['document']}", basis["provision"])))


def place_of(entry: Entry, found: Found) -> Place | None:
    """Where in its file that stands of which something was found."""
    path = found.result.path
    first = path.paths[0] if isinstance(path, SequencePath) else path
    predicate = first.value if isinstance(first, NamedNode) else ""
    return entry.place(found.path, found.result.focus, predicate, found.result.value)


def as_mapping(found: Sequence[Found], words: Words, entry: Entry | None = None) -> dict[str, Any]:
    """What was found in a filing in the form of the contract; `conforms` where nothing is a violation."""
    results = [_result(each, words, entry) for each in found]
    return {"conforms": not any(each.severity == VIOLATION for each in found), "results": results}


def by_file(judgement: Judgement, entries: Sequence[Entry], words: Words) -> Iterator[dict[str, Any]]:
    """For each file, in order, what was found in all its filings."""
    files: dict[str, list[dict[str, Any]]] = {}
    for entry, found in zip(entries, judgement.found, strict=True):
        files.setdefault(entry.where or "", []).append(as_mapping(found, words, entry))
    for name, each in files.items():
        results = [result for one in each for result in one["results"]]
        yield {"file": name, "conforms": all(one["conforms"] for one in each), "results": results}


def report_turtle(judgement: Judgement) -> str:
    """The validation report as SHACL has it, in Turtle."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in report_triples(judgement.report))
    prefixes = {"sh": "http://www.w3.org/ns/shacl#", "yidi": NS, "shape": individual("shape", "")}
    dumped = store.dump(format=RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=prefixes)
    return (dumped or b"").decode()


def _result(found: Found, words: Words, entry: Entry | None) -> dict[str, Any]:
    place = place_of(entry, found) if entry else None
    return {
        "path": found.path,
        "value": _as_json(found.value),
        "severity": found.severity,
        "shape": found.shape,
        "message": words.message(found),
        "remedy": words.remedy(found),
        "rules": words.rules(found),
        "basis": words.basis(found),
        **({"file": place.file, "line": place.line, "column": place.column} if place else {}),
        **({"filing": entry.number} if entry and entry.number is not None else {}),
    }


def _as_json(value: object) -> object:
    """A value as JSON can have it: what JSON has no form for as text."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):
        with suppress(ValueError):  # raised by whole numbers too long for Python to print
            return str(value).encode(errors="backslashreplace").decode()
        return "…"
    return value
