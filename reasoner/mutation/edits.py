"""Edits of what a rule says: its values and its bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from yidi.model import UNLIMITED, Decision, Rule, Value
from yidi.mutation.model import Both, Mutant
from yidi.mutation.saying import Sayer
from yidi.mutation.words import SAY
from yidi.names import term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal, Place, Term
from yidi.values import NUMBERS, datatype, number_text, parse_value

_STEPS: Final = {
    "ratio": 100,
    "factor": 100,
    "firstSelfPayShare": 100,
    "percentagePoints": 100,
    "yuan": 10_000,
}
"""By how much a number of a kind is moved, in its own smallest units: a hundredth, a point, a hundred yuan; else one.

A step is as small as a mistake that an author makes, and large enough to show in an amount rounded to the fen.
"""
_SOME_MONTHS: Final = "12"
_LEAP_YEAR: Final = 2024  # a month and day without a year


@dataclass(frozen=True)
class Editor:
    """Makes mutants of rules of one base, each with the place at which an author would make the same edit."""

    graph: Graph
    say: Sayer

    @cached_property
    def wider(self) -> Mapping[str, str]:
        """For each jurisdiction the one that it lies in."""
        return {j: chain[depth - 1] for chain in self.say.places.chains for depth, j in enumerate(chain) if depth}

    def mutant(
        self, kind: str, rule: Rule, edited: Rule | None, place: Place | None = None, /, **details: Both
    ) -> Mutant:
        """A mutant of a rule."""
        return Mutant(kind, rule, edited, place or rule.place, details)

    def written(self, rule: Rule, name: str) -> list[Term]:
        """What stands in the files behind a predicate of a rule, in their order."""
        return self.graph.objects(rule.iri, term(name))

    def place(self, rule: Rule, name: str, number: int = 0) -> Place | None:
        """Where the value with a number stands behind a predicate of a rule."""
        terms = self.written(rule, name)
        return self.graph.place(rule.iri, term(name), terms[number] if number < len(terms) else None)

    def labelled(self, name: str) -> Mapping[str, Both]:
        """The input of a condition, for a message."""
        return {"input": self.say.input(self.say.vocabulary.inputs[name])}


def value_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """The value moved up and down or to a neighbouring code; of several, one left out or one more."""
    decision = make.say.vocabulary.decisions[rule.decision]
    if decision.collects:
        yield from _collected(make, rule, decision)
        return
    for value in rule.values:
        for other in _others(make, value, decision):
            said = {"old": make.say.value(value, decision.code_list), "new": make.say.value(other, decision.code_list)}
            edited = replace(rule, values=(other,))
            yield make.mutant("value-shifted", rule, edited, make.place(rule, "value"), **said)


def _others(make: Editor, value: Value, decision: Decision) -> list[Value]:
    if value.kind == "code":
        codes = make.say.vocabulary.lists[decision.code_list or ""].codes
        at = codes.index(value.text)
        return [replace(value, text=code) for code in (*codes[max(at - 1, 0) : at], *codes[at + 1 : at + 2])]
    if value.kind == "boolean":
        return [Value("boolean", "false", 0) if value.number else Value("boolean", "true", 1)]
    return shifted(value)


def shifted(value: Value) -> list[Value]:
    """A number a step less and a step more, as far as its kind allows; a day of the year likewise."""
    if value.kind == "gMonthDay":
        day = date.fromisoformat(f"{_LEAP_YEAR}{value.text[1:]}")
        return [replace(value, text=f"--{day + timedelta(step):%m-%d}") for step in (-1, 1)]
    if value.number >= UNLIMITED:
        texts = [_SOME_MONTHS]
    else:
        step = _STEPS.get(value.kind, 1)
        numbers = (value.number - step, value.number + step)
        texts = [number_text(value.kind, number) for number in numbers if number >= 0]
    found = (parse_value(Literal(text, datatype(value.kind), "")) for text in texts)
    return [other for other in found if other is not None]


def _collected(make: Editor, rule: Rule, decision: Decision) -> Iterator[Mutant]:
    """Each of several values left out, and one that the list has next."""
    code_list = decision.code_list
    for number, value in enumerate(rule.values if len(rule.values) > 1 else ()):
        edited = replace(rule, values=rule.values[:number] + rule.values[number + 1 :])
        place = make.place(rule, "value", number)
        yield make.mutant("value-dropped", rule, edited, place, old=make.say.value(value, code_list))
    codes = make.say.vocabulary.lists[code_list or ""].codes
    held = {value.text for value in rule.values}
    after = max((codes.index(text) for text in held if text), default=-1) + 1
    free = next((code for code in (*codes[after:], *codes[:after]) if code not in held), None)
    if free is not None:
        edited = replace(rule, values=(*(v for v in rule.values if v.text), Value("code", free, 0)))
        yield make.mutant("value-added", rule, edited, make.place(rule, "value"), new=make.say.code(free, code_list))


def bound_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """Each bound moved up and down."""
    for field, name in (("at_least", "atLeast"), ("at_most", "atMost")):
        bound: Value | None = getattr(rule, field)
        for other in shifted(bound) if bound is not None and bound.kind in NUMBERS else ():
            changed: dict[str, Any] = {field: other}
            said = {"bound": SAY[name], "old": make.say.value(bound, None), "new": make.say.value(other, None)}  # type: ignore[arg-type]
            yield make.mutant("bound-shifted", rule, replace(rule, **changed), make.place(rule, name), **said)
