"""Paths of inputs and fields that no case has: what stands there could never be given."""

from __future__ import annotations

from collections.abc import Iterator

from yidi.finding import NOWHERE, Finding
from yidi.names import RDFS, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import did_you_mean
from yidi.reading.turtle import Literal
from yidi.shelf import Shelf, key_of, shelf


def paths_nowhere(graph: Graph) -> list[Finding]:
    """Paths of things that no case has a place for; known again where all paths are as they were."""
    named = [(iri, path) for iri in graph for path in graph.objects(iri, term("path")) if isinstance(path, Literal)]
    known: Shelf[dict[str, dict[str, str]]] = shelf("wrong-paths")
    paths = sorted({path.text for _, path in named})
    wrong = known.made(key_of(paths), lambda: _wrong(paths))
    return [
        Finding(
            "path-unknown",
            graph.place(iri, term("path"), path) or NOWHERE,
            {"subject": short(iri), "path": path.text, "guess": wrong[path.text]},
        )
        for iri, path in named
        if path.text in wrong
    ]


def paths_inside(graph: Graph) -> Iterator[Finding]:
    """Paths inside a thing whose class is not the one to which the property is said to belong."""
    outer: dict[str, str] = {}
    inner: list[tuple[str, Literal]] = []
    for iri in graph:
        for path in graph.objects(iri, term("path")):
            if isinstance(path, Literal):
                inner.append((iri, path))
                if graph.iri(iri, RDFS + "range"):
                    outer.setdefault(path.text, iri)
    for iri, path in inner:
        around, domains = outer.get(path.text.rpartition(".")[0]), graph.iris(iri, RDFS + "domain")
        ranges = graph.iris(around, RDFS + "range") if around else ()
        if around and domains and set(domains).isdisjoint(ranges):
            details = {"subject": short(iri), "path": path.text, "outer": short(around)}
            kinds = {"range": ", ".join(map(short, ranges)), "domain": ", ".join(map(short, domains))}
            place = graph.place(iri, RDFS + "domain") or NOWHERE
            yield Finding("path-misplaced", place, {**details, **kinds}, ((graph.place(around), short(around)),))


def _wrong(paths: list[str]) -> dict[str, dict[str, str]]:
    """Those of some paths that no case has, each with the one that was probably meant."""
    from yidi.cases.case import PLACES  # what reads cases is slow to import, and seldom needed

    return {path: did_you_mean(path, PLACES) for path in paths if path not in PLACES}
