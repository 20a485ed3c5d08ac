"""Answers as RDF, in the ontology's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from yidi.names import ID, NS, individual, local

if TYPE_CHECKING:
    from yidi.base import Base

YIDI = Namespace(NS)
_AMOUNTS = {"total": "totalAmount", "eligible": "eligible", "fundPays": "fundPays", "personPays": "personPays"}


def answers_turtle(base: Base, answers: Iterable[Mapping[str, Any]]) -> str:
    """The Turtle of answers, each a blank node of class `yidi:Answer`."""
    graph = Graph()
    graph.bind("yidi", YIDI)
    for kind in ("rule", "claim", "decision", "disagreement", *base.vocabulary.lists):
        graph.bind(kind, Namespace(f"{ID}{kind}/"))
    for answer in answers:
        _Describer(base, graph).describe(answer)
    return graph.serialize(format="turtle")


class _Describer:
    """Adds one answer to a graph."""

    def __init__(self, base: Base, graph: Graph) -> None:
        self._base, self._graph, self._node = base, graph, BNode()

    def describe(self, answer: Mapping[str, Any]) -> None:
        """Add all that the answer says."""
        self._add(self._node, RDF.type, YIDI.Answer)
        self._add(self._node, YIDI.asOf, Literal(answer["asOf"], datatype=XSD.date))
        if answer["filing"]["validUntil"]:
            self._add(self._node, YIDI.validUntil, Literal(answer["filing"]["validUntil"], datatype=XSD.date))
        for entry in answer["because"]:
            self._outcome(entry)
        if answer["amount"] is not None:
            self._amount(answer["amount"])
        for each in answer["disagreements"]:
            self._add(self._node, YIDI.concerns, URIRef(each["id"]))
        for missing in answer["missing"]:
            self._missing(missing)
        for warning in answer["warnings"]:
            self._caution(warning)

    def _outcome(self, entry: Mapping[str, Any]) -> None:
        node = self._part(YIDI.outcome, YIDI.Outcome)
        self._add(node, YIDI.decided, URIRef(individual("decision", entry["decision"])))
        self._add(node, YIDI.prevailing, URIRef(entry["rule"]))
        for beaten in entry["defeated"]:
            self._add(node, YIDI.defeated, URIRef(beaten))
        for value in self._values(entry):
            self._add(node, YIDI.value, value)

    def _values(self, entry: Mapping[str, Any]) -> Iterable[Node]:
        """The values of the rule that prevailed, as the ontology writes them: codes, or literals with their type."""
        decision = self._base.tables[entry["decision"]].decision
        for value in self._base.rules[entry["rule"]].values:
            if value.kind == "code" and value.text:
                yield URIRef(individual(decision.code_list or "", value.text))
            elif value.kind in ("boolean", "integer", "gMonthDay"):
                yield Literal(value.text, datatype=XSD[value.kind])
            elif value.text:
                yield Literal(value.text, datatype=YIDI[value.kind])

    def _amount(self, amount: Mapping[str, Any]) -> None:
        known = {_AMOUNTS[k]: amount[k] for k in _AMOUNTS}
        known["criticalIllnessPays"] = amount["byPayer"]["critical-illness"]
        for name, yuan in known.items():
            if yuan is not None:
                self._add(self._node, YIDI[name], Literal(yuan, datatype=YIDI.yuan))
        for number, step in enumerate(amount["steps"], start=1):
            node = self._part(YIDI.step, YIDI.Step)
            self._add(node, YIDI.stepNumber, Literal(number))
            self._add(node, RDFS.label, Literal(step["label"]))
            self._add(node, YIDI.stepAmount, Literal(step["amount"], datatype=YIDI.yuan))
            if step["rule"]:
                self._add(node, YIDI.prevailing, URIRef(step["rule"]))

    def _missing(self, missing: Mapping[str, Any]) -> None:
        node = self._part(YIDI.missing, YIDI.MissingFact)
        self._add(node, YIDI.missingPath, Literal(missing["input"]))
        for name in missing["decides"]:
            self._add(node, YIDI.turnsOn, URIRef(individual("decision", name)))

    def _caution(self, warning: Mapping[str, Any]) -> None:
        node = self._part(YIDI.caution, YIDI.Caution)
        self._add(node, YIDI.cautionCode, Literal(local(warning["code"])))
        self._add(node, RDFS.comment, Literal(warning["message"]))

    def _part(self, predicate: URIRef, kind: URIRef) -> BNode:
        node = BNode()
        self._add(self._node, predicate, node)
        self._add(node, RDF.type, kind)
        return node

    def _add(self, subject: Node, predicate: URIRef, value: Node) -> None:
        self._graph.add((subject, predicate, value))
