"""What a base says of the codes, places, areas, rules and institutions that filings name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.base import read_graph
from yidi.files import keep, kept, read_files
from yidi.names import DEFINITION, RDFS, SKOS, TYPE, term
from yidi.reading.graph import Graph
from yidi.reading.rules import rulings
from yidi.reading.turtle import Literal as ReadLiteral
from yidi.reading.turtle import Term

if TYPE_CHECKING:
    from yidi.base import Base

__all__ = ["Descriptions", "described", "descriptions_of"]

Descriptions = Mapping[str, tuple[tuple[str, Term], ...]]
"""For each thing of a base that a filing can lead to, its predicates and values."""

_LED_TO: Final = frozenset(
    {
        TYPE,
        RDFS + "subClassOf",
        SKOS + "broader",
        *map(term, ("partOf", "pooledIn", "within", "value", "region", "level", "opened")),
    }
)
"""By these a description leads on to others."""
_LEFT_OUT: Final = frozenset({DEFINITION, SKOS + "scopeNote", SKOS + "note", term("figure")})
_OF_RULES: Final = frozenset({TYPE, RDFS + "label", term("value"), term("basis"), term("decides")})


def descriptions_of(base: Base) -> Descriptions:
    """What the base says of its things, made once for each base and then kept."""
    name = f"descriptions-{base.hash}"
    if isinstance(known := kept(name), dict):
        return known
    graph, _ = read_graph(read_files(base.folder))
    rules = set(rulings(graph))
    made = {
        subject: _said(graph, subject, _OF_RULES if subject in rules else None)
        for subject in graph
        if subject[:2] != "_:"
    }
    keep(name, made)
    return made


def _said(graph: Graph, subject: str, wanted: Set[str] | None) -> tuple[tuple[str, Term], ...]:
    return tuple(
        (predicate, value)
        for predicate in graph.predicates(subject)
        if (predicate in wanted if wanted is not None else predicate not in _LEFT_OUT)
        for value in graph.objects(subject, predicate)
        if not (isinstance(value, str) and value.startswith("_:"))
    )


def described(descriptions: Descriptions, named: Iterable[str]) -> list[Triple]:
    """What is said of the things that are named, and of what that leads to, each statement once."""
    found: list[Triple] = []
    waiting, seen = list(named), set[str]()
    while waiting:
        iri = waiting.pop()
        if iri in seen or iri not in descriptions:
            continue
        seen.add(iri)
        subject = NamedNode(iri)
        for predicate, value in descriptions[iri]:
            found.append(Triple(subject, NamedNode(predicate), _term(value)))
            if predicate in _LED_TO and isinstance(value, str):
                waiting.append(value)
    return found


def _term(value: Term) -> NamedNode | BlankNode | Literal:
    if not isinstance(value, ReadLiteral):
        return NamedNode(value)
    if value.language:
        return Literal(value.text, language=value.language)
    return Literal(value.text, datatype=NamedNode(value.datatype)) if value.datatype else Literal(value.text)
