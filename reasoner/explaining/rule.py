"""What is to be told of a rule: what it says, where it prevails, what it beats and gives way to, and its cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yidi.answers.words import REASONS
from yidi.difference.words import Speech
from yidi.explaining.cases import cases_of
from yidi.explaining.reachable import never_given
from yidi.explaining.spans import Part, Span, spans
from yidi.model import UNLIMITED, Rule
from yidi.names import short
from yidi.tables.cells import Cells, Flags
from yidi.tables.precedence import Reason
from yidi.tables.table import Table
from yidi.witness import prevails

if TYPE_CHECKING:
    from yidi.base import Base

Entry = dict[str, Any]
MOST: Final = 8
"""So many places, or rules, are told; of the rest only the number."""


def explain_rule(base: Base, rule: Rule, language: str, area: str | None = None, day: int | None = None) -> Entry:
    """A record of a rule in one language, for an area or jurisdiction and a day if they are given."""
    if rule.claimed:
        base = base.with_claims
    told = _Telling(base, rule, language, area, day)
    return {
        "rule": rule.iri,
        "name": short(rule.iri),
        "label": rule.labels.get(language, ""),
        "file": rule.place.file,
        "line": rule.place.line,
        "asked": {"area": area, "areaLabel": told.label(area) if area else None, "on": _day(day) if day else None},
        "says": told.says(),
        "prevails": told.prevails(),
        "never": told.why_never(),
        "beatenBy": told.rivals(losing=True),
        "beats": told.rivals(losing=False),
        "blocked": never_given(base, rule, told.part.areas, told.speech),
        "cases": cases_of(base, rule, told.wish, language),
    }


def _day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if 1 < ordinal < UNLIMITED else None


def _areas(found: Iterable[Span]) -> frozenset[str]:
    return frozenset(area for span in found for area in span.areas)


class _Telling:
    """Tells of one rule in the part of the world that was asked about."""

    def __init__(self, base: Base, rule: Rule, language: str, area: str | None, day: int | None) -> None:
        self.base, self.rule, self.language = base, rule, language
        self.table: Table = base.tables[rule.decision]
        self.speech = Speech(base, base, language)
        wanted = zip(base.places.areas, base.places.chains, strict=True)
        self.part = Part(frozenset(code for code, chain in wanted if area is None or area in chain), day)
        self._number = next(i for i, r in enumerate(self.table.rules) if r.iri == rule.iri)
        wish = prevails(base, rule)
        if area is not None:
            mine = any(
                area in chain and set(chain[: chain.index(area) + 1]) & set(rule.jurisdictions)
                for chain in base.places.chains
            )
            wish = replace(wish, jurisdictions=(area,) if mine else wish.jurisdictions)
        self.wish = wish if day is None else replace(wish, days=(day, day))

    def label(self, code: str) -> str:
        """The name of a jurisdiction."""
        return self.base.places.labels.get(code, {}).get(self.language, code)

    def says(self) -> Entry:
        """What the rule itself says, in labels."""
        rule, speech = self.rule, self.speech
        decision = self.base.vocabulary.decisions[rule.decision]
        join = speech.words["or" if decision.alternatives else "and"]
        bounds = [
            speech.words[word].format(n=speech.value(value, decision))
            for word, value in (("at-least", rule.at_least), ("at-most", rule.at_most))
            if value is not None
        ]
        return {
            "decision": {"name": short(decision.iri), "label": decision.labels.get(self.language, "")},
            "value": join.join([*(speech.value(v, decision) for v in rule.values), *bounds]),
            "bound": rule.is_bound,
            "claimed": rule.claimed,
            "figure": rule.figure or None,
            "jurisdictions": [{"code": j, "label": self.label(j)} for j in rule.jurisdictions],
            "conditions": [{"input": name, "text": self._condition(name)} for name in rule.conditions],
            "overrides": [self._named(iri) for iri in sorted(rule.overrides)],
            "binding": rule.binding,
            "from": _day(rule.valid_from),
            "to": _day(rule.valid_to),
            "basis": [self._basis(iri) for iri in rule.basis],
            "lastChecked": _day(rule.last_checked),
        }

    def _condition(self, name: str) -> str:
        condition, speech = self.rule.conditions[name], self.speech
        if condition.ranges:
            return speech.numbers(name, condition.ranges)
        if set(condition.codes) <= {"true", "false"}:
            return speech.codes(name, frozenset(condition.codes))
        return f"{speech.input(name)}{speech.words['colon']}{speech.named_codes(name, condition.codes)}"

    def _named(self, iri: str) -> Entry:
        known = {**self.base.rules, **self.base.claims}
        return {"name": short(iri), "label": known[iri].labels.get(self.language, "") if iri in known else ""}

    def _basis(self, iri: str) -> Entry:
        source = self.base.sources.get(iri)
        if source is None:
            return {"name": short(iri), "title": "", "document": "", "provision": "", "authority": ""}
        return {
            "name": short(iri),
            "title": source.title.get(self.language, ""),
            "document": source.identifier if source.identifier not in source.title.values() else None,
            "provision": source.labels.get(self.language, ""),
            "authority": self.speech.code("authority", source.authority),
        }

    # Where ------------------------------------------------------------------------------

    def _cells(self, states: Flags) -> Cells[np.bool_]:
        return self.table.states.told(states)

    @cached_property
    def _usual(self) -> Cells[np.bool_]:
        """The cells in which the rule applies, beaten or not."""
        return self._cells(self._states(prevailing=True, applying=True))

    def _states(self, *, prevailing: bool, applying: bool) -> Flags:
        n = self._number
        return np.array(
            [
                (prevailing and n in s.prevailing) or (applying and any(n == loser for loser, _, _ in s.defeated))
                for s in self.table.state_legend
            ]
        )

    def _spans(self, cells: Cells[np.bool_]) -> list[Span]:
        return spans(self.base, self.table, cells, self.part, self.speech, self._usual)

    def prevails(self) -> Entry:
        """In how many areas the rule prevails, and where."""
        found = self._spans(self._cells(self._states(prevailing=True, applying=False)))
        areas = _areas(found)
        return {"areas": len(areas), "of": len(self.part.areas), "where": self._told(found)}

    def _told(self, found: list[Span]) -> Entry:
        places = [
            {
                "areas": self.speech.areas(span.areas),
                "count": len(span.areas),
                "conditions": list(span.words),
                "periods": self.speech.periods(span.days),
            }
            for span in found[:MOST]
        ]
        return {"spans": places, "more": max(len(found) - MOST, 0)}

    def why_never(self) -> str | None:
        """Why the rule prevails nowhere: "bound", "idle", "elsewhere", "beaten" or "empty"; None where it does."""
        if self.rule.is_bound:
            return "bound"
        if self.prevails()["areas"]:
            return None
        if self.part != Part(frozenset(self.base.places.areas)) and self._states(prevailing=True, applying=False).any():
            return "elsewhere"
        return "beaten" if self._states(prevailing=False, applying=True).any() else "empty"

    def rivals(self, *, losing: bool) -> Entry:
        """The rules that beat this one, or that it beats: why, and where; those that matter in most areas first."""
        pairs: dict[tuple[int, Reason], set[int]] = {}
        for number, state in enumerate(self.table.state_legend):
            for loser, winner, why in state.defeated:
                mine, other = (loser, winner) if losing else (winner, loser)
                if mine == self._number and winner in state.prevailing:
                    pairs.setdefault((other, why), set()).add(number)
        found = []
        for (other, why), states in pairs.items():
            told = self._spans(self._cells(np.isin(np.arange(len(self.table.state_legend)), list(states))))
            if told:
                areas = _areas(told)
                found.append((len(areas), other, why, areas, told))
        found.sort(key=lambda f: (-f[0], f[1]))
        return {
            "rules": [
                {
                    **self._named(self.table.rules[other].iri),
                    "why": why,
                    "whyText": REASONS[why][self.language],
                    "areas": self.speech.areas(areas),
                    "count": count,
                    "where": self._told(told),
                }
                for count, other, why, areas, told in found[:MOST]
            ],
            "more": max(len(found) - MOST, 0),
        }
