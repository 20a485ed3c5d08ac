"""The shapes of a base: what keeps a shape from finding anything, or from saying what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from yidi.base import read_graph
from yidi.check.shapes_faults import ill_formed
from yidi.check.shapes_graph import ShapeFiles
from yidi.check.shapes_known import known_of
from yidi.check.shapes_names import second_blocks, undeclared, unfounded, unreachable
from yidi.check.shapes_parts import aims, misplaced_paths, parts_of
from yidi.check.shapes_queries import asked_of, misplaced_names, wrong_query
from yidi.check.shapes_tested import untested
from yidi.check.shapes_values import impossible_values
from yidi.check.shapes_words import missing_names, missing_texts, wrong_placeholders
from yidi.check.words import missing_words
from yidi.files import shown
from yidi.finding import Finding
from yidi.names import individual, term
from yidi.reading.graph import Graph

_SHAPE: Final = individual("shape", "")


def read_shapes(folder: Path) -> dict[str, bytes]:
    """The content of every file of shapes of a base's folder, by the path that findings show."""
    return {shown(path): path.read_bytes() for path in sorted((folder / "shapes").rglob("*.ttl"))}


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
    files = ShapeFiles(graph, {name: content.decode("utf-8-sig", "replace") for name, content in texts.items()})
    return [*findings, *_wrong(files, base, examples)]


def _wrong(files: ShapeFiles, base: Graph, examples: Mapping[str, bytes] | None) -> Iterator[Finding]:
    known = known_of(base, files)
    sources = frozenset([*base.instances(term("Provision")), *base.instances(term("Document"))])
    yield from second_blocks(files)
    yield from undeclared(files, known)
    yield from unreachable(files, known)
    yield from unfounded(files, known, sources)
    yield from missing_words(files.graph)
    yield from missing_names(files)
    yield from missing_texts(files)
    yield from impossible_values(files, known)
    yield from ill_formed(files)
    parts = parts_of(base, known)
    aimed = aims(files, base, parts)
    yield from misplaced_paths(files, aimed, parts)
    selected: dict[str, frozenset[str] | None] = {}
    for asked in asked_of(files):
        wrong, selected[asked.node] = wrong_query(files, known, asked)
        yield from wrong
        if selected[asked.node] is not None and asked.shape in aimed:
            yield from misplaced_names(files, asked, aimed[asked.shape], parts)
    yield from wrong_placeholders(files, selected)
    if examples is not None:
        yield from untested(files, examples)
