"""What running example cases gives: each case with what is wrong with it, and the rules that the cases try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yidi.examples.messages import EXAMPLES, WORDS
from yidi.reading.turtle import Place


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a message that itself has words in both languages; `id` names them, `details` fill them in."""

    id: str
    details: Mapping[str, object]

    def text(self, language: str) -> str:
        """The words in one language."""
        return WORDS[self.id][language].format(**self.details)


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing wrong with an example case, at its place; the text is that of a finding."""

    id: str
    place: Place
    details: Mapping[str, object]

    def message(self, language: str = "en") -> str:
        """What is wrong, in one line."""
        filled = {k: v.text(language) if isinstance(v, Words) else v for k, v in self.details.items()}
        return EXAMPLES[self.id][language].format(**filled)

    def text(self, language: str = "en") -> str:
        """One line: ``file:line:column  error  id  what is wrong``."""
        return f"{self.place}  error  {self.id}  {self.message(language)}"

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, slots=True)
class Example:
    """One example case that was run; it holds where `failures` is empty.  `sources` are the provisions it cites."""

    name: str
    sources: tuple[str, ...]
    place: Place
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """For each rule the names of the cases in which it prevails and of those that just miss it.

    A case just misses a rule when one single thing keeps the rule from prevailing:
    one condition, its dates, or a rule that beats it.
    A bound never prevails: it is fired by the cases to which it applies, and none just misses it.
    `decided` holds for each decision the names of the cases in whose answer it has a value.
    """

    fired: Mapping[str, tuple[str, ...]]
    decided: Mapping[str, tuple[str, ...]]
    missed: Mapping[str, tuple[str, ...]]

    def plus(self, other: Coverage) -> Coverage:
        """What these cases and others try together."""
        both = zip((self.fired, self.decided, self.missed), (other.fired, other.decided, other.missed), strict=True)
        return Coverage(*({iri: a.get(iri, ()) + b.get(iri, ()) for iri in {**a, **b}} for a, b in both))


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """All cases that were run; `failures` are those of files that cannot be read at all."""

    examples: tuple[Example, ...]
    failures: tuple[Failure, ...]
    coverage: Coverage
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether there is nothing wrong, and at least one case."""
        return bool(self.examples) and not self.all_failures

    @property
    def all_failures(self) -> tuple[Failure, ...]:
        """Everything wrong, in the order of the files."""
        return (*self.failures, *(f for e in self.examples for f in e.failures))
