"""A case as RDF in the ontology's terms: every field by the property that has its path there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from yidi.errors import BaseError
from yidi.model import Field
from yidi.names import ID, TYPE, individual, local, term
from yidi.reading.places import Places
from yidi.reading.vocabulary import Vocabulary
from yidi.values import NUMBERS, number_text

__all__ = ["CASE", "NOTHING", "PLACES", "case_triples", "kind_of"]

CASE: Final = NamedNode(term("Case"))
NOTHING: Final = NamedNode(term("nothing"))
"""What a list says that is known to be empty; no statement at all would say that it is not known."""

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    term("Division"): ("division",),
    term("PoolingArea"): ("division", "area"),
}
"""The kinds of IRI that name a place, by the class of place that a field holds."""

_TYPE: Final = NamedNode(TYPE)
_LIST: Final = individual("list", "")


def kind_of(field: Field) -> str:
    """What stands at a field: "part", "code", "place", or a datatype's local name such as "date" or "yuan"."""
    if field.value_type is None:
        return "part"
    if field.value_type.startswith(_LIST):
        return "code"
    return "place" if field.value_type in PLACES else local(field.value_type)


def case_triples(parsed: Mapping[str, object], node: NamedNode, vocabulary: Vocabulary, places: Places) -> list[Triple]:
    """The statements of a case that `parse_case` has read; its parts are IRIs below its own, such as `…/visit`.

    Raises BaseError when the ontology has no property for something that the case says.
    """
    triples = [Triple(node, _TYPE, CASE)]
    parts = {"": node}
    for path, value in parsed.items():
        field = _field(vocabulary, path)
        if kind_of(field) == "part":
            _part(path, parts, triples, vocabulary)
            continue
        subject = _part(path.rpartition(".")[0], parts, triples, vocabulary)
        predicate = NamedNode(field.iri)
        values = value if isinstance(value, list | tuple) else (value,)
        triples += [Triple(subject, predicate, each) for each in _terms(field, values, places)]
    return triples


def _part(path: str, parts: dict[str, NamedNode], triples: list[Triple], vocabulary: Vocabulary) -> NamedNode:
    """The node of a part, which is stated to be one when it is first needed."""
    if path not in parts:
        outer, _, name = path.rpartition(".")
        holder = _part(outer, parts, triples, vocabulary)
        parts[path] = NamedNode(f"{holder.value}/{name}")
        triples.append(Triple(holder, NamedNode(_field(vocabulary, path).iri), parts[path]))
    return parts[path]


def _field(vocabulary: Vocabulary, path: str) -> Field:
    try:
        return vocabulary.fields[path]
    except KeyError:
        why = f'no property of the ontology has yidi:path "{path}". Add the path to the property that stands there.'
        raise BaseError([why]) from None


def _terms(field: Field, values: Iterable[object], places: Places) -> list[NamedNode | Literal]:
    """The values as terms; the one that stands for nothing where there are none."""
    return [_term(field, value, places) for value in values] or [NOTHING]


def _term(field: Field, value: object, places: Places) -> NamedNode | Literal:
    assert field.value_type is not None  # noqa: S101 - a part has no value
    kind = kind_of(field)
    if kind == "code":
        return NamedNode(f"{ID}{local(field.value_type)}/{value}")
    if kind == "place":
        return NamedNode(individual("division" if value in places.divisions else "area", str(value)))
    return Literal(_written(kind, value), datatype=NamedNode(field.value_type))


def _written(kind: str, value: object) -> str:
    """The text of a literal of this kind."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if kind in NUMBERS:
            return number_text(kind, value)
        case date():
            return value.isoformat()
    return str(value)
