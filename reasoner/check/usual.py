"""Numbers against the order that the ontology calls usual: a deductible that falls as the hospital's level rises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import Condition, Rule
from yidi.names import SKOS, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal

if TYPE_CHECKING:
    from yidi.base import Base

_NOTE: Final = SKOS + "editorialNote"
_WAYS: Final = {"usuallyRises": 1, "usuallyFalls": -1}


@dataclass(frozen=True)
class _Order:
    """How the values of a decision usually follow an input: 1 they rise, -1 they fall, along codes or numbers."""

    decision: str
    input: str
    way: int
    codes: tuple[str, ...]

    def rank(self, condition: Condition) -> int | None:
        """Where a condition stands in the order, None where it names several places or none."""
        if not self.codes:
            return condition.ranges[0][0] if len(condition.ranges) == 1 else None
        named = [self.codes.index(code) for code in condition.codes if code in self.codes]
        return named[0] if len(named) == len(condition.codes) == 1 else None


def unusual_orders(graph: Graph, base: Base) -> Iterator[Finding]:
    """Two rules that differ in one condition alone, and whose values run against the usual order."""
    usual = [*_orders(graph)]
    for rules in (base.rules.values(), base.claims.values()):
        for order, row in ((each, row) for each in usual for row in _rows(each, rules)):
            for lower, higher in pairwise(row):
                is_explained = any(graph.objects(rule.iri, _NOTE) for rule in (lower, higher))
                if (higher.values[0].number - lower.values[0].number) * order.way < 0 and not is_explained:
                    yield _unusual(graph, order, lower, higher)


def _orders(graph: Graph) -> Iterator[_Order]:
    for decision in graph.instances(term("Decision")):
        for name, way in _WAYS.items():
            for part in graph.iris(decision, term(name)):
                codes = graph.list(graph.object(part, term("through")) or "")
                names = tuple(c.text if isinstance(c, Literal) else local(c) for c in codes)
                yield _Order(local(decision), local(graph.iri(part, term("along")) or ""), way, names)


def _rows(order: _Order, rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Rules in force at one time and place that differ in the input alone, in the order of its values."""
    rows: dict[object, list[tuple[int, Rule]]] = {}
    for rule in rules:
        if rule.decision != order.decision or rule.is_bound or len(rule.values) != 1:
            continue
        condition = rule.conditions.get(order.input)
        rank = order.rank(condition) if condition else None
        if rank is not None:
            rest = frozenset((name, c) for name, c in rule.conditions.items() if name != order.input)
            for area in rule.jurisdictions:
                rows.setdefault((area, rest, rule.values[0].kind), []).append((rank, rule))
    for row in rows.values():
        for start in {rule.valid_from for _, rule in row}:
            there = {rule.iri: (rank, rule) for rank, rule in row if rule.valid_from <= start <= rule.valid_to}
            ranks = Counter(rank for rank, _ in there.values())  # where two rules have one rank, they contradict
            yield [rule for rank, rule in sorted(there.values(), key=lambda each: each[0]) if ranks[rank] == 1]


def _unusual(graph: Graph, order: _Order, lower: Rule, higher: Rule) -> Finding:
    details = {"subject": short(higher.iri), "value": higher.values[0].text, "decision": f"decision:{order.decision}"}
    others = {"other": short(lower.iri), "than": lower.values[0].text, "predicate": f"yidi:{order.input}"}
    way = phrase("usually-rises" if order.way > 0 else "usually-falls")
    place = graph.place(higher.iri, term("value")) or NOWHERE
    related = ((graph.place(lower.iri, term("value")), short(lower.iri)),)
    return Finding("order-unusual", place, {**details, **others, "way": way}, related)
