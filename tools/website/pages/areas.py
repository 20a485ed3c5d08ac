"""A page for each pooling area, with what is known of it, and one for each wider jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from website.model import Page
from website.pages.rules import rows, touching
from website.world import World
from yidi.answers.contacts import Contacts
from yidi.model import Rule
from yidi.names import individual


def pages(world: World) -> Iterator[Page]:
    """The list by province, then the jurisdictions and areas one by one."""
    labels = {"zh": "统筹地区", "en": "Pooling areas"}
    yield Page("areas/index.html", "areas", "part", "areas.j2", labels, lambda _: _all(world))
    for code in world.jurisdictions:
        yield _page(world, code)


def _page(world: World, code: str) -> Page:
    return Page(
        f"areas/{code}.html",
        "areas",
        "area",
        "area.j2",
        world.labels(code),
        lambda language: _context(world, code, language),
        name=individual("area", code),
        also=code,
    )


def _all(world: World) -> Mapping[str, Any]:
    """The areas by province, each with how many decisions are known there."""
    by_province: dict[str, list[dict[str, Any]]] = {}
    for code in world.area_codes:
        chain = world.base.places.chains[world.base.places.areas[code]]
        known = [kinds[code] for kinds in world.known.kinds.values()]
        own = sum(code in r.jurisdictions for r in world.base.rules.values())
        entry = {"code": code, "known": sum(k.startswith(("official", "unofficial")) for k in known), "own": own}
        by_province.setdefault(chain[min(1, len(chain) - 1)], []).append(entry)
    return {"provinces": by_province, "decisions": len(world.known.kinds), "wider": _wider(world)}


def _wider(world: World) -> list[str]:
    return [code for code in world.jurisdictions if code not in world.base.places.areas]


def _context(world: World, code: str, language: str) -> Mapping[str, Any]:
    places = world.base.places
    own = [r for r in world.rules.values() if code in r.jurisdictions]
    area = places.areas.get(code)
    chain = next(c[: c.index(code) + 1] for c in places.chains if code in c)
    contacts = Contacts(world.base, language).about(area, world.base.vocabulary.decisions) if area is not None else []
    return {
        "code": code,
        "chain": chain[:-1],
        "inside": [a for a in world.area_codes if code in places.chains[places.areas[a]] and a != code],
        "status": _status(world, code) if area is not None else [],
        "rows": rows(world, [r for r in own if not r.claimed]),
        "claims": rows(world, [r for r in own if r.claimed]),
        "disagreements": _disagreements(world, own),
        "contacts": contacts,
        "cases": world.cases_of.get(code, []),
    }


def _status(world: World, code: str) -> list[dict[str, Any]]:
    """Of each decision what is known in an area, and whose rules say so."""
    places, counts = world.base.places, world.in_force
    chain = places.chains[places.areas[code]]
    found = []
    for name, kinds in world.known.kinds.items():
        levels = [(wider, counts.get((name, wider), 0)) for wider in reversed(chain)]
        entry = {"decision": world.base.vocabulary.decisions[name], "kind": kinds[code]}
        found.append({**entry, "levels": [(wider, count) for wider, count in levels if count]})
    return found


def _disagreements(world: World, own: list[Rule]) -> list[Any]:
    found = {d.iri: d for rule in own for d in touching(world, rule)}
    return [found[iri] for iri in sorted(found)]
