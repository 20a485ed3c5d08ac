"""The parts of an answer made of numbers: the benefit, the last valid day, what is missing, what is only bounded."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yidi.answers.explain import Axes, missing_inputs
from yidi.deciding.days import plus_months
from yidi.deciding.money import Amounts, slice_starts
from yidi.deciding.numbers import Reduction, filled, lacking
from yidi.deciding.results import Results
from yidi.model import UNLIMITED
from yidi.tables.table import Ints
from yidi.values import number_text, yuan

__all__ = ["benefit", "bounds", "missing", "valid_until"]

Answer = dict[str, Any]


def benefit(results: Results, amounts: Amounts, row: int) -> Answer:
    """Deductible, ratio, reduction and cap, from the base or else from the case's own parameters."""
    deductible, cap = int(amounts.fund.deductible[row]), int(amounts.fund.cap[row])
    ratios = amounts.fund.ratios[:, row].tolist()
    varies = len(set(ratios)) > 1
    found: Answer = {
        "deductible": None if deductible < 0 else yuan(deductible),
        "ratio": None if varies or ratios[0] < 0 else number_text("ratio", ratios[0]),
    }
    if varies:
        found["ratioBySlice"] = [
            {"above": yuan(start), "ratio": None if ratio < 0 else number_text("ratio", ratio)}
            for start, ratio, before in zip(
                slice_starts(results, "paymentRatio"), ratios, [None, *ratios], strict=False
            )
            if ratio != before  # other areas have slices of their own
        ]
    return found | _reduction_part(amounts.reduction, row) | {"cap": None if cap < 0 else yuan(cap)}


def _reduction_part(reduction: Reduction, row: int) -> Answer:
    kinds = (
        ("reductionPoints", "percentagePoints", reduction.points),
        ("reductionFactor", "factor", reduction.factor),
        ("firstSelfPayShare", "firstSelfPayShare", reduction.share),
    )
    known = bool(reduction.known[row])
    return {key: number_text(kind, int(column[row])) if known else None for key, kind, column in kinds}


def valid_until(results: Results, row: int) -> str | None:
    """The last day on which the filing is valid, where it has one that is known."""
    start, end = int(results.columns["filing.startsOn"][row]), int(results.columns["filing.endsOn"][row])
    months = int(_numbers(results, "filingValidity")[row])
    if end < 0 and start >= 0 and 0 <= months < UNLIMITED:
        end = int(plus_months(np.array([start]), np.array([months]))[0]) - 1
    return None if end < 0 else date.fromordinal(end).isoformat()


def missing(results: Results, amounts: Amounts, row: int, undetermined: list[str], axes: Axes) -> list[Answer]:
    """The facts whose absence leaves something open, each with the decisions that turn on it."""
    decides: dict[str, list[str]] = {}
    for name in undetermined:
        for path in missing_inputs(results, name, row, axes):
            decides.setdefault(path, []).append(name)
    for name, table in results.tables.items():
        if table.decision.parameter and _open(results, name)[..., row].any():
            decides.setdefault(table.decision.parameter, []).append(name)
    if not amounts.reduction.known[row] and "reduction" not in undetermined:
        decides.setdefault("parameters.reductionPoints", []).append("reduction")
    return [{"input": path, "decides": names} for path, names in decides.items()]


def _numbers(results: Results, name: str) -> Ints:
    """A decision's numbers, looked up once for all cases."""
    return results.once(f"numbers {name}", partial(results.numbers, name))


def _open(results: Results, name: str) -> NDArray[np.bool_]:
    """Where neither the base nor the case has a number for a decision."""
    return results.once(f"open {name}", lambda: lacking(results, name) & (filled(results, name) < 0))


def bounds(results: Results, row: int) -> list[Answer]:
    """What is known only as a bound: at least, at most."""
    found = []
    for name, table in results.tables.items():
        if table.low is None or _numbers(results, name).item(row) >= 0 or results.is_aside(name, row):
            continue
        low, high = (b.item(row) for b in results.once(f"bounds {name}", partial(results.bounds, name)))
        kind = table.decision.kinds[0]
        entry: Answer = {"decision": name}
        if low > 0:
            entry["atLeast"] = number_text(kind, low)
        if high < UNLIMITED:
            entry["atMost"] = number_text(kind, high)
        if len(entry) > 1:
            found.append(entry)
    return found
