"""The hierarchies of code lists: what follows from `skos:broader` must be what the tables use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from yidi.names import NS, RDFS, SKOS, TYPE, individual
from yidi.owl.axioms import OWL, described, expression, restriction
from yidi.owl.ontology import classify
from yidi.reading.graph import Graph
from yidi.reading.vocabulary import Vocabulary

__all__ = ["wrong_hierarchies"]

_BROADER: Final = NamedNode(SKOS + "broader")
_WIDER: Final = NamedNode(SKOS + "broaderTransitive")


def wrong_hierarchies(graph: Graph, vocabulary: Vocabulary, language: str = "en") -> list[tuple[str, str]]:
    """The codes, and wider ones, of which only one of reasoner and tables says that the one is narrower."""
    concepts = [c for code_list in vocabulary.lists.values() for c in code_list.concepts]
    if not concepts:
        return []
    code_of = {c.iri: (code_list.name, c.code) for code_list in vocabulary.lists.values() for c in code_list.concepts}
    iri_of = {code: iri for iri, code in code_of.items()}
    used = {
        (c.iri, iri_of.get(key := (code_of[c.iri][0], wide), individual(*key))) for c in concepts for wide in c.broader
    }
    found = classify(list(_axioms(graph, list(code_of))), language=language).classes
    inferred = {(c, kind.removesuffix("/kind")) for c in code_of for kind in found.get(c, ()) if kind.endswith("/kind")}
    return sorted((inferred - {(c, c) for c in code_of}) ^ used)


def _axioms(graph: Graph, codes: list[str]) -> Iterator[Triple]:
    """The statements, that being broader is transitive, and for each code the kind of what lies below it."""
    yield from described(_BROADER, {TYPE: NamedNode(OWL + "ObjectProperty"), RDFS + "subPropertyOf": _WIDER})
    yield from described(_WIDER, {TYPE: NamedNode(OWL + "ObjectProperty")})
    yield Triple(_WIDER, NamedNode(TYPE), NamedNode(OWL + "TransitiveProperty"))
    parents = dict.fromkeys(wide for code in codes for wide in graph.iris(code, SKOS + "broader"))
    for code in codes:
        yield Triple(NamedNode(code), NamedNode(TYPE), NamedNode(OWL + "NamedIndividual"))
        yield Triple(NamedNode(code), NamedNode(TYPE), NamedNode(NS + "Code"))
        for wide in graph.iris(code, SKOS + "broader"):
            yield Triple(NamedNode(code), _BROADER, NamedNode(wide))
    for wide in parents:
        this = NamedNode(f"{wide}/kind")
        node, below = restriction(_WIDER, "hasValue", NamedNode(wide))
        whole, members = expression("intersectionOf", [NamedNode(NS + "Code"), node])
        yield from (*below, *members)
        yield from described(this, {TYPE: NamedNode(OWL + "Class"), OWL + "equivalentClass": whole})
