"""One shape for everything that is found wrong: where, how bad, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from yidi.cases.written import one_line as yaml_line
from yidi.errors import one_line
from yidi.findings import about
from yidi.messages import FINDINGS, LEVELS, phrase
from yidi.plural import filled
from yidi.reading.turtle import Place

Level = Literal["error", "warning"]
NOWHERE = Place("ontology", 1, 1)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place; `id` names its text in `messages`, `details` fill it in.

    `related` points at further places that belong to it, each with a few words; text has `shown` of them.
    `case` is one in which it shows, as `yidi decide` and `yidi test` take it.
    """

    id: str
    place: Place
    details: Mapping[str, object] = field(default_factory=dict)
    related: tuple[tuple[Place | None, str], ...] = ()
    case: Mapping[str, object] | None = None
    shown: int = 3

    @property
    def level(self) -> Level:
        """How bad it is; the levels stand beside the texts."""
        return LEVELS[self.id]  # type: ignore[return-value]

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do, in one line."""
        return filled(FINDINGS[self.id][language], {k: _shown(v, language) for k, v in self.details.items()})

    def summary(self, language: str = "en") -> str:
        """What is looked for, in general."""
        return filled(FINDINGS[self.id][language], _Anything())

    def why(self, language: str = "en") -> str:
        """What goes wrong for an insured person or an author where it is not mended."""
        return str(about(self.id)["why"][language])

    def text(self, language: str = "en") -> str:
        """``file:line:column  level  id  what is wrong. What to do.``, up to three lines of context, and the case."""
        lines = [f"{self.place}  {self.level}  {self.id}  {self.message(language)}"]
        lines += [f"    {f'{place}  ' if place else ''}{words}" for place, words in self.related[: self.shown]]
        if self.case is not None:
            lines.append(f"    {phrase('case')[language]}  {yaml_line(self.case)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()


class _Anything(dict[str, str]):
    """Every detail, of no finding in particular."""

    def __missing__(self, _: str) -> str:
        return "…"


def _shown(detail: object, language: str) -> str:
    """A detail on one line and not without end; a mapping holds it in both languages."""
    text = one_line(str(detail[language] if isinstance(detail, Mapping) else detail))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file and line, each once."""
    unique = {(f.place, f.id, f.message()): f for f in findings}
    return tuple(unique[key] for key in sorted(unique, key=lambda k: (k[0], k[1], k[2])))
