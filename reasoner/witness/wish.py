"""What a case is wanted for: a decision, the rules that are to prevail or apply there, conditions, areas and days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yidi.model import UNLIMITED, Condition, Input, Rule
from yidi.tables.axes import TIER
from yidi.tables.table import State, Table

if TYPE_CHECKING:
    from yidi.base import Base

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a case is to lie in a decision; what is not said does not matter.

    `meets` and `misses` are conditions on inputs, of any decision: the input must be known and admitted, or known and
    not admitted.  A jurisdiction stands for every area within it, and a day is a proleptic ordinal.
    """

    decision: str
    prevail: frozenset[str] = frozenset()  # rules, all of which are to prevail
    apply: frozenset[str] = frozenset()  # rules, all of which are to apply, beaten or not
    states: frozenset[int] | None = None  # numbers into the table's `state_legend`, any of which will do
    cell: tuple[int, ...] | None = None  # the one cell of the table: its row, and its slot on each axis, or a row alone
    meets: Mapping[str, Condition] = field(default_factory=dict)
    misses: Mapping[str, Condition] = field(default_factory=dict)
    jurisdictions: tuple[str, ...] = ()  # codes of jurisdictions, any of which will do
    not_in: tuple[str, ...] = ()  # codes of jurisdictions in none of which it is to lie
    days: tuple[int, int] = (1, UNLIMITED)  # the first and the last


def prevails(base: Base, rule: Rule) -> Wish:
    """The wish for a case in which a rule prevails, or to which it applies where it only states a bound."""
    wish = in_force(base, rule)
    return wish if rule.is_bound else replace(wish, prevail=frozenset({rule.iri}), meets={})


def applies(base: Base, rule: Rule) -> Wish:
    """The wish for a case to which a rule applies, whether or not others beat it."""
    wish = in_force(base, rule)
    return wish if rule.is_bound else replace(wish, apply=frozenset({rule.iri}), meets={})


def in_force(base: Base, rule: Rule) -> Wish:
    """The wish for a case that meets everything that a rule says, whatever comes of it."""
    return Wish(
        rule.decision,
        meets={n: c for n, c in rule.conditions.items() if base.vocabulary.inputs[n].operator != TIER},
        jurisdictions=rule.jurisdictions,
        days=(rule.valid_from, rule.valid_to),
    )


def wanted_states(table: Table, wish: Wish) -> Flags:
    """For each state of a table whether it is one that is wished for."""
    number = {rule.iri: i for i, rule in enumerate(table.rules)}
    if not (wish.prevail | wish.apply) <= number.keys():
        return np.zeros(len(table.state_legend), bool)
    prevail = {number[iri] for iri in wish.prevail}
    apply = {number[iri] for iri in wish.apply}
    return np.array(
        [
            prevail <= set(state.prevailing) and apply <= _applying(state) and (wish.states is None or i in wish.states)
            for i, state in enumerate(table.state_legend)
        ]
    )


def _applying(state: State) -> set[int]:
    return {*state.prevailing, *(loser for loser, _, _ in state.defeated)}


def admitted(used: Input, condition: Condition, base: Base, starts: tuple[int, ...]) -> Flags:
    """Whether a condition admits each code of an input, or each class of numbers by its first; unknown comes last."""
    if used.code_list is not None:
        concepts = base.vocabulary.lists[used.code_list].concepts
        held = [not {c.code, *c.broader}.isdisjoint(condition.codes) for c in concepts]
    elif used.datatype == "boolean":
        held = [code in condition.codes for code in ("false", "true")]
    else:
        held = [any(low <= start < high for low, high in condition.ranges) for start in starts]
    return np.array([*held, False])
