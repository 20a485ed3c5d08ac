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
        results.cells[step.name] = step.cells(rows, results.input)
        results.outcomes[step.name] = step.outcomes(results.cells[step.name])
    return results
