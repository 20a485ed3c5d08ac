"""What a decision says of itself goes together, and some rule makes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import CodeList
from yidi.names import XSD, individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader, did_you_mean, written
from yidi.reading.turtle import Literal, Place
from yidi.values import parse_value, written_types

if TYPE_CHECKING:
    from yidi.base import Base


def unsound_decisions(graph: Graph, base: Base) -> Iterator[Finding]:
    """Decisions that nothing decides, marks that only a decision that collects can have, and codes of another list."""
    decided = {rule.decision for rule in (*base.rules.values(), *base.claims.values())}
    reader = Reader(graph)
    for decision in base.vocabulary.decisions.values():
        if decision.name not in decided and not decision.total:  # else it is a gap
            yield Finding("decision-empty", reader.place(decision.iri), {"subject": short(decision.iri)})
        for mark in ("alternatives", "certainPart"):
            if not decision.collects and graph.objects(decision.iri, term(mark)):
                details = {"subject": short(decision.iri), "predicate": f"yidi:{mark}"}
                yield Finding("mark-idle", reader.place(decision.iri, mark), details)
        for code in graph.iris(decision.iri, term("whenUndetermined")):
            known = base.vocabulary.lists.get(decision.code_list or "")
            if known and code in graph and code not in {c.iri for c in known.concepts}:
                place = graph.place(decision.iri, term("whenUndetermined"), code) or NOWHERE
                expected = phrase("a-code", list=known.name)
                yield Finding("value-invalid", place, {"value": short(code), "expected": expected})
        if decision.parameter and decision.parameter not in base.vocabulary.fields:
            place = graph.place(decision.iri, term("parameter")) or NOWHERE
            yield _unknown_path(base, place, decision.iri, decision.parameter)
    yield from _defaults(graph, base)
    yield from _changes(graph, base)
    for code_list in base.vocabulary.lists.values():
        yield from _unordered(graph, code_list)
        if not code_list.concepts:
            name = individual("list", code_list.name)
            yield Finding("list-empty", graph.place(name) or NOWHERE, {"subject": short(name)})


def _defaults(graph: Graph, base: Base) -> Iterator[Finding]:
    """Defaults of inputs that are no value that the input can have."""
    for used in base.vocabulary.inputs.values():
        default = graph.object(used.iri, term("default"))
        if default is None:
            continue
        expected: object = None
        if used.code_list:
            known = base.vocabulary.lists.get(used.code_list)
            if known and (isinstance(default, Literal) or default not in {c.iri for c in known.concepts}):
                expected = phrase("a-code", list=known.name)
        elif not isinstance(default, Literal) or (value := parse_value(default)) is None or value.kind != used.datatype:
            expected = phrase("boolean") if used.datatype == "boolean" else written_types([used.datatype])
        if expected and (isinstance(default, Literal) or default in graph):
            place = graph.place(used.iri, term("default")) or NOWHERE
            yield Finding("value-invalid", place, {"value": written(default), "expected": expected})


def _changes(graph: Graph, base: Base) -> Iterator[Finding]:
    """Changes of what no case has, and codes that cannot stand where they are put."""
    fields = base.vocabulary.fields
    for change in graph.instances(term("Change")):
        for part in graph.iris(change, term("sets")):
            path = graph.text(part, term("setsPath")) or ""
            for name in ("setsPath", "toFact"):
                if (named := graph.text(part, term(name))) is not None and named not in fields:
                    yield _unknown_path(base, graph.place(part, term(name)) or NOWHERE, change, named)
            code = graph.iri(part, term("to"))
            kind = fields[path].value_type if path in fields else None
            copied = fields.get(graph.text(part, term("toFact")) or "")
            if kind and copied and copied.value_type not in (kind, None):
                place = graph.place(part, term("toFact")) or NOWHERE
                expected = phrase("path-of", kind=short(kind).replace(XSD, "xsd:"))
                yield Finding("value-invalid", place, {"value": copied.path, "expected": expected})
            code_list = base.vocabulary.lists.get(local(kind or ""))
            if code and code in graph and code_list and code not in {c.iri for c in code_list.concepts}:
                expected = phrase("a-code", list=code_list.name)
                place = graph.place(part, term("to")) or NOWHERE
                yield Finding("value-invalid", place, {"value": short(code), "expected": expected})


def _unknown_path(base: Base, place: Place, subject: str, path: str) -> Finding:
    guess = did_you_mean(path, base.vocabulary.fields)
    return Finding("path-unknown", place, {"subject": short(subject), "path": path, "guess": guess})


def _unordered(graph: Graph, code_list: CodeList) -> Iterator[Finding]:
    """Codes without a place in a list whose other codes have one."""
    without = [c.iri for c in code_list.concepts if not graph.objects(c.iri, term("order"))]
    for code in without if len(without) < len(code_list.concepts) else ():
        details = {"subject": short(code), "predicate": "yidi:order", "hint": "yidi:order 1"}
        yield Finding("predicate-missing", graph.place(code) or NOWHERE, details)
