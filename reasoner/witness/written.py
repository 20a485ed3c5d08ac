"""A row of numbers as a case that people write: codes, places and days, in the order of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel

from yidi.cases.model import Case
from yidi.deciding.columns import ADMITTED, INSURED, INSURED_DIVISION
from yidi.tables.axes import domain
from yidi.tables.table import Ints
from yidi.values import number_text
from yidi.witness.fields import PLACES
from yidi.witness.search import FILING, Ground


def written(ground: Ground, row: Ints) -> dict[str, Any]:
    """The case that a row stands for, with what every case must say."""
    base = ground.base
    divisions = {number: code for code, number in base.places.divisions.items()}
    facts: dict[str, Any] = {
        INSURED: list(base.places.areas)[ground.area],
        "person.scheme": _first(ground, "scheme"),
        "visit.care": _first(ground, "care"),
        ADMITTED: date.fromordinal(ground.day).isoformat(),
    }
    for path, number in zip(ground.paths, row.tolist(), strict=True):
        if path == INSURED_DIVISION:
            if number >= 0 and number != base.places.area_division[ground.area]:
                facts[INSURED] = divisions[number]
        elif number >= 0:
            facts[path] = _value(ground, path, number)
    return ordered(facts)


def _first(ground: Ground, code_list: str) -> str | None:
    """The code that stands first, for what every case must say though it does not matter."""
    lists = ground.base.vocabulary.lists
    return lists[code_list].codes[0] if code_list in lists else None


def _value(ground: Ground, path: str, number: int) -> object:
    base = ground.base
    used = next((i for i in base.vocabulary.inputs.values() if i.path == path), None)
    if used is not None:
        if codes := domain(used, base.vocabulary):
            return codes[number] if used.code_list is not None else bool(number)
        return number_text(used.datatype, number) if used.datatype == "yuan" else number
    if path in (lists := base.engine.encoder.lists):
        return [code for code, bits in lists[path].items() if bits == number][:1]
    facts = (i for i in base.vocabulary.inputs.values() if path in i.operands)
    if any(fact.operator in PLACES for fact in facts):
        return next(code for code, i in base.places.divisions.items() if i == number)
    return True if path == FILING else date.fromordinal(number).isoformat()


def ordered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by dotted path as a case, its parts and their fields in the order in which the contract has them."""
    found: dict[str, Any] = _part(Case, "", facts)
    return found


def _part(model: type[BaseModel], prefix: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        kinds = (field.annotation, *get_args(field.annotation))
        part = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
        if part is None:
            if path in facts:
                found[name] = facts[path]
        elif (inner := _part(part, f"{path}.", facts)) or path in facts:
            found[name] = inner
    return found
