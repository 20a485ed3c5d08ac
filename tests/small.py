"""A vocabulary small enough to try every combination of: four codes in a hierarchy, a flag and a number."""

from yidi.reading.graph import Graph
from yidi.reading.turtle_parser import parse
from yidi.reading.vocabulary import read_vocabulary

CODES = {"a": (), "b": (), "b1": ("b",), "b2": ("b",)}
_INPUTS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix code: <https://w3id.org/yidi/id/code/> .
@prefix decision: <https://w3id.org/yidi/id/decision/> .
@prefix list: <https://w3id.org/yidi/id/list/> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
list:codes a skos:ConceptScheme .
code:a a skos:Concept ; skos:inScheme list:codes .
code:b a skos:Concept ; skos:inScheme list:codes .
code:b1 a skos:Concept ; skos:inScheme list:codes ; skos:broader code:b .
code:b2 a skos:Concept ; skos:inScheme list:codes ; skos:broader code:b .
yidi:code a yidi:GivenInput ; yidi:path "code" ; yidi:valueType list:codes .
yidi:flag a yidi:GivenInput ; yidi:path "flag" ; yidi:valueType xsd:boolean .
yidi:number a yidi:GivenInput ; yidi:path "number" ; yidi:valueType xsd:integer .
"""


def vocabulary(decisions):
    """Give the vocabulary with these decisions, in Turtle, and what is wrong with it."""
    return read_vocabulary(Graph([parse((_INPUTS + decisions).encode(), "terms.ttl")]))
