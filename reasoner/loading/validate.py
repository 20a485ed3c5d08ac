"""What is wrong with the statements of an integrator: unknown terms and codes, wrong values, half an institution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from yidi.loading.source import Source
from yidi.loading.terms import Terms, Wrong
from yidi.loading.trouble import Trouble
from yidi.names import BASE_GRAPH, LABEL, TYPE, local, term
from yidi.store.transfer import STAGING

_TYPE: Final = ox.NamedNode(TYPE)
_INSTITUTION: Final = ox.NamedNode(term("MedicalInstitution"))
_NEEDED: Final = {
    "yidi:region": (ox.NamedNode(term("region")),),
    "rdfs:label": (ox.NamedNode(LABEL), ox.NamedNode(term("name"))),
}

_Subject = ox.NamedNode | ox.BlankNode | ox.Triple


class _Seen:
    """What several files have said so far about things, for what can be told only when all are read."""

    def __init__(self, terms: Terms) -> None:
        self.institutions: dict[_Subject, tuple[Source, int]] = {}
        self.having: dict[ox.NamedNode, set[_Subject]] = {p: set() for some in _NEEDED.values() for p in some}
        self.values: dict[ox.NamedNode, dict[_Subject, tuple[object, Source, int]]] = {
            ox.NamedNode(iri): {} for iri in terms.single
        }

    def looked_at(self) -> frozenset[ox.NamedNode]:
        """The properties whose statements are remembered."""
        return frozenset((_TYPE, *self.having, *self.values))

    def remember(self, source: Source, index: int, quad: ox.Quad) -> Trouble | None:
        """Keep a statement; a second value of a property that has one at most is told."""
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if predicate == _TYPE and value == _INSTITUTION:
            self.institutions.setdefault(subject, (source, index))
        if predicate in self.having:
            self.having[predicate].add(subject)
        if predicate in self.values:
            first, where, at = self.values[predicate].setdefault(subject, (value, source, index))
            if first != value:
                details = {"name": local(predicate.value), "first": where.place(at)}
                return Trouble("value-repeated", source.place(index), details)
        return None

    def incomplete(self) -> Iterator[Trouble]:
        """The institutions that lack what every one of them needs."""
        for institution, (source, index) in self.institutions.items():
            missing = [n for n, some in _NEEDED.items() if not any(institution in self.having[p] for p in some)]
            if missing:
                yield Trouble("institution-incomplete", source.place(index), {"missing": ", ".join(missing)})


def troubles_of(sources: Sequence[Source], terms: Terms) -> list[Trouble]:
    """Everything that is wrong with the statements of several files, taken together."""
    seen = _Seen(terms)
    looked_at = seen.looked_at()
    found: list[Trouble] = []
    for source in sources:
        if not source.checked:
            found += _wrong_statements(source, terms)
        for index, quad in enumerate(source.quads):
            if quad.predicate in looked_at and (trouble := seen.remember(source, index, quad)):
                found.append(trouble)
    return [*found, *seen.incomplete()]


def is_reserved(graph: str) -> bool:
    """Whether a graph is not an integrator's to change."""
    return graph == BASE_GRAPH or graph.startswith((f"{BASE_GRAPH}/", STAGING))


def _wrong_statements(source: Source, terms: Terms) -> Iterator[Trouble]:
    """Statements in a graph of the base, with an unknown term, or with a value that its property does not take."""
    known: dict[tuple[object, object], Wrong | None] = {}
    graphs: set[object] = set()
    for index, quad in enumerate(source.quads):
        graph, key = quad.graph_name, (quad.predicate, quad.object)
        if graph not in graphs:
            graphs.add(graph)
            if isinstance(graph, ox.NamedNode) and is_reserved(graph.value):
                yield Trouble("graph-reserved", source.place(index), {"graph": graph.value})
        if key not in known:
            known[key] = _wrong(terms, quad)
        if wrong := known[key]:
            yield Trouble(wrong[0], source.place(index), wrong[1])


def _wrong(terms: Terms, quad: ox.Quad) -> Wrong | None:
    value = quad.object
    if wrong := terms.wrong_name(quad.predicate.value):
        return wrong
    if quad.predicate == _TYPE and isinstance(value, ox.NamedNode):
        return terms.wrong_name(value.value)
    return terms.wrong_value(quad.predicate.value, value)
