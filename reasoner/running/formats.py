"""The forms in which results are written, by media type."""

from __future__ import annotations

from typing import Final

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TABLES: Final = (JSON, XML, CSV, TSV)
"""Of SELECT and ASK."""

TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
JSON_LD: Final = "application/ld+json"
RDF_XML: Final = "application/rdf+xml"
GRAPHS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
"""Of CONSTRUCT and DESCRIBE."""

UTF_8: Final = frozenset((CSV, TSV, TURTLE))
"""What needs the encoding said: text of these types is read as ASCII or worse without it."""


def content_type(media_type: str) -> str:
    """The header Content-Type of a media type."""
    return f"{media_type}; charset=utf-8" if media_type in UTF_8 else media_type
