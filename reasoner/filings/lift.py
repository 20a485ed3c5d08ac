"""A case in JSON or YAML as RDF, whatever it says: what is wrong with it is for the shapes to tell.

An unknown code becomes an IRI that nothing describes, a bad date an ill-typed literal, an unknown key a property
that no case has, and an object where a value should be a blank node.  Nothing is dropped but null,
which is as good as left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.cases.rdf import CASE, NOTHING, kind_of
from yidi.model import Field
from yidi.names import NS, TYPE, XSD, individual, local
from yidi.reading.places import Places
from yidi.reading.vocabulary import Vocabulary

__all__ = ["Lifter", "Node", "Object", "Written"]

Node = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal

_TYPE: Final = NamedNode(TYPE)
_STRING: Final = NamedNode(XSD + "string")
_BOOLEAN: Final = NamedNode(XSD + "boolean")
_INTEGER: Final = NamedNode(XSD + "integer")
_DECIMAL: Final = NamedNode(XSD + "decimal")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]+")
_UNWRITABLE: Final = NamedNode(NS + "unwritable")
"""The datatype of text that cannot be written, which no field takes."""


@dataclass(slots=True)
class Written:
    """The statements that a case makes, its parts by path, and by subject and property what was written there."""

    node: NamedNode
    triples: list[Triple] = field(default_factory=list)
    parts: list[tuple[str, Node]] = field(default_factory=list)
    originals: dict[tuple[Node, str], list[tuple[Object, object]]] = field(default_factory=dict)


class Lifter:
    """Lifts cases with the words of one base."""

    def __init__(self, vocabulary: Vocabulary, places: Places, hospitals: Mapping[str, Mapping[str, object]]) -> None:
        self._hospitals = hospitals
        self._fields = vocabulary.fields
        self._kinds = {path: kind_of(each) for path, each in vocabulary.fields.items()}
        self._places = places
        self._number = count()

    def keys(self, part: str) -> frozenset[str]:
        """The keys that a part of a case may have."""
        return frozenset(path.rpartition(".")[2] for path in self._fields if path.rpartition(".")[0] == part)

    def lift(self, mapping: Mapping[str, object], node: NamedNode) -> Written:
        """The statements of a case under a node; its parts are nodes below its own, such as `…/visit/hospital`."""
        written = Written(node, [Triple(node, _TYPE, CASE)])
        self._part(mapping, node, "", written)
        return written

    def _part(self, mapping: Mapping[str, object], node: Node, path: str, written: Written) -> None:
        written.parts.append((path, node))
        for key, value in mapping.items():
            if value is None:
                continue
            place = f"{path}.{key}" if path else str(key)
            known = self._fields.get(place)
            predicate = known.iri if known else individual("key", _safe(str(key)))
            entries = list(value) if isinstance(value, list | tuple) else [value]
            for entry in entries or [_Empty]:
                term = self._term(known, entry, node, place, written)
                written.triples.append(Triple(node, NamedNode(predicate), term))
                written.originals.setdefault((node, predicate), []).append((term, entry))

    def _term(self, known: Field | None, value: object, node: Node, place: str, written: Written) -> Object:
        if value is _Empty:
            return NOTHING
        kind = self._kinds[place] if known else ""
        if kind == "part" and isinstance(value, Mapping):
            # A part that is given twice is two nodes, so that it is seen to be.
            again = (node, known.iri) in written.originals if known else False
            name = place.rpartition(".")[2]
            part = BlankNode(f"p{next(self._number)}") if again else NamedNode(f"{node.value}/{name}")
            self._part(self._completed(value, place), part, place, written)
            return part
        if isinstance(value, Mapping | list | tuple):
            return BlankNode(f"v{next(self._number)}")
        if kind == "part" and isinstance(value, str) and f"{place}.id" in self._fields:
            named = NamedNode(individual(place.rpartition(".")[2], _safe(value)))
            written.parts.append((place, named))
            return named
        if isinstance(value, str) and kind in ("code", "place"):
            return NamedNode(self._named(known, kind, value))
        return _literal(kind, known.value_type if known else None, value)

    def _completed(self, part: Mapping[str, object], place: str) -> Mapping[str, object]:
        """A part with what is known of the id that it has; what the case itself says comes first."""
        name = part.get("id") if f"{place}.id" in self._fields else None
        known = self._hospitals.get(name, {}) if isinstance(name, str) else {}
        return {**known, **{key: own for key, own in part.items() if own is not None}} if known else part

    def _named(self, known: Field | None, kind: str, value: str) -> str:
        """The IRI of a code or place."""
        if kind == "place":
            area = value not in self._places.divisions and value in self._places.areas
            return individual("area" if area else "division", _safe(value))
        code_list = local(known.value_type) if known and known.value_type else ""
        return individual(code_list, _safe(value))


class _Empty:
    """Stands for the entry that an empty list has."""


def _safe(code: str) -> str:
    """A code as the last part of an IRI."""
    return code if _PLAIN.fullmatch(code) else quote(code.encode(errors="backslashreplace"), safe="")


def _literal(kind: str, datatype: str | None, value: object) -> Literal:
    """A value as a literal: of the type of its field where it is written as that type is, else of its own."""
    match value:
        case bool():
            return Literal("true" if value else "false", datatype=_BOOLEAN)
        case int() | float() if datatype and kind not in ("date", "boolean", "string", "code", "place", "integer"):
            return Literal(_digits(value), datatype=NamedNode(datatype))
        case int():
            return Literal(_digits(value), datatype=_INTEGER)
        case float():
            return Literal(_digits(value), datatype=_DECIMAL)
        case str():
            if not _is_text(value):
                return Literal(ascii(value), datatype=_UNWRITABLE)
            typed = datatype and kind not in ("boolean", "integer", "code", "place", "part")
            return Literal(value, datatype=NamedNode(datatype) if typed and datatype else _STRING)
    text = value.isoformat() if isinstance(value, date) else str(value)  # a datetime is a date as well
    return Literal(text, datatype=NamedNode(XSD + ("date" if type(value) is date else "dateTime")))


def _digits(value: float) -> str:
    """A number as it is written, however long."""
    try:
        return str(value)
    except ValueError:  # Python declines to print whole numbers of thousands of digits
        return "INF"


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
