"""Columns of cases in, columns of decisions out: every decision is one look-up in its table."""

from __future__ import annotations

from collections.abc import Mapping

from yidi.deciding.columns import AS_OF, INSURED, Columns
from yidi.deciding.results import Results
from yidi.model import Input
from yidi.reading.places import Places
from yidi.tables.plan import Plan
from yidi.tables.table import Table


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
