"""Statements written out in the forms of RDF, the same each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import BlankNode, RdfFormat, Triple, serialize

from yidi.names import DCTERMS, ID, NS, RDF, RDFS, SKOS, XSD

__all__ = ["FORMS", "write"]

FORMS: Final[Mapping[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
"""The forms by media type."""

_PREFIXES: Final = {
    "dcterms": DCTERMS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "yidi": NS,
}


def write(triples: Iterable[Triple], media_type: str) -> bytes:
    """The statements in the form of this media type; blank nodes are numbered in their order."""
    form = FORMS[media_type]
    labels: dict[BlankNode, BlankNode] = {}
    numbered = [_numbered(triple, labels) for triple in triples]
    prefixes = _PREFIXES | (_kinds(numbered) if form == RdfFormat.TURTLE else {})
    written = serialize(numbered, format=form, prefixes=prefixes)
    assert written is not None  # noqa: S101 - None only where an output is given
    return _in_order(written) if form == RdfFormat.TURTLE else written


def _in_order(turtle: bytes) -> bytes:
    """The same Turtle with its prefixes in order, which the library writes in any."""
    lines = turtle.split(b"\n")
    count = next(i for i, line in enumerate([*lines, b""]) if not line.startswith(b"@prefix"))
    return b"\n".join([*sorted(lines[:count]), b"", *lines[count:]])


def _numbered(triple: Triple, labels: dict[BlankNode, BlankNode]) -> Triple:
    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            return labels.setdefault(term, BlankNode(f"n{len(labels) + 1}"))
        return term

    return Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]


def _kinds(triples: Iterable[Triple]) -> dict[str, str]:
    """A prefix for each kind of thing that these statements name, such as `rule:`."""
    kinds = {
        term.value[len(ID) :].partition("/")[0]
        for triple in triples
        for term in (triple.subject, triple.object)
        if hasattr(term, "value") and term.value.startswith(ID) and "/" in term.value[len(ID) :]
    }
    return {kind: f"{ID}{kind}/" for kind in sorted(kinds)}
