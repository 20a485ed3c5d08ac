"""Synthetic bases of any size: few rules for the nation, some for each province, many for each city and county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice, product
from typing import Final

import numpy as np

from yidi.model import UNLIMITED, Condition, Rule, Value
from yidi.reading.places import Places
from yidi.reading.turtle import Place
from yidi.reading.vocabulary import Vocabulary
from yidi.values import SCALE

DECISIONS: Final = ("paymentRatio", "deductible", "cap", "reduction")

_NATION = "100000"
_PROVINCES = 31
_CITIES = 350
_PROVINCE_RULES = 14
_RATIOS = 6  # the first rows, which counties leave to their city
_SCHEMES = ("employee", "resident")
_LEVELS = ("primary", "secondary", "tertiary")
_STANDINGS = ("referral", "emergency", "other-temporary", "unfiled")
_OVERRIDING = 20  # one city in so many says that it overrides its province
_LEAVING = 10
_EARLY, _TURN = date(2022, 1, 1).toordinal(), date(2024, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class _Row:
    """What rules of different places have in common: the decision, the conditions, the period."""

    decision: str
    conditions: tuple[tuple[str, str], ...]
    first: int = _TURN
    last: int = UNLIMITED

    @property
    def name(self) -> str:
        return "-".join((self.decision, *(code for _, code in self.conditions), str(self.first)))


def places(base: Places, areas: int) -> Places:
    """So many pooling areas: cities, or counties below 350 cities where there are more."""
    cities = [(_NATION, f"p{i % _PROVINCES}", f"c{i}") for i in range(min(areas, _CITIES))]
    chains = cities if areas <= _CITIES else [(*cities[i % _CITIES], f"d{i}") for i in range(areas)]
    return replace(base, chains=tuple(chains), areas={c[-1]: i for i, c in enumerate(chains)})


def vocabulary(whole: Vocabulary) -> Vocabulary:
    """The built-in words, with the decisions of the synthetic rules alone."""
    return replace(whole, decisions={name: whole.decisions[name] for name in DECISIONS})


def rules(found: Places, count: int) -> list[Rule]:
    """So many rules in the places; the same for the same numbers."""
    random = np.random.default_rng(7)
    jurisdictions = list(dict.fromkeys(chain.from_iterable(found.chains)))
    by_kind = {kind: [j for j in jurisdictions if j.startswith(kind)] for kind in "1pcd"}
    rows = _rows()
    national = ((row, _NATION) for row in rows[-len(_STANDINGS) :])
    provincial = product(rows[:_PROVINCE_RULES], by_kind["p"])
    municipal = _mostly(rows, by_kind["c"], _PROVINCES)
    local = _mostly(rows[_RATIOS:], by_kind["d"], _CITIES)
    placed = islice(chain(national, provincial, municipal, local), count)
    provinces = set(rows[:_PROVINCE_RULES])
    return [_bound(), *(_rule(row, where, random, _overridden(row, where, provinces)) for row, where in placed)][:count]


def _mostly(rows: list[_Row], where: list[str], apart: int) -> Iterator[tuple[_Row, str]]:
    """Each row for most places: one in ten, counted so far apart, leaves it to the wider place."""
    for k, row in enumerate(rows):
        yield from ((row, place) for i, place in enumerate(where) if (i // apart + k) % _LEAVING)


def _rows() -> list[_Row]:
    """The rows in the order in which places have them."""
    stays = [(("scheme", s), ("care", "inpatient"), ("level", v)) for s, v in product(_SCHEMES, _LEVELS)]
    ratio = [_Row("paymentRatio", stay) for stay in stays]
    cap = [_Row("cap", (("scheme", s), ("care", "inpatient"))) for s in _SCHEMES]
    deductible = [replace(row, decision="deductible") for row in ratio]
    reduction = [_Row("reduction", (("standing", s), ("travel", "inter-provincial"))) for s in _STANDINGS]
    retired = [replace(row, conditions=(*row.conditions, ("retired", "true"))) for row in ratio[:3]]
    earlier = [replace(row, first=_EARLY, last=_TURN - 1) for row in (*ratio, *deductible)]
    return [*ratio, *cap, *deductible, *retired, *earlier, *reduction]


def _rule(row: _Row, where: str, random: np.random.Generator, overrides: frozenset[str] = frozenset()) -> Rule:
    return Rule(
        iri=f"rule:{where}-{row.name}",
        labels={},
        decision=row.decision,
        jurisdictions=(where,),
        conditions={name: Condition(codes=(code,)) for name, code in row.conditions},
        values=(_value(row.decision, random),),
        at_least=None,
        at_most=None,
        valid_from=row.first,
        valid_to=row.last,
        overrides=overrides,
        groups=frozenset(),
        binding=False,
        basis=(),
        figure="",
        last_checked=_TURN,
        approximate=False,
        place=Place("synthetic.ttl", 1, 1),
    )


def _overridden(row: _Row, where: str, provinces: set[_Row]) -> frozenset[str]:
    """The rule of its province that a city says to override, for some of the cities."""
    says = where.startswith("c") and int(where[1:]) % _OVERRIDING == 0 and row in provinces
    return frozenset({f"rule:p{int(where[1:]) % _PROVINCES}-{row.name}"} if says else ())


def _bound() -> Rule:
    """A national bound, as there is one: at most 20 points off."""
    rule = _rule(_Row("reduction", (("travel", "inter-provincial"),), first=_EARLY), _NATION, np.random.default_rng(0))
    return replace(rule, iri="rule:bound", values=(), at_most=Value("percentagePoints", "20", 20 * SCALE // 100))


def _value(decision: str, random: np.random.Generator) -> Value:
    if decision == "paymentRatio":
        points = int(random.integers(50, 96))
        return Value("ratio", f"0.{points}", points * SCALE // 100)
    if decision == "reduction":
        points = int(random.integers(0, 5)) * 5
        return Value("percentagePoints", str(points), points * SCALE // 100)
    hundreds = int(random.integers(1, 30)) * (1 if decision == "deductible" else 1000)
    return Value("yuan", str(hundreds * 100), hundreds * 100 * 100)
