"""Every number of a rule stands in the words of its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from yidi.check.figure import is_approximate, is_stated, stated
from yidi.finding import NOWHERE, Finding
from yidi.model import Rule, Value
from yidi.names import DEFINITION, LABEL, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal
from yidi.values import NUMBERS

_MOST: Final = re.compile("不(?:得|能|应|予)?(?:超过|高于|大于|多于)|至多|最多|最高|以内|以下|上限|封顶|≤|内$")
_LEAST: Final = re.compile("不(?:得|能|应)?(?:低于|少于|小于)|至少|最低|最少|以上|下限|≥")
_LIMITS: Final = re.compile("不(?:得|能|应)?(?:超过|高于|大于|多于|低于|少于|小于)|至多|至少")
"""Words with which a number is nothing but a limit; "最高支付限额20万元" or "10万以上报销80%" is more."""
_COMPARED: Final = NUMBERS - {"integer"}
_TIMES: Final = ("months", "workingDays")  # where a bound is often said without a word: "两个工作日"
_NUMBERED: Final = re.compile(r"\d|[成折倍元月]|百分")


def wrong_figures(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Figures that are missing, that do not say the value, or that are approximate and not marked so."""
    for rule in rules:
        figure = graph.place(rule.iri, term("figure")) or NOWHERE
        numbers = [v for v in (*rule.values, rule.at_least, rule.at_most) if v and _needs_figure(v)]
        if numbers and not rule.figure.strip():
            yield Finding("figure-missing", rule.place, {"subject": short(rule.iri)})
            continue
        yield from _wrong_words(graph, rule)
        yield from _wrong_direction(graph, rule)
        yield from _wrong_label(graph, rule)
        for value in numbers:
            if not is_stated(rule.figure, value):
                details = {"figure": rule.figure, "value": f'"{value.text}"^^yidi:{value.kind}'}
                yield Finding("figure-differs", figure, details)
        if numbers and is_approximate(rule.figure) and not rule.approximate:
            yield Finding("figure-approximate", figure, {"figure": rule.figure})


def unsourced_figures(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Numbers of which the provisions behind a rule say another one of the same kind, and not this one.

    A figure with several numbers may be worked out from what the provision says, and an approximate one rounds it.
    """
    said = cache(lambda source, kind: stated(graph.texts(source, DEFINITION).get("zh", ""), kind))
    for rule in rules:
        for value in (v for v in (*rule.values, rule.at_least, rule.at_most) if v and v.kind in _COMPARED):
            others = [source for source in rule.basis if said(source, value.kind)]
            if not others or rule.approximate or stated(rule.figure, value.kind) != {value.number}:
                continue
            if not any(value.number in said(source, value.kind) for source in others):
                words = graph.texts(others[0], DEFINITION)["zh"]
                details = {"subject": short(rule.iri), "figure": rule.figure, "source": short(others[0]), "says": words}
                related = ((graph.place(others[0], DEFINITION), short(others[0])),)
                yield Finding("figure-unsourced", graph.place(rule.iri, term("figure")) or NOWHERE, details, related)


def _needs_figure(value: Value) -> bool:
    return value.kind in NUMBERS or value.kind == "gMonthDay"


def _wrong_words(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """A second figure, and one that is not in the language of the source."""
    figures = [f for f in graph.objects(rule.iri, term("figure")) if isinstance(f, Literal)]
    for figure in figures[1:]:
        place = graph.place(rule.iri, term("figure"), figure) or NOWHERE
        yield Finding("predicate-repeated", place, {"subject": short(rule.iri), "predicate": "yidi:figure"})
    for figure in figures[:1]:
        if figure.language != "zh":
            place = graph.place(rule.iri, term("figure"), figure) or NOWHERE
            yield Finding("figure-language", place, {"figure": figure.text})


def _wrong_direction(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """A bound whose figure says the opposite or none, and a value whose figure says only a bound."""
    least, most = _LEAST.search(rule.figure), _MOST.search(rule.figure)
    finding, wanted = "figure-direction", ""
    if rule.values and rule.is_bound:
        return  # which of the two is meant is asked already
    if rule.at_most and not rule.at_least and not most:
        said = rule.at_most
        wanted = "atLeast" if least else "" if said.kind in _TIMES else "value"
    elif rule.at_least and not rule.at_most and not least:
        said = rule.at_least
        wanted = "atMost" if most else "" if said.kind in _TIMES else "value"
    elif rule.values and rule.values[0].kind in NUMBERS - {"integer"} and (limit := _LIMITS.search(rule.figure)):
        finding, wanted = "figure-bound", "atMost" if _MOST.match(limit[0]) else "atLeast"
    if wanted:
        predicate = "atMost" if rule.at_most else "atLeast" if rule.at_least else "value"
        details = {"figure": rule.figure, "predicate": f"yidi:{predicate}", "wanted": f"yidi:{wanted}"}
        yield Finding(finding, graph.place(rule.iri, term(predicate)) or NOWHERE, details)


def _wrong_label(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """A label that states another number of the same kind than the rule does."""
    label = rule.labels.get("zh", "")
    if not _NUMBERED.search(label):
        return
    for value in rule.values:
        said = stated(label, value.kind) if value.kind in NUMBERS - {"integer"} else ()
        if said and value.number not in said:
            place = next((graph.place(rule.iri, LABEL, t) for t in graph.objects(rule.iri, LABEL)), None) or NOWHERE
            yield Finding("label-differs", place, {"label": label, "value": f'"{value.text}"^^yidi:{value.kind}'})
