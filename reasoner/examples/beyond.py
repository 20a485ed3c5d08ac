"""What examples other than cases reach: shapes by faulty filings, named queries by their examples, statements cited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from yidi.asking.library import load_library
from yidi.asking.query import NamedQuery
from yidi.base import read_graph
from yidi.check.shapes import read_shapes
from yidi.check.shapes_graph import ShapeFiles
from yidi.check.shapes_tested import expected_shapes, read_examples
from yidi.errors import YidiError
from yidi.examples.item import Item
from yidi.examples.model import ExampleReport
from yidi.files import read_texts
from yidi.names import local, short
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.base import Base


def shapes_reached(folder: Path) -> Iterator[Item]:
    """Each shape of which a finding can be, with the faulty filings that expect it to find their fault."""
    texts, examples = read_shapes(folder), read_examples(folder) or {}
    graph, _ = read_graph(texts, "shapes")
    files = ShapeFiles(graph, {name: content.decode("utf-8-sig", "replace") for name, content in texts.items()})
    met: dict[str, list[str]] = {}
    for file, content in examples.items():
        for name in expected_shapes(content.decode("utf-8", "replace")):
            met.setdefault(name, []).append(file)
    for shape in files.telling:
        if not shape.startswith("_:"):
            names = tuple(dict.fromkeys(met.get(local(shape), ())))
            yield Item("shape", short(shape), graph.labels(shape), files.place(shape), names)


def queries_reached(base: Base) -> Iterator[Item]:
    """Each named query, reached by its own example where that runs and gives rows."""
    if read_texts(base.folder):
        for query in load_library(base.folder):
            words = {"zh": query.header.summary.zh, "en": query.header.summary.en}
            reached = ("example",) if _gives_rows(base, query) else ()
            yield Item("query", query.name, words, Place(query.file, 1, 1), reached)


def _gives_rows(base: Base, query: NamedQuery) -> bool:
    try:
        return bool(base.query(query.name, **query.header.example.parameters))
    except YidiError:
        return False


def statements_reached(base: Base, report: ExampleReport) -> Iterator[Item]:
    """Each statement of a source that a rule or decision is said to carry, with the cases that cite it."""
    citing: dict[str, list[str]] = {}
    for example in report.examples:
        for source in example.sources:
            citing.setdefault(source, []).append(example.name)
    for statement, place in {link.statement: link.place for link in reversed(base.carried)}.items():
        labels = base.sources[statement].labels if statement in base.sources else {}
        yield Item("statement", short(statement), labels, place, tuple(citing.get(statement, ())))
