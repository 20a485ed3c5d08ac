"""The compiler: decisions and rules in, painted tables and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from yidi.finding import Finding
from yidi.model import CodeList, Decision, Rule
from yidi.reading.places import Places
from yidi.reading.vocabulary import Vocabulary
from yidi.shelf import Shelf, shelf
from yidi.tables.axes import TIER, Cut, cut_inputs
from yidi.tables.bounds import find_bounds
from yidi.tables.cells import Cells, Layout, lay_out
from yidi.tables.kept import surroundings, table_key
from yidi.tables.legend import codes_of, collected, exact_bits, kinds_of, number_of_codes, numbers_of
from yidi.tables.paint import make_rows, paint_states, what_matters
from yidi.tables.painting import Painting
from yidi.tables.precedence import Entry, defeats
from yidi.tables.soundness import gap, hidden, needless, settle, unused
from yidi.tables.table import NOT_KNOWN, Axis, Outcome, State, Table
from yidi.tables.unknown import agreed, reduced, spread

MAX_CELLS = 50_000_000


def compile_base(
    vocabulary: Vocabulary, rules: Iterable[Rule], places: Places, first_day: int, skip: frozenset[str] = frozenset()
) -> tuple[dict[str, Table], list[Finding]]:
    """A table for every decision but those to skip, each after those that it needs, and what is wrong with the rules.

    `first_day` is the day from which total decisions must have no gap.
    """
    by_decision: dict[str, list[Rule]] = {name: [] for name in vocabulary.decisions}
    for rule in rules:
        by_decision[rule.decision].append(rule)
    known: Shelf[Table] = shelf("tables")
    around = surroundings(vocabulary, places, first_day)
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for name, decision in vocabulary.decisions.items():
        if name in skip:
            continue
        key = table_key(around, decision, by_decision[name])
        if (kept := known.get(key)) is not None:
            tables[name] = replace(kept, rules=tuple(by_decision[name]))
            continue
        table, found = compile_decision(decision, by_decision[name], vocabulary, places, first_day)
        findings += found
        if table is not None:
            tables[name] = table
            if not found:
                known.put(key, replace(table, rules=()))
    return tables, findings


def compile_decision(
    decision: Decision, rules: Sequence[Rule], vocabulary: Vocabulary, places: Places, first_day: int
) -> tuple[Table | None, list[Finding]]:
    """The table of one decision, or None where it would be too large, and what is wrong with its rules."""
    cuts = cut_inputs(decision, rules, vocabulary)
    entries = _entries(rules, cuts, places)
    rows = make_rows(entries, places)
    tier = next((c.axis for c in cuts if vocabulary.inputs[c.axis.name].operator == TIER), None)
    matters = what_matters(entries, rows, cuts, tier)
    layout = lay_out(matters[-1], [c.axis.size + (c.axis is not tier) for c in cuts])  # with the slots for unknown
    if layout.size > MAX_CELLS:
        return None, [_too_large(decision, rules, layout.size)]
    painted, states = paint_states(entries, rows, matters, [c.axis.size for c in cuts])
    painting = Painting(decision, tuple(rules), entries, cuts, rows, painted, states, [])
    findings = settle(painting)
    if not any(f.id == "rules-circle" for f in findings):
        findings += unused(painting) + needless(painting) + hidden(painting)
    findings += gap(painting, first_day)
    code_list = vocabulary.lists.get(decision.code_list or "")
    is_compared = any(f"={decision.name}" in fact.operands for fact in vocabulary.inputs.values())
    table, bounds = _table(painting, layout, tier, code_list, is_compared=is_compared and not decision.collects)
    return table, findings + bounds


def _too_large(decision: Decision, rules: Sequence[Rule], cells: int) -> Finding:
    return Finding(
        "decision-too-large", rules[0].place, {"decision": decision.name, "cells": cells, "limit": MAX_CELLS}
    )


def _entries(rules: Sequence[Rule], cuts: Sequence[Cut], places: Places) -> tuple[Entry, ...]:
    depths = {j: depth for chain in places.chains for depth, j in enumerate(chain)}
    entries = []
    for number, rule in enumerate(rules):
        mask = tuple(
            c.bits[rule.conditions[c.axis.name]] if c.axis.name in rule.conditions else c.all_bits for c in cuts
        )
        volume = 1
        for bits in mask:
            volume *= bits.bit_count()
        entries += [Entry(rule, number, j, depths[j], mask, volume) for j in rule.jurisdictions if j in depths]
    return tuple(entries)


def _outcome(p: Painting, winners: Sequence[int], code_list: CodeList | None) -> Outcome | None:
    if not winners:
        return Outcome(((p.decision.default,),)) if p.decision.default else None
    rules = [p.entries[i].rule for i in sorted(winners)]
    if p.decision.collects:
        return collected(p.decision, (r.values for r in rules), code_list)
    return Outcome((rules[0].values[:1],))


def _table(
    p: Painting, layout: Layout, tier: Axis | None, code_list: CodeList | None, *, is_compared: bool
) -> tuple[Table, list[Finding]]:
    legend: list[Outcome | None] = [None, None]
    numbers: dict[Outcome, int] = {}
    outcome_of = np.empty(len(p.states.sets), np.int32)
    for state, winners in enumerate(p.prevail):
        outcome = _outcome(p, winners, code_list)
        if outcome is not None and outcome not in numbers:
            numbers[outcome] = len(legend)
            legend.append(outcome)
        outcome_of[state] = NOT_KNOWN if outcome is None else numbers[outcome]
    core = p.cells.told(outcome_of)
    axes = tuple(c.axis for c in p.cuts if c.axis is not tier)
    low, high, findings = find_bounds(p, core.flat, legend, anyhow=is_compared)
    wanted = code_list if p.decision.certain_part else None
    certain = _certain(p, core, layout, legend, wanted) if wanted else None
    table = Table(
        decision=p.decision,
        rules=p.rules,
        axes=axes,
        tier=tier,
        chain_of_area=p.rows.chain_of_area,
        row_keys=p.rows.keys,
        row_of_key=p.rows.row_of_key,
        starts=layout.starts,
        strides=layout.strides[:, : len(axes)],
        outcomes=spread(layout, core, agreed),
        states=p.cells,
        legend=tuple(legend),
        state_legend=tuple(_state(p, a, w) for a, w in zip(p.states.sets, p.prevail, strict=True)),
        code_of=codes_of(p.decision, legend, code_list),
        number_of=numbers_of(p.decision, legend),
        kind_of=kinds_of(legend),
        low=None if low is None else spread(layout, Cells(core.layout, low), reduced(np.minimum)),
        high=None if high is None else spread(layout, Cells(core.layout, high), reduced(np.maximum)),
        certain=certain,
    )
    return table, findings


def _state(p: Painting, applying: Sequence[int], winners: Sequence[int]) -> State:
    """A state for explanations: for every loser all that beat it."""
    entries = [p.entries[i] for i in sorted(applying)]
    losers = [p.entries[i] for i in sorted(set(applying) - set(winners))]
    collects = p.decision.collects
    defeated = [(a.number, b.number, why) for a in losers for b in entries if (why := defeats(b, a, collects=collects))]
    return State(tuple(p.entries[i].number for i in sorted(winners)), tuple(defeated))


def _certain(
    p: Painting, core: Cells[np.int32], layout: Layout, legend: list[Outcome | None], code_list: CodeList
) -> NDArray[np.int32]:
    """What is certain in each cell: its own codes, and behind every axis the codes that all slots share."""
    bits = spread(layout, core.told(exact_bits(legend, code_list)), reduced(np.bitwise_and))
    sets, where = np.unique(bits, return_inverse=True)
    numbers = [number_of_codes(int(each), p.decision, legend, code_list) for each in sets]
    return np.array(numbers, np.int32)[where.reshape(bits.shape)]
