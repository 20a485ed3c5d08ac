"""Why a decision came out as it did: the rules that prevail, those under them, and the facts that are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from yidi.deciding.facts import too_wide
from yidi.deciding.results import Results
from yidi.tables.table import UNDETERMINED, Outcome


def outcomes_of(results: Results, decision: str, row: int) -> list[Outcome | None]:
    """What a decision says for a case: one outcome, or one for each slice of an amount; None if not settled."""
    found = results.outcomes[decision][..., row]
    legend = results.tables[decision].legend
    return [legend[found]] if np.ndim(found) == 0 else [legend[n] for n in found]


def is_undetermined(results: Results, decision: str, row: int) -> bool:
    """Whether facts are missing on which the decision turns."""
    return bool(np.any(results.outcomes[decision][..., row] == UNDETERMINED))


def certain_of(results: Results, decision: str, row: int) -> Outcome | None:
    """What is certain of a decision of a case, of one that tells as much."""
    certain = results.certain(decision)
    return None if certain is None else results.tables[decision].legend[certain[row]]


Axes = Callable[[str], Sequence[str]]
"""For a decision of one case the unknown inputs on which it turns, as `Results.open_axes` finds them."""


def missing_inputs(results: Results, decision: str, row: int, axes: Axes | None = None) -> list[str]:
    """The paths of the case whose absence leaves a decision undetermined; through facts and other decisions too."""
    found: dict[str, None] = {}
    _missing(results, decision, row, found, set(), axes or (lambda name: results.open_axes(name, row)))
    return list(found)


def _missing(results: Results, decision: str, row: int, found: dict[str, None], seen: set[str], axes: Axes) -> None:
    if decision in seen:
        return
    seen.add(decision)
    for name in axes(decision):
        used = results.inputs[name]
        if used.path is not None:
            found[used.path] = None
        elif used.of_decision is not None:
            _missing(results, used.of_decision, row, found, seen, axes)
        for operand in used.operands:
            if operand.startswith("="):
                _missing(results, operand[1:], row, found, seen, axes)
            elif results.columns[operand][row] < 0:
                found[operand] = None
        if all(results.columns[operand][row] >= 0 for operand in used.operands):
            wide = too_wide(used.operator, used.operands, results.columns, results.places, row)
            found |= dict.fromkeys(wide)
