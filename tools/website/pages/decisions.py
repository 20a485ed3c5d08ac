"""A page for each decision with its table of rules, and the diagram of what requires what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from website.figures import requirements
from website.model import Page
from website.pages.rules import rows
from website.world import World
from yidi.model import Decision, Input
from yidi.names import individual, local
from yidi.reading.vocabulary import required_decisions


def pages(world: World) -> Iterator[Page]:
    """All decisions, then each."""
    labels = {"zh": "判定事项", "en": "Decisions"}
    yield Page("decisions/index.html", "decisions", "part", "decisions.j2", labels, lambda lang: _all(world, lang))
    for decision in world.base.vocabulary.decisions.values():
        yield _page(world, decision)


def _page(world: World, decision: Decision) -> Page:
    return Page(
        f"decisions/{decision.name}.html",
        "decisions",
        "decision",
        "decision.j2",
        decision.labels,
        lambda language: _context(world, decision, language),
        name=decision.iri,
        also=f"decision:{decision.name} {decision.answer_path}",
        texts=world.index.definitions(decision.iri),
    )


def _all(world: World, language: str) -> Mapping[str, Any]:
    decisions = world.base.vocabulary.decisions
    return {
        "diagram": requirements(world, language, decisions, ""),
        "decisions": [
            {"decision": d, "rules": _count(world, d), "areas": _areas(world, d)} for d in decisions.values()
        ],
    }


def _count(world: World, decision: Decision) -> int:
    return sum(r.decision == decision.name for r in world.base.rules.values())


def _areas(world: World, decision: Decision) -> int:
    """How many pooling areas have a rule, of their own or of a wider jurisdiction."""
    named = {code for r in world.base.rules.values() if r.decision == decision.name for code in r.jurisdictions}
    return sum(not named.isdisjoint(chain) for chain in world.base.places.chains)


def _context(world: World, decision: Decision, language: str) -> Mapping[str, Any]:
    vocabulary = world.base.vocabulary
    needed = required_decisions(decision, vocabulary.inputs)
    needing = [
        d.name for d in vocabulary.decisions.values() if decision.name in required_decisions(d, vocabulary.inputs)
    ]
    rules = [r for r in world.rules.values() if r.decision == decision.name]
    around = {n: d for n, d in vocabulary.decisions.items() if n in {decision.name, *_all_needed(world, decision)}}
    around |= {n: vocabulary.decisions[n] for n in needing}
    place = world.graph.place(decision.iri)
    return {
        "decision": decision,
        "inputs": [input_words(vocabulary.inputs[name]) for name in decision.inputs],
        "needed": [vocabulary.decisions[n].iri for n in needed],
        "needing": [vocabulary.decisions[n].iri for n in needing],
        "rows": rows(world, [r for r in rules if not r.claimed]),
        "claims": rows(world, [r for r in rules if r.claimed]),
        "count": _count(world, decision),
        "areas": _areas(world, decision),
        "all_areas": len(world.base.places.areas),
        "diagram": requirements(world, language, around, decision.name) if len(around) > 1 else None,
        "disagreements": [
            d for d in world.base.disagreements if {decision.name, decision.iri} & {*map(local, d.touches), *d.touches}
        ],
        "default": decision.default,
        "values": [individual("list", decision.code_list)] if decision.code_list else [],
        "block": world.lines(place) if place else "",
        "place": f"{world.shown_path(place.file)}:{place.line}" if place else "",
    }


def _all_needed(world: World, decision: Decision) -> set[str]:
    """All decisions that come before this one."""
    vocabulary = world.base.vocabulary
    found: set[str] = set()
    waiting = [decision]
    while waiting:
        for name in required_decisions(waiting.pop(), vocabulary.inputs):
            if name not in found:
                found.add(name)
                waiting.append(vocabulary.decisions[name])
    return found


def input_words(used: Input) -> dict[str, Any]:
    """An input, and how it comes about: from a path of the case, a comparison, or another decision."""
    kind = "fact" if used.operator else "decision" if used.of_decision else "given"
    operands = [individual("decision", o[1:]) if o.startswith("=") else o for o in used.operands]
    return {"input": used, "kind": kind, "operands": operands}
