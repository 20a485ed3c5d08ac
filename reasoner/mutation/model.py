"""A rule with one small edit, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import yaml

from yidi.model import Rule
from yidi.mutation.words import KINDS, SAY
from yidi.names import short
from yidi.reading.turtle import Place

Both = Mapping[str, str]
"""Some words in both languages."""
Status = Literal["killed", "survived", "equivalent", "refused"]
STATUSES: Final[tuple[Status, ...]] = ("killed", "survived", "equivalent", "refused")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule and the same rule with one edit, None where it is taken away; `place` is where the edited words stand."""

    kind: str
    rule: Rule
    edited: Rule | None
    place: Place
    details: Mapping[str, Both]

    def edit(self, language: str = "en") -> str:
        """The edit in words, such as "value: 10 → 11 percentage points"."""
        return KINDS[self.kind][language].format(**{name: words[language] for name, words in self.details.items()})

    def title(self, language: str = "en") -> str:
        """The rule and the edit."""
        label = self.rule.labels.get(language, "")
        return SAY["title"][language].format(rule=short(self.rule.iri), label=label, edit=self.edit(language))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant.

    killed: an example case fails, `by` is its name; refused: the base no longer compiles, `by` is the finding;
    equivalent: no cell of the table differs; survived: cells differ, `cell` is one of them, and no case notices.
    `case` lies in that cell, where one was found.
    """

    mutant: Mutant
    status: Status
    by: str = ""
    cell: Both | None = None
    case: Mapping[str, Any] | None = None

    def message(self, language: str = "en") -> str:
        """What is wrong with a survivor and what to do, in one line."""
        cell = self.cell[language] if self.cell else SAY["anywhere"][language]
        return SAY["survived"][language].format(title=self.mutant.title(language), cell=cell)

    def text(self, language: str = "en") -> str:
        """``file:line:column  survived  kind  which rule, which edit, what would notice``, and below it a case."""
        line = f"{self.mutant.place}  {self.status}  {self.mutant.kind}  {self.message(language)}"
        if self.case is None:
            return line
        written = yaml.safe_dump(self.case, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**6)
        return f"{line}\n    case  {written.strip()}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants met which end."""

    killed: int = 0
    survived: int = 0
    equivalent: int = 0
    refused: int = 0

    @property
    def share(self) -> float | None:
        """The share of the mutants that can be noticed and are, None where there is none."""
        noticeable = self.killed + self.survived
        return self.killed / noticeable if noticeable else None


def score(verdicts: Iterable[Verdict]) -> Score:
    """The counts of some verdicts."""
    found = [verdict.status for verdict in verdicts]
    return Score(**{status: found.count(status) for status in STATUSES})


@dataclass(frozen=True, slots=True)
class MutationReport:
    """The verdicts on all mutants that were tried: of rules and, apart, of claims.

    `made` is how many mutants there are, more than were tried where only a sample was; `seed` drew it.
    `failing` cases were left out, because they cannot be read or fail as the rules stand.
    """

    rules: tuple[Verdict, ...]
    claims: tuple[Verdict, ...]
    made: int
    seed: int | None
    failing: int
    seconds: float

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All verdicts, those on rules first."""
        return self.rules + self.claims
