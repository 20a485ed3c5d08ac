"""The OpenAPI description of what is found in a filing."""

from __future__ import annotations

from typing import Any, Final

from yidi.api.negotiation import LANGUAGES
from yidi.api.schema import example, problems, query_parameter
from yidi.filings.judge import SEVERITIES

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_RULE: Final[Schema] = {"type": "object", "required": ["rule", "label"], "properties": {"rule": _TEXT, "label": _TEXT}}
_BASIS: Final[Schema] = {
    "type": "object",
    "required": ["document", "title", "provision", "authority", "source"],
    "properties": dict.fromkeys(("document", "title", "provision", "authority", "source"), _TEXT),
}
_RESULT: Final[Schema] = {
    "type": "object",
    "required": ["path", "value", "severity", "shape", "message", "remedy", "rules", "basis"],
    "properties": {
        "path": {**_TEXT, "description": "Where in the case, such as filing.startsOn; empty for the whole."},
        "value": {"description": "What stands there; null where something is lacking."},
        "severity": {**_TEXT, "enum": list(SEVERITIES)},
        "shape": {**_TEXT, "format": "uri"},
        "message": {**_TEXT, "description": "What is wrong."},
        "remedy": {**_TEXT, "description": "What to do."},
        "rules": {"type": "array", "items": _RULE, "description": "The rules of the policy behind it."},
        "basis": {"type": "array", "items": _BASIS, "description": "The provisions that say so."},
    },
}
_REPORT: Final[Schema] = {
    "type": "object",
    "required": ["conforms", "results"],
    "properties": {
        "conforms": {"type": "boolean", "description": "Whether no result is a violation."},
        "results": {"type": "array", "items": _RESULT, "description": "Violations first, then by path."},
    },
}
_FILING: Final[Schema] = {
    "type": "object",
    "description": "A case with its filing, as for /v1/decide; visit and expense may be left out. Whatever is wrong "
    "with it is told in the results.",
}
VALIDATE: Final[Schema] = {
    "description": "Every fault at once, each with its place in the case, what is wrong, what to do, and the rules and "
    "provisions behind it. Several filings are taken together: two of one person may not get along.",
    "parameters": [
        query_parameter(
            "lang", {"type": "string", "enum": list(LANGUAGES)}, "Language of the answer; else Accept-Language decides."
        )
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"oneOf": [_FILING, {"type": "array", "items": _FILING}]},
                "example": example("example-filing.json"),
            },
            "application/ld+json": {
                "schema": {"type": ["object", "array"], "description": "With the context `/ns/case.jsonld`."}
            },
            "text/turtle": {"schema": _TEXT},
            "application/n-triples": {"schema": _TEXT},
        },
    },
    "responses": {
        "200": {
            "description": "What was found, or for an array what was found in each; in Turtle the report of SHACL.",
            "content": {
                "application/json": {"schema": {"oneOf": [_REPORT, {"type": "array", "items": _REPORT}]}},
                "text/turtle": {"schema": _TEXT},
            },
        },
        **problems(400, 406, 408, 413, 415, 422, 500),
    },
}
