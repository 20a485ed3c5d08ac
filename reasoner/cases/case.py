"""A case read into flat facts, with everything that is wrong with it told at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from yidi.cases.messages import CASE
from yidi.cases.model import Case
from yidi.cases.values import CaseVocabulary, read_date, read_money
from yidi.errors import CaseError, Fault, one_line

__all__ = ["CaseVocabulary", "contradictions", "fault_of", "parse_case", "parse_with"]

MOST_FAULTS: Final = 100
MOST_CHARACTERS: Final = 60  # of a value or key, in a message
MOST_CODES: Final = 12  # of a long list, a message shows the first

# The kinds of fault that the models' own checks report, in our words.
_KINDS: Final = {
    "missing": "required",
    "extra_forbidden": "unknown",
    "bool_type": "flag",
    "int_type": "count",
    "greater_than_equal": "count",
    "less_than_equal": "count",
    "string_type": "text",
    "string_unicode": "characters",
    "string_too_long": "long",
    "model_type": "object",
}

_ADAPTER: Final = TypeAdapter(Case)
_validate: Final = _ADAPTER.validator.validate_python


def parse_case(mapping: object, vocabulary: CaseVocabulary, lang: str = "en") -> dict[str, object]:
    """Give what the case says, by dotted path: codes, flags, days and whole numbers.

    Only what was given and is not null is there; "filing" is true when a filing was made at all.
    Money is in fen, shares and factors in ten-thousandths, percentage points likewise (10 is 1000).

    Raises:
        CaseError: with every fault of the case, in the language asked for.
    """
    try:
        case = _validate(mapping, context=vocabulary)
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults = [fault_of(detail, lang) for detail in details[:MOST_FAULTS]]
        faults += contradictions(_comparable(mapping), lang)
        if len(details) > MOST_FAULTS:
            faults.append(Fault("", CASE["more"][lang].format(count=len(details) - MOST_FAULTS)))
        raise CaseError(faults) from None
    facts: dict[str, object] = {}
    _flatten(case, "", facts)
    if found := list(contradictions(facts, lang)):
        raise CaseError(found)
    return facts


def parse_with(
    faults: Sequence[Fault], mapping: object, vocabulary: CaseVocabulary, lang: str = "en"
) -> dict[str, object]:
    """Give what a case says, like `parse_case`, where faults of its form are known already.

    Raises:
        CaseError: with those faults and every other, each path once.
    """
    found: list[Fault] = []
    facts: dict[str, object] = {}
    try:
        facts = parse_case(mapping, vocabulary, lang)
    except CaseError as error:
        told = {fault.path for fault in faults}
        found = [fault for fault in error.faults if fault.path not in told]
    if faults or found:
        raise CaseError([*faults, *found])
    return facts


def _flatten(part: BaseModel, prefix: str, facts: dict[str, object]) -> None:
    """Add what a part of the case says to the facts, under its dotted path."""
    # Not model_dump: copying a case again would cost more than reading it did.
    for name, value in part.__dict__.items():
        if value is None:
            continue
        if isinstance(value, BaseModel):
            if name == "filing":
                facts[name] = True
            _flatten(value, f"{prefix}{name}.", facts)
        else:
            facts[prefix + name] = value


# Facts that contradict one another ----------------------------------------------

_READERS: Final[dict[str, Callable[[object], object]]] = {
    "person.birthDate": read_date,
    "filing.startsOn": read_date,
    "filing.endsOn": read_date,
    "visit.admittedOn": read_date,
    "visit.settledOn": read_date,
    "expense.total": read_money,
    "expense.eligible": read_money,
    "expense.outOfCatalogue": read_money,
    "expense.classB": read_money,
}


def _comparable(mapping: object) -> dict[str, object]:
    """Give those facts that can be compared and are sound, of a case that has other faults."""
    facts: dict[str, object] = {}
    for path, read in _READERS.items():
        value = mapping
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        with suppress(ValueError):  # a fault of its own, already told
            facts[path] = read(value)
    return facts


def contradictions(facts: Mapping[str, Any], lang: str) -> Iterator[Fault]:
    """Give the facts that cannot be true together; the path is that of the fact to correct."""
    for path, kind, other in (
        ("person.birthDate", "after", "visit.admittedOn"),
        ("filing.endsOn", "before", "filing.startsOn"),
        ("visit.settledOn", "before", "visit.admittedOn"),
    ):
        day, limit = facts.get(path), facts.get(other)
        if day and limit and (day > limit if kind == "after" else day < limit):
            message = CASE[kind][lang].format(day=f"'{day}'", other=other, other_day=limit)
            yield Fault(path, message)
    total = facts.get("expense.total")
    if total is None:
        return
    above = CASE["above"][lang]
    eligible = facts.get("expense.eligible", 0)
    if eligible > total:
        yield Fault("expense.eligible", above.format(amount=_yuan(eligible), other="expense.total", limit=_yuan(total)))
    apart = [name for name in ("outOfCatalogue", "classB") if facts.get(f"expense.{name}")]
    if (sum_apart := sum(facts[f"expense.{name}"] for name in apart)) > total:
        amount = f"{' + '.join(apart)} = {_yuan(sum_apart)}" if len(apart) > 1 else _yuan(sum_apart)
        yield Fault(f"expense.{apart[-1]}", above.format(amount=amount, other="expense.total", limit=_yuan(total)))


def _yuan(fen: int) -> str:
    """Give an amount as a case writes it, quoted."""
    return f"'{fen // 100}.{fen % 100:02}'"


# Faults in words ----------------------------------------------------------------


def fault_of(detail: ErrorDetails, lang: str) -> Fault:
    """Give what a check of the models found, in our words."""
    location, value = detail["loc"], detail["input"]
    path = ".".join(_cut(one_line(str(key))) for key in location)
    kind = _KINDS.get(detail["type"], detail["type"])
    if kind == "invalid_key":  # a key that is no text at all
        kind = "unknown"
    if value is None and location and isinstance(location[-1], str) and kind != "unknown":
        # Null is as good as left out everywhere else, so here the field was needed.
        kind = "required"
    details = dict(detail.get("ctx", {}), value=shown(value, lang))
    guess = ""
    if kind == "unknown":
        guess = _field_meant(location)
    elif kind == "code":
        guess = _closest(value, details["codes"], cutoff=0.75)
        rest = [", …"] if len(details["codes"]) > MOST_CODES else []
        details["codes"] = ", ".join(details["codes"][:MOST_CODES]) + "".join(rest)
    words = CASE.get(kind, CASE["other"])[lang].format(**details)
    return Fault(path, words + (CASE["meant"][lang].format(guess=guess) if guess else ""))


def shown(value: object, lang: str) -> str:
    """Give a value as a message shows it: text in quotes, and nothing long."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return repr(_cut(value))
        case int() | float() | Decimal():
            with suppress(ValueError):  # raised by whole numbers too long for Python to print
                return _cut(str(value))
            return CASE["a-number"][lang]
        case date():
            return f"'{value}'"
    kind = "a-list" if isinstance(value, list | tuple) else "an-object" if isinstance(value, Mapping) else "other"
    return CASE[kind][lang]


