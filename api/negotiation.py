"""What a request asks for besides its body: the language, the form of the answer, the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic_core import PydanticCustomError
from starlette.requests import Request

from yidi.api.problems import Problem
from yidi.cases.messages import CASE
from yidi.cases.values import read_date
from yidi.engine import ANSWERS, MESSAGES, PAINTED, REFERENCE
from yidi.errors import Fault, one_line

LANGUAGES: Final = ("zh", "en")
PARAMETERS: Final = ("lang", "as_of", "engine", "unofficial")
ENGINES: Final = (PAINTED, REFERENCE)
FLAGS: Final = ("true", "false")
MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """How a decision is asked for; `as_of` None leaves the day to each case."""

    language: str  # of the answer
    messages: str  # the language to tell faults in
    media_type: str
    as_of: date | None
    engine: str = PAINTED
    unofficial: bool = False  # whether numbers that only unofficial sources give are wanted


def wish_of(request: Request, offered: Sequence[str], parameters: Sequence[str] = PARAMETERS) -> Wish:
    """What the parameters, of those that there are, and headers ask for; raises Problem with every faulty one."""
    asked = language_of(request)
    language = asked or MESSAGES
    faults: list[Fault] = []
    given = request.query_params.multi_items()
    for name in dict.fromkeys(name for name, _ in given):
        values = [value for other, value in given if other == name]
        if name not in parameters:
            faults.append(Fault(_shown(name), CASE["unknown"][language]))
        elif len(values) > 1:
            faults.append(Fault(name, _TWICE[language]))
        elif message := _wrong(name, values[0], language):
            faults.append(Fault(name, message))
    if faults:
        raise Problem("invalid-parameter", faults=faults)
    media_type = choose(request.headers.get("accept"), offered)
    if media_type is None:
        raise Problem("not-acceptable", offered=", ".join(offered))
    day = request.query_params.get("as_of")
    engine = request.query_params.get("engine", PAINTED)
    unofficial = request.query_params.get("unofficial") == "true"
    return Wish(asked or ANSWERS, language, media_type, read_date(day) if day is not None else None, engine, unofficial)


_TWICE: Final = {"en": "is given twice", "zh": "出现了两次"}


def _wrong(name: str, value: str, language: str) -> str:
    """What is wrong with the value of a parameter, or an empty text."""
    if name == "as_of":
        try:
            read_date(value)
        except PydanticCustomError as error:
            return CASE[error.type][language].format(value=f"'{_shown(value)}'")
        return ""
    known = {"lang": LANGUAGES, "engine": ENGINES}.get(name, FLAGS)
    return "" if value in known else CASE["code"][language].format(value=f"'{_shown(value)}'", codes=", ".join(known))


def _shown(text: str) -> str:
    return one_line(text[:MOST_SHOWN])


def language_of(request: Request) -> str | None:
    """The language that is asked for by the parameter `lang`, else by the header Accept-Language, or None."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    best, most = None, 0.0
    for tag, quality in _ranges(request.headers.get("accept-language")):
        primary = tag.partition("-")[0]
        if primary in LANGUAGES and quality > most:
            best, most = primary, quality
    return best


def choose(header: str | None, offered: Sequence[str]) -> str | None:
    """The form of those offered that an Accept header likes best, or None; the first where it likes several alike."""
    if header is None or not header.strip():
        return offered[0]
    liked = dict(_ranges(header))
    best, most = None, 0.0
    for form in offered:
        # The most exact range decides: text/turtle, then text/*, then */*.
        ranges = (form, f"{form.partition('/')[0]}/*", "*/*")
        quality = next((liked[r] for r in ranges if r in liked), 0.0)
        if quality > most:
            best, most = form, quality
    return best


def _ranges(header: str | None) -> list[tuple[str, float]]:
    """What a header of the Accept family names, each with its weight; what cannot be read counts nothing."""
    found = []
    for part in (header or "").split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _quality(value.strip())
        if name:
            found.append((name, quality))
    return found


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
