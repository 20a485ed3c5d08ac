"""The OpenAPI description: a case as its models check it, an answer as the base's decisions make it up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from fastapi import FastAPI
from pydantic import BaseModel

from yidi import Base
from yidi.api.answer_schema import answer_schemas
from yidi.api.negotiation import ENGINES, LANGUAGES
from yidi.api.problems import KINDS, MEDIA_TYPE
from yidi.cases.model import Case, Hospital
from yidi.cases.values import MOST_ENTRIES, Code, Place, Quantity

Schema = dict[str, Any]

_STATIC: Final = Path(__file__).resolve().parent / "static"


def query_parameter(name: str, schema: Schema, description: str) -> Schema:
    """A parameter of a query that may be left out."""
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def path_parameter(name: str, description: str) -> Schema:
    """A part of a path; FastAPI describes it itself only together with problems that are not ours."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "description": description}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _one_or_many(name: str) -> Schema:
    return {"oneOf": [_ref(name), {"type": "array", "items": _ref(name)}]}


def problems(*statuses: int) -> Schema:
    """The problems of these statuses as responses."""
    content = {MEDIA_TYPE: {"schema": _ref("Problem")}}
    kinds = {status: [kind for kind, (of, _, _) in KINDS.items() if of == status] for status in statuses}
    return {str(status): {"description": ", ".join(names), "content": content} for status, names in kinds.items()}


def example(name: str) -> Any:
    """An example that the page and the description share."""
    return json.loads((_STATIC / name).read_text(encoding="utf-8"))


DECIDE: Final[Schema] = {
    "description": "A fact left out is unknown, not false; what cannot be known is null in the answer, never guessed.",
    "parameters": [
        query_parameter(
            "lang", {"type": "string", "enum": list(LANGUAGES)}, "Language of the answer; else Accept-Language decides."
        ),
        query_parameter(
            "as_of", {"type": "string", "format": "date"}, "Day whose rules are asked for; else the case's."
        ),
        query_parameter(
            "engine", {"type": "string", "enum": list(ENGINES), "default": ENGINES[0]}, "How the answer is reached."
        ),
        query_parameter(
            "unofficial",
            {"type": "boolean", "default": False},
            "Where no rule gives a number, use one that only unofficial sources give; the answer says which.",
        ),
    ],
    "requestBody": {
        "required": True,
        "description": "In RDF one case or several, by the ontology's terms; several are answered in the order named.",
        "content": {
            "application/json": {"schema": _one_or_many("Case"), "example": example("example.json")},
            "application/ld+json": {
                "schema": {"type": ["object", "array"], "description": "With the context `/ns/case.jsonld`."}
            },
            "text/turtle": {"schema": {"type": "string"}},
            "application/n-triples": {"schema": {"type": "string"}},
        },
    },
    "responses": {
        "200": {
            "description": "The decision, or the decisions in the order of the cases. The example is abridged.",
            "content": {
                "application/json": {"schema": _one_or_many("Answer"), "example": example("example-answer.json")},
                "text/turtle": {"schema": {"type": "string", "description": "One decision, in the ontology's terms."}},
            },
        },
        **problems(400, 406, 408, 413, 415, 422, 500, 501),
    },
}


def describe(app: FastAPI, base: Base) -> None:
    """Gives the application its OpenAPI description; all routes must be there by now."""
    document = app.openapi()
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {"Problem": _PROBLEM} | _code_lists(base) | _case_schemas(base) | answer_schemas(base)


_FAULT: Final[Schema] = {
    "type": "object",
    "required": ["path", "message"],
    "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
}
_PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": _FAULT},
    },
}


def _code_lists(base: Base) -> dict[str, Schema]:
    """The closed lists of codes, with the labels of every code."""
    return {
        f"code.{name}": {
            "type": "string",
            "enum": list(code_list.codes),
            "description": " · ".join(code_list.labels.values()),
            "x-labels": {concept.code: dict(concept.labels) for concept in code_list.concepts},
        }
        for name, code_list in base.vocabulary.lists.items()
    }


# A case -------------------------------------------------------------------------


def _case_schemas(base: Base) -> dict[str, Schema]:
    """The case and its parts, by the names of their models."""
    labels = {used.path: used.labels for used in base.vocabulary.inputs.values() if used.path}
    found: dict[str, Schema] = {}
    _part(Case, "", labels, found)
    return found


def _part(model: type[BaseModel], path: str, labels: Mapping[str, Mapping[str, str]], found: dict[str, Schema]) -> None:
    properties: dict[str, Schema] = {}
    for name, field in model.model_fields.items():
        inner = f"{path}.{name}".lstrip(".")
        kind, marks = _bare(field.annotation)
        schema = _schema(kind, [*field.metadata, *marks])
        if inner in labels:
            schema = {**schema, "description": " · ".join(labels[inner].values())}
        properties[name] = schema if field.is_required() else {"anyOf": [schema, {"type": "null"}]}
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            _part(kind, inner, labels, found)
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    found[model.__name__] = {
        "type": "object",
        "description": (model.__doc__ or "").strip(),
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without null and without what is annotated to it, and the annotations."""
    marks: list[Any] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks += more
        elif get_origin(annotation) in (Union, UnionType):
            (annotation,) = (kind for kind in get_args(annotation) if kind is not NoneType)
        else:
            return annotation, marks


def _schema(kind: Any, marks: list[Any]) -> Schema:
    """What a value of this type may be; the marks are those that the models check by."""
    for mark in marks:
        if isinstance(mark, Code):
            lists = [_ref(f"code.{name}") for name in (mark.name, mark.alternative) if name]
            return {"anyOf": lists} if len(lists) > 1 else lists[0]
        if isinstance(mark, Place):
            return {"type": "string", "pattern": "^[0-9]{6}(-.+)?$" if mark.or_area else "^[0-9]{6}$"}
        if isinstance(mark, Quantity):
            pattern = rf"^[0-9]{{1,20}}(\.[0-9]{{1,{mark.decimals}}})?$"
            return {"type": ["string", "number"], "pattern": pattern, "minimum": 0, "maximum": mark.most}
    if get_origin(kind) is tuple:
        entry, entry_marks = _bare(get_args(kind)[0])
        return {"type": "array", "items": _schema(entry, entry_marks), "maxItems": MOST_ENTRIES}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"anyOf": [_ref(kind.__name__), {"type": "string"}]} if kind is Hospital else _ref(kind.__name__)
    return _PLAIN.get(kind, {}) | _limits(marks)


_PLAIN: Final[dict[Any, Schema]] = {
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    int: {"type": "integer"},
    str: {"type": "string"},
}


def _limits(marks: list[Any]) -> Schema:
    found: Schema = {}
    for limit in [inner for mark in marks for inner in getattr(mark, "metadata", [mark])]:
        match limit:
            case Ge():
                found["minimum"] = limit.ge
            case Le():
                found["maximum"] = limit.le
            case MaxLen():
                found["maxLength"] = limit.max_length
    return found
