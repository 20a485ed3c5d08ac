"""Advice: what a person can still change, and how the case would then come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yidi.graph import Graph
from yidi.model import Labels
from yidi.names import DEFINITION, local, term

if TYPE_CHECKING:
    from yidi.engine import Engine

Case = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a person can do: facts set to a code, or to what another fact of the case says."""

    iri: str
    labels: Labels
    definition: Labels
    codes: Mapping[str, str]
    facts: Mapping[str, str]
    part: str | None  # the part of the case that the change makes anew, such as "filing"


def read_changes(graph: Graph) -> tuple[Change, ...]:
    """The changes that a base knows."""
    return tuple(_change(graph, iri) for iri in graph.instances(term("Change")))


def _change(graph: Graph, iri: str) -> Change:
    nodes = {graph.text(node, term("setsPath")) or "": node for node in graph.iris(iri, term("sets"))}
    codes = {path: local(code) for path, node in nodes.items() if (code := graph.iri(node, term("to")))}
    facts = {path: source for path, node in nodes.items() if (source := graph.text(node, term("toFact")))}
    parts = {path.partition(".")[0] for path in codes}
    return Change(iri, graph.labels(iri), graph.texts(iri, DEFINITION), codes, facts, next(iter(parts), None))


def changed(case: Case, change: Change, lists: Mapping[str, object]) -> dict[str, object] | None:
    """The case after a change, or None if it would be the same or needs a fact that is not known."""
    if any(source not in case for source in change.facts.values()):
        return None
    kept = {path: value for path, value in case.items() if not change.part or not path.startswith(f"{change.part}.")}
    kept |= change.codes
    for path, source in change.facts.items():
        kept[path] = (case[source],) if path in lists else case[source]
    if change.part:
        kept[change.part] = True
    return None if kept == case else kept


def add_advice(engine: Engine, cases: Sequence[Case], answers: Sequence[dict[str, Any]], language: str) -> None:
    """Add to each answer the changes after which it would come out better; all of them are decided together."""
    base = engine.base
    routes = base.vocabulary.lists["route"].codes
    variants = [
        (answer, change, after)
        for case, answer in zip(cases, answers, strict=True)
        if answer["settlement"]["route"] != routes[0] or _is_reduced(answer["benefit"])
        for change in base.changes
        if (after := changed(case, change, engine.encoder.lists)) is not None
    ]
    if not variants:
        return
    results, amounts = engine.run_cases([after for _, _, after in variants])
    for row, (answer, change, _) in enumerate(variants):
        outcome = engine.writer(language).outcome(results, amounts, row)
        if _is_better(outcome, answer, routes):
            words = {"change": change.labels.get(language, ""), "how": change.definition.get(language, "")}
            answer["advice"].append({**words, "id": change.iri, "outcome": outcome})


def _is_reduced(benefit: Mapping[str, Any]) -> bool:
    nil = {"reductionPoints": "0", "reductionFactor": "1", "firstSelfPayShare": "0"}
    return any(benefit[k] not in (None, v) for k, v in nil.items())


def _is_better(outcome: Mapping[str, Any], answer: Mapping[str, Any], routes: Sequence[str]) -> bool:
    """Settled no less directly and no less paid, and one of the two better; the routes are in order, the best first."""
    before, after = answer["settlement"]["route"], outcome["route"]
    if before not in routes or after not in routes or routes.index(after) > routes.index(before):
        return False
    paid = (answer["amount"] or {}).get("fundPays")
    if paid is not None and outcome["fundPays"] is not None and float(outcome["fundPays"]) != float(paid):
        return float(outcome["fundPays"]) > float(paid)
    return routes.index(after) < routes.index(before)
