"""Rules, values and days in words, for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from website.model import of
from website.world import World
from yidi.model import UNLIMITED, Condition, Rule, Value
from yidi.names import individual
from yidi.values import SCALE, number_text

_UNITS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "yuan": "{n} 元",
        "months": "{n} 个月",
        "workingDays": "{n} 个工作日",
        "percentagePoints": "{n} 个百分点",
        "factor": "× {n}",
        "ratio": "{n}%",
        "firstSelfPayShare": "先行自付 {n}%",
    },
    "en": {
        "yuan": "{n} yuan",
        "months": "{n} months",
        "workingDays": "{n} working days",
        "percentagePoints": "{n} percentage points",
        "factor": "× {n}",
        "ratio": "{n}%",
        "firstSelfPayShare": "first self-payment {n}%",
    },
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "true": "是",
        "false": "否",
        "unlimited": "不限期，直至变更",
        "nothing": "无需任何材料",
        "least": "不少于 {v}",
        "most": "不超过 {v}",
        "from": "≥ {n}",
        "below": "< {n}",
        "between": "{low} 至 {high}（不含）",
        "or": "、",
        "and": "；",
        "about": "约 {v}",
    },
    "en": {
        "true": "yes",
        "false": "no",
        "unlimited": "until changed",
        "nothing": "nothing",
        "least": "at least {v}",
        "most": "at most {v}",
        "from": "≥ {n}",
        "below": "< {n}",
        "between": "{low} to below {high}",
        "or": ", ",
        "and": "; ",
        "about": "about {v}",
    },
}
_IN_PERCENT: Final = ("ratio", "firstSelfPayShare")


@dataclass(frozen=True, slots=True)
class Words:
    """Says what rules say, in one language."""

    world: World
    language: str

    def label(self, iri: str) -> str:
        """The label of a thing."""
        return of(self.world.labels(iri), self.language)

    def code(self, code_list: str, code: str) -> str:
        """The label of a code."""
        return self.label(individual(code_list, code))

    def value(self, value: Value, code_list: str | None) -> str:
        """A value: a code by its label, a number with its unit."""
        words = _WORDS[self.language]
        if value.kind == "code":
            return self.code(code_list, value.text) if value.text and code_list else words["nothing"]
        if value.kind == "boolean":
            return words[value.text]
        if value.kind == "gMonthDay":
            return value.text.removeprefix("--")
        if value.number >= UNLIMITED:
            return words["unlimited"]
        return self.number(value.kind, value.number)

    def number(self, kind: str, number: int) -> str:
        """A number with its unit; shares in per cent."""
        text = f"{number * 100 / SCALE:g}" if kind in _IN_PERCENT else number_text(kind, number)
        text = f"{int(number / 100):,}" if kind == "yuan" and number % 100 == 0 else text
        return _UNITS[self.language].get(kind, "{n}").format(n=text)

    def outcome(self, rule: Rule) -> str:
        """What a rule gives: its values, or the bound that it states."""
        words, code_list = _WORDS[self.language], self.world.base.vocabulary.decisions[rule.decision].code_list
        said = [self.value(v, code_list) for v in rule.values if not rule.is_bound]
        for bound, key in ((rule.at_least, "least"), (rule.at_most, "most")):
            if bound is not None:
                said.append(words[key].format(v=self.value(bound, code_list)))
        text = words["or"].join(said)
        return words["about"].format(v=text) if rule.approximate else text

    def condition(self, name: str, condition: Condition) -> str:
        """What a rule wants of one input."""
        words, used = _WORDS[self.language], self.world.base.vocabulary.inputs[name]
        said = [self.code(used.code_list, c) if used.code_list else words.get(c, c) for c in condition.codes]
        for low, high in condition.ranges:
            texts = {"low": self.number(used.datatype, low), "high": self.number(used.datatype, high)}
            if high >= UNLIMITED:
                said.append(words["from"].format(n=texts["low"]))
            elif low <= 0:
                said.append(words["below"].format(n=texts["high"]))
            elif used.datatype == "integer" and high == low + 1:
                said.append(texts["low"])
            else:
                said.append(words["between"].format(**texts))
        return words["or"].join(said)

    def conditions(self, rule: Rule) -> list[tuple[str, str, str]]:
        """What a rule wants: for each input its IRI, its label and what is wanted."""
        inputs = self.world.base.vocabulary.inputs
        return [
            (inputs[name].iri, of(inputs[name].labels, self.language), self.condition(name, condition))
            for name, condition in rule.conditions.items()
        ]

    def period(self, rule: Rule) -> str:
        """From when to when a rule is in force."""
        end = day(rule.valid_to)
        if self.language == "zh":
            return f"{day(rule.valid_from)} 至 {end}" if end else f"{day(rule.valid_from)} 起"
        return f"{day(rule.valid_from)} to {end}" if end else f"from {day(rule.valid_from)}"


def day(ordinal: int) -> str:
    """A day as a date; nothing where there is none."""
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < date.max.toordinal() else ""
