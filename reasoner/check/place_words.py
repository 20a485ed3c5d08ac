"""The place with which a label begins, against the one where the thing holds: a rule of Jiujiang copied from Nanchang.

The names are those of divisions, also without the last character or word, which says what kind it is (南昌市).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.names import DCTERMS, LABEL, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.places import AREA_CLASSES
from yidi.reading.rules import rulings
from yidi.reading.turtle import Literal

_SPATIAL: Final = DCTERMS + "spatial"
_SHORTEST: Final = 2
"""Characters or letters of a name below which it might be any word."""
_LONGEST: Final = 60
"""Characters of a text within which such a name ends."""


def contradicted_places(graph: Graph) -> Iterator[Finding]:
    """Rules, steps, enquiries and documents whose label or issuer begins with a place where they do not hold."""
    names = _names(graph)
    for thing in rulings(graph):
        yield from _elsewhere(graph, names, thing, term("jurisdiction"), (LABEL,))
    for kind, where in (("ProcessStep", "jurisdiction"), ("Enquiry", "enquiryFor")):
        for thing in graph.instances(term(kind)):
            yield from _elsewhere(graph, names, thing, term(where), (LABEL,))
    for thing in graph.instances(term("Document")):
        if graph.text(graph.iri(thing, term("authority")) or "", term("official")) == "true":  # a paper may report afar
            yield from _elsewhere(graph, names, thing, _SPATIAL, (LABEL, DCTERMS + "publisher"))


_Names = Mapping[str, Sequence[tuple[str, frozenset[str]]]]
"""By how a name begins the names, the longest first, each with the areas that it may mean."""


def _names(graph: Graph) -> _Names:
    areas: dict[str, set[str]] = {}
    for area in (a for kind in AREA_CLASSES for a in graph.instances(term(kind))):
        for division in graph.iris(area, term("territory")):
            for language, label in graph.texts(division, LABEL).items():
                for name in (label, label[:-1] if language == "zh" else label.rpartition(" ")[0]):
                    if len(name) >= _SHORTEST:
                        areas.setdefault(name.lower(), set()).add(area)
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name in sorted(areas, key=len, reverse=True):
        found.setdefault(name[:_SHORTEST], []).append((name, frozenset(areas[name])))
    return found


def _at_start(names: _Names, text: str) -> tuple[str, frozenset[str]]:
    """The name with which a text begins, and the areas that it may mean; nothing where it begins with none."""
    words = text[:_LONGEST].lower()
    for name, areas in names.get(words[:_SHORTEST], ()):
        if words.startswith(name) and not (name.isascii() and words[len(name) : len(name) + 1].isalnum()):
            return name, areas
    return "", frozenset()


def named_first(graph: Graph, text: str) -> frozenset[str]:
    """The areas with whose name a text begins, where no other name follows it: "湖北省" of "湖北省医疗保障局"."""
    names = _names(graph)
    name, areas = _at_start(names, text)
    return frozenset() if _at_start(names, text[len(name) :].strip())[0] else areas


def _elsewhere(graph: Graph, names: _Names, thing: str, where: str, predicates: tuple[str, ...]) -> Iterator[Finding]:
    held = graph.iris(thing, where)
    for predicate in predicates if held else ():
        for text in graph.objects(thing, predicate):
            if not isinstance(text, Literal):
                continue
            _, named = _at_start(names, text.text)
            if named and named.isdisjoint(held) and named.isdisjoint(_around(graph, held)):
                details = {"subject": short(thing), "words": text.text, "named": _listed(named)}
                about = {"predicate": "dcterms:spatial" if where == _SPATIAL else short(where), "areas": _listed(held)}
                yield Finding("place-differs", graph.place(thing, predicate, text) or NOWHERE, {**details, **about})
                return


def _around(graph: Graph, held: tuple[str, ...]) -> frozenset[str]:
    """All the areas within which some lie."""
    found: list[str] = []
    for area in held:
        wider = graph.iri(area, term("within"))
        while wider and wider not in found:
            found.append(wider)
            wider = graph.iri(wider, term("within"))
    return frozenset(found)


def _listed(areas: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(short(area) for area in sorted(areas, key=local))
