"""Many cases decided once for each kind of case: rows that no table can tell apart are one.

Everything that tables look at is cut into a few codes, so a batch holds far fewer
kinds of case than rows.  Facts are compared for every row; decisions are made for
one row of each kind and spread over the others.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from yidi.columns import AS_OF, INSURED, Columns
from yidi.decide import Results, decide
from yidi.model import Input
from yidi.places import Places
from yidi.plan import Plan
from yidi.table import Ints, Table

_ROOM = 2**62
"""A key must fit a whole number of 64 bits."""


def decide_distinct(
    columns: Columns, plan: Plan, tables: Mapping[str, Table], inputs: Mapping[str, Input], places: Places
) -> Results:
    """Every decision for every case, as `decide`; only the cells are those of one case of each kind."""
    early = decide(columns, plan, tables, inputs, places, plan.early)
    kind_of = _kinds(early, plan)
    sample = np.empty(int(kind_of.max(initial=-1)) + 1, np.int64)
    sample[kind_of] = np.arange(columns.count)
    few = Columns(len(sample), {path: column[sample] for path, column in columns.data.items()})
    decided = decide(few, plan, tables, inputs, places)
    results = Results(columns, tables, inputs, places, plan)
    results.outcomes = {name: found.take(kind_of, axis=-1) for name, found in decided.outcomes.items()}
    return results


def _kinds(results: Results, plan: Plan) -> Ints:
    """A number for each row, the same for rows with the same area, period and codes."""
    columns = results.columns
    key = plan.rows(columns[INSURED], columns[AS_OF])
    room = plan.row_count
    for name, size in plan.leaves:
        if room * size >= _ROOM:
            key, room = _numbered(key), columns.count + 1
        key = key * size + (results.input(name) + 1)
        room *= size
    return _numbered(key)


def _numbered(keys: Ints) -> Ints:
    """The distinct keys numbered by first appearance."""
    indices: Ints = pa.array(keys).dictionary_encode().indices.to_numpy().astype(np.int64)
    return indices
