"""The OWL 2 DL axioms of a base: its classes and properties, and the codes of its lists as different things.

What else the files say, rules, labels, sources, is no matter for a description-logic reasoner and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.model import Input
from yidi.names import RDF, RDFS, SKOS, TYPE, XSD
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal as Text
from yidi.reading.turtle import Term
from yidi.reading.vocabulary import Vocabulary

__all__ = [
    "BOOLEAN",
    "OWL",
    "Node",
    "Resource",
    "all_different",
    "defined",
    "described",
    "expression",
    "list_of",
    "node_of",
    "of_inputs",
    "of_terms",
    "restriction",
    "term_of",
]

OWL: Final = "http://www.w3.org/2002/07/owl#"
BOOLEAN: Final = NamedNode(XSD + "boolean")
_KINDS: Final = frozenset(
    OWL + kind
    for kind in (
        "Class",
        "ObjectProperty",
        "DatatypeProperty",
        "FunctionalProperty",
        "Restriction",
        "AllDisjointClasses",
    )
)
_AXIOMS: Final = frozenset(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range"))
_LISTS: Final = frozenset(RDF + name for name in ("first", "rest"))

Node = NamedNode | BlankNode
Resource = NamedNode | BlankNode | Literal


def of_terms(graph: Graph) -> list[Triple]:
    """The axioms about classes and properties that the files state."""
    terms = {s for kind in _KINDS for s in graph.instances(kind)}
    lists = {o for s in terms for p in graph.predicates(s) for o in graph.iris(s, p) if o.startswith("_:")}
    inner = set(_reached(graph, terms | lists))
    found = [
        Triple(node_of(subject), NamedNode(predicate), term_of(value))
        for subject in sorted(terms | inner)
        for predicate in graph.predicates(subject)
        for value in graph.objects(subject, predicate)
        if _is_axiom(predicate, value)
    ]
    return [*found, Triple(NamedNode(SKOS + "Concept"), NamedNode(TYPE), NamedNode(OWL + "Class"))]


def _reached(graph: Graph, start: Iterable[str]) -> Iterator[str]:
    """The blank nodes below some things: class expressions and the lists in them."""
    queue, seen = list(start), set(start)
    while queue:
        subject = queue.pop()
        if subject.startswith("_:"):
            yield subject
        for predicate in graph.predicates(subject):
            below = [o for o in graph.iris(subject, predicate) if o.startswith("_:") and o not in seen]
            seen.update(below)
            queue += below


def _is_axiom(predicate: str, value: Term) -> bool:
    if predicate == TYPE:
        return value in _KINDS
    return predicate in _AXIOMS | _LISTS or predicate.startswith(OWL)


def of_inputs(inputs: Iterable[Input], vocabulary: Vocabulary) -> list[Triple]:
    """What holds of inputs: each has one value, of a boolean or of a closed list of codes that differ."""
    found: list[Triple] = []
    listed = set()
    for used in inputs:
        predicate = NamedNode(used.iri)
        code_list = vocabulary.lists.get(used.code_list or "")
        if code_list is None:
            found += described(predicate, {RDFS + "range": BOOLEAN}) if used.datatype == "boolean" else []
            continue
        codes = [NamedNode(c.iri) for c in code_list.concepts]
        closed, axioms = expression("oneOf", codes)
        found += [*axioms, Triple(predicate, NamedNode(RDFS + "range"), closed)]
        if code_list.name not in listed:
            listed.add(code_list.name)
            found += all_different(codes)
    return found


def all_different(individuals: Sequence[NamedNode]) -> list[Triple]:
    """No two of these are the same."""
    head, members = list_of(individuals)
    named = [Triple(i, NamedNode(TYPE), NamedNode(OWL + "NamedIndividual")) for i in individuals]
    return [
        *named,
        *members,
        *described(BlankNode(), {TYPE: NamedNode(OWL + "AllDifferent"), OWL + "distinctMembers": head}),
    ]


def expression(kind: str, members: Sequence[Resource]) -> tuple[Node, list[Triple]]:
    """A class made of members, such as "intersectionOf" classes or "oneOf" individuals, and what describes it."""
    if kind != "oneOf" and len(members) == 1 and not isinstance(members[0], Literal):
        return members[0], []
    node = BlankNode()
    head, triples = list_of(members)
    return node, [*triples, *described(node, {TYPE: NamedNode(OWL + "Class"), OWL + kind: head})]


def list_of(members: Sequence[Resource]) -> tuple[Node, list[Triple]]:
    """An RDF list: its head, and the statements that make it."""
    nodes: list[Node] = [*(BlankNode() for _ in members), NamedNode(RDF + "nil")]
    triples = []
    for node, member, rest in zip(nodes[:-1], members, nodes[1:], strict=True):
        triples += described(node, {RDF + "first": member, RDF + "rest": rest})
    return nodes[0], triples


def described(subject: Node, values: Mapping[str, Resource]) -> list[Triple]:
    """Statements about one thing, by predicate."""
    return [Triple(subject, NamedNode(predicate), value) for predicate, value in values.items()]


def defined(name: NamedNode, node: Node) -> list[Triple]:
    """A named class that is the same as an expression."""
    return described(name, {TYPE: NamedNode(OWL + "Class"), OWL + "equivalentClass": node})


def restriction(on: Node, kind: str, filler: Resource) -> tuple[Node, list[Triple]]:
    """What has some value under a property, such as "someValuesFrom" a class, and what describes it."""
    node = BlankNode()
    return node, described(node, {TYPE: NamedNode(OWL + "Restriction"), OWL + "onProperty": on, OWL + kind: filler})


def node_of(name: str) -> Node:
    """A thing of the files as a node."""
    return BlankNode(_label(name)) if name.startswith("_:") else NamedNode(name)


def term_of(value: Term) -> Resource:
    """A value of the files as a node or literal."""
    if isinstance(value, Text):
        if value.language:
            return Literal(value.text, language=value.language)
        return Literal(value.text, datatype=NamedNode(value.datatype))
    return node_of(value)


def _label(name: str) -> str:
    return "b" + "".join(c if c.isalnum() else "x" for c in name[2:])
