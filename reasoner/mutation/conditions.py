"""Edits of a rule's conditions: dropped, widened, narrowed, and thresholds moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from yidi.model import UNLIMITED, Condition, Input, Rule
from yidi.mutation.edits import Editor
from yidi.mutation.model import Mutant
from yidi.mutation.saying import range_words
from yidi.names import term
from yidi.reading.turtle import Literal, Place, Term

_STEPS: Final = {"yuan": 100}
"""By how much a threshold is moved, in fen, months, years: the next whole yuan, else one."""


def condition_mutants(make: Editor, rule: Rule) -> Iterator[Mutant]:
    """Every edit of every condition."""
    for name, condition in rule.conditions.items():
        used = make.say.vocabulary.inputs[name]
        said = make.labelled(name)
        rest = {n: c for n, c in rule.conditions.items() if n != name}
        old = make.say.condition(condition, used)
        place = make.place(rule, name)
        yield make.mutant("condition-dropped", rule, replace(rule, conditions=rest), place, **said, old=old)
        yield from _codes(make, rule, used)
        yield from _ranges(make, rule, used)


def _with(rule: Rule, name: str, condition: Condition) -> Rule:
    return replace(rule, conditions={**rule.conditions, name: condition})


def _codes(make: Editor, rule: Rule, used: Input) -> Iterator[Mutant]:
    """One of several codes left out; a code replaced by the next wider one."""
    codes, said = rule.conditions[used.name].codes, make.labelled(used.name)
    listed = make.say.vocabulary.lists.get(used.code_list or "")
    broader = {c.code: c.broader[:1] for c in listed.concepts} if listed else {}
    for number, code in enumerate(codes):
        place, old = make.place(rule, used.name, number), make.say.code(code, used.code_list)
        others = codes[:number] + codes[number + 1 :]
        if others:
            yield make.mutant(
                "condition-narrowed", rule, _with(rule, used.name, Condition(others)), place, **said, old=old
            )
        for wider in broader.get(code, ()):
            if wider not in codes:
                new = make.say.code(wider, used.code_list)
                edited = _with(rule, used.name, Condition((*others, wider)))
                yield make.mutant("condition-widened", rule, edited, place, **said, old=old, new=new)


def _ranges(make: Editor, rule: Rule, used: Input) -> Iterator[Mutant]:
    """One of several ranges left out; an end dropped; an end moved by one; a number alone moved by one."""
    ranges, said = rule.conditions[used.name].ranges, make.labelled(used.name)
    written = make.written(rule, used.name)
    for number, (low, high) in enumerate(ranges):
        others = ranges[:number] + ranges[number + 1 :]
        old = range_words(low, high, used.datatype)
        if others:
            edited = _with(rule, used.name, Condition((), others))
            yield make.mutant("condition-narrowed", rule, edited, make.place(rule, used.name, number), **said, old=old)
        for kind, end, new in _moved(low, high, used, alone=isinstance(written[number], Literal)):
            if new == (0, UNLIMITED) and not others:
                continue  # the condition dropped, which is a mutant of its own
            place = _end_place(make, rule, used, written[number], end)
            edited = _with(rule, used.name, Condition((), (*ranges[:number], new, *ranges[number + 1 :])))
            words = range_words(*new, used.datatype)
            yield make.mutant(kind, rule, edited, place, **said, old=old, new=words)


def _moved(low: int, high: int, used: Input, *, alone: bool) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Each kind of edit of a range, the end that it touches, and the range that it makes."""
    step = _STEPS.get(used.datatype, 1)
    for by in (-step, step):
        if alone and low + by >= 0:
            yield "threshold-shifted", "from", (low + by, high + by)
        if not alone and low > 0 and 0 < low + by < high:
            yield "threshold-shifted", "from", (low + by, high)
        if not alone and high < UNLIMITED and low < high + by:
            yield "threshold-shifted", "below", (low, high + by)
    if low > 0:
        yield "condition-widened", "from", (0, high)
    if high < UNLIMITED:
        yield "condition-widened", "below", (low, UNLIMITED)


def _end_place(make: Editor, rule: Rule, used: Input, written: Term, end: str) -> Place | None:
    if isinstance(written, str) and make.graph.objects(written, term(end)):
        return make.graph.place(written, term(end))
    return make.graph.place(rule.iri, used.iri, written)
