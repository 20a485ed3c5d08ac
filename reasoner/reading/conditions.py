"""The condition that a rule puts on one input: any of some codes, or numbers within some ranges."""

from __future__ import annotations

from typing import Final

from yidi.messages import phrase
from yidi.model import UNLIMITED, Condition, Input
from yidi.names import XSD, local, short, term
from yidi.reading.reader import Reader, did_you_mean
from yidi.reading.turtle import Literal, Term
from yidi.reading.vocabulary import Vocabulary
from yidi.values import datatype, parse_value

_ENDS: Final = (term("from"), term("below"))
_BARE: Final = (XSD + "integer", XSD + "decimal")


def read_condition(reader: Reader, vocabulary: Vocabulary, iri: str, used: Input) -> Condition:
    """The condition of a rule on an input; what cannot be read is noted and left out."""
    codes: list[str] = []
    ranges: list[tuple[int, int]] = []
    for value in reader.graph.objects(iri, used.iri):
        if used.code_list is not None:
            if isinstance(value, Literal) or value.startswith("_:"):
                reader.invalid(iri, used.iri, value, phrase("a-code", list=used.code_list))
            elif vocabulary.check_code(reader, iri, used.name, value, used.code_list):
                codes.append(local(value))
        elif used.datatype == "boolean":
            if isinstance(value, Literal) and value.datatype == XSD + "boolean" and value.text in ("true", "false"):
                codes.append(value.text)
            else:
                reader.invalid(iri, used.iri, value, phrase("boolean"))
        elif (found := _range(reader, iri, value, used)) is not None:
            ranges.append(found)
        else:
            reader.invalid(iri, used.iri, value, phrase("a-range"))
    return Condition(tuple(codes), tuple(ranges))


def _range(reader: Reader, iri: str, value: Term, used: Input) -> tuple[int, int] | None:
    """A number n is the range from n to below n + 1; ``[ yidi:from a ; yidi:below b ]`` is from a to below b."""
    if isinstance(value, Literal):
        number = _number(value, used.datatype)
        return None if number is None else (number, number + 1)
    graph = reader.graph
    for predicate in graph.predicates(value) if value.startswith("_:") else ():
        if predicate not in _ENDS:
            guess = did_you_mean(short(predicate), [short(e) for e in _ENDS])
            place = graph.place(value, predicate) or reader.place(iri, used.name)
            reader.find("predicate-unknown", place, subject=short(iri), predicate=short(predicate), guess=guess)
    ends = [graph.object(value, end) for end in _ENDS]
    low, high = (_number(end, used.datatype) for end in ends)
    if (ends[0] is not None and low is None) or (ends[1] is not None and high is None) or ends == [None, None]:
        return None
    found = (low or 0, UNLIMITED if high is None else high)
    return found if found[0] < found[1] else None


def _number(value: Term | None, kind: str) -> int | None:
    """A number written bare or in the input's own type."""
    if not isinstance(value, Literal) or (value.datatype not in _BARE and value.datatype != datatype(kind)):
        return None
    parsed = parse_value(Literal(value.text, datatype(kind), ""))
    return None if parsed is None else parsed.number
