"""A page for each process, with its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from website.model import Entry, Page
from website.world import World, slug
from yidi.names import DEFINITION, NS, individual, short, term

_SAID: Final = ("stepOf", "order", "jurisdiction", "doneBy", "basis", "lastChecked", "restsOn", "timeLimit")


def pages(world: World) -> Iterator[Page]:
    """All processes, then each."""
    processes = world.graph.instances(term("Process"))
    steps: dict[str, list[str]] = {iri: [] for iri in processes}
    for step in world.graph.instances(term("ProcessStep")):
        for process in world.graph.iris(step, term("stepOf")):
            steps[process].append(step)
    labels = {"zh": "办事流程", "en": "Processes"}
    context = {"processes": [{"iri": iri, "count": len(found)} for iri, found in steps.items()]}
    yield Page("processes/index.html", "processes", "part", "processes.j2", labels, lambda _: context)
    for iri, found in steps.items():
        yield _page(world, iri, sorted(found, key=lambda s: _order(world, s)))


def _page(world: World, iri: str, steps: list[str]) -> Page:
    context = {"iri": iri, "steps": [_step(world, s) for s in steps]}
    entries = (Entry(slug(s), "step", world.labels(s), s, short(s), world.graph.texts(s, DEFINITION)) for s in steps)
    return Page(
        f"processes/{slug(iri)}.html",
        "processes",
        "process",
        "process.j2",
        world.labels(iri),
        lambda _: context,
        name=iri,
        also=short(iri),
        texts=world.graph.texts(iri, DEFINITION),
        entries=tuple(entries),
    )


def _order(world: World, step: str) -> int:
    return int(world.graph.text(step, term("order")) or 0)


def _step(world: World, iri: str) -> Mapping[str, Any]:
    graph = world.graph
    more = [p for p in graph.predicates(iri) if p.startswith(NS) and p[len(NS) :] not in _SAID]
    return {
        "iri": iri,
        "order": _order(world, iri),
        "says": graph.texts(iri, DEFINITION),
        "areas": [a for a in graph.iris(iri, term("jurisdiction")) if a != individual("area", _nation(world))],
        "actors": graph.iris(iri, term("doneBy")),
        "basis": graph.iris(iri, term("basis")),
        "rests_on": graph.iris(iri, term("restsOn")),
        "days": graph.text(iri, term("timeLimit")),
        "more": [(p, graph.iris(iri, p), [getattr(o, "text", None) for o in graph.objects(iri, p)]) for p in more],
    }


def _nation(world: World) -> str:
    """The code of the widest jurisdiction."""
    return world.base.places.chains[0][0]
