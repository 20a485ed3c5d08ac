"""Whether a painted decision is sound: conflicts, circles, gaps, rules without effect, exceptions that are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import Rule, Value
from yidi.names import short
from yidi.tables.painting import Painting, in_words, related
from yidi.tables.precedence import Entry, beats, circle, is_inside, prevailing


def settle(p: Painting) -> list[Finding]:
    """Who prevails in each state; a state with no winner, or with winners that differ, is a finding."""
    findings: list[Finding] = []
    conflicts: dict[tuple[str, str], tuple[Rule, Rule, list[int]]] = {}
    may_circle = any(r.overrides or r.binding for r in p.rules)
    for number, applying in enumerate(p.states.sets):
        entries = [p.entries[i] for i in applying]
        winners = prevailing(entries, collects=p.decision.collects)
        p.prevail.append(tuple(i for i, e in zip(applying, entries, strict=True) if e in winners))
        if may_circle and (found := circle(entries, collects=p.decision.collects)):
            first, *others = (e.rule for e in found)
            names = " → ".join(short(r.iri) for r in (first, *others, first))
            findings.append(Finding("rules-circle", first.place, {"circle": names}, related(others)))
        elif not p.decision.collects:
            rules = [e.rule for e in winners]
            for other in [r for r in rules if r.values != rules[0].values][:1]:
                conflicts.setdefault((rules[0].iri, other.iri), (rules[0], other, []))[2].append(number)
    return findings + [_conflict(p, *each) for each in conflicts.values()]


def _conflict(p: Painting, a: Rule, b: Rule, states: Sequence[int]) -> Finding:
    details = {
        "subject": short(a.iri),
        "other": short(b.iri),
        "decision": p.decision.name,
        "value": in_words(a.values),
        "against": in_words(b.values),
    }
    return Finding("rule-conflict", a.place, details | p.place_of(states), related([b]))


def unused(p: Painting) -> list[Finding]:
    """Rules that prevail nowhere, and overrides of rules that they never meet."""
    findings: list[Finding] = []
    alive = {p.entries[i].rule.iri for winners in p.prevail for i in winners}
    beaten_by: dict[str, list[Rule]] = {}
    met: set[tuple[str, str]] = set()
    for applying, winners in zip(p.states.sets, p.prevail, strict=True):
        for i in applying:
            rule = p.entries[i].rule
            if rule.iri not in alive:
                beaten_by.setdefault(rule.iri, []).extend(p.entries[w].rule for w in winners)
            if rule.overrides:
                met |= {(rule.iri, t) for j in applying for t in (p.entries[j].rule.iri, *p.entries[j].rule.groups)}
    bounds = {r.iri for r in p.rules if r.is_bound}
    findings += _of_bounds(p, bounds)
    for rule in p.rules:
        if rule.is_bound:
            continue
        better = beaten_by.get(rule.iri, [])
        # A claim may give way everywhere: that is what it does where rules are known.
        if rule.iri not in alive and (not rule.claimed or all(b.claimed for b in better)):
            rivals = sorted({short(b.iri) for b in better})
            why = phrase("beaten", rivals=", ".join(rivals[:3])) if rivals else phrase("admits-nothing")
            findings.append(Finding("rule-never-prevails", rule.place, {"subject": short(rule.iri), "why": why}))
        for target in sorted(rule.overrides - bounds):
            if (rule.iri, target) not in met:
                details = {"subject": short(rule.iri), "target": short(target)}
                findings.append(Finding("override-without-effect", rule.place, details))
    return findings


def _of_bounds(p: Painting, bounds: set[str]) -> list[Finding]:
    """Overrides of bounds and by bounds, which neither beat nor are beaten."""
    pairs = [(r, t) for r in p.rules for t in sorted(r.overrides) if r.iri in bounds or t in bounds]
    return [
        Finding("override-of-bound", rule.place, {"subject": short(rule.iri), "target": short(target)})
        for rule, target in pairs
    ]


def needless(p: Painting) -> list[Finding]:
    """Overrides without which the same would come out wherever the two rules meet."""
    met: dict[tuple[str, str], Rule] = {}
    matter: set[tuple[str, str]] = set()
    for applying, winners in zip(p.states.sets, p.prevail, strict=True):
        entries = [p.entries[i] for i in applying]
        said = [p.entries[i].rule.values for i in winners]
        for entry in entries:
            for target in entry.rule.overrides:
                key = (entry.rule.iri, target)
                others = [e for e in entries if target == e.rule.iri or target in e.rule.groups]
                if key in matter or not others:
                    continue
                met[key] = entry.rule
                if _matters(p, entries, entry, target, others, said):
                    matter.add(key)
    return [
        Finding("override-needless", rule.place, {"subject": short(rule.iri), "target": short(key[1])})
        for key, rule in met.items()
        if key not in matter
    ]


def _matters(
    p: Painting,
    entries: Sequence[Entry],
    entry: Entry,
    target: str,
    others: Sequence[Entry],
    said: Sequence[tuple[Value, ...]],
) -> bool:
    """Whether something else would be said without an override, or an exception be hidden that it says is meant."""
    without = replace(entry, rule=replace(entry.rule, overrides=entry.rule.overrides - {target}))
    left = [without if e is entry else e for e in entries]
    for other in others:
        is_hiding = beats(without, other) == "narrower-jurisdiction" and not is_inside(without.mask, other.mask)
        if is_hiding and not p.decision.collects and other.rule.values != entry.rule.values:
            return True
    return {e.rule.values for e in prevailing(left, collects=p.decision.collects)} != set(said)


def hidden(p: Painting) -> list[Finding]:
    """A wider jurisdiction's exception under a narrower one's general rule, which nobody said was meant."""
    if p.decision.collects:
        return []
    found: dict[tuple[str, str], tuple[Rule, Rule, list[int]]] = {}
    for number, applying in enumerate(p.states.sets):
        entries = [p.entries[i] for i in applying]
        for wide in entries:
            if not any(e.depth == wide.depth and beats(wide, e) == "more-specific" for e in entries):
                continue
            for narrow in entries:
                hides = beats(narrow, wide) == "narrower-jurisdiction" and not is_inside(narrow.mask, wide.mask)
                if hides and narrow.rule.values != wide.rule.values:
                    key = (narrow.rule.iri, wide.rule.iri)
                    found.setdefault(key, (narrow.rule, wide.rule, []))[2].append(number)
    return [_hides(p, *each) for each in found.values()]


def _hides(p: Painting, narrow: Rule, wide: Rule, states: Sequence[int]) -> Finding:
    details = {"subject": short(narrow.iri), "other": short(wide.iri), "decision": p.decision.name}
    return Finding("exception-hidden", narrow.place, details | p.place_of(states), related([wide]))


def gap(p: Painting, first_day: int) -> list[Finding]:
    """The first cell without a rule, in a decision that must be total."""
    if not p.decision.total or p.decision.default is not None:
        return []
    late = np.array([end >= first_day for _, _, end in p.rows.samples])
    gaps = p.cells.told(np.arange(len(p.states.sets)) == 0)
    for sheet, part in gaps.parts():
        part[~late[sheet.rows]] = False
    if not gaps.flat.any():
        return []
    place = p.rules[0].place if p.rules else NOWHERE
    return [Finding("decision-gap", place, {"decision": p.decision.name, **p.spotted(gaps)})]
