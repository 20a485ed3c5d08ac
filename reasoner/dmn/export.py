"""The decisions of one area on one day as a DMN document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from yidi.base import Base
from yidi.dmn.document import Document
from yidi.dmn.resolved import resolve
from yidi.errors import UsageError
from yidi.files import builtin_folder
from yidi.reading.graph import Graph
from yidi.sheets.export import chosen, opened


def export_dmn(
    folder: Path | None, names: Sequence[str], area: str, day: date | None, language: str
) -> dict[str, bytes]:
    """The DMN document of some decisions and all that they require, or of all decisions, by its file's name.

    Raises BaseError where the base does not compile, UsageError for names that there are not.
    """
    base, graph = opened(folder or builtin_folder())
    wanted = [d.name for d in chosen(base, names)]
    document = make_document(base, graph, wanted, area, day or datetime.now().astimezone().date(), language)
    return {f"{area}.dmn": document.xml.encode()}


def make_document(
    base: Base, graph: Graph, names: Iterable[str], area: str, day: date, language: str = "zh"
) -> Document:
    """The document of some decisions and of all that they require.

    Raises UsageError where nobody is insured in the area.
    """
    number, _ = base.places.insured.get(area, (-1, -1))
    if number < 0 or area not in base.places.labels:
        raise UsageError(f"Nobody is insured in {area!r}. Give the code of a pooling area, such as 360100.")
    needed = _needed(base, names)
    resolved = [resolve(t, number, day.toordinal()) for name, t in base.tables.items() if name in needed]
    used = {base.vocabulary.inputs[a.name].of_decision for r in resolved for a in r.axes}
    kept = [r for r in resolved if r.boxes or r.decision.name in used]
    return Document(base, graph, area, day, kept, language)


def _needed(base: Base, names: Iterable[str]) -> set[str]:
    """Decisions and all that they require; the tables come in the order of their requirements."""
    needed = set(names)
    for name in reversed(list(base.tables)):
        if name in needed:
            inputs = (base.vocabulary.inputs[i] for i in base.tables[name].decision.inputs)
            needed |= {i.of_decision for i in inputs if i.of_decision}
    return needed
