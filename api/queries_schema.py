"""The OpenAPI description of the named queries: every parameter with its type, every column of a row."""

from __future__ import annotations

from typing import Any, Final

from yidi import Base
from yidi.api.schema import problems
from yidi.asking import NamedQuery
from yidi.asking.model import LONGEST_PAGE, MOST_SKIPPED, Column, Parameter
from yidi.asking.words import TYPES
from yidi.running.formats import CSV, XML
from yidi.running.formats import JSON as RESULTS

Schema = dict[str, Any]

_PLACE: Final = {"type": "string", "pattern": "^[0-9]{6}$"}
_NUMBER: Final = {"type": ["string", "number"], "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$"}
_KINDS: Final[dict[str, Schema]] = {
    "area": {"type": "string", "pattern": "^[0-9]{6}(-.+)?$"},
    "boolean": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "division": _PLACE,
    "hospital": {"type": "string", "maxLength": 500},
    "integer": {"type": "integer", "minimum": 0},
    "language": {"type": "string", "enum": ["zh", "en"]},
    "number": _NUMBER,
    "yuan": {"type": ["string", "number"], "pattern": r"^[0-9]{1,9}(\.[0-9]{1,2})?$"},
}
_CELLS: Final[dict[str, Schema]] = {
    "boolean": {"type": ["boolean", "null"]},
    "day": {"type": ["string", "null"], "format": "date"},
    "integer": {"type": ["integer", "null"]},
    "link": {"type": ["string", "null"], "format": "uri"},
    "value": {"type": ["string", "boolean", "null"]},
}
_TEXT: Final[Schema] = {"type": "string"}

LIST: Final[Schema] = {
    "responses": {
        "200": {
            "description": "Every query with its parameters, its columns and an example, by section.",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["queries"],
                        "properties": {"queries": {"type": "array", "items": {"type": "object"}}},
                    }
                }
            },
        }
    }
}


def entry(query: NamedQuery, base: Base) -> Schema:
    """What the list of queries says about one."""
    header = query.header
    return {
        "name": query.name,
        "section": header.section,
        "summary": header.summary.model_dump(),
        "href": f"/v1/queries/{query.name}",
        "paged": header.paged,
        "parameters": [
            {"name": name, **p.model_dump(exclude_none=True)}
            | ({"allowed": allowed} if (allowed := _codes(p, base)) else {})
            for name, p in query.parameters.items()
        ],
        "columns": [{"name": name, **c.model_dump(exclude_none=True)} for name, c in query.columns.items()],
        "example": header.example.model_dump(),
        "sparql": query.text,
    }


def _codes(parameter: Parameter, base: Base) -> list[str]:
    return list(base.vocabulary.lists[parameter.codes].codes) if parameter.codes else []


def get_description(query: NamedQuery, base: Base) -> Schema:
    """The operation with its parameters in the address."""
    parameters = [
        {
            "name": name,
            "in": "query",
            "required": parameter.required,
            "description": f"{parameter.zh} · {parameter.en}",
            "schema": _parameter(name, parameter, base),
            **({"example": example} if (example := query.header.example.parameters.get(name)) is not None else {}),
        }
        for name, parameter in query.parameters.items()
    ]
    return {"description": query.header.summary.zh, "parameters": parameters, "responses": _responses(query)}


def post_description(query: NamedQuery, base: Base) -> Schema:
    """The operation with its parameters in the body."""
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"anyOf": [_parameter(name, p, base), {"type": "null"}], "description": f"{p.zh} · {p.en}"}
            for name, p in query.parameters.items()
        },
        "required": [name for name, p in query.parameters.items() if p.required],
    }
    content = {"application/json": {"schema": schema, "example": dict(query.header.example.parameters)}}
    return {
        "description": query.header.summary.zh,
        "requestBody": {"required": True, "content": content},
        "responses": _responses(query) | problems(400, 408, 413, 415),
    }


def _parameter(name: str, parameter: Parameter, base: Base) -> Schema:
    """What the value of a parameter may be."""
    if parameter.codes:
        schema: Schema = {"$ref": f"#/components/schemas/code.{parameter.codes}"}
    elif parameter.type == "decision":
        schema = {"type": "string", "enum": list(base.vocabulary.decisions)}
    else:
        schema = dict(_KINDS.get(parameter.type, _TEXT | {"maxLength": 500}))
    if name == "limit":
        schema |= {"minimum": 1, "maximum": LONGEST_PAGE}
    elif name == "offset":
        schema |= {"maximum": MOST_SKIPPED}
    if parameter.default is None:
        return schema
    if parameter.default == "today":
        return schema | {"description": "The day of the request, if left out."}
    return schema | {"default": parameter.default}


def _responses(query: NamedQuery) -> Schema:
    row = {
        "type": "object",
        "properties": {name: _cell(column) for name, column in query.columns.items()},
        "required": list(query.columns),
    }
    column = {
        "type": "object",
        "properties": {"name": _TEXT, "type": _TEXT, "label": _TEXT},
        "required": ["name", "type", "label"],
    }
    table = {
        "type": "object",
        "required": ["columns", "rows", "next"],
        "properties": {
            "columns": {"type": "array", "items": column},
            "rows": {"type": "array", "items": row},
            "next": {"type": ["string", "null"], "description": "The address of the next page."},
        },
    }
    columns = [{"name": name, "type": c.type, "label": c.zh} for name, c in query.columns.items()]
    example = {"columns": columns, "rows": query.header.example.rows, "next": None}
    return {
        "200": {
            "description": "The rows.",
            "content": {
                "application/json": {"schema": table, "example": example},
                CSV: {"schema": _TEXT},
                RESULTS: {"schema": {"type": "object"}},
                XML: {"schema": _TEXT},
                "text/turtle": {"schema": _TEXT},
            },
        },
        "304": {"description": "The same as the client has, by its etag."},
        **problems(406, 422, 500, 502, 503, 504),
    }


def _cell(column: Column) -> Schema:
    described = f"{column.zh} · {column.en} ({TYPES[column.type]['en']})"
    return _CELLS.get(column.type, {"type": ["string", "null"]}) | {"description": described}
