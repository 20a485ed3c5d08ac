"""What overrides a rule rests on a source that may do so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yidi.finding import NOWHERE, Finding
from yidi.model import Rule
from yidi.names import short, term
from yidi.reading.graph import Graph

if TYPE_CHECKING:
    from yidi.base import Base


def unfounded_overrides(graph: Graph, base: Base) -> Iterator[Finding]:
    """Rules that override one with an official source and themselves rest on none."""
    for rule in base.rules.values():
        if not rule.overrides or not rule.basis or _is_official(rule, base):
            continue
        for target in sorted(rule.overrides):
            beaten = [base.rules[target]] if target in base.rules else _members(target, base)
            if any(_is_official(other, base) for other in beaten):
                place = graph.place(rule.iri, term("overrides"), target) or NOWHERE
                yield Finding("override-unfounded", place, {"subject": short(rule.iri), "target": short(target)})


def _members(group: str, base: Base) -> list[Rule]:
    return [rule for rule in base.rules.values() if group in rule.groups]


def _is_official(rule: Rule, base: Base) -> bool:
    """Whether some source of a rule is official, and was seen in one that is."""
    return any(base.sources[basis].official for basis in rule.basis if basis in base.sources)
