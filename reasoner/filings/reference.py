"""The same validation by pySHACL, the reference that our own engine agrees with."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.shacl import Data, Report, Result
from yidi.shacl.paths import read_path
from yidi.shacl.run import targets
from yidi.shacl.terms import sh

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from yidi.filings.shapes import FilingShapes

__all__ = ["validate_with_pyshacl"]

_RESULT: Final = sh("result")


def validate_with_pyshacl(shapes: FilingShapes, triples: Sequence[ox.Triple]) -> Report:
    """The report of pySHACL on a data graph, in our terms; it writes into graphs, so it gets its own."""
    from pyshacl import validate  # noqa: PLC0415 - rdflib and pySHACL are slow to import

    # A literal that is ill-typed is no trouble of the reader's: the shapes tell of it.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    _, found, _ = validate(_graph(triples), shacl_graph=_graph(shapes.triples), inference=None, advanced=False)
    data = Data(ox.parse(found.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES))
    results = sorted(_results(data), key=str)
    own = Data(triples)
    focus = {str(getattr(s.node, "value", s.node)): len(targets(s, own)) for s in shapes.shapes.targeted}
    return Report(tuple(results), focus)


def _graph(triples: Iterable[ox.Triple]) -> Graph:
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((_there(triple.subject), _there(triple.predicate), _there(triple.object)))
    return graph


def _there(term: object) -> Node:
    """A term as rdflib has it, a literal as it is written: readers of rdflib's would write it anew."""
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(type(term))
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _results(data: Data) -> Iterable[Result]:
    for nodes in data.values(_RESULT).values():
        for node in nodes:
            yield _result(data, node)


def _result(data: Data, node: object) -> Result:
    def one(name: str) -> object:
        return next(iter(data.values(sh(name)).get(node, ())), None)  # type: ignore[call-overload]

    path, messages = one("resultPath"), data.values(sh("resultMessage")).get(node, ())  # type: ignore[call-overload]
    return Result(
        focus=one("focusNode"),  # type: ignore[arg-type]
        path=None if path is None else read_path(data, path),  # type: ignore[arg-type]
        value=one("value"),  # type: ignore[arg-type]
        component=one("sourceConstraintComponent"),  # type: ignore[arg-type]
        shape=one("sourceShape"),  # type: ignore[arg-type]
        severity=one("resultSeverity"),  # type: ignore[arg-type]
        messages=tuple(m for m in messages if isinstance(m, ox.Literal)),
    )
