"""Columns of cases in, columns of decisions out: every decision is one look-up in its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from yidi.columns import AS_OF, INSURED, Columns
from yidi.facts import OPERATORS, Things
from yidi.model import UNLIMITED
from yidi.places import Places
from yidi.table import Ints, Table
from yidi.vocabulary import Vocabulary


@dataclass(slots=True)
class Results:
    """All decisions of a batch.  Where a decision has slices of an amount, its outcomes have a second axis for them."""

    columns: Columns
    tables: Mapping[str, Table]
    vocabulary: Vocabulary
    places: Places
    inputs: dict[str, Ints] = field(default_factory=dict)
    cells: dict[str, Ints] = field(default_factory=dict)
    outcomes: dict[str, Ints] = field(default_factory=dict)

    def input(self, name: str) -> Ints:
        """The codes or numbers of an input, made when first asked for."""
        if name not in self.inputs:
            self.inputs[name] = self._input(name)
        return self.inputs[name]

    def _input(self, name: str) -> Ints:
        used = self.vocabulary.inputs[name]
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


def decide(columns: Columns, tables: Mapping[str, Table], vocabulary: Vocabulary, places: Places) -> Results:
    """Every decision for every case, in the order of their requirements."""
    results = Results(columns, tables, vocabulary, places)
    areas, days = columns[INSURED], columns[AS_OF]
    for name, table in tables.items():
        strides = table.strides
        cells = table.rows(areas, days) * strides[0]
        for axis, stride in zip(table.axes, strides[1:], strict=False):
            cells = cells + axis.slot(results.input(axis.name)) * stride
        results.cells[name] = cells
        flat = table.outcomes.reshape(-1)
        if table.tier is None:
            results.outcomes[name] = flat[cells]
        else:
            results.outcomes[name] = flat[cells[:, None] + np.arange(table.tier.size)]
    return results
