"""Where what was found comes from: the rule, its provision, the steps of the bill; shown below a failure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from yidi.answers.words import REASONS
from yidi.examples.compare import Answer, Expected, prevailing
from yidi.examples.messages import WORDS
from yidi.examples.model import Words
from yidi.model import Labels, Rule
from yidi.names import expand, short

if TYPE_CHECKING:
    from yidi.base import Base

MOST: Final = 3
"""Rules that are shown for one difference; a bill has more, and its steps are shown all."""


class Context:
    """Tells of what an answer rests on."""

    def __init__(self, base: Base, compare: Expected) -> None:
        self._base = base
        self._compare = compare

    def lines(self, kind: str, path: str, details: Mapping[str, object], answer: Answer) -> tuple[Words, ...]:
        """What should be known of a difference at a path of an expectation, each in a line."""
        if kind == "case-differs":
            steps = tuple(self._steps(answer)) if path.partition(".")[0] == "amount" else ()
            return steps or self._rules(prevailing(answer, self._compare.decision(path)))
        rule = self._compare.rules.get(expand(str(details.get("rule", ""))))
        if rule is None or kind not in ("because-missing", "because-unwanted"):
            return ()
        explain = Words("explain", {"rule": short(rule.iri)})
        if kind == "because-unwanted":
            return Words("from-rule", {"place": rule.place, "rule": self._told(rule)}), explain
        return self._why_not(rule, answer), explain

    def _steps(self, answer: Answer) -> Iterator[Words]:
        """The steps of the bill, and the rule that each rests on."""
        amount = answer["amount"]
        for step in amount["steps"] if isinstance(amount, Mapping) else ():
            rule = self._compare.rules.get(step["rule"] or "")
            told = Words("of-rule", {"rule": short(rule.iri)}) if rule else ""
            yield Words("step", {"step": step["label"], "amount": step["amount"], "rule": told})

    def _rules(self, rules: list[str]) -> tuple[Words, ...]:
        known = [self._compare.rules[iri] for iri in rules[:MOST] if iri in self._compare.rules]
        found = [Words("from-rule", {"place": rule.place, "rule": self._told(rule)}) for rule in known]
        return (*found, Words("explain", {"rule": short(known[0].iri)})) if known else ()

    def _why_not(self, rule: Rule, answer: Answer) -> Words:
        """What keeps a rule from prevailing: one that beats it, or that it does not apply at all."""
        beaten = (b for entry in answer["because"] for b in entry.get("prevailedOver", ()) if b["rule"] == rule.iri)
        if found := next(beaten, None):
            by = self._compare.rules[found["by"]]
            return Words("gives-way", {"place": by.place, "by": self._told(by), "why": REASONS[found["why"]]})
        return Words("applies-not", {"place": rule.place, "rule": self._told(rule)})

    def _told(self, rule: Rule) -> dict[str, str]:
        """A rule in both languages: its name and label, and what it rests on."""
        return {language: self._in(rule, language) for language in ("en", "zh")}

    def _in(self, rule: Rule, language: str) -> str:
        sources = [self._base.sources[b] for b in rule.basis if b in self._base.sources]
        basis = "".join(f" ({_label(s.title, language)}, {_label(s.labels, language)})" for s in sources[:1])
        more = WORDS["further-bases"][language].format(count=len(sources) - 1) if len(sources) > 1 else ""
        return f"{short(rule.iri)} “{_label(rule.labels, language)}”{basis}{more}"


def _label(labels: Labels, language: str) -> str:
    return labels.get(language) or next(iter(labels.values()), "")
