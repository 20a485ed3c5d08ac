"""What a request gives for the parameters of a query, read into RDF terms; every fault is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from pydantic_core import PydanticCustomError
from pyoxigraph import Literal, NamedNode

from yidi.asking.model import LONGEST_PAGE, MOST_SKIPPED, Parameter
from yidi.asking.query import NamedQuery, Term
from yidi.asking.words import FAULTS
from yidi.base import Base
from yidi.cases.case import fault_of, shown
from yidi.cases.messages import CASE
from yidi.cases.values import read_date, read_money, refuse
from yidi.defaults import MESSAGES
from yidi.errors import Fault, UsageError, one_line
from yidi.names import ID, XSD, individual, local

MOST_CHARACTERS: Final = 500
MOST_SHOWN: Final = 60  # of a value or name, in a message
MOST_WHOLE: Final = 1_000_000_000
LANGUAGES: Final = ("zh", "en")
TODAY: Final = "today"
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")
_WHOLE: Final = re.compile(r"-?[0-9]{1,12}")
_HOSPITAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Arguments:
    """The terms for the block of a query, None for what is left open, and the page that is asked for."""

    terms: Mapping[str, Term | None]
    page: tuple[int, int] | None = None


def read_arguments(
    query: NamedQuery, given: Mapping[str, object], base: Base, language: str = MESSAGES, today: date | None = None
) -> Arguments:
    """The arguments of a query, with defaults for what is not given.

    Raises UsageError with every fault, which also stand in its `faults`.
    """
    faults = [_unknown(name, query, language) for name in given if name not in query.parameters]
    terms: dict[str, Term | None] = {}
    for name, parameter in query.parameters.items():
        value = given.get(name)
        if value is None and parameter.required:
            faults.append(Fault(name, FAULTS["required"][language]))
            continue
        if value is None:
            value = parameter.default
        if value is None:
            terms[name] = None
            continue
        if parameter.type == "day" and value == TODAY:
            value = today or datetime.now().astimezone().date()
        try:
            terms[name] = read_value(name, parameter, value, base)
        except PydanticCustomError as error:
            faults.append(_fault(name, value, error, language))
    if faults:
        raise UsageError("\n".join(map(str, faults)), faults)
    if not query.header.paged:
        return Arguments(terms)
    limit, offset = (int(term.value) for n in ("limit", "offset") if isinstance(term := terms.pop(n), Literal))
    return Arguments(terms, (limit, offset))


def _unknown(name: str, query: NamedQuery, language: str) -> Fault:
    guess = get_close_matches(name[:MOST_SHOWN], query.parameters, 1)
    return Fault(one_line(name[:MOST_SHOWN]), FAULTS["unknown"][language] + _meant(guess[0] if guess else "", language))


def _meant(guess: str | None, language: str) -> str:
    return CASE["meant"][language].format(guess=guess) if guess else ""


def _fault(name: str, value: object, error: PydanticCustomError, language: str) -> Fault:
    """A fault in the words that cases have for it, or in our own."""
    context = error.context or {}
    if error.type in FAULTS:
        words = FAULTS[error.type][language].format(value=shown(value, language), **context)
        return Fault(name, words + _meant(context.get("guess"), language))
    return fault_of({"type": error.type, "loc": (name,), "msg": "", "input": value, "ctx": context}, language)


# One value ------------------------------------------------------------------------


def read_value(name: str, parameter: Parameter, value: object, base: Base) -> Term:
    """The term of one value; raises PydanticCustomError that says what is wrong with it."""
    if parameter.type == "code":
        return _code(value, base, parameter.codes or "")
    if parameter.type == "integer":
        least, most = (0, MOST_WHOLE)
        if name in ("limit", "offset"):
            least, most = (1, LONGEST_PAGE) if name == "limit" else (0, MOST_SKIPPED)
        return _whole(value, least, most)
    return _READERS[parameter.type](value, base)


def _text(value: object) -> str:
    if not isinstance(value, str):
        refuse("text")
    if len(value) > MOST_CHARACTERS:
        refuse("long", max_length=MOST_CHARACTERS)
    try:
        value.encode()
    except UnicodeEncodeError:
        refuse("characters")
    return value


def _area(value: object, base: Base) -> NamedNode:
    """The pooling area with this code, or the one to which the place with this code belongs."""
    if type(value) is int:
        refuse("unquoted")
    if not isinstance(value, str) or value not in base.places.insured:
        refuse("area")
    number, _ = base.places.insured[value]
    return NamedNode(individual("area", list(base.places.areas)[number]))


def _division(value: object, base: Base) -> NamedNode:
    if type(value) is int:
        refuse("unquoted")
    if not isinstance(value, str) or value not in base.places.divisions:
        refuse("place")
    return NamedNode(individual("division", value))


def _code(value: object, base: Base, name: str) -> NamedNode:
    concepts = {c.code: c.iri for c in base.vocabulary.lists[name].concepts}
    if not isinstance(value, str) or value not in concepts:
        refuse("code", codes=list(concepts))
    return NamedNode(concepts[value])


def _known(kind: str, known: Callable[[Base], Any]) -> Callable[[object, Base], NamedNode]:
    """What reads the name, or the whole address, of a thing of the base."""

    def read(value: object, base: Base) -> NamedNode:
        iri = individual(kind, _text(value).removeprefix(f"{ID}{kind}/").removeprefix(f"{kind}:"))
        if iri not in (names := known(base)):
            guess = get_close_matches(local(iri), map(local, names), 1)
            refuse("name", guess=guess[0] if guess else "")
        return NamedNode(iri)

    return read


def _hospital(value: object, _: Base) -> NamedNode:
    """An id of ours, or the address that an integrator gave to an institution."""
    text = _text(value)
    try:
        return NamedNode(individual("hospital", text) if _HOSPITAL.fullmatch(text) else text)
    except ValueError:
        refuse("hospital")


def _boolean(value: object, _: Base) -> Literal:
    text = str(value).lower() if isinstance(value, bool) else value
    if text not in ("true", "false"):
        refuse("flag")
    return Literal(text, datatype=NamedNode(XSD + "boolean"))


def _day(value: object, _: Base) -> Literal:
    return Literal(read_date(value).isoformat(), datatype=NamedNode(XSD + "date"))


def _whole(value: object, least: int, most: int) -> Literal:
    text = str(value) if type(value) is int and abs(value) <= MOST_WHOLE else value
    if not isinstance(text, str) or not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        refuse("whole", least=least, most=most)
    return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))


def _number(value: object, _: Base) -> Literal:
    text = str(value) if type(value) in (int, float, Decimal) else value
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        refuse("number")
    return Literal(f"{Decimal(text).normalize():f}", datatype=NamedNode(XSD + "decimal"))


def _yuan(value: object, _: Base) -> Literal:
    return Literal(str(Decimal(read_money(value)) / 100), datatype=NamedNode(XSD + "decimal"))


def _language(value: object, _: Base) -> Literal:
    if value not in LANGUAGES:
        refuse("code", codes=list(LANGUAGES))
    return Literal(str(value))


_READERS: Final[Mapping[str, Callable[[Any, Base], Term]]] = {
    "area": _area,
    "boolean": _boolean,
    "day": _day,
    "decision": _known("decision", lambda base: {d.iri for d in base.vocabulary.decisions.values()}),
    "division": _division,
    "hospital": _hospital,
    "language": _language,
    "number": _number,
    "rule": _known("rule", lambda base: base.rules),
    "source": _known("source", lambda base: base.sources),
    "text": lambda value, _: Literal(_text(value)),
    "yuan": _yuan,
}


def given_as(parameter: Parameter, term: Term | None) -> object:
    """A term as a request gives it: the inverse of `read_value`."""
    if isinstance(term, Literal):
        return term.value == "true" if parameter.type == "boolean" else term.value
    return local(term.value) if isinstance(term, NamedNode) and term.value.startswith(ID) else None
