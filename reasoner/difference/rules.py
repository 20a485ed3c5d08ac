"""Rules and claims that are added, removed, changed or renamed, and what of each differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from yidi.base import Base
from yidi.difference.model import RuleChange
from yidi.difference.outcomes import plain
from yidi.model import Rule

_RECHECKED: Final = "last_checked"
_APART: Final = frozenset({"iri", "place", "conditions"})
_ORDER: Final = ("renamed", "changed", "added", "removed", "rechecked")


def changed_rules(old: Base, new: Base) -> tuple[RuleChange, ...]:
    """Every rule and claim of which the versions differ, by kind of change and then in the order of the files."""
    before, now = ({**base.rules, **base.claims} for base in (old, new))
    gone = [rule for iri, rule in before.items() if iri not in now]
    come = [rule for iri, rule in now.items() if iri not in before]
    renamed = dict(_renamed(gone, come))
    found = [RuleChange("renamed", before[a], now[b], differing(before[a], now[b])) for a, b in renamed.items()]
    for iri in before.keys() & now.keys():
        if names := differing(before[iri], now[iri]):
            kind = "rechecked" if names == (_RECHECKED,) else "changed"
            found.append(RuleChange(kind, before[iri], now[iri], names))
    found += [RuleChange("added", None, rule) for rule in come if rule.iri not in renamed.values()]
    found += [RuleChange("removed", rule, None) for rule in gone if rule.iri not in renamed]
    return tuple(sorted(found, key=lambda change: (_ORDER.index(change.kind), change.rule.place, change.rule.iri)))


def names_now(changes: tuple[RuleChange, ...]) -> dict[str, str]:
    """The present IRI of each rule that was renamed, by its old one."""
    return {c.old.iri: c.new.iri for c in changes if c.kind == "renamed" and c.old is not None and c.new is not None}


def differing(old: Rule, new: Rule) -> tuple[str, ...]:
    """What of two rules differs: names of fields, and of inputs on which they have other conditions."""
    names = [f.name for f in fields(Rule) if f.name not in _APART and _said(old, f.name) != _said(new, f.name)]
    inputs = dict.fromkeys([*old.conditions, *new.conditions])
    return (*(i for i in inputs if _condition(old, i) != _condition(new, i)), *names)


def _said(rule: Rule, name: str) -> object:
    """A field of a rule as far as it matters: the order of names makes no difference, nor how a number is written."""
    found = getattr(rule, name)
    if name == "values":
        return frozenset(map(plain, found))
    if name in ("at_least", "at_most"):
        return None if found is None else plain(found)
    return frozenset(found) if isinstance(found, tuple) else dict(found) if isinstance(found, Mapping) else found


def _condition(rule: Rule, name: str) -> object:
    condition = rule.conditions.get(name)
    return None if condition is None else (frozenset(condition.codes), frozenset(condition.ranges))


def _renamed(gone: list[Rule], come: list[Rule]) -> Iterator[tuple[str, str]]:
    """Rules that say the same under another name, the label and the day of checking apart where need be."""
    left = list(come)
    for alike in (frozenset[str](), frozenset({"labels", _RECHECKED})):
        for rule in list(gone):
            matches = [each for each in left if frozenset(differing(rule, each)) <= alike]
            if len(matches) == 1:
                gone = [r for r in gone if r is not rule]
                left.remove(matches[0])
                yield rule.iri, matches[0].iri
