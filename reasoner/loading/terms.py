"""What the ontology says about the terms in an integrator's data: which exist, and which values each takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.cases.rdf import NOTHING, PLACES, kind_of
from yidi.cases.rdf_parts import listed
from yidi.loading.messages import phrase
from yidi.loading.trouble import guess
from yidi.model import Field
from yidi.names import ID, NS, TYPE, XSD, individual, local
from yidi.reading.turtle import Literal
from yidi.store.content import content
from yidi.values import parse_value

if TYPE_CHECKING:
    from yidi.base import Base

Wrong = tuple[str, Mapping[str, object]]
"""The id of a trouble and its details."""

_INSTITUTION: Final = "visit.hospital."
"""Where a case says something about an institution; all else is about somebody."""
_SINGLE: Final = frozenset({"code", "place", "boolean"})
_TYPED: Final = re.compile(rf"^<({re.escape(NS)}[^>]*)> <{re.escape(TYPE)}> ".encode(), re.MULTILINE)
"""A statement in N-Quads of what a term of the ontology is."""
_LEXICAL: Final[Mapping[str, re.Pattern[str]]] = {
    XSD + "boolean": re.compile(r"true|false|1|0"),
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD + "date": re.compile(r"\d{4}-\d\d-\d\d"),
    XSD + "dateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
}
_EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {  # in a table, in Turtle
    "date": ("2025-03-10", '"2025-03-10"^^xsd:date'),
    "boolean": ("true", "true"),
    "integer": ("3", "3"),
    "decimal": ("1.5", "1.5"),
    "dateTime": ("2025-03-10T08:00:00", '"2025-03-10T08:00:00"^^xsd:dateTime'),
    "string": ("…", '"…"'),
    "yuan": ("1500.00", '"1500.00"^^yidi:yuan'),
    "number": ("0.85", '"0.85"^^yidi:ratio'),
    "code": ("tertiary", "level:tertiary"),
    "place": ("110101", "division:110101"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the ontology: what is declared, the fields by property, the codes by list, and the places."""

    declared: frozenset[str]
    fields: Mapping[str, Field]
    codes: Mapping[str, Mapping[str, str]]  # by list: from a code or a label to the concept's IRI
    places: Mapping[str, frozenset[str]]  # by class: the IRIs
    single: frozenset[str]  # properties of which an institution has one value at most
    personal: frozenset[str]  # properties whose values may say something about somebody: these are not shown again

    def kind(self, predicate: str) -> str | None:
        """What a property takes: "code", "place", "part", a datatype's name; None for those of other vocabularies."""
        return kind_of(self.fields[predicate]) if predicate in self.fields else None

    def wrong_name(self, iri: str) -> Wrong | None:
        """What is wrong with a property or class: it is in our namespace, and nobody declared it."""
        if not iri.startswith(NS) or iri in self.declared:
            return None
        name = iri[len(NS) :]
        return "term-unknown", {"name": name, "guess": guess(name, sorted(t[len(NS) :] for t in self.declared))}

    def wrong_value(self, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Wrong | None:
        """What is wrong with the value of a property: the code, the place or the literal."""
        kind = self.kind(predicate)
        if kind is None or kind == "part":
            return _wrong_literal(value.datatype.value, value.value) if isinstance(value, ox.Literal) else None
        if value == NOTHING and self.fields[predicate].path in listed():
            return None
        if kind in ("code", "place"):
            iri = value.value if isinstance(value, ox.NamedNode) else ""
            return self._wrong_code(predicate, iri) if iri else _expected(predicate, kind)
        return self._wrong_datatype(predicate, kind, value)

    def _wrong_code(self, predicate: str, iri: str) -> Wrong | None:
        wanted = self.fields[predicate].value_type or ""
        if wanted in PLACES:
            example = {"example": _EXAMPLES["place"][0]}
            return None if iri in self.places[wanted] else ("place-unknown", {"value": local(iri), **example})
        return None if iri in self.codes[wanted].values() else self.unknown_code(wanted, local(iri))

    def unknown_code(self, code_list: str, value: str) -> Wrong:
        """What is wrong with a code that is in no list."""
        codes = list(dict.fromkeys(local(iri) for iri in self.codes[code_list].values()))
        details = {"value": value, "list": local(code_list), "codes": ", ".join(codes), "guess": guess(value, codes)}
        return "code-unknown", details

    def _wrong_datatype(self, predicate: str, kind: str, value: object) -> Wrong | None:
        wanted = self.fields[predicate].value_type or ""
        if not isinstance(value, ox.Literal) or (value.datatype.value != wanted and wanted != XSD + "string"):
            return _expected(predicate, kind)
        hidden = predicate in self.personal
        if wanted.startswith(NS):
            ok = parse_value(Literal(value.value, wanted, "")) is not None
            return None if ok else _not_a(kind if kind == "yuan" else "number", value.value, hidden=hidden)
        return _wrong_literal(wanted, value.value, hidden=hidden)


def _expected(predicate: str, kind: str) -> Wrong:
    shown = kind if kind in _EXAMPLES else "number"
    return "value-expected", {"name": local(predicate), "expected": phrase(shown), "example": _EXAMPLES[shown][1]}


def _wrong_literal(datatype: str, text: str, *, hidden: bool = False) -> Wrong | None:
    form = _LEXICAL.get(datatype)
    if form is None or (form.fullmatch(text) and (local(datatype) != "date" or _is_day(text))):
        return None
    return _not_a(local(datatype), text, hidden=hidden)


def _not_a(kind: str, text: str, *, hidden: bool) -> Wrong:
    shown = phrase("the-value") if hidden else f"'{text}'"
    return "value-wrong", {"value": shown, "expected": phrase(kind), "example": _EXAMPLES[kind][0]}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _declared(base: Base) -> frozenset[str]:
    """The terms of the ontology of which a base says what they are."""
    # Each statement is a line, written by ourselves: to look for those wanted takes a fraction of filling a store.
    found: list[bytes] = _TYPED.findall(content(base))
    return frozenset(iri.decode() for iri in found)


def read_terms(base: Base) -> Terms:
    """The terms of a base."""
    vocabulary, places = base.vocabulary, base.places
    divisions = frozenset(individual("division", code) for code in places.divisions)
    areas = frozenset(individual("area", code) for code in places.areas)
    by_kind = {"division": divisions, "area": areas}
    fields = {f.iri: f for f in vocabulary.fields.values()}
    return Terms(
        declared=_declared(base),
        fields=fields,
        codes={
            f"{ID}list/{name}": {text: c.iri for c in codes.concepts for text in (*c.labels.values(), c.code)}
            for name, codes in vocabulary.lists.items()
        },
        places={kind: frozenset().union(*(by_kind[k] for k in kinds)) for kind, kinds in PLACES.items()},
        single=frozenset(
            f.iri
            for f in vocabulary.fields.values()
            if f.path.startswith(_INSTITUTION) and f.path not in listed() and kind_of(f) in _SINGLE
        ),
        personal=frozenset(f.iri for f in vocabulary.fields.values() if not f.path.startswith(_INSTITUTION)),
    )
