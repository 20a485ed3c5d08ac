"""Numbers far from all others that are known of their kind: yuan for ten thousands of yuan, 8.5% for 85%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median_low
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.model import UNLIMITED, Rule, Value
from yidi.names import SKOS, short, term
from yidi.reading.graph import Graph
from yidi.values import NUMBERS

_FAR: Final = 10
"""How many times as much, or as little, as any other."""
_ENOUGH: Final = 5
"""Numbers of other places below which nobody knows what is far."""


def far_off_values(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Values ten times as large as any that other places have for the decision, or a tenth of the smallest; 0 is none.

    A rule that explains itself in an editorial note is left alone.
    """
    groups: dict[tuple[str, str], list[tuple[Rule, Value]]] = {}
    for rule in rules:
        for value in rule.values:
            if value.kind in NUMBERS and 0 < value.number < UNLIMITED:
                groups.setdefault((rule.decision, value.kind), []).append((rule, value))
    for group in groups.values():
        middle = median_low(value.number for _, value in group)
        for rule, value in group:
            if middle < value.number * _FAR and value.number < middle * _FAR:
                continue  # as nearly all are
            others = [v for r, v in group if set(r.jurisdictions).isdisjoint(rule.jurisdictions)]
            if len(others) < _ENOUGH or graph.objects(rule.iri, SKOS + "editorialNote"):
                continue
            least, most = min(others, key=_number), max(others, key=_number)
            if value.number * _FAR <= least.number or value.number >= most.number * _FAR:
                details = {"subject": short(rule.iri), "value": f'"{value.text}"^^yidi:{value.kind}'}
                known = {"decision": f"decision:{rule.decision}", "least": least.text, "most": most.text}
                yield Finding("value-far-off", graph.place(rule.iri, term("value")) or NOWHERE, {**details, **known})


def _number(value: Value) -> int:
    return value.number
