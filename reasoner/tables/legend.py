"""The outcomes of a decision by number: what each comes to for facts, for amounts, and beside another outcome."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yidi.model import CodeList, Decision
from yidi.tables.table import Ints, Outcome

Legend = Sequence[Outcome | None]


def what_is_said(decision: Decision, outcome: Outcome | None) -> object:
    """What two outcomes have in common that say the same, whichever rules say it and in whatever order."""
    if outcome is None or not decision.collects:
        return outcome
    if decision.alternatives:
        return frozenset(frozenset(v.text for v in group) for group in outcome.groups)
    return frozenset(v.text for group in outcome.groups for v in group)


def codes_of(decision: Decision, legend: Legend, code_list: CodeList | None) -> Ints:
    """For each outcome the number of its code, or of a boolean; a set of codes is a bit for each; -1 for unknown."""
    position = {c: i for i, c in enumerate(code_list.codes)} if code_list else {"false": 0, "true": 1}
    if decision.collects:
        return np.array(
            [-1 if o is None else sum(1 << position[v] for v in {v.text for g in o.groups for v in g}) for o in legend],
            np.int64,
        )
    return np.array([-1 if o is None else position.get(o.value.text, -1) for o in legend], np.int64)


def numbers_of(decision: Decision, legend: Legend) -> Ints:
    """For each outcome its number, -1 for unknown."""
    return np.array([o.value.number if o and o.groups and not decision.collects else -1 for o in legend], np.int64)


def kinds_of(legend: Legend) -> tuple[str, ...]:
    """For each outcome the kind of its value, "" for unknown."""
    return tuple(o.value.kind if o and o.groups else "" for o in legend)
