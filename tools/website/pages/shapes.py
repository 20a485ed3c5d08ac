"""A page for each shape, with a filing in which it finds something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from website.model import Page
from website.world import World, slug
from yidi.base import read_graph
from yidi.filings import FilingReader, Judge, Words, tell
from yidi.filings.shapes import load_shapes, read_shape_files
from yidi.names import short, term
from yidi.reading.graph import Graph

_SHACL = "http://www.w3.org/ns/shacl#"


def pages(world: World) -> Iterator[Page]:
    """All shapes by file, then each."""
    graph = read_graph(read_shape_files(world.root), "shapes")[0]
    names = [iri for iri in load_shapes(world.base).about if iri in graph]
    found = _found(world) if world.run else {}
    by_file: dict[str, list[str]] = {}
    for iri in names:
        place = graph.place(iri)
        by_file.setdefault(Path(place.file).stem if place else "", []).append(iri)
    labels = {"zh": "备案检查", "en": "Checks of filings"}
    context = {"files": by_file, "shapes": graph}
    yield Page("shapes/index.html", "shapes", "part", "shapes.j2", labels, lambda _: context)
    for iri in names:
        yield _page(world, graph, iri, found.get(slug(iri), ()))


def _page(world: World, graph: Graph, iri: str, found: tuple[Mapping[str, Any], ...]) -> Page:
    place = graph.place(iri)
    severity = graph.iri(iri, _SHACL + "severity") or _SHACL + "Violation"
    context = {
        "iri": iri,
        "severity": slug(severity).lower(),
        "path": [p for p in graph.iris(iri, _SHACL + "path") if p.startswith("http")],
        "messages": graph.texts(iri, _SHACL + "message"),
        "remedy": graph.texts(iri, term("remedy")),
        "basis": graph.iris(iri, term("basis")),
        "rests_on": graph.iris(iri, term("restsOn")),
        "place": f"{world.shown_path(place.file)}:{place.line}" if place else "",
        "block": world.lines(place) if place else "",
        "found": found,
    }
    return Page(
        f"shapes/{slug(iri)}.html",
        "shapes",
        "shape",
        "shape.j2",
        graph.labels(iri),
        lambda _: context,
        name=iri,
        also=short(iri),
        texts=graph.texts(iri, _SHACL + "message"),
    )


def _found(world: World) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """For each shape the first filing of the tests in which it finds something, and what is told of it."""
    judge = Judge(world.base)
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in sorted((world.root / "tests/filings/fail").glob("*.*")):
        entries = FilingReader(judge).read(path)
        judgement = judge.judge(entries)
        told = {lang: list(tell(judgement, entries, Words(judge, lang), lang)) for lang in ("zh", "en")}
        text = path.read_text("utf-8")
        name = world.shown_path(path)
        for zh, en in zip(told["zh"], told["en"], strict=True):
            lines = {"zh": zh.text().replace(str(path), name), "en": en.text().replace(str(path), name)}
            own = path.stem.startswith(zh.id)  # an example that bears the name of the shape is the best
            if zh.id not in found or (own and not found[zh.id][0]["own"]):
                found[zh.id] = ({"file": name, "text": _given(text), "lines": lines, "own": own},)
    return found


def _given(text: str) -> str:
    """The filing without what the tests expect of it."""
    for mark in ("\nexpect:", "\n# expect:", "\n  expect:"):
        text = text.partition(mark)[0]
    return text
