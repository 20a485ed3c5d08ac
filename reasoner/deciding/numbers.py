"""The numbers that amounts are made of: from the base, or from the case's own parameters where the base has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yidi.deciding.results import Results
from yidi.tables.table import NOT_KNOWN, Ints
from yidi.values import SCALE

_FACTORS: Final = {"deductible": ("stayFactor", "deductibleIncrease")}
"""The decisions by which another one is multiplied; a number that the case itself brings is taken as it is."""
_NIL: Final = {"percentagePoints": 0, "factor": SCALE, "firstSelfPayShare": 0}
_REDUCTION_PARAMETERS: Final = {
    "percentagePoints": "parameters.reductionPoints",
    "factor": "parameters.reductionFactor",
    "firstSelfPayShare": "parameters.firstSelfPayShare",
}


@dataclass(frozen=True, slots=True)
class Reduction:
    """The three kinds of reduction in ten-thousandths: of what is known one is set and the others are nil."""

    known: NDArray[np.bool_]
    by_case: NDArray[np.bool_]  # from the case's own parameters
    points: Ints
    factor: Ints
    share: Ints


def prefer_own_numbers(results: Results) -> None:
    """Sets aside what is only claimed where a case brings its own number: the base then does not know the decision."""
    paths = {name: (t.decision.parameter,) for name, t in results.tables.items() if t.decision.parameter}
    for name, own in {**paths, "reduction": tuple(_REDUCTION_PARAMETERS.values())}.items():
        given = np.flatnonzero(np.any([results.columns[path] >= 0 for path in own], axis=0))
        if not len(given) or not any(rule.claimed for rule in results.tables[name].rules):
            continue
        results.aside[name] = np.zeros(results.columns.count, bool)
        for row in given.tolist():
            slices = np.atleast_2d(results.outcomes[name])[:, row]
            claimed = ~results.ruled(name, row) & (slices != NOT_KNOWN)
            slices[claimed] = NOT_KNOWN
            results.aside[name][row] = claimed.any()


def lacking(results: Results, decision: str) -> NDArray[np.bool_]:
    """Where the base has no number for a decision, whatever else may become known about the case."""
    found: NDArray[np.bool_] = results.outcomes[decision] == NOT_KNOWN
    for factor in _FACTORS.get(decision, ()):
        found = found | (results.outcomes[factor] == NOT_KNOWN)
    return found


def filled(results: Results, decision: str) -> Ints:
    """A decision's number, after its factors; from the case's own parameters where the base has none."""
    number = results.numbers(decision)
    if decision in _FACTORS:
        number = _multiplied(number, *(results.numbers(factor) for factor in _FACTORS[decision]))
    parameter = results.tables[decision].decision.parameter
    if parameter is None:
        return number
    return np.where(lacking(results, decision), results.columns[parameter], number)


def _multiplied(amount: Ints, first: Ints, second: Ints) -> Ints:
    """An amount in fen times two factors, rounded half up."""
    rounded = (amount * first * second + SCALE * SCALE // 2) // (SCALE * SCALE)
    return np.where((amount >= 0) & (first >= 0) & (second >= 0), rounded, -1)


def read_reduction(results: Results) -> Reduction:
    """The reduction away from home, from the base or else from the case's own parameters."""
    table, outcome = results.tables["reduction"], results.outcomes["reduction"]
    number = table.number_of[outcome]
    given = {kind: results.columns[path] for kind, path in _REDUCTION_PARAMETERS.items()}
    by_base = number >= 0
    some = (given["percentagePoints"] >= 0) | (given["factor"] >= 0) | (given["firstSelfPayShare"] >= 0)
    by_case = lacking(results, "reduction") & some
    parts = []
    for kind, nil in _NIL.items():
        is_kind = np.array([k == kind for k in table.kind_of])[outcome]
        from_case = np.where(given[kind] >= 0, given[kind], nil)
        parts.append(np.where(by_base, np.where(is_kind, number, nil), np.where(by_case, from_case, -1)))
    return Reduction(by_base | by_case, by_case, *parts)
