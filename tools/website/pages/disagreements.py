"""Where sources contradict one another, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from website.model import Entry, Page
from website.world import World, slug
from yidi.names import short, term


def pages(world: World) -> Iterator[Page]:
    """The one page."""
    labels = {"zh": "来源分歧", "en": "Disagreements"}
    found = [_disagreement(world, d.iri) for d in world.base.disagreements]
    entries = tuple(
        Entry(slug(d.iri), "disagreement", d.labels, d.iri, short(d.iri), d.settlement)
        for d in world.base.disagreements
    )
    yield Page(
        "disagreements/index.html",
        "disagreements",
        "part",
        "disagreements.j2",
        labels,
        lambda _: {"disagreements": found},
        entries=entries,
    )


def _disagreement(world: World, iri: str) -> dict[str, Any]:
    graph = world.graph
    claims = [
        {"labels": graph.labels(claim), "basis": graph.iris(claim, term("basis"))}
        for claim in graph.iris(iri, term("claim"))
    ]
    return {
        "iri": iri,
        "claims": claims,
        "settlement": graph.texts(iri, term("settlement")),
        "settled_by": graph.iris(iri, term("settledBy")),
        "touches": graph.iris(iri, term("touches")),
    }
