"""Why a decision came out as it did: the rules that prevail, those under them, and the facts that are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from yidi.deciding.decide import Results
from yidi.deciding.facts import TOO_WIDE
from yidi.model import Rule
from yidi.tables.precedence import Reason
from yidi.tables.table import UNDETERMINED, Outcome


@dataclass(frozen=True, slots=True)
class Reasons:
    """The rules behind one decision of one case: those that prevail, and those beaten: loser, winner, why."""

    prevailing: tuple[Rule, ...]
    defeated: tuple[tuple[Rule, Rule, Reason], ...]


def outcomes_of(results: Results, decision: str, row: int) -> list[Outcome | None]:
    """What a decision says for a case: one outcome, or one for each slice of an amount; None if not settled."""
    found = results.outcomes[decision][..., row]
    legend = results.tables[decision].legend
    return [legend[found]] if np.ndim(found) == 0 else [legend[n] for n in found]


def is_undetermined(results: Results, decision: str, row: int) -> bool:
    """Whether facts are missing on which the decision turns."""
    return bool(np.any(results.outcomes[decision][..., row] == UNDETERMINED))


def _slots(results: Results, decision: str, row: int) -> tuple[int, list[int]]:
    """The row of the table and the slot on each axis at which a case stands."""
    table = results.tables[decision]
    rest = int(results.cells[decision][row])
    found = []
    for stride in table.strides[: 1 + len(table.axes)]:
        slot, rest = divmod(rest, stride)
        found.append(slot)
    return found[0], found[1:]


def reasons(results: Results, decision: str, row: int) -> Reasons:
    """The rules behind a decision; with facts unknown, those behind any of the cells that remain."""
    table = results.tables[decision]
    table_row, slots = _slots(results, decision, row)
    whole = slice(None)
    where = tuple(whole if slot == axis.size else slot for slot, axis in zip(slots, table.axes, strict=True))
    held = table.states[(table_row, *where)]
    states = [int(held)] if np.ndim(held) == 0 else np.unique(held).tolist()
    winners: dict[int, None] = {}
    losers: dict[int, tuple[int, Reason]] = {}
    for number in states:
        winners |= dict.fromkeys(table.state_legend[number].prevailing)
        losers |= {loser: (winner, why) for loser, winner, why in table.state_legend[number].defeated}
    rules = table.rules
    beaten = tuple((rules[a], rules[b], why) for a, (b, why) in losers.items() if a not in winners)
    return Reasons(tuple(rules[w] for w in winners), beaten)


Axes = Callable[[str], Sequence[str]]
"""For a decision of one case the unknown inputs on which it turns, as `open_axes` finds them."""


def missing_inputs(results: Results, decision: str, row: int, axes: Axes | None = None) -> list[str]:
    """The paths of the case whose absence leaves a decision undetermined; through facts and other decisions too."""
    found: dict[str, None] = {}
    _missing(results, decision, row, found, set(), axes or (lambda name: open_axes(results, name, row)))
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
        at = TOO_WIDE.get(used.operator or "")
        if at is not None and all(results.columns[o][row] >= 0 for o in used.operands):
            found[used.operands[at]] = None


def open_axes(results: Results, decision: str, row: int) -> list[str]:
    """The unknown inputs along which the cells that remain differ."""
    table = results.tables[decision]
    table_row, slots = _slots(results, decision, row)
    open_ = [i for i, (slot, axis) in enumerate(zip(slots, table.axes, strict=True)) if slot == axis.size]
    where = tuple(slice(0, axis.size) if i in open_ else slots[i] for i, axis in enumerate(table.axes))
    held = table.outcomes[(table_row, *where)]
    return [table.axes[i].name for place, i in enumerate(open_) if not (held == held.take([0], axis=place)).all()]
