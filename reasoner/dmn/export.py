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
from yidi.sheets.messages import WORDS


def export_dmn(
    folder: Path | None, names: Sequence[str], area: str, day: date | None, language: str, spoken: str = "en"
) -> dict[str, bytes]:
    """The DMN document of some decisions and all that they require, or of all decisions, by its file's name.

    Raises BaseError where the base does not compile, UsageError for names that there are not.
    """
    base, graph = opened(folder or builtin_folder())
    wanted = [d.name for d in chosen(base, names, spoken)]
    if _area(base, area) is None:
        raise UsageError(WORDS["nobody-insured"][spoken].format(name=area))
    document = make_document(base, graph, wanted, area, day or datetime.now().astimezone().date(), language)
    return {f"{area}.dmn": document.xml.encode()}


def make_document(
    base: Base, graph: Graph, names: Iterable[str], area: str, day: date, language: str = "zh"
) -> Document:
    """The document of some decisions and of all that they require, for an area in which people are insured."""
    number = _area(base, area)
    assert number is not None, area  # noqa: S101 - the caller has looked
    needed = _needed(base, names)
    resolved = [resolve(t, number, day.toordinal()) for name, t in base.tables.items() if name in needed]
    used = {base.vocabulary.inputs[a.name].of_decision for r in resolved for a in r.axes}
    kept = [r for r in resolved if r.boxes or r.decision.name in used]
    return Document(base, graph, area, day, kept, language)


def _area(base: Base, code: str) -> int | None:
    """The number of the area in which people with a code are insured, if there are any."""
    return base.places.insured[code][0] if code in base.places.insured else None


def _needed(base: Base, names: Iterable[str]) -> set[str]:
    """Decisions and all that they require; the tables come in the order of their requirements."""
    needed = set(names)
    for name in reversed(list(base.tables)):
        if name in needed:
            inputs = (base.vocabulary.inputs[i] for i in base.tables[name].decision.inputs)
            needed |= {i.of_decision for i in inputs if i.of_decision}
    return needed
