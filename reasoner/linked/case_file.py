"""Cases in files of RDF, each with the place of every property."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as RdfLiteral

from yidi.cases.file import RawCase
from yidi.cases.from_rdf import RdfCase, described_cases
from yidi.cases.rdf_terms import Node, Object
from yidi.cases.text import CaseText, Spot
from yidi.errors import CaseError, Fault, one_line
from yidi.linked.case_documents import jsonld_cases
from yidi.messages import FINDINGS
from yidi.reading.turtle import Literal, Term, TurtleFile, TurtleSyntaxError
from yidi.reading.vocabulary import Vocabulary

__all__ = ["Spots", "linked_document", "turtle_file", "turtle_statements"]

_Places = Mapping[tuple[Node, str], int]
Spots = Mapping[tuple[Node, str, Object | None], tuple[int, int]]
"""Line and column of each value; without a value of the first of a property, without a property of a node's block."""


def turtle_file(text: CaseText, vocabulary: Vocabulary, hospitals: Container[str]) -> Iterator[RawCase]:
    """The cases of a Turtle or N-Triples file; raises CaseError, with its place, when it is not one or has none."""
    file = _parsed(text)
    triples: list[Triple] = []
    places: dict[tuple[Node, str], int] = {}
    for subject, predicate, value, offset in file.statements:
        node = _node(subject)
        triples.append(Triple(node, NamedNode(predicate), _object(value)))
        places.setdefault((node, predicate), offset)
        places.setdefault((node, ""), offset)
    try:
        cases = described_cases(triples, vocabulary, hospitals, text.lang)
    except CaseError as error:
        raise CaseError([Fault(f.path, f.message, source=text.where) for f in error.faults]) from None
    for case in cases:
        spot = partial(_spot, case, places, file)
        yield RawCase(case.mapping, text.where, faults=case.faults, spot=spot, entry=spot)


def turtle_statements(text: CaseText) -> tuple[list[Triple], Spots]:
    """The statements of a Turtle or N-Triples text, and where they stand; raises CaseError where it is not one."""
    file = _parsed(text)
    triples: list[Triple] = []
    spots: dict[tuple[Node, str, Object | None], tuple[int, int]] = {}
    for subject, predicate, value, offset in file.statements:
        node, term, place = _node(subject), _object(value), file.place(offset)
        triples.append(Triple(node, NamedNode(predicate), term))
        for key in ((node, predicate, term), (node, predicate, None), (node, "", None)):
            spots.setdefault(key, (place.line, place.column))
    for subject, offset in file.blocks.items():
        place = file.place(offset)
        spots[_node(subject), "", None] = (place.line, place.column)
    return triples, spots


def _parsed(text: CaseText) -> TurtleFile:
    from yidi.reading.turtle_parser import parse  # noqa: PLC0415 - rdflib is slow to import

    try:
        return parse(text.text.encode(), text.where)
    except TurtleSyntaxError as error:
        place = error.place
        words = one_line(FINDINGS[error.finding][text.lang].format(**error.details))
        raise CaseError([Fault("", words, place.line, place.column, place.file)]) from None


def _node(name: str) -> Node:
    # The reader numbers blank nodes after the file's name, which may hold anything.
    return BlankNode(f"n{name.rpartition('#')[2]}") if name.startswith("_:") else NamedNode(name)


def _object(value: Term) -> Object:
    if not isinstance(value, Literal):
        return _node(value)
    if value.language:
        return RdfLiteral(value.text, language=value.language)
    return RdfLiteral(value.text, datatype=NamedNode(value.datatype)) if value.datatype else RdfLiteral(value.text)


def _spot(case: RdfCase, places: _Places, file: TurtleFile) -> Spot:
    """Where the parts of a case stand in the file, as a tree of paths."""
    root = _at(places.get((case.node, ""), 0), file)
    for path, (node, predicate) in sorted(case.places.items()):
        spot = root
        *parts, last = path.split(".")
        for part in parts:
            spot = spot.inside.setdefault(part, Spot(spot.line, spot.column))
        spot.inside[last] = _at(places[node, predicate], file)
    return root


def _at(offset: int, file: TurtleFile) -> Spot:
    place = file.place(offset)
    return Spot(place.line, place.column)


def linked_document(
    value: object, spot: Callable[[], Spot], text: CaseText, vocabulary: Vocabulary, hospitals: Container[str]
) -> Iterator[RawCase]:
    """The cases of a JSON-LD document; raises CaseError, with its place, when it cannot be read or has none."""
    try:
        cases = jsonld_cases(value, vocabulary, hospitals, text.lang)
    except CaseError as error:
        at = spot()
        raise CaseError([Fault(f.path, f.message, at.line, at.column, text.where) for f in error.faults]) from None
    for number, case in enumerate(cases):
        here = _entry(value, spot, number, len(cases))
        yield RawCase(case.mapping, text.where, faults=case.faults, spot=here, entry=here)


def _entry(value: object, spot: Callable[[], Spot], number: int, count: int) -> Callable[[], Spot]:
    """Where a case of a document stands: its entry, where the document is a list of as many, else the document."""
    if isinstance(value, list) and len(value) == count:
        return lambda: spot().inside[str(number)]
    graph = value.get("@graph") if isinstance(value, Mapping) else None
    if isinstance(graph, list) and len(graph) == count:
        return lambda: spot().inside["@graph"].inside[str(number)]
    return spot
