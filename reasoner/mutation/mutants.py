"""All mutants of rules, in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from yidi.model import Rule
from yidi.mutation.conditions import condition_mutants
from yidi.mutation.edits import Editor, bound_mutants, value_mutants
from yidi.mutation.model import Mutant
from yidi.mutation.scope import area_mutants, day_mutants, precedence_mutants, removed

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


def mutants(make: Editor, rules: Iterable[Rule]) -> list[Mutant]:
    """Every mutant of some rules."""
    in_order = sorted(rules, key=lambda rule: rule.place)
    return [mutant for rule in in_order for maker in MAKERS for mutant in maker(make, rule)]
