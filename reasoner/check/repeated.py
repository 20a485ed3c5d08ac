"""Nothing is said twice: the same value of the same predicate, or the same rule under two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from yidi.finding import Finding
from yidi.model import Rule
from yidi.names import TYPE, short
from yidi.reading.graph import Graph
from yidi.reading.reader import written
from yidi.reading.turtle import Term


def repeated_values(graph: Graph) -> Iterator[Finding]:
    """Values that stand twice under one predicate of one thing."""
    for file in graph.files:
        last: tuple[str, str] | None = None
        seen: list[Term] = []
        for subject, predicate, value, offset in file.statements:
            if (subject, predicate) != last:
                last, seen = (subject, predicate), [value]
            elif value in seen:
                details = {"subject": short(subject), "predicate": "a" if predicate == TYPE else short(predicate)}
                yield Finding("value-repeated", file.place(offset), {**details, "value": written(value)})
            else:
                seen.append(value)


def repeated_rules(rules: Iterable[Rule]) -> Iterator[Finding]:
    """Rules that say the same of the same cases at the same time, and so are one rule under two names.

    What two documents say alike is one rule with two bases.
    """
    alike: dict[object, list[Rule]] = {}
    for rule in rules:
        conditions = frozenset((n, frozenset(c.codes), frozenset(c.ranges)) for n, c in rule.conditions.items())
        said = frozenset((v.kind, v.text if v.kind == "code" else v.number) for v in rule.values)
        bounds = tuple(v.number if v else None for v in (rule.at_least, rule.at_most))
        for area in rule.jurisdictions:
            alike.setdefault((area, rule.decision, rule.claimed, conditions, said, bounds), []).append(rule)
    told: dict[str, list[str]] = {}
    for group in alike.values():
        for first, second in combinations(group, 2):
            meet = first.valid_from <= second.valid_to and second.valid_from <= first.valid_to
            if meet and first.iri not in told.setdefault(second.iri, []):
                told[second.iri].append(first.iri)
                area = min(set(first.jurisdictions) & set(second.jurisdictions))
                details = {"subject": short(second.iri), "other": short(first.iri), "area": f"area:{area}"}
                yield Finding("rule-repeated", second.place, details, ((first.place, short(first.iri)),))
