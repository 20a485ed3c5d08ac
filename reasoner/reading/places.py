"""Divisions, pooling areas and the chains of jurisdictions, as arrays that facts and tables index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yidi.model import CodeList, Labels
from yidi.names import ID, local, term
from yidi.reading.graph import Graph

Ints = NDArray[np.int64]
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Places:
    """All places; a division and an area are numbers, -1 where there is none.

    `first` and `last` number the divisions in depth-first order, so that a division lies in
    another when its `first` falls between the other's two; `zones` holds a bit for each zone in which the whole
    division lies, `zones_partly` for each in which only a part of it does.
    """

    divisions: Mapping[str, int]
    areas: Mapping[str, int]
    chains: tuple[tuple[str, ...], ...]  # for each area its jurisdictions, from the nation down to itself
    labels: Mapping[str, Labels]  # by code, of areas and divisions
    first: Ints
    last: Ints
    pool: Ints  # for each division the area that pools it
    province: Ints  # for each division a number for its province-level jurisdiction
    zones: Ints
    zones_partly: Ints
    area_home: Ints  # for each area the area whose territory it shares (itself, but for provincial units)
    area_province: Ints
    area_division: Ints  # for each area its first division
    insured: Mapping[str, tuple[int, int]]  # for each code that a person may be insured in: area, division


def read_places(graph: Graph, zone_list: CodeList | None) -> Places:
    """The places of a base."""
    names = [local(d) for d in graph.instances(term("Division"))]
    divisions = {code: i for i, code in enumerate(names)}
    jurisdictions = _jurisdictions(graph)
    pools = {code: i for i, code in enumerate(c for c in jurisdictions if _is_pool(graph, c))}
    chains = tuple(_chain(code, jurisdictions) for code in pools)
    parent = np.array(
        [divisions.get(local(graph.iri(_division(c), term("partOf")) or ""), -1) for c in names], dtype=np.int64
    )
    first, last = _intervals(parent)
    pool = np.array(
        [pools.get(local(graph.iri(_division(c), term("pooledIn")) or ""), -1) for c in names], dtype=np.int64
    )
    territory = [
        [divisions[local(d)] for d in graph.iris(_area(c), term("territory")) if local(d) in divisions] for c in pools
    ]
    province_of_area, province_of_division = _provinces(graph, jurisdictions, divisions, chains, pool)
    zones = _zones(graph, zone_list, divisions, first, last)
    area_division = np.array([t[0] if t else -1 for t in territory], dtype=np.int64)
    home = np.array([pool[d] if d >= 0 and pool[d] >= 0 else i for i, d in enumerate(area_division)], dtype=np.int64)
    return Places(
        divisions=divisions,
        areas=pools,
        chains=chains,
        labels={local(iri): graph.labels(iri) for iri in [*map(_division, names), *map(_area, jurisdictions)]},
        first=first,
        last=last,
        pool=pool,
        province=province_of_division,
        zones=zones,
        zones_partly=_partly(zones, first, last),
        area_home=home,
        area_province=province_of_area,
        area_division=area_division,
        insured={c: (int(pool[i]), i) for c, i in divisions.items() if pool[i] >= 0}
        | {c: (i, int(area_division[i])) for c, i in pools.items()},
    )


def _area(code: str) -> str:
    return f"{ID}area/{code}"


def _division(code: str) -> str:
    return f"{ID}division/{code}"


def _jurisdictions(graph: Graph) -> dict[str, str]:
    """Every jurisdiction's code and the code of the one it lies within ("" for the nation)."""
    found: dict[str, str] = {}
    for kind in AREA_CLASSES:
        for iri in graph.instances(term(kind)):
            found[local(iri)] = local(graph.iri(iri, term("within")) or "")
    return found


AREA_CLASSES = (
    "Jurisdiction",
    "PoolingArea",
    "ProvincePool",
    "MunicipalityPool",
    "CityPool",
    "CountyPool",
    "ProvincialUnitPool",
    "CorpsPool",
)


def _is_pool(graph: Graph, code: str) -> bool:
    types = {local(t) for t in graph.iris(_area(code), "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")}
    return bool(types & set(AREA_CLASSES[1:]))


def _chain(code: str, within: Mapping[str, str]) -> tuple[str, ...]:
    chain = [code]
    while (wider := within.get(chain[0], "")) and wider not in chain:
        chain.insert(0, wider)
    return tuple(chain)


def _intervals(parent: Ints) -> tuple[Ints, Ints]:
    """Depth-first numbers of a forest: each node's own, and the greatest below it."""
    children: list[list[int]] = [[] for _ in parent]
    for i, p in enumerate(parent):
        if p >= 0:
            children[p].append(i)
    first, last = np.zeros(len(parent), np.int64), np.zeros(len(parent), np.int64)
    count = 0
    for root in np.flatnonzero(parent < 0):
        stack = [(int(root), False)]
        while stack:
            node, done = stack.pop()
            if done:
                last[node] = count - 1
                continue
            first[node] = count
            count += 1
            stack.append((node, True))
            stack += [(c, False) for c in reversed(children[node])]
    return first, last


def _provinces(
    graph: Graph,
    within: Mapping[str, str],
    divisions: Mapping[str, int],
    chains: tuple[tuple[str, ...], ...],
    pool: Ints,
) -> tuple[Ints, Ints]:
    """A number for the province-level jurisdiction of each area and of each division: the one just below the nation."""
    number: dict[str, int] = {}
    of_area = np.array([number.setdefault(c[min(1, len(c) - 1)], len(number)) for c in chains], dtype=np.int64)
    of_division = np.where(pool >= 0, of_area[pool] if len(of_area) else -1, -1)
    for code, wider in within.items():
        for iri in graph.iris(_area(code), term("territory")):
            division = divisions.get(local(iri), -1)
            if division >= 0 and wider and of_division[division] < 0:
                of_division[division] = number.get(code, -1)
    return of_area, of_division


def _zones(graph: Graph, zone_list: CodeList | None, divisions: Mapping[str, int], first: Ints, last: Ints) -> Ints:
    zones = np.zeros(len(divisions), np.int64)
    for bit, concept in enumerate(zone_list.concepts if zone_list else ()):
        for member in graph.iris(concept.iri, term("member")):
            within = graph.iris(member, term("territory")) or (member,)
            for iri in within:
                root = divisions.get(local(iri), -1)
                if root >= 0:
                    zones[(first >= first[root]) & (first <= last[root])] |= 1 << bit
    return zones


def _partly(zones: Ints, first: Ints, last: Ints) -> Ints:
    """The zones of the divisions within each division in which it does not lie itself."""
    found = np.zeros(len(zones), np.int64)
    for at in np.flatnonzero(zones):
        found[(first <= first[at]) & (last >= last[at])] |= zones[at]
    return found & ~zones