def _cut(text: str) -> str:
    """Give the text, or its beginning where it is long."""
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def _closest(word: object, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Give the known word that was probably meant, or an empty text."""
    if not isinstance(word, str) or len(word) > MOST_CHARACTERS:
        return ""
    return next(iter(get_close_matches(word, known, n=1, cutoff=cutoff)), "")


def _field_meant(location: tuple[int | str, ...]) -> str:
    """Give the field that an unknown key probably means: one beside it, or one of that name elsewhere."""
    *place, key = location
    beside = _FIELDS.get(".".join(map(str, place)), ())
    elsewhere = (f"{part}.{key}".lstrip(".") for part, names in _FIELDS.items() if key in names)
    return _closest(key, beside) or next(elsewhere, "")


def _fields(part: type[BaseModel], path: str = "") -> dict[str, tuple[str, ...]]:
    """Give the names of the fields of a part of the case and of the parts within it, by path."""
    found = {path: tuple(part.model_fields)}
    for name, field in part.model_fields.items():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= _fields(kind, f"{path}.{name}".lstrip("."))
    return found


_FIELDS: Final = _fields(Case)
PLACES: Final = frozenset(f"{part}.{name}".lstrip(".") for part, names in _FIELDS.items() for name in names)
"""The paths of everything that a case may hold, parts among them."""
