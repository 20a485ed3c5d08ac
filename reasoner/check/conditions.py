"""Conditions that say nothing: codes named beside a wider one, conditions that any case meets, places named twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yidi.finding import NOWHERE, Finding
from yidi.model import UNLIMITED, CodeList, Condition, Rule
from yidi.names import individual, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal, Term

if TYPE_CHECKING:
    from yidi.base import Base


def idle_conditions(graph: Graph, base: Base) -> Iterator[Finding]:
    """Parts of rules that could be left out without any case being decided otherwise."""
    wider = {j: chain[:depth] for chain in base.places.chains for depth, j in enumerate(chain)}
    inner = {j for above in wider.values() for j in above}
    for rule in (*base.rules.values(), *base.claims.values()):
        for name, condition in rule.conditions.items():
            used = base.vocabulary.inputs[name]
            code_list = base.vocabulary.lists.get(used.code_list or "")
            if code_list and (pair := _beside_wider(condition, code_list)):
                kind = code_list.name
                place = graph.place(rule.iri, used.iri, individual(kind, pair[0]))
                details = {"subject": short(rule.iri), "value": f"{kind}:{pair[0]}", "wider": f"{kind}:{pair[1]}"}
                yield Finding("condition-redundant", place or NOWHERE, details)
            stated = graph.objects(rule.iri, used.iri)
            if (inside := _inside_wider(condition)) and len(stated) == len(condition.ranges):
                narrow, wide = (stated[each] for each in inside)
                place = graph.place(rule.iri, used.iri, narrow) or NOWHERE
                details = {"subject": short(rule.iri), "value": _bounds(graph, narrow), "wider": _bounds(graph, wide)}
                yield Finding("condition-redundant", place, details)
            if _admits_all(condition, used.datatype, code_list):
                details = {"subject": short(rule.iri), "predicate": f"yidi:{name}"}
                yield Finding("condition-idle", graph.place(rule.iri, used.iri) or NOWHERE, details)
        yield from _places(graph, rule, wider)
        if rule.binding and not rule.claimed and inner.isdisjoint(rule.jurisdictions):
            place = graph.place(rule.iri, term("binding")) or NOWHERE
            yield Finding("binding-idle", place, {"subject": short(rule.iri)})


def _places(graph: Graph, rule: Rule, wider: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    for code in rule.jurisdictions:
        if above := next((j for j in wider.get(code, ()) if j in rule.jurisdictions), None):
            place = graph.place(rule.iri, term("jurisdiction"), individual("area", code)) or NOWHERE
            details = {"subject": short(rule.iri), "value": f"area:{code}", "wider": f"area:{above}"}
            yield Finding("condition-redundant", place, details)


def _beside_wider(condition: Condition, code_list: CodeList) -> tuple[str, str] | None:
    """A code that stands beside a wider one, and that one."""
    if len(condition.codes) < 2:  # noqa: PLR2004 - two are needed for one to stand beside the other
        return None
    named = [c for c in code_list.concepts if c.code in condition.codes]
    return next(((c.code, wide) for c in named for wide in c.broader if wide in condition.codes), None)


def _inside_wider(condition: Condition) -> tuple[int, int] | None:
    """The number of a range that lies inside another one of the condition, and of that one, which may be too wide."""
    ranges = [*enumerate(condition.ranges)]
    pairs = ((i, j) for i, a in ranges for j, b in ranges if a != b and b[0] <= a[0] and a[1] <= b[1])
    return next(pairs, None)


def _bounds(graph: Graph, value: Term) -> str:
    """A number or a range as files write it."""
    if isinstance(value, Literal):
        return value.text
    ends = ((name, graph.text(value, term(name))) for name in ("from", "below"))
    return f"[ {' ; '.join(f'yidi:{name} {text}' for name, text in ends if text is not None)} ]"


def _admits_all(condition: Condition, datatype: str, code_list: CodeList | None) -> bool:
    """Whether every value meets a condition: then none is needed."""
    if code_list:
        return len(condition.codes) > 1 and all(
            not {c.code, *c.broader}.isdisjoint(condition.codes) for c in code_list.concepts
        )
    if datatype == "boolean":
        return {"true", "false"} <= set(condition.codes)
    end = 0
    for low, high in sorted(condition.ranges):
        if low > end:
            return False
        end = max(end, high)
    return end >= UNLIMITED
