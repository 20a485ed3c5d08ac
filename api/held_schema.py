"""The OpenAPI description of what the base holds."""

from __future__ import annotations

from typing import Any, Final

from yidi.api.schema import path_parameter, problems, query_parameter

Schema = dict[str, Any]

MOST_PAGE: Final = 100_000
MOST_SIZE: Final = 100
MOST_NAME: Final = 100

_TEXT: Final[Schema] = {"type": "string"}
_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_FLAG: Final[Schema] = {"type": "boolean"}
_COUNT: Final[Schema] = {"type": "integer"}
_IRI: Final[Schema] = {"type": "string", "format": "uri"}
_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_LABELS: Final[Schema] = {"type": "object", "additionalProperties": _TEXT, "description": "By language: zh, en."}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_CODED: Final = _object(code=_TEXT, id=_IRI, labels=_LABELS)
_NUMBER: Final = _object(value=_TEXT, datatype=_TEXT)
_VALUE: Final[Schema] = {"anyOf": [_CODED, _NUMBER]}
_LINE: Final = {"id": _IRI, "labels": _LABELS, "validFrom": _DAY, "validTo": _DAY}
_SOURCE: Final = _object(
    id=_IRI,
    document=_TEXT,
    documentId=_IRI,
    title=_LABELS,
    provision=_LABELS,
    says=_LABELS,
    authority={"$ref": "#/components/schemas/code.authority"},
    seenIn=_maybe(_LABELS),
    seenAuthority={"$ref": "#/components/schemas/code.authority"},
    official=_FLAG,
)
_RANGE: Final = _object(**{"datatype": _TEXT, "from": _TEXT, "below": _OR_NULL})
_CONDITION: Final = _object(
    input=_TEXT,
    id=_IRI,
    labels=_LABELS,
    path=_OR_NULL,
    codes=_list(_CODED),
    ranges=_list(_RANGE),
    values=_list(_FLAG),
)
_RULE: Final = _object(
    **_LINE,
    decision=_object(name=_TEXT, id=_IRI, labels=_LABELS),
    jurisdictions=_list(_CODED),
    conditions=_list(_CONDITION),
    values=_list(_VALUE),
    atLeast=_maybe(_VALUE),
    atMost=_maybe(_VALUE),
    figure=_OR_NULL,
    approximate=_FLAG,
    binding=_FLAG,
    overrides=_list(_IRI),
    groups=_list(_IRI),
    lastChecked=_DAY,
    basis=_list(_SOURCE),
)
_DOCUMENT: Final = _object(id=_IRI, document=_TEXT, title=_LABELS, authority=_OR_NULL, official=_FLAG, rules=_COUNT)
_AREA: Final = _object(
    code=_TEXT,
    id=_IRI,
    labels=_LABELS,
    kinds=_list(_TEXT),
    division=_maybe(_CODED),
    chain=_list(_CODED),
    territory=_list(_CODED),
    rules=_list(_object(**_LINE, decision=_TEXT, figure=_OR_NULL)),
    widerRules=_COUNT,
    documents=_list(_DOCUMENT),
    disagreements=_list(_object(id=_IRI, labels=_LABELS, settlement=_LABELS, decisions=_list(_TEXT))),
)
_DECISION: Final = _object(
    name=_TEXT,
    id=_IRI,
    labels=_LABELS,
    answerPath=_TEXT,
    hitPolicy={"type": "string", "enum": ["unique", "collect"]},
    total=_FLAG,
    values=_object(list=_OR_NULL, codes=_list(_CODED), datatypes=_list(_TEXT)),
    inputs=_list(
        _object(name=_TEXT, id=_IRI, labels=_LABELS, path=_OR_NULL, decision=_OR_NULL, list=_OR_NULL, datatype=_OR_NULL)
    ),
    rules=_list(_object(jurisdiction=_CODED, rules=_list(_object(**_LINE)))),
    coverage=_object(
        rules=_COUNT,
        bounds=_COUNT,
        jurisdictions=_COUNT,
        areas=_COUNT,
        areasWithOwnRules=_COUNT,
        areasWithRules=_COUNT,
    ),
)
_HOSPITAL: Final = _object(
    id=_TEXT,
    iri=_IRI,
    labels=_LABELS,
    region=_maybe(_CODED),
    level=_maybe(_CODED),
    designated={"type": ["boolean", "null"]},
    opened=_maybe(_list(_CODED)),
)
_HOSPITALS: Final = _object(
    total=_COUNT,
    page=_COUNT,
    size=_COUNT,
    pages=_COUNT,
    items=_list(_HOSPITAL),
    links={"type": "object", "additionalProperties": _TEXT},
)


def _operation(schema: Schema, description: str, *parameters: Schema) -> Schema:
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "Found.", "content": content}, **problems(404, 406, 422, 500)}
    return {"description": description, "parameters": list(parameters), "responses": responses}


RULE: Final = _operation(
    _RULE,
    "What it says, where and when, and the provisions behind it.",
    path_parameter("id", "The last part of its address, as the `rule` of an answer has it."),
)
AREA: Final = _operation(
    _AREA,
    "Its rules, the wider jurisdictions, its territory, and the documents behind its rules.",
    path_parameter("code", "Its code; that of a division gives the area that pools it, and the division beside it."),
)
DECISION: Final = _operation(
    _DECISION,
    "Its inputs, its rules by jurisdiction, and for how many pooling areas there are any.",
    path_parameter("name", "Its name, such as `settlementRoute`; `because` in an answer names decisions."),
)
HOSPITALS: Final = _operation(
    _HOSPITALS,
    "In the order of their regions. A fact that is not known of a hospital is null, and no filter on it finds it.",
    query_parameter("region", _TEXT, "Code of a division: hospitals in it and in everything inside it."),
    query_parameter("level", {"$ref": "#/components/schemas/code.level"}, "This level and narrower ones."),
    query_parameter("opened", {"$ref": "#/components/schemas/code.care"}, "Care settled directly with other places."),
    query_parameter("q", {"type": "string", "maxLength": MOST_NAME}, "Part of the name, in either language."),
    query_parameter("page", {"type": "integer", "minimum": 1, "maximum": MOST_PAGE, "default": 1}, "Which page."),
    query_parameter("size", {"type": "integer", "minimum": 1, "maximum": MOST_SIZE, "default": 20}, "How many a page."),
)
