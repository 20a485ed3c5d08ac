"""Which parameters of a shape (SHACL 4) make which constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import pyoxigraph as ox

from yidi.shacl.constraints import columns, nested, values
from yidi.shacl.description import Description
from yidi.shacl.model import Constraint
from yidi.shacl.paths import Path
from yidi.shacl.patterns import read_pattern
from yidi.shacl.sparql.reading import read_select
from yidi.shacl.terms import Node, Term, component, sh

_Read: TypeAlias = Callable[[Description, ox.NamedNode, Path | None], Iterable[Constraint]]
_Made: TypeAlias = Iterable[Constraint]


def _class(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [values.Class(each) for each in shape.nodes(predicate)]


def _datatype(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    datatype = shape.iri(predicate)
    return [] if datatype is None else [values.Datatype(datatype)]


def _node_kind(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    kind = shape.iri(predicate)
    if kind in values.KINDS:
        return [values.NodeKind(kind)]
    shape.fault(predicate, "is one of the six kinds that SHACL names")
    return []


def _count(shape: Description, predicate: ox.NamedNode, path: Path | None) -> _Made:
    if path is None:
        shape.fault(predicate, "belongs to a property shape")
    count = shape.integer(predicate)
    if count is None:
        return []
    return [columns.MinCount(count) if predicate == sh("minCount") else columns.MaxCount(count)]


def _bound(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    limit = shape.one(predicate)
    if not isinstance(limit, ox.Literal):
        shape.fault(predicate, "is a literal")
        return []
    name = predicate.value.rpartition("#")[2]
    return [
        values.Bound(_component(predicate), limit, least=name.startswith("min"), or_equal=name.endswith("Inclusive"))
    ]


def _length(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    length = shape.integer(predicate)
    return [] if length is None else [values.Length(_component(predicate), length, least=predicate == sh("minLength"))]


def _pattern(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    flags = shape.string(sh("flags")) or ""
    found = []
    for value in shape.all(predicate):
        try:
            if not isinstance(value, ox.Literal):
                raise ValueError("is a string")  # noqa: TRY004, TRY301 - a fault like the others
            found.append(values.Pattern(read_pattern(value.value, flags)))
        except ValueError as error:
            shape.fault(predicate, str(error))
    return found


def _language_in(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    ranges = shape.list(predicate, shape.one(predicate))
    return [values.LanguageIn(tuple(each.value.lower() for each in ranges if isinstance(each, ox.Literal)))]


def _in(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [values.In(frozenset(shape.list(predicate, shape.one(predicate))))]


def _unique_lang(shape: Description, predicate: ox.NamedNode, path: Path | None) -> _Made:
    if path is None:
        shape.fault(predicate, "belongs to a property shape")
    return [columns.UniqueLang()] if shape.flag(predicate) else []


def _equals(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [columns.Equals(each) for each in shape.iris(predicate)]


def _disjoint(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [columns.Disjoint(each) for each in shape.iris(predicate)]


def _less_than(shape: Description, predicate: ox.NamedNode, path: Path | None) -> _Made:
    if path is None:
        shape.fault(predicate, "belongs to a property shape")
    or_equal = predicate == sh("lessThanOrEquals")
    return [columns.LessThan(_component(predicate), each, or_equal=or_equal) for each in shape.iris(predicate)]


def _has_value(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [columns.HasValue(each) for each in shape.all(predicate)]


def _closed(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    if not shape.flag(predicate):
        return []
    ignored = shape.list(sh("ignoredProperties"), shape.one(sh("ignoredProperties")))
    paths = (path for each in shape.all(sh("property")) for path in shape.graph.values(sh("path")).get(each, ()))
    return [columns.Closed(frozenset(each for each in (*ignored, *paths) if isinstance(each, ox.NamedNode)))]


def _node(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    for each in shape.nodes(predicate):
        if each in shape.graph.values(sh("path")):
            shape.fault(predicate, "is a node shape, so it has no path")
    return [nested.And(_component(predicate), (each,)) for each in shape.nodes(predicate)]


def _property(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    for each in shape.nodes(predicate):
        if each not in shape.graph.values(sh("path")):
            shape.fault(predicate, "is a property shape, so it has a path")
    return [nested.PropertyShape((each,)) for each in shape.nodes(predicate)]


def _not(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    return [nested.Not((each,)) for each in shape.nodes(predicate)]


def _listed(shape: Description, predicate: ox.NamedNode, _: Path | None) -> _Made:
    for value in shape.all(predicate):
        members = shape.list(predicate, value)
        nodes = tuple(each for each in members if isinstance(each, Node))
        if len(nodes) < len(members):
            shape.fault(predicate, "is a list of IRIs or blank nodes")
        if predicate == sh("and"):
            yield nested.And(_component(predicate), nodes)
        else:
            yield nested.Or(nodes) if predicate == sh("or") else nested.Xone(nodes)


def _qualified(shape: Description, predicate: ox.NamedNode, path: Path | None) -> _Made:
    if path is None:
        shape.fault(predicate, "belongs to a property shape")
    found: list[Constraint] = []
    siblings = _siblings(shape) if shape.flag(sh("qualifiedValueShapesDisjoint")) else ()
    least, most = shape.integer(sh("qualifiedMinCount")), shape.integer(sh("qualifiedMaxCount"))
    for node in shape.nodes(predicate):
        shapes = (node, *(each for each in siblings if each != node))
        if least is not None:
            found.append(nested.Qualified(component("QualifiedMinCount"), shapes, least, least=True))
        if most is not None:
            found.append(nested.Qualified(component("QualifiedMaxCount"), shapes, most, least=False))
    if least is None and most is None:
        shape.fault(predicate, "needs sh:qualifiedMinCount or sh:qualifiedMaxCount")
    return found


def _siblings(shape: Description) -> Iterable[Node]:
    """The qualified value shapes of the property shapes beside this one (SHACL 4.7.3)."""
    properties, qualified = sh("property"), shape.graph.values(sh("qualifiedValueShape"))
    parents = shape.graph.subjects(properties).get(shape.node, ())
    beside: dict[Term, None] = dict.fromkeys(
        each for parent in parents for each in shape.graph.values(properties).get(parent, ())
    )
    found = dict.fromkeys(value for each in beside for value in qualified.get(each, ()))
    return [each for each in found if isinstance(each, Node)]


def _component(predicate: ox.NamedNode) -> ox.NamedNode:
    name = predicate.value.rpartition("#")[2]
    return component(name[0].upper() + name[1:])


PARAMETERS: Final[dict[ox.NamedNode, _Read]] = {
    sh(name): read
    for name, read in {
        "minCount": _count,
        "maxCount": _count,
        "nodeKind": _node_kind,
        "datatype": _datatype,
        "class": _class,
        "in": _in,
        "hasValue": _has_value,
        "pattern": _pattern,
        "minLength": _length,
        "maxLength": _length,
        "minInclusive": _bound,
        "minExclusive": _bound,
        "maxInclusive": _bound,
        "maxExclusive": _bound,
        "languageIn": _language_in,
        "uniqueLang": _unique_lang,
        "equals": _equals,
        "disjoint": _disjoint,
        "lessThan": _less_than,
        "lessThanOrEquals": _less_than,
        "not": _not,
        "and": _listed,
        "or": _listed,
        "xone": _listed,
        "node": _node,
        "qualifiedValueShape": _qualified,
        "closed": _closed,
        "sparql": read_select,
        "property": _property,
    }.items()
}
"""What reads each parameter, in the order in which results are given."""
SHAPES: Final = tuple(map(sh, ("node", "property", "not", "qualifiedValueShape")))
"""The parameters whose values are shapes."""
LISTS: Final = tuple(map(sh, ("and", "or", "xone")))
"""The parameters whose values are lists of shapes."""
