"""Names in shapes that are declared nowhere, or that no case can have, so that nothing is ever found with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yidi.check.shapes_graph import PATH, SH, TARGETS, ShapeFiles, leaves, written
from yidi.check.shapes_known import Known
from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import ID, NS, TYPE, short, term
from yidi.reading.reader import did_you_mean
from yidi.reading.turtle import Literal, Place
from yidi.shacl.parameters import PARAMETERS

_PREDICATES: Final = (*(SH + name for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals")), PATH)
_CLASS_TARGET, *_PREDICATE_TARGETS = TARGETS[:3]
_RESTS_ON: Final = term("restsOn")
_BASIS: Final = term("basis")
_SEVERITIES: Final = tuple(SH + name for name in ("Violation", "Warning", "Info"))
_FURTHER: Final = (
    "NodeShape PropertyShape Shape SPARQLConstraint PrefixDeclaration IRI BlankNode Literal BlankNodeOrIRI "
    "BlankNodeOrLiteral IRIOrLiteral path inversePath alternativePath zeroOrMorePath oneOrMorePath "
    "zeroOrOnePath severity message deactivated name description order group defaultValue prefixes select "
    "declare prefix namespace flags ignoredProperties qualifiedMinCount qualifiedMaxCount "
    "qualifiedValueShapesDisjoint target rule js expression"
)
_TERMS: Final = frozenset(
    {*(each.value for each in PARAMETERS), *TARGETS, *_SEVERITIES, *(SH + name for name in _FURTHER.split())}
)
"""The terms of SHACL that mean something here; any other would be passed over in silence, or is not supported."""


def undeclared(files: ShapeFiles, known: Known) -> Iterator[Finding]:
    """Names of ours and of SHACL that are nowhere declared."""
    for file in files.graph.files:
        for statement in file.statements:
            subject, predicate, value, _ = statement
            if (predicate.startswith(NS) and predicate not in known.names) or _is_foreign(predicate):
                place = files.place(subject, predicate, value)
                yield missing(place, "term-undeclared", written(files.owner(subject)), predicate, known)
            if isinstance(value, str) and (
                (value.startswith((ID, NS)) and value not in known.names) or _is_foreign(value)
            ):
                place = files.place(subject, predicate, value)
                yield missing(place, "link-dead", written(files.owner(subject)), value, known)


def _is_foreign(name: str) -> bool:
    return name.startswith(SH) and name not in _TERMS


def missing(place: Place, finding: str, subject: str, target: str, known: Known) -> Finding:
    """A finding about a name that is nowhere declared."""
    pool = _TERMS if target.startswith(SH) else (each for each in known.names if each.startswith((ID, NS)))
    details = {
        "subject": subject,
        "target": written(target),
        "guess": did_you_mean(written(target), map(written, pool)),
    }
    return Finding(finding, place, details)


def unreachable(files: ShapeFiles, known: Known) -> Iterator[Finding]:
    """Shapes, targets and paths with which nothing is ever found."""
    for shape in files.shapes:
        if not files.has_target(shape) and shape not in files.named:
            yield Finding("shape-untargeted", files.place(shape), {"subject": written(shape)})
        subject = written(files.owner(shape))
        for target in files.graph.iris(shape, _CLASS_TARGET):
            if target not in known.classes and _is_declared(target, known):
                details = {"subject": subject, "target": written(target)}
                yield Finding("shape-target", files.place(shape, _CLASS_TARGET, target), details)
        for predicate in _PREDICATE_TARGETS:
            yield from _unheard(files, known, shape, predicate, "shape-target")
        for predicate in _PREDICATES:
            yield from _unheard(files, known, shape, predicate, "shape-path")


def _is_declared(name: str, known: Known) -> bool:
    return name in known.names or not name.startswith((ID, NS))


def _unheard(files: ShapeFiles, known: Known, shape: str, predicate: str, finding: str) -> Iterator[Finding]:
    subject = written(files.owner(shape))
    for value in files.graph.objects(shape, predicate):
        for of, by, each in leaves(files.graph, value, shape, predicate):
            if by != TYPE:
                yield from unheard(files.place(of, by, each), finding, subject, each, known)


def unheard(place: Place, finding: str, subject: str, predicate: str, known: Known) -> Iterator[Finding]:
    """A finding about a predicate that no case has, unless it is one that is nowhere declared."""
    details = {"subject": subject, "target": written(predicate)}
    if known.is_unanswered(predicate):
        yield Finding("shape-not-followed", place, details)
    elif predicate not in known.predicates and _is_declared(predicate, known):
        yield Finding(finding, place, details)


def unfounded(files: ShapeFiles, known: Known, kinds: frozenset[str]) -> Iterator[Finding]:
    """Shapes that rest on no decision or fact, whose basis is no source (of `kinds`), or whose severity is none."""
    graph = files.graph
    for shape in files.shapes:
        for value in graph.objects(shape, _RESTS_ON):
            if not isinstance(value, str) or (value in known.names and value not in known.decisions | known.facts):
                shown = value.text if isinstance(value, Literal) else written(value)
                details = {"subject": written(files.owner(shape)), "target": shown}
                yield Finding("shape-rests-on", files.place(shape, _RESTS_ON, value), details)
        for value in graph.objects(shape, _BASIS):
            if not isinstance(value, str) or (value in known.names and value not in kinds):
                yield _invalid(files, shape, _BASIS, value, phrase("of-class", kind="yidi:Provision"))
        for value in graph.iris(shape, SH + "severity"):
            if value not in _SEVERITIES and not _is_foreign(value):
                expected = phrase("one-of", names=", ".join(map(written, _SEVERITIES)))
                yield _invalid(files, shape, SH + "severity", value, expected)


def _invalid(files: ShapeFiles, shape: str, predicate: str, value: str | Literal, expected: object) -> Finding:
    shown = value.text if isinstance(value, Literal) else written(value)
    return Finding("value-invalid", files.place(shape, predicate, value), {"value": shown, "expected": expected})


def second_blocks(files: ShapeFiles) -> Iterator[Finding]:
    """Things of which a block says something after the block of another, in one file or in two."""
    first: dict[str, Place] = {}
    for file in files.graph.files:
        current = ""
        for subject, _, _, offset in file.statements:
            if subject == current or not subject.startswith((ID, NS)):
                continue
            current, place = subject, file.place(offset)
            if subject in first:
                yield Finding("name-twice", place, {"subject": short(subject)}, ((first[subject], short(subject)),))
            first.setdefault(subject, place)
