"""How far cases are from a wish: 0 where they lie there, else in how many places they differ from it at least."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from yidi.deciding.columns import AS_OF, INSURED, Columns, add_defaults
from yidi.deciding.results import Results
from yidi.tables.cells import Cells
from yidi.tables.table import Ints, Table
from yidi.witness.fields import Reach, reach
from yidi.witness.near import FAR, Near, hints
from yidi.witness.wish import Flags, Wish, admitted, wanted_states

if TYPE_CHECKING:
    from yidi.base import Base


class Score:
    """Measures cases against one wish; it decides no more than the wish needs."""

    def __init__(self, base: Base, wish: Wish, reached: Reach) -> None:
        self.base, self.wish, self.reached = base, wish, reached
        self.table: Table = base.tables[wish.decision]
        plan = base.engine.plan
        self._steps = [step for step in plan.steps if step.name in reached.decisions and step.name != wish.decision]
        self._conditions = [(name, self._admitted(name, meets=True)) for name in wish.meets]
        self._conditions += [(name, self._admitted(name, meets=False)) for name in wish.misses]

    @classmethod
    def of(cls, base: Base, wish: Wish) -> Score | None:
        """The measure of a wish, or None where a decision that it needs does not compile."""
        reached = reach(base, wish.decision, (*wish.meets, *wish.misses))
        return None if reached is None else cls(base, wish, reached)

    def _admitted(self, name: str, *, meets: bool) -> Flags:
        used = self.base.vocabulary.inputs[name]
        starts = (0, *self.base.engine.plan.breaks[name].tolist()) if name in self.base.engine.plan.breaks else ()
        wanted = (self.wish.meets if meets else self.wish.misses)[name]
        held = admitted(used, wanted, self.base, starts)
        if not meets:
            held[:-1] = ~held[:-1]
        return held

    @cached_property
    def wanted(self) -> Cells[np.bool_]:
        """For each cell of the table whether its state is wished for."""
        cells = self.table.states.told(wanted_states(self.table, self.wish))
        if self.wish.cell is None:
            return cells
        row, *slots = self.wish.cell
        each = [np.array([slot]) for slot in slots] if slots else [np.arange(size) for size in cells.layout.sizes]
        there = np.zeros(cells.flat.shape, bool)
        there[cells.layout.block(np.array([row]), each)] = True
        return Cells(cells.layout, cells.flat & there)

    @cached_property
    def near(self) -> Near:
        """Measures cases against the wanted cells."""
        return Near(self.base, self.base.engine.plan.step(self.wish.decision), self.wanted)

    @cached_property
    def reachable(self) -> frozenset[int]:
        """The rows of the table that hold a cell that is wished for."""
        return frozenset(np.flatnonzero(self.wanted.rows_with()).tolist())

    def decide(self, columns: Columns) -> Results:
        """The decisions that come before the wished one."""
        base = self.base
        columns = add_defaults(columns, base.engine.defaults)
        results = Results(columns, base.tables, base.vocabulary.inputs, base.places, base.engine.plan)
        rows = base.engine.plan.rows(columns[INSURED], columns[AS_OF])
        for step in self._steps:
            results.cells[step.name] = step.cells(rows, results.input)
            results.outcomes[step.name] = step.outcomes(results.cells[step.name])
        return results

    def distances(self, results: Results) -> Ints:
        """How far each case is."""
        found = self.near.distances(results)
        for name, held in self._conditions:
            found += ~held[results.input(name)]
        found += FAR * ~self._in_place(results.columns)
        return found

    def hints(self, results: Results) -> Ints:
        """How far each case is in the decisions before the wished one, from what these must say for it to be met."""
        found = np.zeros(results.columns.count, np.int64)
        for near in self._hints:
            found += np.minimum(near.distances(results), 9)
        return found

    @cached_property
    def _hints(self) -> list[Near]:
        return hints(self.base, self.near, self.wanted, self._steps)

    def _in_place(self, columns: Columns) -> Flags:
        first, last = self.wish.days
        days = columns[AS_OF]
        return self.areas[columns[INSURED]] & (days >= first) & (days <= last)

    @cached_property
    def areas(self) -> Flags:
        """For each area whether it will do."""
        wish = self.wish
        return np.array(
            [
                (not wish.jurisdictions or not set(wish.jurisdictions).isdisjoint(chain))
                and set(wish.not_in).isdisjoint(chain)
                for chain in self.base.places.chains
            ]
        )
