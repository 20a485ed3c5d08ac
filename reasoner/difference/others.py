"""What differs besides rules: codes, decisions, inputs, sources, places, shapes, queries; and every file that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yidi.base import Base
from yidi.difference.model import Other, Version
from yidi.model import Labels

Things = Mapping[str, tuple[object, Labels]]
"""By name what something is, for comparing, and its labels."""


def other_changes(old: Version, new: Version) -> tuple[Other, ...]:
    """Everything that differs besides rules, by kind."""
    return tuple(_compared(old, new))


def _compared(old: Version, new: Version) -> Iterator[Other]:
    before, now = _things(old), _things(new)
    for kind, mine in before.items():
        its = now[kind]
        added = {name: labels for name, (_, labels) in its.items() if name not in mine}
        removed = {name: labels for name, (_, labels) in mine.items() if name not in its}
        changed = {name: labels for name, (is_, labels) in its.items() if name in mine and mine[name][0] != is_}
        if added or removed or changed:
            yield Other(kind, added, removed, changed)


def _things(version: Version) -> dict[str, Things]:
    base = version.base
    words = base.vocabulary
    lists = words.lists.values()
    return {
        "codes": {f"{c.name}:{each.code}": (each, each.labels) for c in lists for each in c.concepts},
        "decisions": {name: (each, each.labels) for name, each in words.decisions.items()},
        "inputs": {name: (each, each.labels) for name, each in words.inputs.items()},
        "sources": {iri: (each, each.labels) for iri, each in base.sources.items()},
        "areas": _areas(base),
        "divisions": _divisions(base),
        "institutions": {name: (each, {}) for name, each in base.hospitals.items()},
        "disagreements": {each.iri: (each, each.labels) for each in base.disagreements},
        "enquiries": {each.iri: (each, each.labels) for each in base.enquiries},
        "shapes": _files(version.besides, "shapes/"),
        "queries": _files(version.besides, "queries/"),
        "files": _files(version.ontology, ""),
    }


def _areas(base: Base) -> Things:
    places = base.places
    return {
        code: ((places.chains[i], places.labels.get(code)), places.labels.get(code, {}))
        for code, i in places.areas.items()
    }


def _divisions(base: Base) -> Things:
    """Divisions by the area that pools them and their label; the widest of which they are a part shows in the area."""
    places = base.places
    codes = list(places.areas)
    found: dict[str, tuple[Any, Labels]] = {}
    for code, i in places.divisions.items():
        pool = int(places.pool[i])
        labels = places.labels.get(code, {})
        found[code] = ((codes[pool] if pool >= 0 else "", int(places.zones[i]), dict(labels)), labels)
    return found


def _files(files: Mapping[str, bytes], folder: str) -> Things:
    return {name: (content, {}) for name, content in files.items() if name.startswith(folder)}
