"""What a case can have when shapes judge it: its own fields, what follows from it, and what the base says of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from yidi.names import ID, RDF, RDFS, TYPE, XSD, term
from yidi.reading.graph import Graph
from yidi.reading.rules import rulings

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_PROPERTIES: Final = tuple(_OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
_FOLLOWED: Final = frozenset(
    map(
        term,
        (
            "day",
            "besides",
            "outcome",
            "period",
            "decided",
            "prevailing",
            "value",
            "least",
            "most",
            "leastUntil",
            "mostUntil",
        ),
    )
)
"""What is added to a case besides the facts on which shapes rest."""
_OF_RULES: Final = frozenset({TYPE, RDFS + "label", term("value"), term("basis"), term("decides")})
_ADDED: Final = frozenset(map(term, ("Case", "Outcome", "Rule")))
_SUB_CLASS: Final = RDFS + "subClassOf"
_TEXTS: Final = frozenset({XSD + "string", XSD + "anyURI", RDF + "langString"})


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a base, and which of them can stand in a case that is judged.

    `predicates` and `classes` are those that a case can have, `rested` the decisions and facts on which a shape rests.
    """

    names: frozenset[str]
    properties: frozenset[str]
    predicates: frozenset[str]
    classes: frozenset[str]
    datatypes: frozenset[str]
    decisions: frozenset[str]
    facts: frozenset[str]
    rested: frozenset[str]

    def is_unanswered(self, name: str) -> bool:
        """Whether a name is a decision or fact that no shape rests on, and which is therefore not worked out."""
        return name in self.decisions | self.facts and name not in self.rested

    def is_datatype(self, name: str) -> bool:
        """Whether a name is a datatype, of XML Schema or of our own."""
        from yidi.shacl.lexical import form_of  # brings the whole engine along

        standard = name.startswith(XSD) and form_of(ox.NamedNode(name)) is not None
        return standard or name in self.datatypes or name in _TEXTS


def known_of(base: Graph, shapes: Graph) -> Known:
    """What a case can have, given the statements of a base and of its shapes."""
    fields = [iri for iri in base if base.objects(iri, term("path"))]
    facts = frozenset(iri for iri in base.instances(term("FactInput")) if _is_flag(base, iri))
    rested = frozenset(
        each for shape in shapes for each in shapes.iris(shape, term("restsOn")) if not each.startswith("_:")
    )
    return Known(
        names=frozenset(base) | frozenset(shapes),
        properties=frozenset(iri for kind in _PROPERTIES for iri in base.instances(kind)),
        predicates=_said(base) | frozenset(fields) | _FOLLOWED | (facts & rested),
        classes=_classes(base, fields),
        datatypes=frozenset(base.instances(RDFS + "Datatype")),
        decisions=frozenset(base.instances(term("Decision"))),
        facts=facts,
        rested=rested,
    )


def _is_flag(base: Graph, iri: str) -> bool:
    return base.iri(iri, term("valueType")) == XSD + "boolean"


def _said(base: Graph) -> frozenset[str]:
    """The predicates with which the base describes what a case names."""
    rules = frozenset(rulings(base))
    things = (iri for iri in base if iri.startswith(ID) and iri not in rules)
    return frozenset(each for iri in things for each in base.predicates(iri)) | _OF_RULES | {_SUB_CLASS}


def _classes(base: Graph, fields: list[str]) -> frozenset[str]:
    """The classes of the parts of a case and of what the base describes, with all above them."""
    of_parts = {each for iri in fields for side in ("domain", "range") for each in base.iris(iri, RDFS + side)}
    of_things = {each for iri in base if iri.startswith(ID) for each in base.iris(iri, TYPE)}
    found = dict.fromkeys([*sorted(of_parts | of_things), *_ADDED])
    waiting = list(found)
    for each in waiting:
        wider = [iri for iri in base.iris(each, _SUB_CLASS) if iri not in found]
        found |= dict.fromkeys(wider)
        waiting += wider
    return frozenset(found)
