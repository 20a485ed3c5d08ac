"""What was decided about a batch of cases, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED, Columns
from yidi.deciding.facts import OPERATORS, Things
from yidi.model import UNLIMITED, Input, Rule
from yidi.reading.places import Places
from yidi.tables.plan import Plan
from yidi.tables.precedence import Reason
from yidi.tables.table import Ints, Table

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The rules behind one decision of one case: those that prevail, and those beaten: loser, winner, why."""

    prevailing: tuple[Rule, ...]
    defeated: tuple[tuple[Rule, Rule, Reason], ...]


def make_reasons(rules: Sequence[Rule], winners: Set[int], defeats: Iterable[tuple[int, int, Reason]]) -> Reasons:
    """The reasons behind rules by number: of all that beat a loser it names the first that prevails, or else the first.

    With facts unknown a rule may prevail in one cell that remains and be beaten in another: then it prevails.
    """
    chosen: dict[int, tuple[int, Reason]] = {}
    for loser, rival, why in sorted(defeats, key=lambda d: (d[0], d[1] not in winners, d[1:])):
        if loser not in winners:
            chosen.setdefault(loser, (rival, why))
    beaten = tuple((rules[loser], rules[rival], why) for loser, (rival, why) in chosen.items())
    return Reasons(tuple(rules[w] for w in sorted(winners)), beaten)


@dataclass(slots=True)
class Results:
    """All decisions of a batch.  Where a decision has slices of an amount, its outcomes have a first axis for them."""

    columns: Columns
    tables: Mapping[str, Table]
    inputs: Mapping[str, Input]
    places: Places
    plan: Plan
    cells: dict[str, Ints] = field(default_factory=dict)
    outcomes: dict[str, NDArray[np.int32]] = field(default_factory=dict)
    aside: dict[str, NDArray[np.bool_]] = field(default_factory=dict)  # cases whose own number goes before a claim
    _codes: dict[str, Ints] = field(default_factory=dict)
    _certain: dict[str, NDArray[np.int32]] = field(default_factory=dict)
    _once: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """What is made of all cases together for answers that are written one by one; only of final outcomes."""
        if name not in self._once:
            self._once[name] = make()
        made: _Made = self._once[name]
        return made

    def input(self, name: str) -> Ints:
        """The codes of an input, made when first asked for; numbers are cut into classes, -1 is unknown."""
        if name not in self._codes:
            codes = self._input(self.inputs[name])
            if name in self.plan.breaks:
                codes = np.where(codes < 0, -1, np.searchsorted(self.plan.breaks[name], codes, side="right"))
            self._codes[name] = codes
        return self._codes[name]

    def _input(self, used: Input) -> Ints:
        if used.path is not None:
            return self.columns[used.path]
        if used.of_decision is not None:
            return self.codes(used.of_decision)
        things = Things(self.columns, self.places, self.codes, self.bounds)
        return OPERATORS[used.operator or ""](things, *used.operands).astype(np.int64, copy=False)

    def codes(self, decision: str) -> Ints:
        """A decision's codes, -1 where it is not known or not determined."""
        return self.tables[decision].code_of[self.outcomes[decision]]

    def numbers(self, decision: str) -> Ints:
        """A decision's numbers, -1 where it is not known or not determined."""
        return self.tables[decision].number_of[self.outcomes[decision]]

    def bounds(self, decision: str) -> tuple[Ints, Ints]:
        """The least and greatest number that a decision may be."""
        table = self.tables[decision]
        if table.low is not None and table.high is not None:
            cells = self.cells[decision]
            return table.low[cells], table.high[cells]
        number = self.numbers(decision)
        return np.maximum(number, 0), np.where(number < 0, UNLIMITED, number)

    def certain(self, decision: str) -> NDArray[np.int32] | None:
        """The outcomes that hold what is certain of a decision; None where it does not tell as much."""
        painted = self.tables[decision].certain
        if painted is not None and decision not in self._certain:
            self._certain[decision] = painted[self.cells[decision]]
        return self._certain.get(decision)

    def is_aside(self, decision: str, row: int) -> bool:
        """Whether what is claimed of a decision was set aside for a case."""
        return decision in self.aside and bool(self.aside[decision][row])

    def ruled(self, decision: str, row: int) -> NDArray[np.bool_]:
        """Whether a rule, and not only claims, prevails in any of the cells that remain; slice by slice if any."""
        table = self.tables[decision]
        by_rule = np.array([any(not table.rules[w].claimed for w in s.prevailing) for s in table.state_legend])
        found: NDArray[np.bool_] = by_rule[self._states(decision, row)]
        return np.atleast_1d(found.reshape(-1, 1 if table.tier is None else table.tier.size).any(axis=0))

    def reasons(self, decision: str, row: int) -> Reasons:
        """The rules behind a decision; with facts unknown, those behind any of the cells that remain."""
        table = self.tables[decision]
        held = self._states(decision, row)
        states = [int(held)] if np.ndim(held) == 0 else np.unique(held).tolist()
        winners: set[int] = set()
        defeats: set[tuple[int, int, Reason]] = set()
        for number in states:
            winners |= set(table.state_legend[number].prevailing)
            defeats |= set(table.state_legend[number].defeated)
        return make_reasons(table.rules, winners, defeats)

    def open_axes(self, decision: str, row: int) -> list[str]:
        """The unknown inputs along which the cells that remain differ."""
        table = self.tables[decision]
        table_row, slots = self._slots(decision, row)
        open_ = [i for i, (slot, axis) in enumerate(zip(slots, table.axes, strict=True)) if slot == axis.size]
        known = [0 if i in open_ else slot for i, slot in enumerate(slots)]
        cells = np.arange(1 if table.tier is None else table.tier.size) + table.cell(table_row, known)
        for i in reversed(open_):
            cells = np.add.outer(np.arange(table.axes[i].size) * table.strides[table_row, i], cells)
        held = table.outcomes[cells]
        return [table.axes[i].name for place, i in enumerate(open_) if not (held == held.take([0], axis=place)).all()]

    def _states(self, decision: str, row: int) -> NDArray[np.int32]:
        """The states of the cells that remain for a case, the slices of an amount along the last axis."""
        table = self.tables[decision]
        table_row, slots = self._slots(decision, row)
        return table.remaining(table_row, slots)

    def _slots(self, decision: str, row: int) -> tuple[int, list[int]]:
        """The row of the table and the slot on each axis at which a case stands."""
        step = self.plan.step(decision)
        one = slice(row, row + 1)
        rows = self.plan.rows(self.columns[INSURED][one], self.columns[AS_OF][one])
        slots = [int(turn.slots[self.input(turn.name)[row]]) for turn in step.turns]
        return int(step.rows[rows[0]]), slots
