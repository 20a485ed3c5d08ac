"""Every place has its place: one nation above all, and a code that is its name."""

from __future__ import annotations

from collections.abc import Iterator

from yidi.finding import NOWHERE, Finding
from yidi.names import individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.places import AREA_CLASSES


def misplaced_places(graph: Graph) -> Iterator[Finding]:
    """Jurisdictions beside the nation that lie within none, codes unlike the name, and pools without a territory."""
    areas = [area for kind in AREA_CLASSES for area in graph.instances(term(kind))]
    inner = {area for area in areas if graph.iri(area, term("within"))}
    above = {wider for area in inner for wider in graph.iris(area, term("within"))}
    divisions = graph.instances(term("Division"))
    for area in areas:
        if area not in inner and area not in above and inner:
            details = {"subject": short(area), "predicate": "yidi:within", "hint": "yidi:within area:…"}
            yield Finding("predicate-missing", graph.place(area) or NOWHERE, details)
        if not graph.iris(area, term("territory")) and divisions and area in inner:
            details = {"subject": short(area), "predicate": "yidi:territory", "hint": "yidi:territory division:…"}
            yield Finding("predicate-missing", graph.place(area) or NOWHERE, details)
    yield from _outside(graph)
    yield from _territories_outside(graph, areas)
    for base in graph.instances(term("KnowledgeBase"))[:1]:
        if not any(graph.objects(each, term("coversFrom")) for each in graph.instances(term("KnowledgeBase"))):
            details = {"predicate": "yidi:coversFrom", "hint": 'yidi:coversFrom "YYYY-MM-DD"^^xsd:date'}
            yield Finding("predicate-missing", graph.place(base) or NOWHERE, {"subject": short(base), **details})
    for place in (*areas, *divisions):
        for name in ("within", "partOf", "pooledIn", "code"):
            if len(several := tuple(dict.fromkeys(graph.objects(place, term(name))))) > 1:
                details = {"subject": short(place), "predicate": f"yidi:{name}"}
                yield Finding("predicate-repeated", graph.place(place, term(name), several[-1]) or NOWHERE, details)
        code = graph.text(place, term("code"))
        if code is not None and code != local(place):
            kind = "area" if place.startswith(individual("area", "")) else "division"
            details = {"subject": short(place), "code": code, "name": f"{kind}:{code}"}
            yield Finding("code-differs", graph.place(place, term("code")) or NOWHERE, details)


def _outside(graph: Graph) -> Iterator[Finding]:
    """Of each pool the first division outside its territory, and divisions in no pool below one that is in one."""
    above = {d: graph.iri(d, term("partOf")) for d in graph.instances(term("Division"))}
    territories: dict[str, tuple[str, ...]] = {}
    told: set[str] = set()
    for division, parent in above.items():
        pool = graph.iri(division, term("pooledIn"))
        if pool is None:
            if parent and graph.iri(parent, term("pooledIn")):
                details = {"subject": short(division), "predicate": "yidi:pooledIn", "hint": "yidi:pooledIn area:…"}
                yield Finding("predicate-missing", graph.place(division) or NOWHERE, details)
            continue
        territory = territories.setdefault(pool, graph.iris(pool, term("territory")))
        if division in territory or parent in territory:  # as most do
            continue
        if territory and pool not in told and not _lies_in(division, territory, above):
            told.add(pool)
            details = {"subject": short(division), "area": short(pool), "territory": ", ".join(map(short, territory))}
            yield Finding("place-outside", graph.place(division, term("pooledIn")) or NOWHERE, details)


def _territories_outside(graph: Graph, areas: list[str]) -> Iterator[Finding]:
    """Areas whose territory is no part of that of the area within which they are said to lie."""
    above = {d: graph.iri(d, term("partOf")) for d in graph.instances(term("Division"))}
    for area in areas:
        held = [d for d in graph.iris(area, term("territory")) if d in above]
        withins = graph.iris(area, term("within"))
        for wider in withins if len(withins) == 1 else ():  # of several it is told that there may be but one
            around = graph.iris(wider, term("territory"))
            if around and held and not any(_lies_in(division, around, above) for division in held):
                details = {"subject": short(area), "territory": ", ".join(map(short, held)), "area": short(wider)}
                there = {"around": ", ".join(map(short, around))}
                yield Finding("territory-outside", graph.place(area, term("within")) or NOWHERE, {**details, **there})


def _lies_in(division: str, territory: tuple[str, ...], above: dict[str, str | None]) -> bool:
    """Whether a division or one that holds it is among those of a territory; a circle has been told of elsewhere."""
    at: str | None = division
    for _ in range(10):
        if at is None or at in territory:
            return at is not None
        at = above.get(at)
    return True
