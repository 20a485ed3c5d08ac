"""Edits of where, when and against which other rules a rule holds, and the rule taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from yidi.model import UNLIMITED, Rule
from yidi.mutation.edits import Editor
from yidi.mutation.model import Mutant
from yidi.mutation.saying import day_words, plain
from yidi.names import short


def day_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """The first and the last day moved by a day each way."""
    ends = (("valid_from", "validFrom", "first-day-moved"), ("valid_to", "validTo", "last-day-moved"))
    for field, name, kind in ends:
        day: int = getattr(rule, field)
        for by in (-1, 1) if day < UNLIMITED else ():
            changed: dict[str, Any] = {field: day + by}
            edited = replace(rule, **changed)
            if edited.valid_from <= edited.valid_to:
                said = {"old": day_words(day), "new": day_words(day + by)}
                yield make.mutant(kind, rule, edited, make.place(rule, name), **said)


def precedence_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """Each override and each group removed, and that the rule binds."""
    for field, name, kind in (("overrides", "overrides", "override-removed"), ("groups", "group", "group-removed")):
        held: frozenset[str] = getattr(rule, field)
        for number, iri in enumerate(t for t in make.written(rule, name) if isinstance(t, str) and t in held):
            changed: dict[str, Any] = {field: held - {iri}}
            place = make.place(rule, name, number)
            yield make.mutant(kind, rule, replace(rule, **changed), place, old=plain(short(iri)))
    if rule.binding:
        yield make.mutant("binding-removed", rule, replace(rule, binding=False), make.place(rule, "binding"))


def area_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """Each jurisdiction replaced by the one that it lies in."""
    wider = make.wider
    for number, area in enumerate(rule.jurisdictions):
        if area in wider:
            others = tuple(j for j in rule.jurisdictions if j not in (area, wider[area]))
            said = {"old": make.say.area(area), "new": make.say.area(wider[area])}
            edited = replace(rule, jurisdictions=(*others, wider[area]))
            yield make.mutant("area-widened", rule, edited, make.place(rule, "jurisdiction", number), **said)


def removed(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """The rule taken away."""
    yield make.mutant("rule-removed", rule, None)
