"""Whether a painted decision is sound: conflicts, circles, gaps, rules without effect, exceptions that are hidden."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import Rule
from yidi.names import short
from yidi.tables.painting import Painting, in_words, related
from yidi.tables.precedence import Entry, beats, circle, is_inside, prevailing


def settle(p: Painting) -> list[Finding]:
    """Who prevails in each state; a state with no winner, or with winners that differ, is a finding."""
    findings: list[Finding] = []
    may_circle = any(r.overrides or r.binding for r in p.rules)
    for number, applying in enumerate(p.states.sets):
        entries = [p.entries[i] for i in applying]
        winners = prevailing(entries, collects=p.decision.collects)
        p.prevail.append(tuple(i for i, e in zip(applying, entries, strict=True) if e in winners))
        if may_circle and (found := circle(entries, collects=p.decision.collects)):
            names = " → ".join(short(e.rule.iri) for e in [*found, found[0]])
            findings.append(Finding("rules-circle", found[0].rule.place, {"circle": names}, related(found[1:])))
        elif not p.decision.collects:
            findings += _conflict(p, number, winners)
    return findings


def _conflict(p: Painting, state: int, winners: Sequence[Entry]) -> list[Finding]:
    for other in winners[1:]:
        a, b = winners[0].rule, other.rule
        if a.values != b.values:
            details = {
                "subject": short(a.iri),
                "other": short(b.iri),
                "decision": p.decision.name,
                "value": in_words(a.values),
                "against": in_words(b.values),
                "cell": p.first_cell(state),
            }
            return [Finding("rule-conflict", a.place, details, related([other]))]
    return []


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
    for rule in p.rules:
        if rule.is_bound:
            continue
        better = beaten_by.get(rule.iri, [])
        # A claim may give way everywhere: that is what it does where rules are known.
        if rule.iri not in alive and (not rule.claimed or all(b.claimed for b in better)):
            rivals = sorted({short(b.iri) for b in better})
            why = phrase("beaten", rivals=", ".join(rivals[:3])) if rivals else phrase("admits-nothing")
            findings.append(Finding("rule-never-prevails", rule.place, {"subject": short(rule.iri), "why": why}))
        for target in sorted(rule.overrides):
            if (rule.iri, target) not in met:
                details = {"subject": short(rule.iri), "target": short(target)}
                findings.append(Finding("override-without-effect", rule.place, details))
    return findings


def hidden(p: Painting) -> list[Finding]:
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
                    findings[key] = Finding("exception-hidden", narrow.rule.place, details, related([wide]))
    return list(findings.values())


def gap(p: Painting, first_day: int) -> list[Finding]:
    """The first cell without a rule, in a decision that must be total."""
    if not p.decision.total or p.decision.default is not None:
        return []
    late = np.array([end >= first_day for _, _, end in p.rows.samples])
    gaps = np.argwhere((p.cells == 0) & late.reshape(-1, *[1] * len(p.cuts)))
    if not len(gaps):
        return []
    place = p.rules[0].place if p.rules else NOWHERE
    return [Finding("decision-gap", place, {"decision": p.decision.name, "cell": p.cell([int(i) for i in gaps[0]])})]
