"""The report of a validation as a graph (SHACL 3.6)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from yidi.shacl.model import Report, Result
from yidi.shacl.paths import path_triples
from yidi.shacl.terms import TYPE, Node, sh


def report_triples(report: Report) -> Iterator[ox.Triple]:
    """The triples of the standard report: one sh:ValidationReport with its results."""
    node = ox.BlankNode()
    yield ox.Triple(node, TYPE, sh("ValidationReport"))
    yield ox.Triple(node, sh("conforms"), ox.Literal(value=report.conforms))
    for result in report.results:
        each = ox.BlankNode()
        yield ox.Triple(node, sh("result"), each)
        yield from _result(each, result)


def _result(node: Node, result: Result) -> Iterator[ox.Triple]:
    yield ox.Triple(node, TYPE, sh("ValidationResult"))
    yield ox.Triple(node, sh("focusNode"), result.focus)
    if result.path is not None:
        path, triples = path_triples(result.path)
        yield ox.Triple(node, sh("resultPath"), path)
        yield from triples
    if result.value is not None:
        yield ox.Triple(node, sh("value"), result.value)
    yield ox.Triple(node, sh("resultSeverity"), result.severity)
    yield ox.Triple(node, sh("sourceConstraintComponent"), result.component)
    yield ox.Triple(node, sh("sourceShape"), result.shape)
    if result.constraint is not None:
        yield ox.Triple(node, sh("sourceConstraint"), result.constraint)
    for message in result.messages:
        yield ox.Triple(node, sh("resultMessage"), message)
