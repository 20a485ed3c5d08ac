"""One thing, one name, one block: nothing is declared twice, and no two things are told apart by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from yidi.finding import NOWHERE, Finding
from yidi.names import ID, LABEL, NS, SKOS, TYPE, short, term
from yidi.reading.graph import Graph
from yidi.reading.rules import rulings
from yidi.reading.turtle import Literal, Place


def twice_declared(graph: Graph) -> Iterator[Finding]:
    """Names that are said to be something in more than one block, be it in one file or in two."""
    first: dict[str, Place] = {}
    for file in graph.files:
        before: tuple[str, str] | None = None
        for subject, predicate, _, offset in file.statements:
            again = before == (subject, predicate)  # `a x:One , x:Two` is one declaration
            before = (subject, predicate)
            if predicate != TYPE or again or not subject.startswith((ID, NS)):
                continue
            place = file.place(offset)
            if subject in first:
                yield Finding("name-twice", place, {"subject": short(subject)}, ((first[subject], short(subject)),))
            else:
                first[subject] = place


def shared_labels(graph: Graph) -> Iterator[Finding]:
    """Rules that a reader cannot tell apart by their label."""
    yield from _alike(graph, [*rulings(graph)], LABEL, "label-shared")


def shared_in_lists(graph: Graph) -> Iterator[Finding]:
    """Codes of one list, and decisions and inputs, that have a label in common; codes with the same place in a list."""
    lists: dict[str, list[str]] = {}
    for code in graph.instances(SKOS + "Concept"):
        lists.setdefault(graph.iri(code, SKOS + "inScheme") or "", []).append(code)
    inputs = [i for kind in ("GivenInput", "FactInput", "DecisionInput") for i in graph.instances(term(kind))]
    for group in (*lists.values(), graph.instances(term("Decision")), inputs):
        yield from _alike(graph, group, LABEL, "label-shared")
    with_path = [i for i in graph if graph.objects(i, term("path"))]
    yield from _alike(graph, with_path, term("path"), "path-shared")
    for codes in lists.values():
        yield from _alike(graph, codes, term("order"), "order-shared")


def _alike(graph: Graph, things: list[str], predicate: str, finding: str) -> Iterator[Finding]:
    """Things that have a value of a predicate in common with one before them."""
    owner: dict[Literal, str] = {}
    for thing in things:
        for value in graph.objects(thing, predicate):
            if not isinstance(value, Literal) or owner.setdefault(value, thing) == thing:
                continue
            details = {"subject": short(thing), "other": short(owner[value])}
            words = {"language": value.language, "label": value.text, "number": value.text}
            related = ((graph.place(owner[value], predicate, value), short(owner[value])),)
            yield Finding(finding, graph.place(thing, predicate, value) or NOWHERE, {**details, **words}, related)


def shared_answer_paths(graph: Graph) -> Iterator[Finding]:
    """Decisions that write to the same place of the answer."""
    owner: dict[str, str] = {}
    for decision in graph.instances(term("Decision")):
        path = graph.text(decision, term("answerPath"))
        if path is None or owner.setdefault(path, decision) == decision:
            continue
        details = {"subject": short(decision), "other": short(owner[path]), "path": path}
        related = ((graph.place(owner[path], term("answerPath")), short(owner[path])),)
        yield Finding("answer-path-shared", graph.place(decision, term("answerPath")) or NOWHERE, details, related)
