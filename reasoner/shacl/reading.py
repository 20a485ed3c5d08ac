"""A shapes graph read once (SHACL 2, 3.6, 4): every fault in it is told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

import pyoxigraph as ox

from yidi.errors import ShapesError
from yidi.shacl.description import Description
from yidi.shacl.graph import Data
from yidi.shacl.model import VIOLATION, Constraint, Shape, Shapes, Target, TargetKind
from yidi.shacl.parameters import LISTS, PARAMETERS, SHAPES
from yidi.shacl.paths import Path, read_path
from yidi.shacl.sparql.constraint import Select
from yidi.shacl.terms import CLASS, FIRST, Node, Term, sh, text

_NODE_SHAPE: Final = sh("NodeShape")
_PROPERTY_SHAPE: Final = sh("PropertyShape")
_PATH: Final = sh("path")
_TARGETS: Final[Mapping[ox.NamedNode, TargetKind]] = {
    sh("targetNode"): "node",
    sh("targetClass"): "class",
    sh("targetSubjectsOf"): "subjects",
    sh("targetObjectsOf"): "objects",
}
_UNSUPPORTED: Final = {
    sh("target"): "targets other than those of SHACL Core are not supported",
    sh("rule"): "rules are not supported",
    sh("js"): "constraints in JavaScript are not supported",
    sh("expression"): "expression constraints are not supported",
}
_DEEPEST: Final = 50
"""Shapes ask each other by recursion; nobody nests them as deep as this."""


def read_shapes(triples: Iterable[ox.Triple]) -> Shapes:
    """The shapes of a shapes graph, ready to validate any number of data graphs.

    Raises ShapesError, which tells everything that is ill-formed, recursive (SHACL 3.4.3) or not supported.
    """
    graph = Data(triples)
    faults: list[str] = []
    shapes = {}
    for node in _nodes(graph):
        shapes[node] = _shape(graph, node, faults)
    faults += _components(graph)
    if not faults:
        faults += _circles(shapes)
    if faults:
        raise ShapesError(faults)
    return Shapes(shapes, _predicates(shapes.values()))


def _nodes(graph: Data) -> Iterable[Node]:
    """The nodes that name shapes (SHACL 2.1), in an order that depends on the graph alone where they are IRIs."""
    found: dict[Term, None] = {}
    for kind in (_NODE_SHAPE, _PROPERTY_SHAPE):
        found |= graph.instances(kind)
    for predicate in (*_TARGETS, *PARAMETERS):
        found |= dict.fromkeys(graph.values(predicate))
    for values in (graph.values(predicate) for predicate in SHAPES):
        found |= dict.fromkeys(each for some in values.values() for each in some if not _is_list(graph, each))
    for predicate in LISTS:
        for each in chain.from_iterable(graph.values(predicate).values()):
            found |= dict.fromkeys(Description(graph, each).members(each) or ())
    nodes = [node for node in found if isinstance(node, Node)]
    iris = sorted((node for node in nodes if isinstance(node, ox.NamedNode)), key=lambda node: node.value)
    return [*iris, *(node for node in nodes if isinstance(node, ox.BlankNode))]


def _is_list(graph: Data, node: Term) -> bool:
    return node in graph.values(FIRST)


def _shape(graph: Data, node: Node, faults: list[str]) -> Shape:
    shape = Description(graph, node)
    for predicate, fault in _UNSUPPORTED.items():
        if shape.all(predicate):
            shape.fault(predicate, fault)
    path = _path(graph, shape)
    constraints: list[Constraint] = []
    for predicate, read in PARAMETERS.items():
        if shape.all(predicate):
            constraints += read(shape, predicate, path)
    found = Shape(
        node=node,
        path=path,
        targets=tuple(_targets(graph, shape)),
        constraints=tuple(constraints),
        severity=_severity(shape),
        messages=shape.messages(),
        deactivated=shape.flag(sh("deactivated")),
    )
    faults += shape.faults
    return found


def _path(graph: Data, shape: Description) -> Path | None:
    nodes = shape.all(_PATH)
    if not nodes:
        if shape.node in graph.instances(_PROPERTY_SHAPE):
            shape.fault(_PATH, "a property shape has one")
        return None
    if len(nodes) > 1:
        shape.fault(_PATH, "a property shape has only one")
    if shape.node in graph.instances(_NODE_SHAPE):
        shape.fault(_PATH, "a node shape has none")
    try:
        return read_path(graph, nodes[0])
    except ValueError as error:
        shape.fault(_PATH, str(error))
        return None


def _targets(graph: Data, shape: Description) -> Iterable[Target]:
    for predicate, kind in _TARGETS.items():
        for term in shape.all(predicate):
            if isinstance(term, ox.NamedNode) or kind in {"node", "class"}:
                yield Target(kind, term)
            else:
                shape.fault(predicate, "is the IRI of a property")
    if shape.node in graph.instances(CLASS) and any(
        shape.node in graph.instances(kind) for kind in (_NODE_SHAPE, _PROPERTY_SHAPE)
    ):
        yield Target("class", shape.node)


def _severity(shape: Description) -> ox.NamedNode:
    severity = shape.one(sh("severity"))
    if severity is None:
        return VIOLATION
    if isinstance(severity, ox.NamedNode):
        return severity
    shape.fault(sh("severity"), "is an IRI")
    return VIOLATION


def _components(graph: Data) -> Iterable[str]:
    """Constraint components that the graph itself defines, which would otherwise be passed over in silence."""
    for node in graph.instances(sh("ConstraintComponent")):
        if graph.values(sh("parameter")).get(node):
            yield f"{text(node)}: constraint components of one's own are not supported."


def _circles(shapes: Mapping[Node, Shape]) -> Iterable[str]:
    """The shapes that ask themselves, by whatever way."""
    asks = {
        node: dict.fromkeys(chain.from_iterable(getattr(each, "shapes", ()) for each in shape.constraints))
        for node, shape in shapes.items()
    }
    depth: dict[Node, int] = {}
    waiting = list(asks)
    while waiting:  # a shape is settled when all that it asks are
        settled = [node for node in waiting if all(each in depth for each in asks[node])]
        if not settled:
            return [f"{text(node)}: the shape asks itself, by whatever way." for node in _in_circles(asks, waiting)]
        for node in settled:
            depth[node] = 1 + max((depth[each] for each in asks[node]), default=0)
        waiting = [node for node in waiting if node not in depth]
    return [f"{text(node)}: shapes are nested too deeply." for node, deep in depth.items() if deep > _DEEPEST]


def _in_circles(asks: Mapping[Node, Mapping[Node, None]], waiting: list[Node]) -> Iterable[Node]:
    for start in waiting:
        seen: dict[Node, None] = {}
        queue = list(asks[start])
        for node in queue:
            if node not in seen:
                seen[node] = None
                queue += asks[node]
        if start in seen:
            yield start


def _predicates(shapes: Iterable[Shape]) -> frozenset[ox.NamedNode]:
    constraints = (each for shape in shapes for each in shape.constraints)
    queries = (each.query for each in constraints if isinstance(each, Select))
    return frozenset(chain.from_iterable(each.predicates or () for each in queries))
