"""Bounds: what is known of a number where it is not known, and the rules that break it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from yidi.finding import Finding
from yidi.model import UNLIMITED, Decision, Rule, Value
from yidi.names import short
from yidi.tables.paint import block, rows_of_entries
from yidi.tables.painting import Painting, in_words, related
from yidi.tables.precedence import Entry, overlap
from yidi.tables.table import NOT_KNOWN, Ints, Outcome
from yidi.values import SCALE, greatest


def find_bounds(
    p: Painting, core: NDArray[np.int32], legend: Sequence[Outcome | None], *, anyhow: bool = False
) -> tuple[Ints | None, Ints | None, list[Finding]]:
    """The least and greatest number in each of the painting's flat cells, and the values that break a bound.

    Where only a bound applies the default does not: `core` then says "not known".  None where no rule states a
    bound, unless they are wanted `anyhow`, for a fact that compares with them.
    """
    bounding = [i for i, e in enumerate(p.entries) if e.rule.is_bound and e.volume]
    if not bounding and not anyhow:
        return None, None, []
    in_rows = rows_of_entries(p.rows)
    states = p.cells.flat
    blocks = [block(p.cells.layout, in_rows.get(i, []), p.entries[i].mask) for i in bounding]
    for where in blocks:
        core[where] = np.where(states[where] == 0, NOT_KNOWN, core[where])
    value = np.array([-1 if o is None or not o.groups else comparable(o.value, p.decision) for o in legend], np.int64)[
        core
    ]
    low, high = np.zeros(core.shape, np.int64), np.full(core.shape, UNLIMITED, np.int64)
    findings: dict[str, Finding] = {}
    for i, where in zip(bounding, blocks, strict=True):
        bound = p.entries[i]
        least = comparable(bound.rule.at_least, p.decision) if bound.rule.at_least else 0
        most = comparable(bound.rule.at_most, p.decision) if bound.rule.at_most else UNLIMITED
        low[where], high[where] = np.maximum(low[where], least), np.minimum(high[where], most)
        outside = (value[where] >= 0) & ((value[where] < least) | (value[where] > most))
        for state in np.unique(states[where][outside]):
            for entry in (p.entries[w] for w in p.prevail[int(state)]):
                findings.setdefault(entry.rule.iri, _broken(entry, bound))
    return (
        np.where(value >= 0, value, low),
        np.where(value >= 0, value, high),
        [*findings.values(), *_idle(p), *(_contradictions(p, bounding, in_rows) if (low > high).any() else ())],
    )


def _contradictions(p: Painting, bounding: Sequence[int], in_rows: dict[int, list[int]]) -> list[Finding]:
    """Of bounds that meet in a cell, each least number that is greater than a greatest."""
    findings: dict[tuple[str, str], Finding] = {}
    for i, j in product(bounding, repeat=2):
        low, high = p.entries[i], p.entries[j]
        least, most = low.rule.at_least, high.rule.at_most
        key = (low.rule.iri, high.rule.iri)
        if not least or not most or key in findings or not overlap(low.mask, high.mask):
            continue
        shared = sorted(set(in_rows.get(i, ())) & set(in_rows.get(j, ())))
        if shared and comparable(least, p.decision) > comparable(most, p.decision):
            slots = [((a & b) & -(a & b)).bit_length() - 1 for a, b in zip(low.mask, high.mask, strict=True)]
            asked = [n for n, cut in enumerate(p.cuts) if low.mask[n] & high.mask[n] != cut.all_bits]
            details = {
                "subject": short(key[0]),
                "least": least.text,
                "other": short(key[1]),
                "most": most.text,
                "cell": p.cell([shared[0], *slots], asked),
            }
            findings[key] = Finding(
                "bounds-contradict", low.rule.place, details, related([high.rule]) if i != j else ()
            )
    return list(findings.values())


def _idle(p: Painting) -> list[Finding]:
    """Bounds at the ends of what numbers of their type can be."""
    bounds = [r for r in p.rules if r.is_bound]
    return [Finding("bound-idle", r.place, {"subject": short(r.iri)}) for r in bounds if _says_nothing(r)]


def _says_nothing(rule: Rule) -> bool:
    """Whether every number of its type meets a rule's bounds."""
    least, most = rule.at_least, rule.at_most
    return (least is None or least.number == 0) and (most is None or most.number >= greatest(most.kind))


def comparable(value: Value, decision: Decision) -> int:
    """A value on the scale on which a decision's bounds are compared.

    Where a decision has several kinds of number, as a reduction has, a factor counts as the reduction that it makes.
    """
    return SCALE - value.number if value.kind == "factor" and len(decision.kinds) > 1 else value.number


def _broken(entry: Entry, bound: Entry) -> Finding:
    limits = [v for v in (bound.rule.at_least, bound.rule.at_most) if v]
    details = {
        "subject": short(entry.rule.iri),
        "value": in_words(entry.rule.values),
        "other": short(bound.rule.iri),
        "bound": bound.rule.figure or in_words(limits),
    }
    return Finding("bound-broken", entry.rule.place, details, related([bound.rule]))
