"""What every part of a record needs: labels, rules with their provisions, and what is said, in one language."""

from __future__ import annotations

from typing import Any

from yidi.difference.model import Difference, Said
from yidi.difference.words import Speech
from yidi.model import UNLIMITED, Decision, Labels, Rule
from yidi.names import short
from yidi.values import number_text

Entry = dict[str, Any]


class Entries:
    """The entries that records are made of, for one difference in one language; sides are 0, the old one, and 1."""

    def __init__(self, found: Difference, language: str) -> None:
        self.found, self.language = found, language
        self.say = Speech(found.old.base, found.new.base, language)
        self.bases = (found.old.base, found.new.base)

    def area(self, code: str) -> str:
        """The label of an area."""
        labels = self.bases[1].places.labels.get(code) or self.bases[0].places.labels.get(code, {})
        return self.label(labels) or code

    def decision_named(self, name: str) -> Decision:
        """A decision of either version."""
        decisions = {**self.bases[0].vocabulary.decisions, **self.bases[1].vocabulary.decisions}
        return decisions[name]

    def decision_label(self, name: str) -> str:
        """The label of a decision."""
        return self.label(self.decision_named(name).labels) or name

    def label(self, labels: Labels) -> str:
        """A label in the language."""
        return labels.get(self.language, "")

    def named_rule(self, iri: str, side: int) -> Entry:
        """A rule of a side, by its present IRI."""
        base = self.bases[side]
        back = {now: was for was, now in self.found.renamed.items()} if side == 0 else {}
        own = back.get(iri, iri)
        rule = base.rules.get(own) or base.claims[own]
        return self.basis(rule, side)

    def basis(self, rule: Rule, side: int) -> Entry:
        """A rule with the provisions that it rests on."""
        sources = self.bases[side].sources
        basis = [
            f"《{self.label(s.title)}》{self.label(s.labels)}"
            for s in (sources[iri] for iri in rule.basis if iri in sources)
        ]
        return {"rule": short(rule.iri), "label": self.label(rule.labels), "basis": basis}

    def said(self, decision: Decision, said: Said) -> Entry:
        """What a version says, in words and for programs."""
        entry: Entry = {"text": self.say.said(decision, said)}
        if said.groups is not None:
            entry["values"] = [[v.text for v in group] for group in said.groups]
            kinds = {v.kind for group in said.groups for v in group}
            if len(kinds) == 1:
                entry["kind"] = kinds.pop()
            if said.contradicts:
                entry["contradicts"] = True
        elif not said.absent and not said.undetermined:
            kind = decision.kinds[0] if decision.kinds else "integer"
            if said.low > 0:
                entry["atLeast"] = number_text(kind, said.low)
            if said.high < UNLIMITED:
                entry["atMost"] = number_text(kind, said.high)
        return entry
