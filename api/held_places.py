"""Pooling areas and hospitals as JSON; hospitals found by place, level, opened care and name, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from yidi import Base
from yidi.api.held_rules import Json, code_json, documents_json, place_json, rule_line
from yidi.linked.index import Index
from yidi.model import Rule
from yidi.names import TYPE, individual, local, term
from yidi.store.institutions import Institutions

CARE, LEVEL = "care", "level"


def area_json(base: Base, index: Index, code: str) -> Json | None:
    """A pooling area, a wider jurisdiction, or the area that pools the division of this code; None if there is none."""
    places = base.places
    chains = {place: chain[: n + 1] for chain in places.chains for n, place in enumerate(chain)}
    division = None
    if code not in chains:
        if code not in places.insured:
            return None
        division = _division(index, code)
        code = places.chains[places.insured[code][0]][-1]
    chain = chains[code]
    own = [r for r in base.rules.values() if code in r.jurisdictions]
    wider = [r for r in base.rules.values() if not set(chain[:-1]).isdisjoint(r.jurisdictions) and r not in own]
    iri = individual("area", code)
    return {
        **place_json(base, code),
        "kinds": [local(kind) for kind in index.values(iri, TYPE)],
        "division": division,
        "chain": [place_json(base, wider_code) for wider_code in chain],
        "territory": [_division(index, local(d)) for d in index.values(iri, term("territory"))],
        "rules": [_area_rule(base, rule) for rule in sorted(own, key=lambda r: r.place)],
        "widerRules": len(wider),
        "documents": documents_json(base, own),
        "disagreements": _disagreements(base, own),
    }


def _division(index: Index, code: str) -> Json:
    # Not the base's labels by code: an area has the code of its division, and a name of its own.
    iri = individual("division", code)
    return {"code": code, "id": iri, "labels": index.labels(iri)}


def _area_rule(base: Base, rule: Rule) -> Json:
    decision = base.vocabulary.decisions[rule.decision]
    return {**rule_line(rule), "decision": decision.name, "figure": rule.figure or None}


def _disagreements(base: Base, rules: list[Rule]) -> list[Json]:
    """Where sources contradict one another on what these rules settle."""
    behind = {iri for rule in rules for iri in rule.basis}
    return [
        {"id": d.iri, "labels": dict(d.labels), "settlement": dict(d.settlement), "decisions": sorted(d.touches)}
        for d in base.disagreements
        if d.settled_by & behind
    ]


# Hospitals ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HospitalFilter:
    """Which hospitals are asked for, and which page of them; what is None is not asked for."""

    region: str | None = None
    level: str | None = None
    opened: str | None = None
    name: str | None = None
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class HospitalPage:
    """One page of hospitals, and how many there are in all."""

    total: int
    items: list[Json]


Hospitals = Callable[[HospitalFilter], HospitalPage]
"""What finds hospitals."""
_NONE: Final = Institutions()


def hospitals_of(base: Base, index: Index, loaded: Institutions = _NONE) -> Hospitals:
    """What finds the hospitals that a base knows, in the order of their regions and then of the files.

    The names of those that its files do not describe are among what was loaded.
    """
    known = sorted(base.hospitals, key=lambda name: str(base.hospitals[name].get("region", "")))
    iris = {name: loaded.iris.get(name) or individual("hospital", name) for name in known}
    labels = {name: {**loaded.labels.get(name, {}), **index.labels(iri)} for name, iri in iris.items()}

    def find(asked: HospitalFilter) -> HospitalPage:
        fits = _filter(base, asked)
        found = [n for n in known if fits(base.hospitals[n], labels[n])]
        first = (asked.page - 1) * asked.size
        items = [_hospital(base, index, n, iris[n], labels[n]) for n in found[first : first + asked.size]]
        return HospitalPage(len(found), items)

    return find


def _filter(base: Base, asked: HospitalFilter) -> Callable[[Mapping[str, Any], Mapping[str, str]], bool]:
    """What tells from the facts and names of a hospital whether it is asked for."""
    regions = {c for c in base.places.divisions if asked.region is not None and _within(base, c, asked.region)}
    levels = set() if asked.level is None else set(_narrower(base, asked.level))
    cares = set() if asked.opened is None else _holding(base, asked.opened)
    part = None if asked.name is None else asked.name.casefold()

    def fits(hospital: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
        return (
            (asked.region is None or hospital.get("region") in regions)
            and (asked.level is None or hospital.get("level") in levels)
            and (asked.opened is None or not cares.isdisjoint(hospital.get("opened", ())))
            and (part is None or any(part in label.casefold() for label in labels.values()))
        )

    return fits


def _within(base: Base, region: str, wider: str) -> bool:
    """Whether a division lies in another."""
    places = base.places
    inner, outer = places.divisions[region], places.divisions[wider]
    return bool(places.first[outer] <= places.first[inner] <= places.last[outer])


def _narrower(base: Base, level: str) -> Iterator[str]:
    """A level and all narrower ones."""
    return (c.code for c in base.vocabulary.lists[LEVEL].concepts if level == c.code or level in c.broader)


def _holding(base: Base, care: str) -> set[str]:
    """The kinds of care of which one has to be opened so that this one is."""
    return {care}.union(*(c.opened_with for c in base.vocabulary.lists[CARE].concepts if c.code == care))


def _hospital(base: Base, index: Index, name: str, iri: str, labels: Mapping[str, str]) -> Json:
    hospital = base.hospitals[name]
    region, level, opened = hospital.get("region"), hospital.get("level"), hospital.get("opened")
    return {
        "id": name,
        "iri": iri,
        "labels": dict(labels),
        "region": _division(index, str(region)) if region else None,
        "level": code_json(base, LEVEL, str(level)) if level else None,
        "designated": hospital.get("designated"),
        "opened": [code_json(base, CARE, care) for care in opened] if isinstance(opened, list) else None,
    }
