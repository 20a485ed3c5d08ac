"""Conditions that another decision never lets happen: values that it gives in no cell of the areas of a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from yidi.difference.words import Speech
from yidi.model import Rule
from yidi.names import short
from yidi.tables.axes import domain
from yidi.tables.table import DAYS, Table
from yidi.witness.near import codes_of_cells
from yidi.witness.wish import admitted

if TYPE_CHECKING:
    from yidi.base import Base


def never_given(base: Base, rule: Rule, areas: Iterable[str], speech: Speech) -> list[dict[str, Any]]:
    """The conditions of a rule on decisions which, where and while it is in force, do not say all that it asks."""
    wanted = set(areas)
    mine = [
        number
        for number, (code, chain) in enumerate(zip(base.places.areas, base.places.chains, strict=True))
        if code in wanted and set(rule.jurisdictions) & set(chain)
    ]
    found = []
    for name, condition in rule.conditions.items():
        used = base.vocabulary.inputs[name]
        table = base.tables.get(used.of_decision or "")
        if table is None or table.decision.collects:
            continue
        given = codes_of_cells(table)
        held = {code for row in _rows(table, mine, rule) for code in np.unique(given.row(row)).tolist()}
        codes = domain(used, base.vocabulary)
        asked = [i for i, fits in enumerate(admitted(used, condition, base, ())[:-1]) if fits]
        lacking = [codes[i] for i in asked if i not in held]
        if lacking:
            decision = table.decision
            found.append(
                {
                    "input": name,
                    "decision": short(decision.iri),
                    "label": decision.labels.get(speech.language, ""),
                    "values": [speech.code(used.code_list, code) for code in lacking],
                    "all": len(lacking) == len(asked),
                }
            )
    return found


def _rows(table: Table, areas: list[int], rule: Rule) -> list[int]:
    """The rows of a table for these areas on any day on which a rule is in force."""
    chains = set(table.chain_of_area[areas].tolist())
    rows = set()
    for at, (chain, start) in enumerate(
        zip((table.row_keys // DAYS).tolist(), (table.row_keys % DAYS).tolist(), strict=True)
    ):
        last = at + 1 == len(table.row_keys) or table.row_keys[at + 1] // DAYS != chain
        end = DAYS if last else int(table.row_keys[at + 1] % DAYS) - 1
        if chain in chains and start <= rule.valid_to and end >= rule.valid_from:
            rows.add(int(table.row_of_key[at]))
    return sorted(rows)
