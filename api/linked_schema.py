"""The OpenAPI description of the routes of linked data."""

from __future__ import annotations

from typing import Any, Final

from yidi.api.negotiation import LANGUAGES
from yidi.api.schema import path_parameter, problems, query_parameter

Schema = dict[str, Any]

_RDF_FORMS: Final = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
DESCRIBED: Final[Schema] = {
    "description": "What is said about it, with the labels of what it names; the form by Accept, or by `format`.",
    "parameters": [
        query_parameter("lang", {"type": "string", "enum": list(LANGUAGES)}, "Language of the page."),
        query_parameter(
            "format", {"type": "string", "enum": ["html", "ttl", "jsonld", "nt", "rdf"]}, "Instead of Accept."
        ),
    ],
    "responses": {
        "200": {
            "description": "The description.",
            "content": {form: {"schema": {"type": "string"}} for form in ("text/html", *_RDF_FORMS)},
        },
        **problems(404, 406, 422, 500),
    },
}


CONTEXT_SCHEMA: Final[Schema] = {
    "description": "Makes JSON-LD of a case in JSON: name `https://w3id.org/yidi/ns/case.jsonld` as its `@context`.",
    "responses": {"200": {"description": "The context.", "content": {"application/ld+json": {"schema": {}}}}},
}
NAMED: Final[Schema] = {
    **DESCRIBED,
    "parameters": [path_parameter("name", "What follows in the IRI."), *DESCRIBED["parameters"]],
}
