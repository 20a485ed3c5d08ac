"""A difference as one plain mapping with words in one language: what JSON prints, and the other forms are made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yidi.difference.entries import Entries
from yidi.difference.messages import KINDS, PAGE
from yidi.difference.model import (
    Box,
    CaseChange,
    DecisionChange,
    Difference,
    FieldChange,
    Other,
    Ranges,
    Version,
)
from yidi.difference.record_rules import RuleWriter
from yidi.model import UNLIMITED, Decision, Labels
from yidi.names import short
from yidi.tables.table import DAYS
from yidi.values import yuan

Entry = dict[str, Any]


def record(found: Difference, language: str, *, reasons: bool = False) -> Entry:
    """Everything that differs; of cells in which only the rules differ no more than their number, unless asked for."""
    common = Entries(found, language)
    writer, rules = _Writer(common), RuleWriter(common)
    decisions = [writer.decision(change, reasons=reasons) for change in found.decisions]
    cases = writer.cases()
    working = PAGE[language]["working"]
    return {
        "old": _side(found.old, working, language),
        "new": _side(found.new, working, language),
        "summary": _summary(found, decisions, cases),
        "rules": [rules.change(change) for change in found.rules],
        "others": [writer.other(other) for other in found.others],
        "decisions": decisions,
        "cases": cases,
    }


def _side(version: Version, working: str, language: str) -> Entry:
    entry: Entry = {"name": version.name or working, "hash": version.base.hash}
    return entry | ({"faults": [f.text(language) for f in version.faults]} if version.faults else {})


def _summary(found: Difference, decisions: list[Entry], cases: Entry) -> Entry:
    kinds = [change.kind for change in found.rules]
    boxes = [box for decision in decisions for box in decision["changes"]]
    return {
        "same": found.empty,
        "rules": {kind: kinds.count(kind) for kind in ("added", "removed", "changed", "renamed", "rechecked")},
        "decisions": sum(bool(d["changes"]) for d in decisions),
        "outcomes": len(boxes),
        "outcomesWithoutCase": sum(not box["hasCase"] for box in boxes),
        "reasons": sum(d["reasonCount"] for d in decisions),
        "cases": cases["count"],
        "casesChanged": len(cases["changes"]),
    }


class _Writer:
    """Writes the parts of a difference in one language."""

    def __init__(self, common: Entries) -> None:
        self._common = common

    # Other things ---------------------------------------------------------------------

    def other(self, other: Other) -> Entry:
        """Things of one kind that differ."""
        entry: Entry = {"kind": other.kind, "label": KINDS[self._common.language][other.kind]}
        for name in ("added", "removed", "changed"):
            things: Mapping[str, Labels] = getattr(other, name)
            entry[name] = [
                {"name": short(thing), "label": self._common.label(labels)} for thing, labels in things.items()
            ]
        return entry

    # Cells ----------------------------------------------------------------------------

    def decision(self, change: DecisionChange, *, reasons: bool) -> Entry:
        """The cells of a decision that differ."""
        boxes = [
            self._box(change.decision, box) | {"hasCase": has_case}
            for box, has_case in zip(change.outcomes, change.covered or (False,) * len(change.outcomes), strict=True)
        ]
        entry: Entry = {
            "decision": change.decision.name,
            "label": self._common.label(change.decision.labels),
            "changes": boxes,
        }
        entry["reasonCount"] = len(change.reasons)
        if reasons:
            entry["reasons"] = [self._of_reasons(box) for box in change.reasons]
        return entry

    def _box(self, decision: Decision, box: Box) -> Entry:
        only = "new" if box.old.absent else "old" if box.new.absent else None
        return self._cells(box) | {
            "old": self._common.said(decision, box.old),
            "new": self._common.said(decision, box.new),
            "change": self._common.say.arrow(decision, box.old, box.new),
            "onlyIn": only,
        }

    def _of_reasons(self, box: Box) -> Entry:
        return self._cells(box)

    def _cells(self, box: Box) -> Entry:
        conditions: Entry = {name: sorted(codes) for name, codes in box.codes.items()}
        conditions |= {
            name: [[low, None if high >= UNLIMITED else high] for low, high in ranges]
            for name, ranges in box.numbers.items()
        }
        old, new = ([self._common.named_rule(iri, side) for iri in rules] for side, rules in enumerate(box.reasons))
        return {
            "where": self._common.say.where(box),
            "areas": None if box.areas is None else sorted(box.areas),
            "days": None if box.days is None else _dates(box.days),
            "conditions": conditions,
            "rules": {"old": old, "new": new},
        }

    # Cases ----------------------------------------------------------------------------

    def cases(self) -> Entry:
        """The cases that change, those with the largest change of money first, and what it comes to."""
        cases = self._common.found.cases
        more = [(c.more, c) for c in cases.changed if c.more]
        largest = max(more, key=lambda each: abs(each[0] or 0), default=None)
        return {
            "count": cases.count,
            "same": cases.count - len(cases.changed),
            "fundPays": {
                "more": sum(m > 0 for m, _ in more if m),
                "less": sum(m < 0 for m, _ in more if m),
                "total": yuan(sum(m for m, _ in more if m)),
                "lost": sum(c.fund is not None and c.fund[0] >= 0 > c.fund[1] for c in cases.changed),
                "gained": sum(c.fund is not None and c.fund[1] >= 0 > c.fund[0] for c in cases.changed),
                "largest": None if largest is None else {"case": largest[1].name, "by": yuan(largest[0] or 0)},
            },
            "changes": [self._case(change) for change in cases.changed],
            "faults": list(cases.faults),
        }

    def _case(self, change: CaseChange) -> Entry:
        entry: Entry = {"name": change.name, "place": change.where, "fields": [self._answer(f) for f in change.fields]}
        for name, pair in (("fundPays", change.fund), ("personPays", change.person)):
            if pair is not None and pair[0] != pair[1]:
                entry[name] = {"old": _amount(pair[0]), "new": _amount(pair[1])}
                if min(pair) >= 0:
                    entry[name]["by"] = yuan(pair[1] - pair[0])
        if any(change.refused):
            entry["onlyIn"] = "new" if change.refused[0] else "old"
            entry["why"] = change.refused[0] or change.refused[1]
        return entry

    def _answer(self, field: FieldChange) -> Entry:
        decision = self._common.decision_named(field.decision)
        rules = [[self._common.basis(r, side) for r in rules] for side, rules in enumerate(field.rules)]
        return {
            "decision": field.decision,
            "path": decision.answer_path,
            "label": self._common.label(decision.labels),
            "change": self._common.say.arrow(decision, field.old, field.new),
            "old": self._common.said(decision, field.old),
            "new": self._common.said(decision, field.new),
            "cause": field.cause,
            "rules": {"old": rules[0], "new": rules[1]},
        }


def _dates(days: Ranges) -> list[list[str | None]]:
    """Periods by their first and last days; None where there is none."""
    return [[_date(low) if low > 1 else None, _date(high - 1) if high < DAYS else None] for low, high in days]


def _date(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _amount(fen: int) -> str | None:
    return None if fen < 0 else yuan(fen)
