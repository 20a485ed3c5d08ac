"""A constraint of sh:sparql read from a shapes graph (SHACL 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from yidi.shacl.description import Description
from yidi.shacl.graph import Data, reached
from yidi.shacl.paths import Path, path_text
from yidi.shacl.sparql.constraint import Select
from yidi.shacl.sparql.query import read_query
from yidi.shacl.terms import IMPORTS, Term, sh, text

_SELECT: Final = sh("select")


def read_select(shape: Description, predicate: ox.NamedNode, path: Path | None) -> Iterable[Select]:
    """The constraints of a shape that are not deactivated."""
    for node in shape.nodes(predicate):
        constraint = Description(shape.graph, node)
        query = constraint.string(_SELECT)
        if query is None:
            constraint.fault(_SELECT, "a SPARQL constraint has one")
        elif not constraint.flag(sh("deactivated")):
            try:
                prepared = read_query(query, _prefixes(constraint), None if path is None else path_text(path))
                yield Select(node, prepared, constraint.messages() or shape.messages(), of_values=path is None)
            except ValueError as error:
                constraint.fault(_SELECT, str(error))
        # A blank node tells nobody where to look, so the shape is named.
        named = shape.node if isinstance(node, ox.BlankNode) else node
        shape.faults += [fault.replace(text(node), text(named), 1) for fault in constraint.faults]


def _prefixes(constraint: Description) -> dict[str, str]:
    """The prefixes that are declared by the values of sh:prefixes, and by what these import."""
    found: dict[str, str] = {}
    imports = constraint.graph.values(IMPORTS)
    for start in constraint.nodes(sh("prefixes")):
        for ontology in reached(imports, start):
            for prefix, namespace in _declared(constraint.graph, ontology):
                if found.setdefault(prefix, namespace) != namespace:
                    constraint.fault(sh("prefixes"), f"the prefix {prefix} is declared twice")
    return found


def _declared(graph: Data, ontology: Term) -> Iterable[tuple[str, str]]:
    for node in graph.values(sh("declare")).get(ontology, ()):
        declaration = Description(graph, node)
        prefix, namespace = declaration.string(sh("prefix")), declaration.string(sh("namespace"))
        if prefix is not None and namespace is not None:
            yield prefix, namespace
