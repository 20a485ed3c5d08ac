"""The OpenAPI description of an answer, from the base's decisions: one property for each, with its labels."""

from __future__ import annotations

from typing import Any, Final

from yidi import Base
from yidi.model import Decision

Schema = dict[str, Any]

# Decisions that a part of the answer makes up together: they have no property of their own.
_TOGETHER: Final = ("benefit.reduction", "benefit.stayFactor", "benefit.deductibleIncrease")

_TEXT: Final[Schema] = {"type": "string"}
_DECIMAL: Final[Schema] = {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_IRI: Final[Schema] = {"type": ["string", "null"], "format": "uri"}
_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_BASIS: Final = _object(
    document=_TEXT,
    title=_TEXT,
    provision=_TEXT,
    authority={"$ref": "#/components/schemas/code.authority"},
    says=_TEXT,
    source=_IRI,
    seenIn=_TEXT,
    seenAuthority=_TEXT,
)
_REASON: Final = _object(
    decision=_TEXT,
    value={},
    rule=_IRI,
    label=_TEXT,
    figure=_TEXT,
    claimed={"const": True, "description": "Unofficial sources alone report it."},
    basis=_list(_BASIS),
    defeated=_list(_IRI),
    prevailedOver=_list(_object(rule=_IRI, by=_IRI, why=_TEXT)),
    also=_list(_IRI),
)
_OUTCOME: Final = _object(route={"$ref": "#/components/schemas/code.route"}, fundPays=_DECIMAL, personPays=_DECIMAL)
_FIXED: Final[dict[str, Schema]] = {
    "filing.validUntil": _DAY,
    "benefit.ratioBySlice": _list(_object(above=_DECIMAL, ratio=_DECIMAL)),
    "benefit.reductionPoints": _DECIMAL,
    "benefit.reductionFactor": _DECIMAL,
    "benefit.firstSelfPayShare": _DECIMAL,
    "amount": {
        "type": ["object", "null"],
        "properties": {
            "total": _DECIMAL,
            "eligible": _DECIMAL,
            "fundPays": _DECIMAL,
            "personPays": _DECIMAL,
            "byPayer": {"type": "object", "additionalProperties": _DECIMAL},
            "steps": _list(_object(step=_TEXT, label=_TEXT, amount=_DECIMAL, rule=_IRI)),
        },
    },
    "because": _list(_REASON),
    "missing": _list(_object(input=_TEXT, decides=_list(_TEXT))),
    "disagreements": _list(_object(id=_TEXT, label=_TEXT, settled=_TEXT, decisions=_list(_TEXT))),
    "bounds": _list(_object(decision=_TEXT, atLeast=_DECIMAL, atMost=_DECIMAL)),
    "advice": _list(_object(change=_TEXT, how=_TEXT, id=_IRI, outcome=_OUTCOME)),
    "warnings": _list(
        _object(
            code=_TEXT,
            message=_TEXT,
            rule=_IRI,
            rules=_list(_IRI),
            decision=_TEXT,
            decisions=_list(_TEXT),
            ask=_list(_object(label=_TEXT, phone={"type": ["string", "null"]})),
        )
    ),
    "asOf": _DAY,
}


def answer_schemas(base: Base) -> dict[str, Schema]:
    """The answer: what each decision puts into it, and the parts that every answer has."""
    answer: Schema = {"type": "object", "description": "A decision.", "properties": {}}
    for decision in base.vocabulary.decisions.values():
        if decision.answer_path not in _TOGETHER:
            _put(answer, decision.answer_path, _decided(decision))
    for path, schema in _FIXED.items():
        _put(answer, path, schema)
    # What programs call the decisions that `because`, `missing` and `bounds` name.
    answer["x-decisions"] = {
        d.name: {"labels": dict(d.labels), "codes": d.code_list} for d in base.vocabulary.decisions.values()
    }
    return {"Answer": answer}


def _put(answer: Schema, path: str, schema: Schema) -> None:
    *parents, last = path.split(".")
    for parent in parents:
        answer = answer["properties"].setdefault(parent, {"type": "object", "properties": {}})
    answer["properties"][last] = schema


def _decided(decision: Decision) -> Schema:
    """The value of a decision; null where it cannot be known."""
    schema = _value(decision)
    if decision.alternatives:
        schema = _list(_object(anyOf=_list(schema)))
    elif decision.collects:
        schema = _list(schema)
    return {
        "anyOf": [schema, {"type": "null"}],
        "description": " · ".join(decision.labels.values()),
        "x-labels": dict(decision.labels),
        **({"x-codes": decision.code_list} if decision.code_list else {}),
    }


def _value(decision: Decision) -> Schema:
    if decision.code_list:
        return {"$ref": f"#/components/schemas/code.{decision.code_list}"}
    match decision.kinds[:1]:
        case ("boolean",):
            return {"type": "boolean"}
        case ("months" | "workingDays" | "integer",):
            return {"anyOf": [{"type": "integer"}, {"const": "until-changed"}]}
        case ("gMonthDay",):
            return {"type": "string", "pattern": "^--[0-9]{2}-[0-9]{2}$"}
    return {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}
