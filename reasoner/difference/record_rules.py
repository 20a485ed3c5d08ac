"""Rules that differ, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from yidi.difference.entries import Entries
from yidi.difference.messages import FIELDS
from yidi.difference.model import RuleChange, Said
from yidi.model import UNLIMITED, Rule, Value
from yidi.names import short
from yidi.tables.table import DAYS

Entry = dict[str, Any]
_LINKS: Final = ("overrides", "groups", "basis")
_DAYS: Final = ("valid_from", "valid_to", "last_checked")


class RuleWriter:
    """Writes what differs of rules."""

    def __init__(self, common: Entries) -> None:
        self._common = common

    def change(self, change: RuleChange) -> Entry:
        """A rule that differs: which it is on either side, and what of it."""
        sides = {"old": self._rule(change.old), "new": self._rule(change.new)}
        entry: Entry = {
            "kind": change.kind,
            "rule": short(change.rule.iri),
            "label": self._common.label(change.rule.labels),
        }
        entry["decision"] = change.rule.decision
        if change.old is None or change.new is None:
            return entry | sides | {"says": self._gist(change.rule)}
        return entry | sides | {"fields": [self._field(change.old, change.new, name) for name in change.fields]}

    def _rule(self, rule: Rule | None) -> Entry | None:
        if rule is None:
            return None
        return {"rule": short(rule.iri), "label": self._common.label(rule.labels), "place": str(rule.place)}

    def _field(self, old: Rule, new: Rule, name: str) -> Entry:
        """One thing in which two rules differ, in words."""
        label = FIELDS[self._common.language].get(name) or self._common.say.input(name)
        if name in ("values", "at_least", "at_most") and old.decision == new.decision:
            text = self._common.say.arrow(
                self._common.decision_named(new.decision), _value_said(old, name), _value_said(new, name)
            )
            return {"field": _predicate(name), "label": label, "text": text}
        if name in _LINKS:
            return {
                "field": _predicate(name),
                "label": label,
                "text": self._apart(getattr(old, name), getattr(new, name)),
            }
        was, now = (self._part(rule, name) for rule in (old, new))
        return {"field": _predicate(name), "label": label, "text": f"{was} → {now}"}

    def _part(self, rule: Rule, name: str) -> str:
        """One thing of a rule in words."""
        words = self._common.say.words
        if name not in FIELDS["en"]:
            condition = rule.conditions.get(name)
            flag = condition is not None and set(condition.codes) in ({"true"}, {"false"})
            return words[condition.codes[0]] if condition is not None and flag else self._condition(rule, name)
        found = getattr(rule, name)
        if name == "jurisdictions":
            return words["and"].join(self._common.area(code) for code in found)
        if name in _DAYS:
            return words["none"] if found >= UNLIMITED else date.fromordinal(found).isoformat()
        if name == "labels":
            return f"“{self._common.label(found)}”"
        if isinstance(found, bool):
            return words["true" if found else "false"]
        if isinstance(found, Value | tuple) and name in ("values", "at_least", "at_most"):
            return self._common.say.said(self._common.decision_named(rule.decision), _value_said(rule, name))
        return f"“{found}”" if found else words["none"]

    def _apart(self, old: Iterable[str], new: Iterable[str]) -> str:
        """The things to which a rule points now and did not, and the other way round."""
        before, now = dict.fromkeys(old), dict.fromkeys(new)
        signs = [f"+ {self._thing(iri)}" for iri in sorted(now) if iri not in before]
        signs += [f"− {self._thing(iri)}" for iri in sorted(before) if iri not in now]
        return self._common.say.words["sep"].join(signs)

    def _thing(self, iri: str) -> str:
        """A rule or provision by its label and name; of a group the name alone."""
        for base in reversed(self._common.bases):
            if rule := base.rules.get(iri) or base.claims.get(iri):
                return f"{self._common.label(rule.labels)} ({short(iri)})"
            if source := base.sources.get(iri):
                return f"《{self._common.label(source.title)}》{self._common.label(source.labels)} ({short(iri)})"
        return short(iri)

    def _condition(self, rule: Rule, name: str) -> str:
        condition = rule.conditions.get(name)
        if condition is None:
            return self._common.say.words["any"]
        if condition.ranges:
            return self._common.say.numbers(name, condition.ranges)
        return self._common.say.named_codes(name, condition.codes)

    def _gist(self, rule: Rule) -> str:
        """What a rule says, in a line: where, on which conditions, from when, and the value."""
        words = self._common.say.words
        parts = [words["and"].join(map(self._common.area, rule.jurisdictions))]
        parts += [self._condition(rule, name) for name in rule.conditions]
        parts.append(self._common.say.periods(((rule.valid_from, min(rule.valid_to + 1, DAYS)),)))
        names = [n for n in ("values", "at_least", "at_most") if getattr(rule, n)]
        value = words["comma"].join(
            self._common.say.said(self._common.decision_named(rule.decision), _value_said(rule, n)) for n in names
        )
        return words["colon"].join([self._common.decision_label(rule.decision), words["comma"].join(parts), value])


def _value_said(rule: Rule, name: str) -> Said:
    """A value or bound of a rule as something that is said."""
    found = getattr(rule, name)
    if name == "values":
        return Said((tuple(found),)) if found else Said(absent=True)
    return Said(((found,),)) if found is not None else Said(absent=True)


def _predicate(name: str) -> str:
    """A field of a rule as the files name it."""
    first, *rest = name.split("_")
    single = {"values": "value", "jurisdictions": "jurisdiction", "groups": "group", "labels": "label"}
    return single.get(name, first + "".join(map(str.capitalize, rest)))
