"""Every number of a rule stands in the words of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yidi.check.figure import is_approximate, is_stated
from yidi.finding import NOWHERE, Finding
from yidi.model import Rule, Value
from yidi.names import short, term
from yidi.reading.graph import Graph
from yidi.values import NUMBERS


def wrong_figures(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Figures that are missing, that do not say the value, or that are approximate and not marked so."""
    for rule in rules:
        figure = graph.place(rule.iri, term("figure")) or NOWHERE
        numbers = [v for v in (*rule.values, rule.at_least, rule.at_most) if v and _needs_figure(v)]
        if numbers and not rule.figure:
            yield Finding("figure-missing", rule.place, {"subject": short(rule.iri)})
            continue
        for value in numbers:
            if not is_stated(rule.figure, value):
                details = {"figure": rule.figure, "value": f'"{value.text}"^^yidi:{value.kind}'}
                yield Finding("figure-differs", figure, details)
        if numbers and is_approximate(rule.figure) and not rule.approximate:
            yield Finding("figure-approximate", figure, {"figure": rule.figure})


def _needs_figure(value: Value) -> bool:
    return value.kind in NUMBERS or value.kind == "gMonthDay"
