"""What running example cases gives: each case with what is wrong with it, and the rules that the cases try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from yidi.examples.messages import EXAMPLES, WORDS
from yidi.reading.turtle import Place

_Key = TypeVar("_Key", str, int)
Names = tuple[str, ...]
"""Names of cases, in the order of their files."""


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a message that itself has words in both languages; `id` names them, `details` fill them in."""

    id: str
    details: Mapping[str, object]

    def text(self, language: str) -> str:
        """The words in one language; a detail that is a mapping holds it in both."""
        return WORDS[self.id][language].format(**{k: _in(v, language) for k, v in self.details.items()})


def _in(detail: object, language: str) -> object:
    if isinstance(detail, Words):
        return detail.text(language)
    return detail[language] if isinstance(detail, Mapping) else detail


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing wrong with an example case, at its place; the text is that of a finding.

    `context` says in further lines where what was found comes from.
    """

    id: str
    place: Place
    details: Mapping[str, object]
    context: tuple[Words, ...] = ()

    def message(self, language: str = "en") -> str:
        """What is wrong, in one line."""
        return EXAMPLES[self.id][language].format(**{k: _in(v, language) for k, v in self.details.items()})

    def line(self, language: str = "en") -> str:
        """One line: ``file:line:column  error  id  what is wrong``."""
        return f"{self.place}  error  {self.id}  {self.message(language)}"

    def text(self, language: str = "en") -> str:
        """The line, and the context in lines that are indented."""
        return "\n".join([self.line(language), *(f"    {words.text(language)}" for words in self.context)])

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, slots=True)
class Example:
    """One example case that was run; it holds where `failures` is empty.

    `sources` are the provisions it cites.  `differing` are the keys of the expectations that the answer does not meet,
    and `accepted` says what they would have to be for it to meet them, as far as the answer can tell.
    """

    name: str
    sources: tuple[str, ...]
    place: Place
    failures: tuple[Failure, ...]
    differing: frozenset[str] = frozenset()
    accepted: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """For each rule the names of the cases in which it prevails and of those that just miss it.

    A case just misses a rule when one single thing keeps the rule from prevailing:
    one condition, its dates, or a rule that beats it.
    A bound never prevails: it is fired by the cases to which it applies, and none just misses it.
    `decided` holds for each decision the names of the cases in whose answer it has a value,
    `states` for each decision, by name, those of the cases whose facts lead to one state of its table and no other.
    `claims` are those of the rules in `missed` that unofficial sources alone report, which are counted apart.
    """

    fired: Mapping[str, Names] = field(default_factory=dict)
    decided: Mapping[str, Names] = field(default_factory=dict)
    missed: Mapping[str, Names] = field(default_factory=dict)
    states: Mapping[str, Mapping[int, Names]] = field(default_factory=dict)
    claims: frozenset[str] = frozenset()

    @property
    def ruled(self) -> tuple[str, ...]:
        """The rules that state a value and are not claims."""
        return tuple(rule for rule in self.missed if rule not in self.claims)

    def plus(self, other: Coverage) -> Coverage:
        """What these cases and others try together."""
        states = {name: _joined(self.states.get(name, {}), found) for name, found in other.states.items()}
        return Coverage(
            _joined(self.fired, other.fired),
            _joined(self.decided, other.decided),
            _joined(self.missed, other.missed),
            {**self.states, **states},
            self.claims | other.claims,
        )


def _joined(a: Mapping[_Key, Names], b: Mapping[_Key, Names]) -> dict[_Key, Names]:
    return {key: a.get(key, ()) + b.get(key, ()) for key in {**a, **b}}


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """All cases that were run; `failures` are those of files that cannot be read at all.

    `stopped` says that further cases were left out after the first that fails.
    """

    examples: tuple[Example, ...]
    failures: tuple[Failure, ...]
    coverage: Coverage
    seconds: float
    stopped: bool = False

    @property
    def passed(self) -> bool:
        """Whether there is nothing wrong, and at least one case."""
        return bool(self.examples) and not self.all_failures

    @property
    def all_failures(self) -> tuple[Failure, ...]:
        """Everything wrong, in the order of the files."""
        return (*self.failures, *(f for e in self.examples for f in e.failures))
