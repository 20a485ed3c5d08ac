"""Advice: what a person can still change, and how the case would then come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yidi.model import Labels
from yidi.names import DEFINITION, local, term
from yidi.reading.graph import Graph

Case = Mapping[str, object]
Answer = dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class Alternative:
    """A case as it would be after a change."""

    change: Change
    case: Case


def alternatives_of(case: Case, changes: Sequence[Change], lists: Mapping[str, object]) -> list[Alternative]:
    """What a case would be after each change that applies to it."""
    found = ((change, changed(case, change, lists)) for change in changes)
    return [Alternative(change, after) for change, after in found if after is not None]


def advise(
    answer: Answer, outcomes: Iterable[tuple[Change, Answer]], routes: Sequence[str], language: str
) -> list[Answer]:
    """The changes after which a case would come out better than its answer, with how it would."""
    return [
        {
            "change": change.labels.get(language, ""),
            "how": change.definition.get(language, ""),
            "id": change.iri,
            "outcome": outcome,
        }
        for change, outcome in outcomes
        if _is_better(outcome, answer, routes)
    ]


def _is_better(outcome: Answer, answer: Answer, routes: Sequence[str]) -> bool:
    """Settled no less directly and no less paid, and one of the two better; the routes are in order, the best first.

    Where a rule is wanting and no fact, the way that leads to the best route for sure is better than not to know.
    """
    before, after = answer["settlement"]["route"], outcome["route"]
    if before not in routes:
        return after == routes[0] and not any("settlementRoute" in each["decides"] for each in answer["missing"])
    if after not in routes or routes.index(after) > routes.index(before):
        return False
    paid = (answer["amount"] or {}).get("fundPays")
    if paid is not None and outcome["fundPays"] is not None and float(outcome["fundPays"]) != float(paid):
        return float(outcome["fundPays"]) > float(paid)
    return routes.index(after) < routes.index(before)
