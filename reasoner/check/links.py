"""Every name of ours that is used is declared somewhere, and nothing lies within itself."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.names import ID, NS, SKOS, individual, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import nearest
from yidi.reading.rules import rulings
from yidi.reading.turtle import Place

_ELSEWHERE: Final = (individual("query", ""), individual("shape", ""))
_NESTING: Final = (SKOS + "broader", term("partOf"), term("within"))


def dead_links(graph: Graph, elsewhere: Container[str] = ()) -> Iterator[Finding]:
    """Names in our namespaces that are used and nowhere declared; those in rules are found when rules are read.

    `elsewhere` holds what is declared outside the ontology: queries and shapes.  A base that has none of those to
    which it points does without their folder, and is not told of each.
    """
    rules = set(rulings(graph))
    targets = graph.targets()
    there = [kind for kind in _ELSEWHERE if any(name.startswith(kind) and name in elsewhere for name in targets)]
    absent = tuple(kind for kind in _ELSEWHERE if kind not in there)
    for file in graph.files:
        for subject, predicate, target, offset in file.statements:
            if predicate not in graph and predicate.startswith(NS) and subject not in rules:
                yield undeclared(graph, "term-undeclared", file.place(offset), _of(subject, predicate), predicate)
            if not isinstance(target, str) or target in graph or not target.startswith((ID, NS)):
                continue  # as nearly all
            if target not in elsewhere and not target.startswith(absent):
                yield undeclared(graph, "link-dead", file.place(offset), _of(subject, predicate), target)


def _of(subject: str, predicate: str) -> str:
    """What a statement is shown as part of: its subject, or of a thing without a name the predicate."""
    return short(predicate if subject.startswith("_:") else subject)


def undeclared(graph: Graph, finding: str, place: Place, subject: str, target: str) -> Finding:
    """That `subject` names what is nowhere declared, with the name that was probably meant."""
    details = {"subject": subject, "target": short(target), "guess": nearest(graph, target)}
    return Finding(finding, place, details)


def circles(graph: Graph) -> Iterator[Finding]:
    """Things that lie within themselves: codes by skos:broader, places by yidi:partOf and yidi:within."""
    for predicate in _NESTING:
        name = "skos:broader" if predicate.startswith(SKOS) else short(predicate)
        seen: set[str] = set()
        for start in graph:
            if not graph.objects(start, predicate) or start in seen:
                continue
            path = [start]
            while (wider := graph.iri(path[-1], predicate)) and wider not in path and wider not in seen:
                path.append(wider)
            if wider in path:
                circle = [*path[path.index(wider) :], wider]
                details = {"subject": short(wider), "predicate": name, "circle": " → ".join(map(short, circle))}
                yield Finding("link-circle", graph.place(wider, predicate) or NOWHERE, details)
            seen.update(path)
