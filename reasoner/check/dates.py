"""Dates that cannot be: in the future, of another age, or before the source; and values not checked for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import DCTERMS, short, term
from yidi.reading.graph import Graph
from yidi.reading.rules import rulings

_ISSUED: Final = DCTERMS + "issued"
_PART_OF: Final = DCTERMS + "isPartOf"
_EARLIEST: Final = date(1949, 10, 1).toordinal()
_YEARS_AHEAD: Final = 10 * 366
_ZONES: Final = 1
"""Days that a date may be ahead of ours: where the author sits it may be tomorrow."""


def overdue_checks(graph: Graph, today: int) -> Iterator[Finding]:
    """Rules and steps last checked longer ago than yidi:checkEvery days, if the base says so; `today` is an ordinal."""
    days = None
    for base in graph.instances(term("KnowledgeBase")):
        text = graph.text(base, term("checkEvery"))
        if text is not None and (not text.isdecimal() or not int(text)):
            place = graph.place(base, term("checkEvery")) or NOWHERE
            yield Finding("value-invalid", place, {"value": text, "expected": phrase("a-number")})
        elif text is not None:
            days = int(text)
    if days is None:
        return
    for rule in (*rulings(graph), *graph.instances(term("ProcessStep"))):
        checked = _day(graph.text(rule, term("lastChecked")))
        if checked is not None and today - checked > days:
            details = {"subject": short(rule), "checked": date.fromordinal(checked).isoformat(), "days": days}
            yield Finding("check-overdue", graph.place(rule, term("lastChecked")) or NOWHERE, details)


def impossible_dates(graph: Graph, today: int) -> Iterator[Finding]:
    """Checks and issues that lie in the future, periods of another age, and checks older than the source itself."""
    issued = {d: day for d in graph.instances(term("Document")) if (day := _day(graph.text(d, _ISSUED))) is not None}
    for document, day in issued.items():
        yield from _of_its_time(graph, document, _ISSUED, day, _EARLIEST, today + _ZONES)
    for base in graph.instances(term("KnowledgeBase")):
        if (day := _day(graph.text(base, term("coversFrom")))) is not None:
            yield from _of_its_time(graph, base, term("coversFrom"), day, _EARLIEST, today + _ZONES)
    things = (*rulings(graph), *graph.instances(term("ProcessStep")), *graph.instances(term("Enquiry")))
    for thing in things:
        for name in ("validFrom", "validTo"):
            if (day := _day(graph.text(thing, term(name)))) is not None:
                yield from _of_its_time(graph, thing, term(name), day, _EARLIEST, today + _YEARS_AHEAD)
        checked = _day(graph.text(thing, term("lastChecked")))
        if checked is None:
            continue
        yield from _of_its_time(graph, thing, term("lastChecked"), checked, _EARLIEST, today + _ZONES)
        for basis in graph.iris(thing, term("basis")):
            document = graph.iri(basis, _PART_OF) or basis
            if checked < issued.get(document, 0) <= today + _ZONES:
                day = issued[document]
                details = {"subject": short(thing), "source": short(document), "issued": _written(day)}
                place = graph.place(thing, term("lastChecked")) or NOWHERE
                yield Finding("check-before-source", place, details)
                break


def _of_its_time(graph: Graph, thing: str, predicate: str, day: int, first: int, last: int) -> Iterator[Finding]:
    """A day that lies before the first or after the last on which it can be."""
    if not first <= day <= last:
        is_event = predicate in (_ISSUED, term("lastChecked"))
        finding = "date-future" if day > last and is_event else "date-implausible"
        name = "dcterms:issued" if predicate == _ISSUED else short(predicate)
        details = {"subject": short(thing), "predicate": name, "value": _written(day)}
        yield Finding(finding, graph.place(thing, predicate) or NOWHERE, details)


def _written(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if text else None
    except ValueError:
        return None
