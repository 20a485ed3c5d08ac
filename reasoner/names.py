"""The names of the vocabulary that the software itself must know: namespaces and structure, never policy."""

from typing import Final

NS: Final = "https://w3id.org/yidi/ns#"
ID: Final = "https://w3id.org/yidi/id/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"
DEFINITION: Final = SKOS + "definition"

BASE_GRAPH: Final = ID + "base"
"""The named graph that holds the base; also the name of the base itself."""
ROWS_GRAPH: Final = ID + "base/rows"
"""The named graph that holds what is derived from the base."""


def term(name: str) -> str:
    """The IRI of a term of our own vocabulary: ``term("Rule")``."""
    return NS + name


def local(iri: str) -> str:
    """The last part of an IRI: the code of a concept, the name of a decision, the id of a rule."""
    return iri.rpartition("#" if "#" in iri else "/")[2]


def individual(kind: str, name: str) -> str:
    """The IRI of a named thing: ``individual("area", "360100")``."""
    return f"{ID}{kind}/{name}"


def short(iri: str) -> str:
    """An IRI as the files write it, ``rule:360100-deductible``, or the IRI itself where it is not one of ours."""
    if iri.startswith(ID):
        kind, _, name = iri[len(ID) :].partition("/")
        return f"{kind}:{name}" if name else f"<{iri}>"
    if iri.startswith(RDF):
        return f"rdf:{iri[len(RDF) :]}"
    return f"yidi:{iri[len(NS) :]}" if iri.startswith(NS) else iri


def expand(name: str) -> str:
    """The IRI of a short name: the inverse of `short`."""
    kind, colon, rest = name.partition(":")
    if not colon or rest.startswith("//"):
        return name
    return NS + rest if kind == "yidi" else individual(kind, rest)
