"""Which of many axioms are to blame: a smallest set that still has a fault.

QuickXplain (U. Junker, AAAI 2004): halves what is suspected, so that k axioms among n are found with some
2 k log(n / k) questions instead of n.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["smallest"]

_Axiom = TypeVar("_Axiom")


def smallest(suspects: Sequence[_Axiom], faulty: Callable[[Sequence[_Axiom]], bool]) -> list[_Axiom]:
    """Suspects that are faulty together, while no part of them is, in their order.

    `faulty` must stay true when axioms are added; all suspects together must be faulty.
    """

    def search(known: list[_Axiom], added: bool, rest: list[_Axiom]) -> list[_Axiom]:  # noqa: FBT001
        if added and faulty(known):
            return []
        if len(rest) == 1:
            return rest
        middle = len(rest) // 2
        first, second = rest[:middle], rest[middle:]
        of_second = search([*known, *first], True, second)  # noqa: FBT003
        of_first = search([*known, *of_second], bool(of_second), first)
        return [*of_first, *of_second]

    return search([], True, list(suspects)) if suspects else []  # noqa: FBT003
