"""Values, codes, ranges, days and areas in words, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yidi.model import UNLIMITED, Condition, Input, Value
from yidi.mutation.model import Both
from yidi.mutation.words import SAY, UNITS
from yidi.reading.places import Places
from yidi.reading.vocabulary import Vocabulary
from yidi.values import NUMBERS, number_text

LANGUAGES = ("zh", "en")
_MOST_CODES = 4


def plain(text: object) -> Both:
    """The same text in both languages."""
    return {language: str(text) for language in LANGUAGES}


def day_words(day: int) -> Both:
    """A day as the files write it."""
    return plain(date.fromordinal(day).isoformat())


@dataclass(frozen=True, slots=True)
class Sayer:
    """Says what stands in rules of one base with the labels that the base gives."""

    vocabulary: Vocabulary
    places: Places

    def value(self, value: Value, code_list: str | None) -> Both:
        """A value: a number with its unit, a code by its label."""
        if value.kind == "code":
            return self.code(value.text, code_list) if value.text else UNITS["nothing"]
        return number_words(value.kind, value.number) if value.kind in NUMBERS else _flag(value.text)

    def code(self, code: str, code_list: str | None) -> Both:
        """A code by its label, true and false by words."""
        listed = self.vocabulary.lists.get(code_list or "")
        labels = next((c.labels for c in listed.concepts if c.code == code), {}) if listed else UNITS.get(code, {})
        return {language: labels.get(language, code) for language in LANGUAGES}

    def input(self, used: Input) -> Both:
        """An input by its label."""
        return {language: used.labels.get(language, used.name) for language in LANGUAGES}

    def area(self, code: str) -> Both:
        """A jurisdiction by its label."""
        return {language: self.places.labels.get(code, {}).get(language, code) for language in LANGUAGES}

    def condition(self, condition: Condition, used: Input) -> Both:
        """What a condition admits: codes, or ranges of numbers."""
        return joined(
            [self.code(c, used.code_list) for c in condition.codes]
            + [range_words(low, high, used.datatype) for low, high in condition.ranges],
            "or",
        )


def number_words(kind: str, number: int) -> Both:
    """A number with its unit."""
    if number >= UNLIMITED:
        return UNITS["unlimited"]
    text = number_text(kind, number)
    if kind in ("ratio", "firstSelfPayShare"):
        text = f"{(Decimal(text) * 100).normalize():f}"
    elif kind == "yuan":
        text = text.removesuffix(".00")
    return {language: words.format(n=text) for language, words in UNITS.get(kind, plain("{n}")).items()}


def range_words(low: int, high: int, kind: str) -> Both:
    """A range of numbers, the high end not included."""
    ends = {"low": number_words(kind, low), "high": number_words(kind, high)}
    name = "between" if low and high < UNLIMITED else "at-least" if low else "below" if high < UNLIMITED else "any"
    if high == low + 1:
        return ends["low"]
    number = ends["low" if low else "high"]
    return {
        language: SAY[name][language].format(number=number[language], **{k: v[language] for k, v in ends.items()})
        for language in LANGUAGES
    }


def joined(parts: list[Both], by: str) -> Both:
    """Several things in one, the first few of many."""
    shown = parts[:_MOST_CODES] if by == "or" else parts
    more = SAY["more"] if len(parts) > len(shown) else plain("")
    return {language: SAY[by][language].join(p[language] for p in shown) + more[language] for language in LANGUAGES}


def _flag(text: str) -> Both:
    return UNITS.get(text, plain(text))
