"""Shapes that ask a part of a case for what stands in another part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yidi.check.shapes_graph import PATH, PROPERTY, TARGETS, ShapeFiles, written
from yidi.check.shapes_known import Known
from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal, Place

_CASE = ""
_CLASS, _SUBJECTS, _OBJECTS, _NODE = TARGETS

Parts = Mapping[str, frozenset[str]]
"""For a predicate, or for a shape, the parts of a case to which it belongs, by dotted path; "" is the case itself."""


def parts_of(base: Graph, known: Known) -> Parts:
    """The parts that each field stands in, and those to which something that follows is added."""
    fields = {iri: _paths(base, iri) for iri in base if base.objects(iri, term("path"))}
    found = {iri: frozenset(path.rpartition(".")[0] for path in paths) for iri, paths in fields.items()}
    facts = {fact: found.get(fact, frozenset()) | {"visit"} for fact in known.facts}
    added = {
        "outcome": {"filing", "filing.replaces"},
        "period": {"filing", "filing.replaces"},
        "besides": {"filing"},
        "day": {_CASE},
    }
    return {**found, **facts, **{term(name): frozenset(parts) for name, parts in added.items()}}


def _paths(base: Graph, iri: str) -> frozenset[str]:
    return frozenset(each.text for each in base.objects(iri, term("path")) if isinstance(each, Literal))


def aims(files: ShapeFiles, base: Graph, parts: Parts) -> Parts:
    """The parts that shapes look at, of those shapes that look at parts alone; with the properties that they name."""
    whole = frozenset(part for each in parts.values() for part in each)
    found: dict[str, frozenset[str]] = {}
    for shape in files.shapes:
        aim = _aim(files.graph, base, shape)
        if aim is not None and aim <= whole:
            found[shape] = aim
    for shape in list(found):
        for each in files.graph.iris(shape, PROPERTY) if not files.graph.objects(shape, PATH) else ():
            if each in found or not files.has_target(each):
                found[each] = found.get(each, frozenset()) | found[shape]
    return found


def _aim(graph: Graph, base: Graph, shape: str) -> frozenset[str] | None:
    found: set[str] = set()
    if any(each != term("Case") for each in graph.iris(shape, _CLASS)) or graph.objects(shape, _NODE):
        return None
    if graph.objects(shape, _CLASS):
        found.add(_CASE)
    for each in graph.iris(shape, _OBJECTS):
        found.update(_paths(base, each))
    for each in graph.iris(shape, _SUBJECTS):
        found.update(path.rpartition(".")[0] for path in _paths(base, each))
    return frozenset(found) or None


def misplaced_paths(files: ShapeFiles, aimed: Parts, parts: Parts) -> Iterator[Finding]:
    """Paths that a part of a case does not have, while another does."""
    for shape, aim in aimed.items():
        for path in files.graph.iris(shape, PATH):
            yield from misplaced(files.place(shape, PATH, path), written(files.owner(shape)), path, aim, parts)


def misplaced(place: Place, subject: str, predicate: str, aim: frozenset[str], parts: Parts) -> Iterator[Finding]:
    """A finding about a predicate that no part has at which a shape looks, but another part has."""
    homes = parts.get(predicate)
    if homes is not None and homes.isdisjoint(aim):
        details = {"subject": subject, "target": written(predicate), "aim": _shown(aim), "homes": _shown(homes)}
        yield Finding("shape-path-elsewhere", place, details)


def _shown(parts: frozenset[str]) -> dict[str, str]:
    case = phrase("the-case")
    return {language: ", ".join(part or case[language] for part in sorted(parts)) for language in case}
