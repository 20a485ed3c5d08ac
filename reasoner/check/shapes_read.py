"""Every check of shapes in turn: what `shapes` finds wrong with them, worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from yidi.finding import Finding
from yidi.names import term
from yidi.reading.graph import Graph


def faults_of(
    graph: Graph, texts: Mapping[str, bytes], base: Graph, examples: Mapping[str, bytes] | None
) -> Iterator[Finding]:
    """What is wrong with shapes that can be read; `examples` are the faulty filings, None where a base has none."""
    files = ShapeFiles(graph, {name: content.decode("utf-8-sig", "replace") for name, content in texts.items()})
    known = known_of(base, graph)
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
