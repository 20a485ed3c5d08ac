"""The terms of SHACL and RDF that the engine knows, and what it calls a term."""

from typing import Final, TypeAlias

import pyoxigraph as ox

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What can be the object of a triple."""
Node: TypeAlias = ox.NamedNode | ox.BlankNode
"""What can name a shape."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

TYPE: Final = ox.NamedNode(_RDF + "type")
FIRST: Final = ox.NamedNode(_RDF + "first")
REST: Final = ox.NamedNode(_RDF + "rest")
NIL: Final = ox.NamedNode(_RDF + "nil")
LANG_STRING: Final = ox.NamedNode(_RDF + "langString")
CLASS: Final = ox.NamedNode(_RDFS + "Class")
SUB_CLASS: Final = ox.NamedNode(_RDFS + "subClassOf")
IMPORTS: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#imports")
TRUE: Final = ox.Literal(value=True)


def sh(name: str) -> ox.NamedNode:
    """A term of SHACL: ``sh("minCount")``."""
    return ox.NamedNode(f"http://www.w3.org/ns/shacl#{name}")


def xsd(name: str) -> ox.NamedNode:
    """A datatype of XML Schema: ``xsd("date")``."""
    return ox.NamedNode(XSD + name)


def component(name: str) -> ox.NamedNode:
    """A constraint component of SHACL: ``component("MinCount")``."""
    return sh(f"{name}ConstraintComponent")


def text(term: Term) -> str:
    """A term as it may be shown to a person: an IRI as it is, a literal as its characters."""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
