"""The outcomes of a decision by number: what each comes to for facts, for amounts, and beside another outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import numpy as np

from yidi.model import CodeList, Decision, Value
from yidi.tables.table import UNDETERMINED, Ints, Outcome

Legend = Sequence[Outcome | None]


def collected(decision: Decision, groups: Iterable[Sequence[Value]], code_list: CodeList | None) -> Outcome:
    """What several rules say together: the same outcome whichever rules say it, in whatever order.

    Codes stand in the order of their list; alternatives stay together, a group for each rule's.
    """
    position = {code: i for i, code in enumerate(code_list.codes)} if code_list else {}
    sets = [frozenset(v for v in group if v.text) for group in groups]
    if not decision.alternatives:
        sets = [frozenset().union(*sets)]
    ordered = {tuple(sorted(s, key=lambda v: position.get(v.text, -1))) for s in sets if s}
    return Outcome(tuple(sorted(ordered, key=lambda group: [position.get(v.text, -1) for v in group])))


def listed_bits(code_list: CodeList) -> dict[str, int]:
    """For each code a bit for itself and for all that are listed with it: narrower codes, and those opened with it."""
    return {
        listed.code: sum(
            1 << i for i, c in enumerate(code_list.concepts) if listed.code in (c.code, *c.broader, *c.opened_with)
        )
        for listed in code_list.concepts
    }


def exact_bits(legend: Legend, code_list: CodeList) -> Ints:
    """For each outcome a bit for each of its own codes, none for what is not known."""
    position = {code: i for i, code in enumerate(code_list.codes)}
    sets = [set() if o is None else {v.text for group in o.groups for v in group} for o in legend]
    return np.array([sum(1 << position[code] for code in codes) for codes in sets], np.int64)


def number_of_codes(bits: int, decision: Decision, legend: list[Outcome | None], code_list: CodeList) -> int:
    """The number of the outcome that consists of some codes, which is added where the legend lacks it."""
    if not bits:
        return UNDETERMINED
    values = [Value("code", code, 0) for i, code in enumerate(code_list.codes) if bits >> i & 1]
    outcome = collected(decision, [values], code_list)
    if outcome not in legend:
        legend.append(outcome)
    return legend.index(outcome)


def codes_of(decision: Decision, legend: Legend, code_list: CodeList | None) -> Ints:
    """For each outcome the number of its code, or of a boolean; of a set of codes a bit for each; -1 for unknown."""
    if decision.collects and code_list is not None:
        bits = listed_bits(code_list)
        sets = [None if o is None else {v.text for group in o.groups for v in group} for o in legend]
        return np.array([-1 if s is None else reduce(or_, (bits[code] for code in s), 0) for s in sets], np.int64)
    position = {c: i for i, c in enumerate(code_list.codes)} if code_list else {"false": 0, "true": 1}
    return np.array([-1 if o is None else position.get(o.value.text, -1) for o in legend], np.int64)


def numbers_of(decision: Decision, legend: Legend) -> Ints:
    """For each outcome its number, -1 for unknown."""
    return np.array([o.value.number if o and o.groups and not decision.collects else -1 for o in legend], np.int64)


def kinds_of(legend: Legend) -> tuple[str, ...]:
    """For each outcome the kind of its value, "" for unknown."""
    return tuple(o.value.kind if o and o.groups else "" for o in legend)
