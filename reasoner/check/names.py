"""One thing, one name, one block: nothing is declared twice, and no two things are told apart by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from yidi.finding import NOWHERE, Finding
from yidi.names import ID, LABEL, NS, TYPE, short, term
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
    owner: dict[Literal, str] = {}
    for rule in rulings(graph):
        for label in graph.objects(rule, LABEL):
            if not isinstance(label, Literal) or owner.setdefault(label, rule) == rule:
                continue
            details = {"subject": short(rule), "other": short(owner[label]), "language": label.language}
            related = ((graph.place(owner[label], LABEL, label), short(owner[label])),)
            place = graph.place(rule, LABEL, label) or NOWHERE
            yield Finding("label-shared", place, {**details, "label": label.text}, related)


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
