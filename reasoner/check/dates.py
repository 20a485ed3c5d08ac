"""Rules and steps that were not compared with their source for longer than the base allows itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yidi.finding import NOWHERE, Finding
from yidi.names import short, term
from yidi.reading.graph import Graph
from yidi.reading.rules import rulings


def overdue_checks(graph: Graph, today: int) -> Iterator[Finding]:
    """Rules and steps last checked longer ago than yidi:checkEvery days, if the base says so; `today` is an ordinal."""
    texts = [graph.text(base, term("checkEvery")) for base in graph.instances(term("KnowledgeBase"))]
    days = next((int(t) for t in texts if t and t.isdecimal()), None)
    if days is None:
        return
    for rule in (*rulings(graph), *graph.instances(term("ProcessStep"))):
        checked = _day(graph.text(rule, term("lastChecked")))
        if checked is not None and today - checked > days:
            details = {"subject": short(rule), "checked": date.fromordinal(checked).isoformat(), "days": days}
            yield Finding("check-overdue", graph.place(rule, term("lastChecked")) or NOWHERE, details)


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if text else None
    except ValueError:
        return None
