"""The OpenAPI description of the SPARQL endpoint."""

from __future__ import annotations

from typing import Any, Final

from yidi.api.schema import problems, query_parameter
from yidi.running.formats import GRAPHS, TABLES

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_IRIS: Final[Schema] = {"type": "array", "items": {"type": "string", "format": "uri"}}
_EXAMPLE: Final = "SELECT ?class (COUNT(*) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
_QUERY: Final = "SPARQL 1.1; neither update nor SERVICE."
_DEFAULT: Final = "Graphs that make up the default graph; else it is the union of all graphs."
_NAMED: Final = "Graphs that may be named."
_DATASET: Final = [
    query_parameter("default-graph-uri", _IRIS, _DEFAULT),
    query_parameter("named-graph-uri", _IRIS, _NAMED),
]
_RESPONSES: Final[Schema] = {
    "200": {
        "description": "The result: a table or a yes or no, or a graph; each in the form that is accepted.",
        "content": {media_type: {"schema": _TEXT} for media_type in (*TABLES, *GRAPHS)},
    },
    **problems(400, 403, 406, 408, 413, 415, 422, 500, 502, 503, 504),
}

GET: Final[Schema] = {
    "description": "Without a query the service describes itself, to browsers by a page with a form and examples.",
    "parameters": [
        query_parameter("query", _TEXT, _QUERY) | {"example": _EXAMPLE},
        *_DATASET,
    ],
    "responses": _RESPONSES,
}
POST: Final[Schema] = {
    "parameters": _DATASET,
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": _TEXT | {"description": _QUERY}, "example": _EXAMPLE},
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {
                        "query": _TEXT | {"description": _QUERY},
                        "default-graph-uri": _IRIS | {"description": _DEFAULT},
                        "named-graph-uri": _IRIS | {"description": _NAMED},
                    },
                }
            },
        },
    },
    "responses": _RESPONSES,
}
DESCRIPTION: Final[Schema] = {
    "description": "The service, its graphs, classes and properties with their sizes, and example queries.",
    "responses": {
        "200": {
            "description": "In the vocabularies SPARQL Service Description and VoID.",
            "content": {media_type: {"schema": _TEXT} for media_type in GRAPHS},
        },
        **problems(406, 500),
    },
}
