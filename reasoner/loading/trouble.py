"""One thing that keeps a file from being loaded: where, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from yidi.errors import one_line
from yidi.loading.messages import PHRASES, TROUBLES, phrase
from yidi.reading.turtle import Place

MOST_SHOWN: Final = 1000
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in a file; `id` names its text in `messages`, `details` fill it in."""

    id: str
    place: Place
    details: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """``file:line:column  error  id  what is wrong. What to do.``."""
        words = TROUBLES[self.id][language].format(**{k: _shown(v, language) for k, v in self.details.items()})
        return f"{self.place}  error  {self.id}  {words}"


def _shown(detail: object, language: str) -> str:
    text = one_line(str(detail[language] if isinstance(detail, Mapping) else detail))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def report(troubles: Iterable[Trouble], language: str = "en") -> str:
    """The troubles by file and line, each once, a line each; of very many the first, and how many there are besides."""
    unique = {(t.place, t.id, t.text(language)) for t in troubles}
    lines = [text for _, _, text in sorted(unique)]
    if len(lines) > MOST_SHOWN:
        more = PHRASES["more"][language].format(count=len(lines) - MOST_SHOWN)
        lines = [*lines[:MOST_SHOWN], more]
    return "\n".join(lines)


def guess(name: str, known: Iterable[str]) -> dict[str, str]:
    """A hint at the known name that is nearest, or nothing."""
    nearest = get_close_matches(name, list(known), 1)
    return phrase("guess", name=nearest[0]) if nearest else phrase("nothing")
