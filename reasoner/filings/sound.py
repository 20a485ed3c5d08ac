"""What can be relied on in a case that may be faulty: every field that is well-formed by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from yidi.cases.model import Case
from yidi.cases.values import CaseVocabulary

__all__ = ["sound_facts"]

_FILING: Final = "filing"
_HOSPITAL: Final = "visit.hospital"


def sound_facts(mapping: object, vocabulary: CaseVocabulary) -> dict[str, object]:
    """What a case says, by dotted path as `parse_case` gives it, without the fields that cannot be read."""
    facts: dict[str, object] = {}
    _add(mapping, "", vocabulary, facts)
    return facts


def _add(part: object, path: str, vocabulary: CaseVocabulary, facts: dict[str, object]) -> None:
    if not isinstance(part, Mapping):
        return
    if path == _FILING:
        facts[path] = True
    known, fields = _readers()
    for key, value in part.items():
        place = f"{path}.{key}" if path else key
        if value is None:
            continue
        if place in known:
            _add(_hospital(value, vocabulary) if place == _HOSPITAL else value, place, vocabulary, facts)
        elif place in fields:
            try:
                facts[place] = fields[place].validate_python(value, context=vocabulary)
            except ValidationError:
                continue


def _hospital(value: object, vocabulary: CaseVocabulary) -> Mapping[str, object]:
    """The fields of an institution: what is known of its id, and what the case itself says."""
    name = value.get("id") if isinstance(value, Mapping) else value
    known = vocabulary.hospitals.get(name, {}) if isinstance(name, str) else {}
    return {**known, **value} if isinstance(value, Mapping) else known


@cache
def _readers() -> tuple[frozenset[str], Mapping[str, Any]]:
    """The paths of the parts of a case, and for every field what reads it."""
    parts, fields = set(), {}
    for path, each in _walk(Case, ""):
        kinds = [k for k in (each.annotation, *get_args(each.annotation)) if isinstance(k, type)]
        if any(issubclass(k, BaseModel) for k in kinds):
            parts.add(path)
        else:
            fields[path] = _reader(each)
    return frozenset(parts), fields


def _reader(field: FieldInfo) -> Any:
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(kind).validator


def _walk(part: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, each in part.model_fields.items():
        yield prefix + name, each
        for kind in (each.annotation, *get_args(each.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _walk(kind, f"{prefix}{name}.")
