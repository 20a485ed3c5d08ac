"""The compiler: decisions and rules in, painted tables and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

import numpy as np
from numpy.typing import NDArray

from yidi.axes import TIER, Cut, cut_inputs
from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import UNLIMITED, CodeList, Decision, Rule, Value
from yidi.names import short
from yidi.paint import Rows, States, block, make_rows, paint_states, rows_of_entries
from yidi.places import Places
from yidi.precedence import Entry, beats, circle, is_inside, prevailing
from yidi.table import NOT_KNOWN, UNDETERMINED, Ints, Outcome, State, Table
from yidi.turtle import Place
from yidi.values import SCALE
from yidi.vocabulary import Vocabulary

MAX_CELLS = 50_000_000


@dataclass(slots=True)
class _Painting:
    """Everything about one decision while it is compiled."""

    decision: Decision
    rules: tuple[Rule, ...]
    entries: tuple[Entry, ...]
    cuts: list[Cut]
    rows: Rows
    cells: NDArray[np.int32]
    states: States
    prevail: list[tuple[int, ...]]

    def cell(self, where: Sequence[int]) -> str:
        """A cell in words: area, first day and the inputs."""
        area, start, _ = self.rows.samples[where[0]]
        words = [f"area:{area}", f"≥ {date.fromordinal(start).isoformat()}" if start > 1 else ""]
        words += [f"{c.axis.name} {c.words[slot]}" for c, slot in zip(self.cuts, where[1:], strict=True)]
        return ", ".join(w for w in words if w)

    def first_cell(self, state: int) -> str:
        return self.cell([int(i) for i in np.argwhere(self.cells == state)[0]])


def compile_base(
    vocabulary: Vocabulary, rules: Iterable[Rule], places: Places, first_day: int, skip: frozenset[str] = frozenset()
) -> tuple[dict[str, Table], list[Finding]]:
    """A table for every decision but those to skip, each after those that it needs, and what is wrong with the rules.

    `first_day` is the day from which total decisions must have no gap.
    """
    by_decision: dict[str, list[Rule]] = {name: [] for name in vocabulary.decisions}
    for rule in rules:
        by_decision[rule.decision].append(rule)
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for name, decision in vocabulary.decisions.items():
        if name in skip:
            continue
        table, found = compile_decision(decision, by_decision[name], vocabulary, places, first_day)
        findings += found
        if table is not None:
            tables[name] = table
    return tables, findings


def compile_decision(
    decision: Decision, rules: Sequence[Rule], vocabulary: Vocabulary, places: Places, first_day: int
) -> tuple[Table | None, list[Finding]]:
    """The table of one decision, or None where it would be too large, and what is wrong with its rules."""
    cuts = cut_inputs(decision, rules, vocabulary)
    entries = _entries(rules, cuts, places)
    rows = make_rows(entries, places)
    sizes = [c.axis.size for c in cuts]
    cells = rows.count * prod(s + 1 for s in sizes)
    if cells > MAX_CELLS:
        place = rules[0].place
        return None, [
            Finding("decision-too-large", place, {"decision": decision.name, "cells": cells, "limit": MAX_CELLS})
        ]
    painted, states = paint_states(entries, rows, sizes)
    painting = _Painting(decision, tuple(rules), entries, cuts, rows, painted, states, [])
    findings = _settle(painting)
    if not any(f.id == "rules-circle" for f in findings):
        findings += _unused(painting) + _hidden(painting)
    findings += _gap(painting, first_day)
    tier = next((c.axis for c in cuts if vocabulary.inputs[c.axis.name].operator == TIER), None)
    code_list = vocabulary.lists.get(decision.code_list or "")
    table, bounds = _table(painting, tier, code_list)
    return table, findings + bounds


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


def _settle(p: _Painting) -> list[Finding]:
    """Who prevails in each state; a state with no winner, or with winners that differ, is a finding."""
    findings: list[Finding] = []
    may_circle = any(r.overrides or r.binding for r in p.rules)
    for number, applying in enumerate(p.states.sets):
        entries = [p.entries[i] for i in applying]
        winners = prevailing(entries, collects=p.decision.collects)
        p.prevail.append(tuple(i for i, e in zip(applying, entries, strict=True) if e in winners))
        if may_circle and not p.decision.collects and (found := circle(entries)):
            names = " → ".join(short(e.rule.iri) for e in [*found, found[0]])
            findings.append(Finding("rules-circle", found[0].rule.place, {"circle": names}, _related(found[1:])))
        elif not p.decision.collects:
            findings += _conflict(p, number, winners)
    return findings


def _conflict(p: _Painting, state: int, winners: Sequence[Entry]) -> list[Finding]:
    for other in winners[1:]:
        a, b = winners[0].rule, other.rule
        if a.values != b.values:
            details = {
                "subject": short(a.iri),
                "other": short(b.iri),
                "decision": p.decision.name,
                "value": _words(a.values),
                "against": _words(b.values),
                "cell": p.first_cell(state),
            }
            return [Finding("rule-conflict", a.place, details, _related([other]))]
    return []


def _related(entries: Sequence[Entry]) -> tuple[tuple[Place | None, str], ...]:
    return tuple((e.rule.place, short(e.rule.iri)) for e in entries)


def _words(values: Sequence[Value]) -> str:
    return " + ".join(v.text for v in values)


def _unused(p: _Painting) -> list[Finding]:
    """Rules that prevail nowhere, and overrides of rules that they never meet."""
    findings: list[Finding] = []
    alive = {p.entries[i].rule.iri for winners in p.prevail for i in winners}
    beaten_by: dict[str, set[str]] = {}
    met: set[tuple[str, str]] = set()
    for applying, winners in zip(p.states.sets, p.prevail, strict=True):
        for i in applying:
            rule = p.entries[i].rule
            if rule.iri not in alive:
                beaten_by.setdefault(rule.iri, set()).update(short(p.entries[w].rule.iri) for w in winners)
            if rule.overrides:
                met |= {(rule.iri, t) for j in applying for t in (p.entries[j].rule.iri, *p.entries[j].rule.groups)}
    for rule in p.rules:
        if rule.is_bound:
            continue
        if rule.iri not in alive:
            rivals = sorted(beaten_by.get(rule.iri, ()))
            why = phrase("beaten", rivals=", ".join(rivals[:3])) if rivals else phrase("admits-nothing")
            findings.append(Finding("rule-never-prevails", rule.place, {"subject": short(rule.iri), "why": why}))
        for target in sorted(rule.overrides):
            if (rule.iri, target) not in met:
                details = {"subject": short(rule.iri), "target": short(target)}
                findings.append(Finding("override-without-effect", rule.place, details))
    return findings


def _hidden(p: _Painting) -> list[Finding]:
    """A wider jurisdiction's exception under a narrower one's general rule, which nobody said was meant."""
    if p.decision.collects:
        return []
    findings: dict[tuple[str, str], Finding] = {}
    for number, applying in enumerate(p.states.sets):
        entries = [p.entries[i] for i in applying]
        for wide in entries:
            if not any(e.depth == wide.depth and beats(wide, e) == "more-specific" for e in entries):
                continue
            for narrow in entries:
                hides = beats(narrow, wide) == "narrower-jurisdiction" and not is_inside(narrow.mask, wide.mask)
                key = (narrow.rule.iri, wide.rule.iri)
                if hides and narrow.rule.values != wide.rule.values and key not in findings:
                    details = {"subject": short(key[0]), "other": short(key[1]), "cell": p.first_cell(number)}
                    findings[key] = Finding("exception-hidden", narrow.rule.place, details, _related([wide]))
    return list(findings.values())


def _gap(p: _Painting, first_day: int) -> list[Finding]:
    """The first cell without a rule, in a decision that must be total."""
    if not p.decision.total or p.decision.default is not None:
        return []
    late = np.array([end >= first_day for _, _, end in p.rows.samples])
    gaps = np.argwhere((p.cells == 0) & late.reshape(-1, *[1] * len(p.cuts)))
    if not len(gaps):
        return []
    place = p.rules[0].place if p.rules else NOWHERE
    return [Finding("decision-gap", place, {"decision": p.decision.name, "cell": p.cell([int(i) for i in gaps[0]])})]


def _outcome(p: _Painting, winners: Sequence[int]) -> Outcome | None:
    if not winners:
        return Outcome(((p.decision.default,),)) if p.decision.default else None
    rules = [p.entries[i].rule for i in sorted(winners)]
    if not p.decision.collects:
        return Outcome((rules[0].values[:1],))
    groups = dict.fromkeys(tuple(v for v in r.values if v.text) for r in rules)
    return Outcome(tuple(g for g in groups if g))


def _table(p: _Painting, tier: object, code_list: CodeList | None) -> tuple[Table, list[Finding]]:
    legend: list[Outcome | None] = [None, None]
    numbers: dict[Outcome, int] = {}
    outcome_of = np.empty(len(p.states.sets), np.int32)
    for state, winners in enumerate(p.prevail):
        outcome = _outcome(p, winners)
        if outcome is not None and outcome not in numbers:
            numbers[outcome] = len(legend)
            legend.append(outcome)
        outcome_of[state] = NOT_KNOWN if outcome is None else numbers[outcome]
    core = outcome_of[p.cells]
    axes = tuple(c.axis for c in p.cuts if c.axis is not tier)
    kinds = tuple(o.value.kind if o and o.groups else "" for o in legend)
    low, high, findings = _bounds(p, core, legend)
    table = Table(
        decision=p.decision,
        rules=p.rules,
        axes=axes,
        tier=tier,  # type: ignore[arg-type]
        chain_of_area=p.rows.chain_of_area,
        row_keys=p.rows.keys,
        row_of_key=p.rows.row_of_key,
        outcomes=np.ascontiguousarray(_with_unknown(core, len(axes))),
        states=p.cells,
        legend=tuple(legend),
        state_legend=tuple(_state(p, a, w) for a, w in zip(p.states.sets, p.prevail, strict=True)),
        code_of=_codes(p.decision, legend, code_list),
        number_of=np.array(
            [o.value.number if o and o.groups and not p.decision.collects else -1 for o in legend], np.int64
        ),
        kind_of=kinds,
        low=None if low is None else _with_unknown_bound(low, len(axes), np.minimum),
        high=None if high is None else _with_unknown_bound(high, len(axes), np.maximum),
    )
    return table, findings


def _state(p: _Painting, applying: Sequence[int], winners: Sequence[int]) -> State:
    """A state for explanations: for every loser a winner that beats it, or failing that whoever does."""
    defeated = []
    for loser in applying:
        if loser in winners:
            continue
        for rival in (*winners, *applying):
            if why := beats(p.entries[rival], p.entries[loser]):
                defeated.append((p.entries[loser].number, p.entries[rival].number, why))
                break
    return State(tuple(p.entries[i].number for i in winners), tuple(defeated))


def _with_unknown(core: NDArray[np.int32], axes: int) -> NDArray[np.int32]:
    """A slot for unknown behind every axis: what all slots agree on, else undetermined."""
    for axis in range(1, axes + 1):
        first = core.take([0], axis=axis)
        unknown = np.where((core == first).all(axis=axis, keepdims=True), first, np.int32(UNDETERMINED))
        core = np.concatenate([core, unknown.astype(np.int32)], axis=axis)
    return core


def _with_unknown_bound(core: Ints, axes: int, widest: np.ufunc) -> Ints:
    """A slot for unknown behind every axis: the widest of the bounds in all slots."""
    for axis in range(1, axes + 1):
        core = np.concatenate([core, widest.reduce(core, axis=axis, keepdims=True)], axis=axis)
    return core


def _codes(decision: Decision, legend: Sequence[Outcome | None], code_list: CodeList | None) -> Ints:
    """For each outcome the number of its code, or of a boolean; a set of codes is a bit for each."""
    position = {c: i for i, c in enumerate(code_list.codes)} if code_list else {"false": 0, "true": 1}
    if decision.collects:
        return np.array(
            [-1 if o is None else sum(1 << position[v.text] for g in o.groups for v in g) for o in legend], np.int64
        )
    return np.array([-1 if o is None else position.get(o.value.text, -1) for o in legend], np.int64)


def comparable(value: Value, decision: Decision) -> int:
    """A value on the scale on which a decision's bounds are compared.

    Where a decision has several kinds of number, as a reduction has, a factor counts as the reduction that it makes.
    """
    return SCALE - value.number if value.kind == "factor" and len(decision.kinds) > 1 else value.number


def _bounds(
    p: _Painting, core: NDArray[np.int32], legend: Sequence[Outcome | None]
) -> tuple[Ints | None, Ints | None, list[Finding]]:
    """The least and greatest number in each cell, and the values that break a bound.

    Where only a bound applies the default does not: `core` then says "not known".
    """
    bounding = [i for i, e in enumerate(p.entries) if e.rule.is_bound and e.volume]
    if not bounding:
        return None, None, []
    in_rows = rows_of_entries(p.rows)
    blocks = [block(in_rows.get(i, []), p.entries[i].mask, core.shape[1:]) for i in bounding]
    for where in blocks:
        core[where] = np.where(p.cells[where] == 0, NOT_KNOWN, core[where])
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
        for state in np.unique(p.cells[where][outside]):
            for entry in (p.entries[w] for w in p.prevail[int(state)]):
                findings.setdefault(entry.rule.iri, _broken(entry, bound))
    return np.where(value >= 0, value, low), np.where(value >= 0, value, high), list(findings.values())


def _broken(entry: Entry, bound: Entry) -> Finding:
    limits = [v for v in (bound.rule.at_least, bound.rule.at_most) if v]
    details = {
        "subject": short(entry.rule.iri),
        "value": _words(entry.rule.values),
        "other": short(bound.rule.iri),
        "bound": bound.rule.figure or _words(limits),
    }
    return Finding("bound-broken", entry.rule.place, details, _related([bound]))
