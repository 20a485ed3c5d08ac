"""Columns of cases in, columns of decisions out: every decision is one look-up in its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.columns import AS_OF, INSURED, Columns
from yidi.deciding.facts import OPERATORS, Things
from yidi.model import UNLIMITED, Input
from yidi.reading.places import Places
from yidi.tables.plan import Plan
from yidi.tables.table import Ints, Table


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
    _codes: dict[str, Ints] = field(default_factory=dict)

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
            return table.low.reshape(-1)[cells], table.high.reshape(-1)[cells]
        number = self.numbers(decision)
        return np.maximum(number, 0), np.where(number < 0, UNLIMITED, number)


def decide(
    columns: Columns, plan: Plan, tables: Mapping[str, Table], inputs: Mapping[str, Input], places: Places
) -> Results:
    """Every decision for every case, in the order of their requirements."""
    results = Results(columns, tables, inputs, places, plan)
    rows = plan.rows(columns[INSURED], columns[AS_OF])
    for step in plan.steps:
        cells = step.row_offsets.take(rows)
        for name, offsets in step.offsets:
            cells += offsets.take(results.input(name), mode="wrap")
        results.cells[step.name] = cells
        results.outcomes[step.name] = step.outcomes.take(cells if step.slices is None else cells + step.slices)
    return results
