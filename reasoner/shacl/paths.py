"""Property paths (SHACL 2.3.1): what they are, and the values to which they lead from many nodes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Final, TypeAlias

import pyoxigraph as ox

from yidi.shacl.graph import Data, Values, items, reached
from yidi.shacl.terms import FIRST, NIL, REST, Node, Term, sh

_DEEPEST: Final = 50
"""Paths are followed by recursion; nobody writes one that is nested as deep as this."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """The path ``^path``."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """The path ``first / second / ...``."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """The path ``one | other | ...``."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ZeroOrMore:
    """The path ``path*``."""

    path: Path


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """The path ``path+``."""

    path: Path


@dataclass(frozen=True, slots=True)
class ZeroOrOne:
    """The path ``path?``."""

    path: Path


Path: TypeAlias = ox.NamedNode | Inverse | Sequence | Alternative | ZeroOrMore | OneOrMore | ZeroOrOne
"""A path; the common one, a single predicate, is its IRI."""

_INVERSE: Final = sh("inversePath")
_ALTERNATIVE: Final = sh("alternativePath")
_WRAPPED: Final[dict[ox.NamedNode, Callable[[Path], Path]]] = {
    _INVERSE: Inverse,
    sh("zeroOrMorePath"): ZeroOrMore,
    sh("oneOrMorePath"): OneOrMore,
    sh("zeroOrOnePath"): ZeroOrOne,
}


def read_path(graph: Data, node: Term, within: tuple[Term, ...] = ()) -> Path:
    """The path that a node of a shapes graph stands for; ValueError says what is wrong with it."""
    if isinstance(node, ox.NamedNode):
        return node
    if not isinstance(node, ox.BlankNode):
        raise ValueError("a path is an IRI or a blank node")  # noqa: TRY004 - a fault like the others
    if node in within or len(within) > _DEEPEST:
        raise ValueError("the path contains itself" if node in within else "the path is nested too deeply")
    within = (*within, node)
    if node in graph.values(FIRST):
        return Sequence(_several(graph, node, within))
    if alternatives := graph.values(_ALTERNATIVE).get(node):
        return Alternative(_several(graph, alternatives[0], within))
    for predicate, kind in _WRAPPED.items():
        if inner := graph.values(predicate).get(node):
            return kind(read_path(graph, inner[0], within))
    raise ValueError("the path says neither a sequence nor any of the paths of SHACL")


def _several(graph: Data, node: Term, within: tuple[Term, ...]) -> tuple[Path, ...]:
    members = items(graph, node)
    if members is None or len(members) < 2:  # noqa: PLR2004 - SHACL 2.3.1.2 and 2.3.1.3
        raise ValueError("a sequence or alternative is a list of at least two paths")
    return tuple(read_path(graph, each, within) for each in members)


def follow(data: Data, path: Path, nodes: Iterable[Term]) -> Values:
    """The distinct values of a path for each of some nodes; for a predicate its whole column, as it is."""
    match path:
        case ox.NamedNode():
            return data.values(path)
        case Inverse(path=ox.NamedNode() as predicate):
            return data.subjects(predicate)
        case Inverse(path=inner):
            return follow(data, _turned(inner), nodes)
        case Sequence(paths=paths):
            return _steps(data, paths, nodes)
        case Alternative(paths=paths):
            ways = [follow(data, each, nodes) for each in paths]
            return _joined({node: [value for way in ways for value in way.get(node, ())] for node in nodes})
        case ZeroOrOne(path=inner):
            once = follow(data, inner, nodes)
            return _joined({node: [node, *once.get(node, ())] for node in nodes})
        case ZeroOrMore(path=inner):
            steps = _closure(data, inner, nodes)
            return {node: tuple(reached(steps, node)) for node in nodes}
        case OneOrMore(path=inner):
            steps = _closure(data, inner, nodes)
            return _joined(
                {node: [end for step in steps.get(node, ()) for end in reached(steps, step)] for node in nodes}
            )


def _joined(values: dict[Term, list[Term]]) -> Values:
    return {node: tuple(dict.fromkeys(each)) for node, each in values.items() if each}


def _steps(data: Data, paths: tuple[Path, ...], nodes: Iterable[Term]) -> Values:
    def step(so_far: Values, path: Path) -> Values:
        between = dict.fromkeys(value for each in so_far.values() for value in each)
        values = follow(data, path, between)
        return _joined({node: [end for each in here for end in values.get(each, ())] for node, here in so_far.items()})

    return reduce(step, paths, {node: (node,) for node in nodes})


def _closure(data: Data, path: Path, nodes: Iterable[Term]) -> Values:
    """One step of a path from each node that can be reached."""
    steps: dict[Term, tuple[Term, ...]] = {}
    waiting = dict.fromkeys(nodes)
    while waiting:
        values = follow(data, path, waiting)
        steps |= {node: values.get(node, ()) for node in waiting}
        waiting = dict.fromkeys(value for node in waiting for value in steps[node] if value not in steps)
    return steps


def _turned(path: Path) -> Path:
    """The same path backwards."""
    match path:
        case ox.NamedNode():
            return Inverse(path)
        case Inverse(path=inner):
            return inner
        case Sequence(paths=paths):
            return Sequence(tuple(map(_turned, reversed(paths))))
        case Alternative(paths=paths):
            return Alternative(tuple(map(_turned, paths)))
        case ZeroOrMore(path=inner):
            return ZeroOrMore(_turned(inner))
        case OneOrMore(path=inner):
            return OneOrMore(_turned(inner))
        case ZeroOrOne(path=inner):
            return ZeroOrOne(_turned(inner))


def path_text(path: Path) -> str:
    """A path in the syntax of SPARQL, in brackets where it is more than a predicate."""
    match path:
        case ox.NamedNode():
            return str(path)
        case Inverse(path=inner):
            return f"(^{path_text(inner)})"
        case Sequence(paths=paths):
            return f"({'/'.join(map(path_text, paths))})"
        case Alternative(paths=paths):
            return f"({'|'.join(map(path_text, paths))})"
        case ZeroOrMore(path=inner):
            return f"({path_text(inner)}*)"
        case OneOrMore(path=inner):
            return f"({path_text(inner)}+)"
        case ZeroOrOne(path=inner):
            return f"({path_text(inner)}?)"


def path_triples(path: Path) -> tuple[Node, list[ox.Triple]]:
    """A node that stands for a path, and the triples that say so, with blank nodes of their own."""
    match path:
        case ox.NamedNode():
            return path, []
        case Sequence(paths=paths):
            return _list(paths)
        case Alternative(paths=paths):
            inner, triples = _list(paths)
            predicate = _ALTERNATIVE
        case _:
            inner, triples = path_triples(path.path)
            predicate = next(each for each, kind in _WRAPPED.items() if kind is type(path))
    node = ox.BlankNode()
    return node, [ox.Triple(node, predicate, inner), *triples]


def _list(paths: tuple[Path, ...]) -> tuple[Node, list[ox.Triple]]:
    rest: Node = NIL
    triples: list[ox.Triple] = []
    for path in reversed(paths):
        first, inner = path_triples(path)
        node = ox.BlankNode()
        triples += [ox.Triple(node, FIRST, first), ox.Triple(node, REST, rest), *inner]
        rest = node
    return rest, triples
