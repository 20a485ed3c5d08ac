"""All mutants of rules, in the order of the files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import accumulate
from typing import Final

from yidi.model import Rule
from yidi.mutation.conditions import condition_mutants
from yidi.mutation.edits import Editor, bound_mutants, value_mutants
from yidi.mutation.model import Mutant
from yidi.mutation.scope import area_mutants, day_mutants, precedence_mutants, removed
from yidi.reading.turtle import Literal

MAKERS: Final[tuple[Callable[[Editor, Rule], Iterator[Mutant]], ...]] = (
    value_mutants,
    bound_mutants,
    condition_mutants,
    day_mutants,
    precedence_mutants,
    area_mutants,
    removed,
)
"""What makes mutants, each one kind of mistake."""


class Mutants:
    """All mutants of some rules, those of a rule together: counted at once, and made only when asked for.

    Thousands of areas have rules that say the same, of which the mutants are counted once; and of all those mutants a
    sample needs a few.
    """

    def __init__(self, make: Editor, rules: Iterable[Rule]) -> None:
        self._make = make
        self._rules = tuple(rules)
        counted: dict[Hashable, int] = {}
        for rule, form in zip(self._rules, forms := [_form(make, rule) for rule in self._rules], strict=True):
            if form not in counted:
                counted[form] = sum(1 for _ in self._of(rule))
        self._ends = list(accumulate(counted[form] for form in forms))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Mutant]:
        return (mutant for rule in self._rules for mutant in self._of(rule))

    def __getitem__(self, number: int) -> Mutant:
        """The mutant with a number, counted from nought."""
        at = bisect_right(self._ends, number)
        return list(self._of(self._rules[at]))[number - self._ends[at]]  # counted from the end of the rule's own

    def _of(self, rule: Rule) -> Iterator[Mutant]:
        return (mutant for maker in MAKERS for mutant in maker(self._make, rule))


def _form(make: Editor, rule: Rule) -> Hashable:
    """All of a rule on which it depends how many mutants it has: what it says, and not of which place."""
    return (
        rule.decision,
        tuple(rule.conditions.items()),
        tuple(
            isinstance(each, Literal)
            for name, c in rule.conditions.items()
            if c.ranges
            for each in make.written(rule, name)
        ),
        (rule.values, rule.at_least, rule.at_most),
        (rule.valid_from, rule.valid_to),
        (len(rule.overrides), len(rule.groups), rule.binding),
        sum(area in make.wider for area in rule.jurisdictions),
    )
