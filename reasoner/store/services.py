"""Where a server takes what: the addresses beside its query service that servers in use have for changes."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit, urlunsplit

_QUERY: Final = frozenset({"query", "sparql"})


def query_service(address: str) -> str:
    """The address of the query service; one without a path is taken for Oxigraph's, which has it at /query."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path or "/query", "", ""))


def graph_services(query: str) -> tuple[str, ...]:
    """Where the Graph Store Protocol may be spoken: Oxigraph, Fuseki, RDF4J and GraphDB, Virtuoso."""
    if _last(query) in _QUERY:
        return tuple(_beside(query, name) for name in ("store", "data", "sparql-graph-crud-auth"))
    return (f"{query}/rdf-graphs/service", f"{query}/data")


def update_services(query: str) -> tuple[str, ...]:
    """Where SPARQL Update may be spoken: Oxigraph and Fuseki, RDF4J and GraphDB, Virtuoso and others."""
    if _last(query) in _QUERY:
        return (_beside(query, "update"), query)
    return (f"{query}/statements", f"{query}/update", query)


def _last(address: str) -> str:
    return address.rpartition("/")[2]


def _beside(address: str, name: str) -> str:
    return f"{address.rpartition('/')[0]}/{name}"
