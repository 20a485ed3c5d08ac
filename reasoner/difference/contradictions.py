"""What a version says where rules that prevail contradict each other: all of it, and so nothing to act upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from yidi.deciding.results import Results
from yidi.difference.model import Said
from yidi.difference.outcomes import plain
from yidi.model import Rule
from yidi.tables.table import UNDETERMINED, Ints, Table


def in_states(table: Table, ruling: Ints) -> Iterator[tuple[int, Said]]:
    """By the number of its rules (`outcomes.prevailing`) what each state says whose rules contradict each other."""
    for number, state in zip(ruling.tolist(), table.state_legend, strict=True):
        if said := _contradiction(table.rules[i] for i in state.prevailing):
            yield number, said


def in_cases(results: Results, name: str, count: int) -> Iterator[tuple[int, Said]]:
    """The cases, by number, for which rules on a decision contradict each other, and what these say."""
    table = results.tables[name]
    sets = {frozenset(state.prevailing) for state in table.state_legend}
    clashes = [{table.rules[i].iri for i in each} for each in sets if _contradiction(table.rules[i] for i in each)]
    known = (np.atleast_2d(results.outcomes[name]) != UNDETERMINED).all(axis=0)
    for row in np.flatnonzero(known[:count]).tolist():
        rules = results.reasons(name, row).prevailing
        clash: set[str] = next((c for c in clashes if c <= {rule.iri for rule in rules}), set())
        if said := _contradiction(rule for rule in rules if rule.iri in clash):
            yield row, said


def _contradiction(rules: Iterable[Rule]) -> Said | None:
    values = dict.fromkeys(tuple(map(plain, rule.values)) for rule in rules)
    return Said(tuple(values), contradicts=True) if len(values) > 1 else None
