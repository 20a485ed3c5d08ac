"""The whole base as OWL: all that its files state, and that codes of one list differ.

What a rule or a step of a process asks for is left out: it says nothing of the rule, which has no age and no
scheme, but describes a class of cases (`specialis`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Triple

from yidi.names import SKOS, TYPE, term
from yidi.owl.axioms import OWL, all_different, node_of, term_of
from yidi.reading.graph import Graph
from yidi.reading.vocabulary import Vocabulary

__all__ = ["whole"]

_ASKING: Final = tuple(term(kind) for kind in ("Rule", "ClaimedRule", "ProcessStep"))
"""The classes of things that have conditions."""


def whole(graph: Graph, vocabulary: Vocabulary) -> list[Triple]:
    """Every statement of the files about the things that it is made of, as OWL."""
    lists = (concepts for one in vocabulary.lists.values() if len(concepts := one.concepts) > 1)
    different = chain.from_iterable(all_different([NamedNode(c.iri) for c in concepts]) for concepts in lists)
    concept = Triple(NamedNode(SKOS + "Concept"), NamedNode(TYPE), NamedNode(OWL + "Class"))
    return [*_stated(graph, vocabulary), *different, concept]


def _stated(graph: Graph, vocabulary: Vocabulary) -> Iterator[Triple]:
    asking = set(chain.from_iterable(map(graph.instances, _ASKING)))
    inputs = {used.iri for used in vocabulary.inputs.values()}
    hidden = {o for s in asking for p in inputs for o in graph.iris(s, p) if o.startswith("_:")}
    for subject in graph:
        if subject in hidden:
            continue
        for predicate in graph.predicates(subject):
            if subject in asking and predicate in inputs:
                continue
            for value in graph.objects(subject, predicate):
                yield Triple(node_of(subject), NamedNode(predicate), term_of(value))
