"""A page for each rule and each claim, and the lists of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from website.model import Page
from website.world import World, slug
from yidi.answers.words import REASONS
from yidi.model import Disagreement, Rule
from yidi.names import TYPE, individual, short

_RANKS: Final = ("national", "provincial", "municipal", "official-media", "other")


def pages(world: World) -> Iterator[Page]:
    """The lists, then the rules one by one."""
    rules = [r for r in world.rules.values() if not r.claimed]
    claims = [r for r in world.rules.values() if r.claimed]
    about = {"zh": "规则", "en": "Rules"}
    yield Page("rules/index.html", "rules", "part", "rules.j2", about, lambda _: {"rows": rows(world, rules)})
    about = {"zh": "只有非官方来源说的数字", "en": "Numbers that only unofficial sources give"}
    yield Page("claims/index.html", "claims", "part", "claims.j2", about, lambda _: {"areas": _by_area(world, claims)})
    for rule in world.rules.values():
        yield _page(world, rule)


def _page(world: World, rule: Rule) -> Page:
    kind = "claim" if rule.claimed else "rule"
    return Page(
        f"{kind}s/{slug(rule.iri)}.html",
        f"{kind}s",
        kind,
        "rule.j2",
        rule.labels,
        lambda language: _context(world, rule, language),
        name=rule.iri,
        also=f"{short(rule.iri)} {rule.figure}",
    )


def rows(world: World, rules: list[Rule]) -> list[dict[str, Any]]:
    """Rules for a table: each with the best of its sources."""
    return [{"rule": rule, "source": best_source(world, rule)} for rule in rules]


def best_source(world: World, rule: Rule) -> str | None:
    """The provision of the highest authority on which a rule rests; of two authorities, that of what was seen."""
    known = [iri for iri in rule.basis if iri in world.base.sources]
    return min(known, key=lambda iri: rank(world, iri), default=None)


def rank(world: World, iri: str) -> int:
    """The rank of a provision, the highest first."""
    source = world.base.sources[iri]
    ranks = [_RANKS.index(a) if a in _RANKS else len(_RANKS) for a in (source.authority, source.seen_authority)]
    return max(ranks)


def _context(world: World, rule: Rule, language: str) -> Mapping[str, Any]:
    beats, beaten = world.contests
    cases, coverage = world.report, world.report.coverage
    by_name = {e.name: e for e in cases.examples}
    return {
        "rule": rule,
        "decision": world.base.vocabulary.decisions[rule.decision],
        "block": world.lines(rule.place),
        "place": f"{world.shown_path(rule.place.file)}:{rule.place.line}",
        "source": best_source(world, rule),
        "beats": _reasons(world, beats.get(rule.iri, {}), language),
        "beaten": _reasons(world, beaten.get(rule.iri, {}), language),
        "fired": [n for n in dict.fromkeys(coverage.fired.get(rule.iri, ())) if n in by_name],
        "missed": [n for n in dict.fromkeys(coverage.missed.get(rule.iri, ())) if n in by_name],
        "disagreements": touching(world, rule),
        "carried": [c.statement for c in world.base.carried if c.carrier == rule.iri],
        "people": list(_pointing(world, rule.iri, "ruledBy")),
    }


def touching(world: World, rule: Rule) -> list[Disagreement]:
    """The disagreements that a provision of the rule settled, or in which one of its provisions is contradicted."""
    basis = set(rule.basis)
    decision = individual("decision", rule.decision)
    return [
        d
        for d in world.base.disagreements
        if not basis.isdisjoint(d.settled_by)
        or (decision in _touched(d) and not basis.isdisjoint(world.claiming.get(d.iri, ())))
    ]


def _touched(disagreement: Disagreement) -> set[str]:
    return {t if t.startswith("http") else individual("decision", t) for t in disagreement.touches}


def _pointing(world: World, iri: str, predicate: str) -> Iterator[str]:
    for triple in world.index.points_at(iri, 1000).triples:
        owner = world.index.owner(triple.subject)
        if triple.predicate.value.endswith(f"#{predicate}") and owner and world.index.values(owner, TYPE):
            yield owner


def _reasons(world: World, found: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Rules with why each beats or is beaten, those of one reason together."""
    known = [(iri, why) for iri, why in found.items() if iri in world.rules]
    order = list(REASONS)
    return [
        {"why": REASONS[why][language], "rules": [world.rules[iri] for iri, other in known if other == why]}
        for why in sorted({why for _, why in known}, key=order.index)
    ]


def _by_area(world: World, claims: list[Rule]) -> list[dict[str, Any]]:
    """Claims by the area of which they speak."""
    found: dict[str, list[Rule]] = {}
    for claim in claims:
        found.setdefault(claim.jurisdictions[0], []).append(claim)
    return [{"area": area, "rows": rows(world, found[area])} for area in sorted(found)]
