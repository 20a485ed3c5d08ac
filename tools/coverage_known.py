"""What is known for which pooling area: every one is asked the standard questions, and what comes back is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from yidi import Base
from yidi.cases.case import parse_case
from yidi.deciding.results import Results
from yidi.model import Rule
from yidi.tables.table import NOT_KNOWN, UNDETERMINED

KINDS: Final = ("official", "official-part", "unofficial", "unofficial-part", "hint", "unknown")
"""What may be known of a decision in an area, the best first.

A part is for some of the questions, or for none where there is a rule; a hint is a bound or an unofficial claim.
"""

# The standard questions: where the visit is (at home, elsewhere in the province, in another province),
# the filing, and what more there is to it.
_FILED: Final = {"status": "accepted", "commitment": False, "channel": "national-app"}
QUESTIONS: Final[tuple[tuple[str, str | None, Mapping[str, Any]], ...]] = (
    ("away", "long-term-worker", {}),
    ("away", "referral", {}),
    ("away", "other-temporary", {}),
    ("away", None, {"emergency": True}),
    ("away", None, {}),
    ("near", "referral", {}),
    ("near", None, {}),
    ("home", None, {}),
    ("home", None, {"care": "outpatient-chronic", "condition": "hypertension", "conditionQualified": True}),
)
SCHEMES: Final = ("employee", "resident")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: the kind for each decision and area, the day that was asked for, and the base."""

    base: Base
    day: date
    kinds: Mapping[str, Mapping[str, str]]  # by decision, by area

    def shares(self, decision: str) -> Mapping[str, Counter[str]]:
        """How many areas of each province there are of each kind."""
        found: dict[str, Counter[str]] = {}
        for area, kind in self.kinds[decision].items():
            found.setdefault(province_of(self.base, area), Counter())[kind] += 1
        return dict(sorted(found.items()))


def measure(base: Base, areas: Iterable[str] | None = None) -> Known:
    """Asks every area, or some of them, every question, on the day when the rules were last checked."""
    day = max(rule.last_checked for rule in base.rules.values())
    areas = list(base.places.areas if areas is None else areas)
    asked = [(area, case) for area in areas for case in _cases(base, area, date.fromordinal(day))]
    results, _ = base.engine.run_cases([parse_case(case, base.case_vocabulary, "en") for _, case in asked])
    names = [name for name, table in base.tables.items() if not table.decision.occasional]  # what all areas have
    kinds = {name: _of_decision(base, results, name, [area for area, _ in asked], day) for name in names}
    return Known(base, date.fromordinal(day), kinds)


def province_of(base: Base, area: str) -> str:
    """The code of the province in which the ground of an area lies."""
    return f"{area[:2]}0000" if f"{area[:2]}0000" in base.places.divisions else area


def _cases(base: Base, area: str, day: date) -> Iterator[dict[str, Any]]:
    """The standard questions of one area; those that no place answers to are left out."""
    places = _places(base, area)
    for where, filing, more in QUESTIONS:
        if (place := places[where]) is None:
            continue
        dates = {"submittedOn": f"{day}", "startsOn": f"{day}"}
        for scheme in SCHEMES:
            yield {
                "person": {"insuredIn": area, "scheme": scheme, "retired": False, "birthDate": "1980-01-01"},
                **({"filing": {"type": filing, "destination": place, **_FILED, **dates}} if filing else {}),
                "visit": {
                    "hospital": {"region": place, "level": "tertiary", "designated": True, "opened": ["inpatient"]},
                    "care": "inpatient",
                    "emergency": False,
                    "admittedOn": f"{day}",
                    "admissionNumber": 1,
                    **more,
                },
                "expense": {"total": "20000.00", "eligible": "20000.00"},
            }


def _places(base: Base, area: str) -> dict[str, str | None]:
    """A place at home, one elsewhere in the province, one in another province; None where there is none."""
    places, number = base.places, base.places.areas[area]
    home, province = places.area_home[number], places.area_province[number]
    pooled = [(code, d) for code, d in places.divisions.items() if places.pool[d] >= 0]
    return {
        "home": next((c for c, d in pooled if places.pool[d] == home), None),
        "near": next((c for c, d in pooled if places.province[d] == province and places.pool[d] != home), None),
        "away": next((c for c, d in pooled if places.province[d] != province and not places.zones[d]), None),
    }


def _of_decision(base: Base, results: Results, name: str, asked: list[str], day: int) -> dict[str, str]:
    """The kind for each area, from what the decision came to in each question; facts that are open do not count."""
    outcomes = results.outcomes[name]
    outcomes = outcomes if outcomes.ndim == 1 else outcomes.min(axis=0)
    default = base.tables[name].decision.default is not None
    answered: dict[str, list[bool]] = {}
    official: dict[str, list[bool]] = {}
    for row, area in enumerate(asked):
        if outcomes[row] == UNDETERMINED:
            continue
        rules = results.reasons(name, row).prevailing if outcomes[row] != NOT_KNOWN else ()
        answered.setdefault(area, []).append(bool(rules))
        if rules:
            official.setdefault(area, []).append(any(is_official(base, rule) for rule in rules))
    found = {}
    for area in dict.fromkeys(asked):
        known = answered.get(area, [])
        if not any(known):
            found[area] = _without_answer(base, name, area, day)
            continue
        kind = "official" if all(official[area]) else "unofficial"
        # A factor that no rule mentions is one: its rules are the exceptions, and cover what they mean to cover.
        found[area] = kind if default or all(known) else f"{kind}-part"
    return found


def is_official(base: Base, rule: Rule) -> bool:
    """Whether any source of a rule is official."""
    return any(base.sources[b].official for b in rule.basis if b in base.sources)


def _without_answer(base: Base, name: str, area: str, day: int) -> str:
    """The kind where no question was answered: there may be rules for other cases, or bounds, or claims."""
    chain = base.places.chains[base.places.areas[area]]
    here = [
        rule
        for rule in (*base.rules.values(), *base.claims.values())
        if rule.decision == name
        and not {*chain}.isdisjoint(rule.jurisdictions)
        and rule.valid_from <= day <= rule.valid_to
    ]
    rules = [rule for rule in here if not rule.claimed and not rule.is_bound]
    if rules:
        return "official-part" if any(is_official(base, rule) for rule in rules) else "unofficial-part"
    return "hint" if here else "unknown"
