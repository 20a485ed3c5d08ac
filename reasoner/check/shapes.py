"""The shapes of a base: what keeps a shape from finding anything, or from saying what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

from yidi.base import read_graph
from yidi.check.shapes_known import known_of
from yidi.files import digest, read_all
from yidi.finding import Finding
from yidi.names import individual, term
from yidi.reading.graph import Graph
from yidi.shelf import Shelf, key_of, shelf

_SHAPE: Final = individual("shape", "")


def read_shapes(folder: Path) -> dict[str, bytes]:
    """The content of every file of shapes of a base's folder, by the path that findings show."""
    return read_all(folder / "shapes", "**/*.ttl")


def named_shapes(texts: Mapping[str, bytes]) -> frozenset[str]:
    """The IRIs of shapes that have one of ours."""
    graph, _ = read_graph(texts, "shapes")
    return frozenset(subject for subject in graph if subject.startswith(_SHAPE))


def wrong_shapes(
    texts: Mapping[str, bytes], base: Graph | None, examples: Mapping[str, bytes] | None = None
) -> list[Finding]:
    """Everything that is wrong with shapes whose files are given by the names that findings show.

    `base` holds the statements of the ontology, None where a file of it cannot be read; `examples` are the faulty
    filings, None where a base has none.  A file that is not Turtle hides the rest, so nothing else is then said.
    """
    graph, findings = read_graph(texts, "shapes")
    if base is None or any(f.level == "error" for f in findings):
        return findings
    found: Shelf[list[Finding]] = shelf("wrong-shapes")
    key = key_of(digest(texts), examples if examples is None else digest(examples), *_met(base, graph))
    return [*findings, *found.made(key, lambda: _faults_of(graph, texts, base, examples))]


def _met(base: Graph, shapes: Graph) -> Iterator[object]:
    """All that shapes meet in a base, in a form that always prints the same."""
    known = known_of(base, shapes)
    yield from (sorted(getattr(known, field.name)) for field in fields(known))
    yield from (sorted(base.instances(term(kind))) for kind in ("Provision", "Document"))
    yield [(iri, paths) for iri in base if (paths := base.objects(iri, term("path")))]


def _faults_of(
    graph: Graph, texts: Mapping[str, bytes], base: Graph, examples: Mapping[str, bytes] | None
) -> list[Finding]:
    from yidi.check.shapes_read import faults_of  # the engine is slow to import, and seldom needed

    return list(faults_of(graph, texts, base, examples))
