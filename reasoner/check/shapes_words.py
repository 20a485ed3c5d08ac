"""Every shape of which a finding can be has a name, and says in both languages what is wrong and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from yidi.check.shapes_graph import MESSAGE, NODE_SHAPE, PATH, PROPERTY_SHAPE, SPARQL, ShapeFiles, written
from yidi.check.words import LANGUAGES
from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import TYPE, short, term
from yidi.reading.turtle import Literal

REMEDY: Final = term("remedy")
_KINDS: Final = {MESSAGE: "message", REMEDY: "remedy"}
_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")

Selected = Mapping[str, frozenset[str] | None]
"""For each SPARQL constraint the variables that it selects; None where its query cannot be read."""


def missing_names(files: ShapeFiles) -> Iterator[Finding]:
    """Shapes of which a finding can be and that have no name; and shapes that do not say that they are shapes."""
    for shape in files.telling:
        if shape.startswith("_:"):
            yield Finding("shape-unnamed", files.place(shape), {"subject": written(files.owner(shape))})
    for shape in files.shapes:
        if not shape.startswith("_:") and not files.graph.objects(shape, TYPE):
            kind = PROPERTY_SHAPE if files.graph.objects(shape, PATH) else NODE_SHAPE
            details = {"subject": short(shape), "predicate": "rdf:type", "hint": f"a {written(kind)}"}
            yield Finding("predicate-missing", files.place(shape), details)


def missing_texts(files: ShapeFiles) -> Iterator[Finding]:
    """Messages and remedies that are missing, doubled, or in another language."""
    for shape in files.telling:
        if shape.startswith("_:"):
            continue
        for predicate in _KINDS:
            yield from _wrong(files, shape, predicate)


def _wrong(files: ShapeFiles, shape: str, predicate: str) -> Iterator[Finding]:
    said = [each for each in files.graph.objects(shape, predicate) if isinstance(each, Literal)]
    count = Counter(each.language for each in said if each.text.strip())
    within = _count_within(files, shape) if predicate == MESSAGE else Counter()
    for language in LANGUAGES:
        details: dict[str, object] = {"subject": short(shape), "language": language, "predicate": written(predicate)}
        if not count[language] and not within[language]:
            yield Finding("shape-text-missing", files.place(shape), details)
        elif count[language] > 1:
            last = [each for each in said if each.language == language][-1]
            yield Finding("shape-text-repeated", files.place(shape, predicate, last), details)
    for each in said:
        if each.language not in LANGUAGES:
            marked = each.language or phrase("no-language")
            details = {"subject": short(shape), "kind": phrase(_KINDS[predicate]), "language": marked}
            yield Finding("language-unknown", files.place(shape, predicate, each), details)


def _count_within(files: ShapeFiles, shape: str) -> Counter[str]:
    """The messages that SPARQL constraints have themselves, where a shape asks nothing else."""
    if files.constraints(shape) != {SPARQL}:
        return Counter()
    counts = [
        Counter(each.language for each in files.graph.objects(node, MESSAGE) if isinstance(each, Literal))
        for node in files.graph.iris(shape, SPARQL)
    ]
    return min(counts, key=lambda each: each.total(), default=Counter())


def wrong_placeholders(files: ShapeFiles, selected: Selected) -> Iterator[Finding]:
    """Placeholders of messages and remedies that no query fills."""
    for shape in files.telling:
        nodes = files.graph.iris(shape, SPARQL)
        yield from _unfilled(files, shape, shape, _filled(files, shape, nodes, selected))
        for node in nodes:
            yield from _unfilled(files, shape, node, selected.get(node))


def _filled(files: ShapeFiles, shape: str, nodes: tuple[str, ...], selected: Selected) -> frozenset[str] | None:
    """What every constraint of a shape fills in; nothing where one is no query."""
    if files.constraints(shape) != {SPARQL}:
        return frozenset()
    variables = [selected.get(node) for node in nodes]
    known = [each for each in variables if each is not None]
    return frozenset.intersection(*known) if len(known) == len(variables) else None


def _unfilled(files: ShapeFiles, shape: str, node: str, filled: frozenset[str] | None) -> Iterator[Finding]:
    for predicate in _KINDS if filled is not None else ():
        for each in files.graph.objects(node, predicate):
            if not isinstance(each, Literal):
                continue
            for match in _PLACEHOLDER.finditer(each.text):
                if match[1] not in (filled or ()):
                    place = files.inside(files.place(node, predicate, each), match.start())
                    details = {"subject": written(files.owner(shape)), "name": match[1]}
                    yield Finding("shape-placeholder", place, details)
