"""RDF terms as a case and its messages have them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from yidi.cases.messages import RDF as WORDS
from yidi.errors import one_line
from yidi.names import ID, NS, RDF, XSD, short
from yidi.values import NUMBERS

__all__ = ["TEXTS", "Node", "Object", "cut", "plain_value", "prefixed", "shown"]

Node = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal

MOST_CHARACTERS: Final = 60  # of a term, in a message
TEXTS: Final = (XSD + "string", RDF + "langString")
"""The datatypes of plain text."""

_DOUBLE: Final = re.compile(r"[-+]?[0-9]{1,20}(?:\.[0-9]{0,20})?[eE][-+]?[0-9]{1,2}")
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


def plain_value(kind: str, text: str) -> object:
    """The value of a literal as JSON has it; text that is not of its kind stays text, for `parse_case` to refuse."""
    if kind == "boolean":
        return _FLAGS.get(text, text)
    if kind == "integer":
        return int(text) if text.isdecimal() and len(text) < MOST_CHARACTERS else text
    if kind in NUMBERS and _DOUBLE.fullmatch(text):  # how JSON-LD writes a number that was no text
        return f"{Decimal(text):f}"
    return text


def prefixed(iri: str) -> str:
    """An IRI as Turtle writes it."""
    if iri.startswith(XSD):
        return f"xsd:{iri[len(XSD) :]}"
    return short(iri) if iri.startswith((NS, ID, RDF)) else f"<{iri}>"


def cut(text: str) -> str:
    """The text on one line, or its beginning where it is long."""
    text = one_line(text)
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def shown(value: Object, lang: str) -> str:
    """A term as a message shows it."""
    if isinstance(value, BlankNode):
        return WORDS["node"][lang]
    if isinstance(value, NamedNode):
        return cut(prefixed(value.value))
    text = f"'{cut(value.value)}'"
    return text if value.datatype.value == XSD + "string" else f"{text}^^{cut(prefixed(value.datatype.value))}"
