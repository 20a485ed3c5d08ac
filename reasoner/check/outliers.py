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
    """Values ten times as large as any that other places have for such cases, or a tenth of the smallest; 0 is none.

    The cap of a medicine is compared with other such caps, not with that of a stay: with rules that no condition tells
    apart.  Where these are too few it is with all, and far off only if it is a hundred times as much, or as little.
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
            elsewhere = [(r, v) for r, v in group if set(r.jurisdictions).isdisjoint(rule.jurisdictions)]
            akin = [v for r, v in elsewhere if _is_akin(r, rule)]
            others, far = (akin, _FAR) if len(akin) >= _ENOUGH else ([v for _, v in elsewhere], _FAR * _FAR)
            if len(others) < _ENOUGH or graph.objects(rule.iri, SKOS + "editorialNote"):
                continue
            least, most = min(others, key=_number), max(others, key=_number)
            if value.number * far <= least.number or value.number >= most.number * far:
                details = {"subject": short(rule.iri), "value": f'"{value.text}"^^yidi:{value.kind}'}
                known = {"decision": f"decision:{rule.decision}", "least": least.text, "most": most.text}
                yield Finding("value-far-off", graph.place(rule.iri, term("value")) or NOWHERE, {**details, **known})


def _is_akin(rule: Rule, other: Rule) -> bool:
    """Whether no input has codes in both rules' conditions that are all different."""
    pairs = ((c.codes, other.conditions[name].codes) for name, c in rule.conditions.items() if name in other.conditions)
    return not any(mine and others and set(mine).isdisjoint(others) for mine, others in pairs)


def _number(value: Value) -> int:
    return value.number
