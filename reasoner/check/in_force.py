"""Whether a rule holds only while a document on which it rests does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.model import UNLIMITED, Rule
from yidi.names import DCTERMS, SKOS, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader
from yidi.reading.turtle import Place

_ISSUED: Final = DCTERMS + "issued"
_NOTE: Final = SKOS + "editorialNote"


def rules_out_of_force(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Rules that begin before any of their documents was there, or go on after the last of them ended.

    Only official documents bind in time; a page may report what has long been so.  A rule that says why in an
    editorial note is left alone.
    """
    reader = Reader(graph)
    periods = {d: _period(reader, d) for d in graph.instances(term("Document")) if _is_official(graph, d)}
    yield from reader.findings
    for rule in rules:
        documents = {graph.iri(basis, DCTERMS + "isPartOf") or basis for basis in rule.basis}
        if not documents or not documents <= periods.keys() or graph.objects(rule.iri, _NOTE):
            continue
        first = min(documents, key=lambda d: periods[d][0])
        last = max(documents, key=lambda d: periods[d][1])
        names = {"subject": short(rule.iri)}
        if rule.valid_from < periods[first][0] <= rule.last_checked:  # else it is told that the check was too early
            days = {"begins": _written(rule.valid_from), "source": short(first), "from": _written(periods[first][0])}
            place = graph.place(rule.iri, term("validFrom")) or NOWHERE
            yield Finding("rule-before-source", place, {**names, **days}, _of(graph, first))
        if rule.valid_to > periods[last][1]:
            place = graph.place(rule.iri, term("validTo")) or rule.place
            days = {"source": short(last), "to": _written(periods[last][1])}
            yield Finding("rule-after-source", place, {**names, **days}, _of(graph, last))


def _of(graph: Graph, document: str) -> tuple[tuple[Place | None, str], ...]:
    """Where a document stands: its day may be the one that is wrong."""
    return ((graph.place(document), short(document)),)


def _is_official(graph: Graph, document: str) -> bool:
    return graph.text(graph.iri(document, term("authority")) or "", term("official")) == "true"


def _period(reader: Reader, document: str) -> tuple[int, int]:
    """The first and the last day of a document, as far as the base knows them."""
    begins = reader.day(document, "inForceFrom")
    ends = reader.day(document, "inForceTo")
    issued = reader.graph.text(document, _ISSUED) or ""
    if begins is None:
        try:
            begins = date.fromisoformat((issued + "-01-01")[:10]).toordinal()  # of a year or month its first day
        except ValueError:
            begins = 0
    return begins, UNLIMITED if ends is None else ends


def _written(day: int) -> str:
    return date.fromordinal(day).isoformat()
