"""Axioms of the OWL API in the words and places of our files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from yidi.finding import NOWHERE
from yidi.names import RDF, RDFS, SKOS, TYPE, individual, short
from yidi.owl.axioms import OWL
from yidi.owl.cases import Told
from yidi.owl.ontology import Axiom
from yidi.reading.graph import Graph
from yidi.reading.turtle import Place

__all__ = ["Blame"]

_IRI: Final = re.compile(r"<([^>]*)>")
_BLANK: Final = re.compile(r"_:\S*?-_:b?(\w+)|_:\w+")
_PARTS: Final = len(individual("case", "1").split("/"))
_STATED: Final = {
    "SubClassOf": RDFS + "subClassOf",
    "EquivalentClasses": OWL + "equivalentClass",
    "ObjectPropertyDomain": RDFS + "domain",
    "DataPropertyDomain": RDFS + "domain",
    "ObjectPropertyRange": RDFS + "range",
    "DataPropertyRange": RDFS + "range",
    "SubObjectPropertyOf": RDFS + "subPropertyOf",
    "SubDataPropertyOf": RDFS + "subPropertyOf",
    "InverseObjectProperties": OWL + "inverseOf",
    "DisjointClasses": OWL + "disjointWith",
    "ClassAssertion": TYPE,
}
"""The predicate by which the files state an axiom of each type, where it is one predicate."""


class Blame:
    """Finds axioms in the files of a graph, and what cases say in theirs."""

    def __init__(self, graph: Graph, cases: Iterable[Told] = ()) -> None:
        self._graph = graph
        self._cases = {told.iri: told for told in cases}
        self._names = {"b" + "".join(c if c.isalnum() else "x" for c in s[2:]): s for s in graph if s.startswith("_:")}

    def words(self, axiom: Axiom) -> str:
        """An axiom in functional syntax (OWL 2 Structural Specification), names with their prefixes."""
        text = _IRI.sub(lambda match: _named(match[1]), str(axiom))
        return _BLANK.sub("[ … ]", text)

    def case(self, axiom: Axiom) -> Told | None:
        """The case that says so, or None."""
        owners = (self._cases.get("/".join(name.split("/")[:_PARTS])) for name in self._things(axiom))
        return next((told for told in owners if told), None)

    def place(self, axiom: Axiom) -> Place:
        """Where the files state an axiom."""
        kind, names = str(axiom.getAxiomType()), self._things(axiom)
        if told := self.case(axiom):
            return next((told.fields[n, names[0]] for n in names[1:] if (n, names[0]) in told.fields), told.place)
        if kind == "DisjointClasses" and (place := self._listed("AllDisjointClasses", "members", names)):
            return place
        if kind == "DifferentIndividuals" and (place := self._listed("AllDifferent", "distinctMembers", names)):
            return place
        if kind.endswith("PropertyAssertion") and len(names) > 1:
            predicate, subject, *values = names
            value = values[0] if values else None
            return self._graph.place(subject, predicate, value) or self._graph.place(subject, predicate) or NOWHERE
        if kind == "Declaration":
            return self._graph.place(names[0], TYPE, _declared(axiom)) or NOWHERE
        if kind == "ClassAssertion":
            names.reverse()  # the class comes first
        return next((place for name in names if (place := self._stated(name, _STATED.get(kind), names))), NOWHERE)

    def _stated(self, subject: str, predicate: str | None, names: list[str]) -> Place | None:
        """Where a thing is said to be something: one of these names, else something without a name."""
        if subject not in self._graph:
            return None
        values = self._graph.iris(subject, predicate) if predicate else ()
        meant = [v for v in values if v in names and v != subject] or [v for v in values if v.startswith("_:")]
        return self._graph.place(subject, predicate, next(iter(meant), None))

    def _things(self, axiom: Axiom) -> list[str]:
        """The things that an axiom names, in the order in which it does."""
        found = re.findall(r"<([^>]*)>|_:\S*?-_:(\w+)", str(axiom))
        return [iri or self._names.get(blank, blank) for iri, blank in found]

    def _listed(self, kind: str, predicate: str, names: list[str]) -> Place | None:
        """Where a list of all of these things stands."""
        for node in self._graph.instances(OWL + kind):
            head = self._graph.object(node, OWL + predicate)
            if head is not None and set(names) <= set(map(str, self._graph.list(head))):
                return self._graph.place(node)
        return None


def _declared(axiom: Axiom) -> str:
    """The class of terms that a declaration is about, as the files call it."""
    kind = str(axiom.getEntity().getEntityType())
    return OWL + {"DataProperty": "DatatypeProperty"}.get(kind, kind)


def _named(iri: str) -> str:
    for prefix, start in (("rdf", RDF), ("rdfs", RDFS), ("owl", OWL), ("skos", SKOS)):
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return short(iri)
