"""The shapes of a base as their files have them: which there are, how they hang together, where each part stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from yidi.finding import NOWHERE
from yidi.names import RDF, RDFS, SKOS, TYPE, XSD, short
from yidi.reading.graph import Graph
from yidi.reading.turtle import Place, Term, TurtleFile
from yidi.shacl.parameters import LISTS, PARAMETERS, SHAPES

SH: Final = "http://www.w3.org/ns/shacl#"
NODE_SHAPE: Final = SH + "NodeShape"
PROPERTY_SHAPE: Final = SH + "PropertyShape"
PATH: Final = SH + "path"
PROPERTY: Final = SH + "property"
SPARQL: Final = SH + "sparql"
SELECT: Final = SH + "select"
MESSAGE: Final = SH + "message"
FIRST: Final = RDF + "first"
REST: Final = RDF + "rest"
TARGETS: Final = tuple(SH + name for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode"))
CONSTRAINTS: Final = frozenset(each.value for each in PARAMETERS)
_NAMING: Final = tuple(each.value for each in SHAPES)
_LISTING: Final = tuple(each.value for each in LISTS)
_CLASSES: Final = frozenset({RDFS + "Class", "http://www.w3.org/2002/07/owl#Class"})
_SPACES: Final = {SH: "sh", RDFS: "rdfs", SKOS: "skos", XSD: "xsd"}
_CHARACTER: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|.", re.DOTALL)
"""What stands in a file for one character of a text."""


def written(term: str) -> str:
    """A thing as the files write it; one without a name as the brackets in which it stands."""
    if term.startswith("_:"):
        return "[ … ]"
    space = next((each for each in _SPACES if term.startswith(each)), None)
    return short(term) if space is None else f"{_SPACES[space]}:{term[len(space) :]}"


@dataclass(frozen=True)
class ShapeFiles:
    """The statements of all files of shapes, and the texts in which they stand."""

    graph: Graph
    texts: Mapping[str, str]

    @cached_property
    def shapes(self) -> tuple[str, ...]:
        """The nodes that are shapes (SHACL 2.1), in the order of the files."""
        return tuple(node for node in self.graph if self._is_shape(node))

    def _is_shape(self, node: str) -> bool:
        said = frozenset(self.graph.predicates(node))
        typed = not {NODE_SHAPE, PROPERTY_SHAPE}.isdisjoint(self.graph.iris(node, TYPE))
        return typed or not said.isdisjoint(CONSTRAINTS) or not said.isdisjoint(TARGETS)

    def has_target(self, shape: str) -> bool:
        """Whether a shape looks for focus nodes itself, as one does that is a class as well."""
        said = frozenset(self.graph.predicates(shape))
        return not said.isdisjoint(TARGETS) or not _CLASSES.isdisjoint(self.graph.iris(shape, TYPE))

    @cached_property
    def named(self) -> frozenset[str]:
        """The shapes that other shapes name."""
        found: set[str] = set()
        for shape in self.shapes:
            for predicate in _NAMING:
                found.update(self.graph.iris(shape, predicate))
            for predicate in _LISTING:
                for head in self.graph.objects(shape, predicate):
                    found.update(each for each in self.graph.list(head) if isinstance(each, str))
        return frozenset(found)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The shapes of which a finding can be: they have a target or are properties of such, and ask something.

        What a shape names in another way only says yes or no to it.
        """
        waiting = [shape for shape in self.shapes if self.has_target(shape)]
        seen = set(waiting)
        for shape in waiting:
            further = [each for each in self.graph.iris(shape, PROPERTY) if each not in seen]
            seen.update(further)
            waiting += further
        return tuple(shape for shape in self.shapes if shape in seen and self.constraints(shape))

    def constraints(self, shape: str) -> frozenset[str]:
        """The constraints that a shape has of its own, which those of its properties are not."""
        return frozenset(self.graph.predicates(shape)) & CONSTRAINTS - {PROPERTY}

    def owner(self, node: str) -> str:
        """The thing with a name in whose block a node stands."""
        seen = {node}
        while node in self._parents and self._parents[node][0] not in seen:
            node = self._parents[node][0]
            seen.add(node)
        return node

    def place(self, subject: str, predicate: str | None = None, value: Term | None = None) -> Place:
        """Where a value stands, or the first one of a predicate, or the block of a thing, or else where it is named."""
        if predicate in (FIRST, REST):
            return self._member_place(subject, value)
        found = self.graph.place(subject, predicate, value)
        if found is None and subject in self._uses:
            found = self.place(*self._uses[subject], subject)
        return found or NOWHERE

    def _member_place(self, cell: str, member: Term | None) -> Place:
        """Where a member of a list stands; the parser knows only where the list begins."""
        seen: set[str] = set()
        predicate = FIRST
        while predicate in (FIRST, REST) and cell in self._parents and cell not in seen:
            seen.add(cell)
            value, (cell, predicate) = cell, self._parents[cell]
        if not seen or predicate in (FIRST, REST):  # a list that nobody names, or one within itself
            return self.graph.place(cell, predicate, member) or NOWHERE
        place = self.place(cell, predicate, value)
        file = self._files.get(place.file)
        if file is None or not isinstance(member, str) or member.startswith("_:"):
            return place
        start = offset_of(file, place)
        found = re.compile(rf"(?<![\w:-]){re.escape(written(member))}(?![\w-])").search(self.texts[place.file], start)
        return file.place(found.start()) if found else place

    def inside(self, place: Place, index: int) -> Place:
        """Where a character of a text stands that begins, with its quotes, at a place."""
        file = self._files[place.file]
        text, start = self.texts[place.file], offset_of(file, place)
        quotes = 3 if text.startswith(('"""', "'''"), start) else 1
        at = start + quotes
        for _ in range(index):
            character = _CHARACTER.match(text, at)
            at = character.end() if character else at
        return file.place(at)

    @cached_property
    def _files(self) -> dict[str, TurtleFile]:
        return {file.name: file for file in self.graph.files}

    @cached_property
    def _parents(self) -> dict[str, tuple[str, str]]:
        """For what has no name, the subject and predicate whose value it is."""
        return {node: use for node, use in self._uses.items() if node.startswith("_:")}

    @cached_property
    def _uses(self) -> dict[str, tuple[str, str]]:
        """For each thing that is a value, a subject and predicate of which it is one."""
        return {
            statement.object: (statement.subject, statement.predicate)
            for file in self.graph.files
            for statement in file.statements
            if isinstance(statement.object, str)
        }


def offset_of(file: TurtleFile, place: Place) -> int:
    """The offset of a place in its file."""
    return (file.newlines[place.line - 2] + 1 if place.line > 1 else 0) + place.column - 1


def leaves(graph: Graph, node: Term, subject: str, predicate: str) -> Iterable[tuple[str, str, str]]:
    """The predicates of which a path is made, each with the statement whose object it is."""
    waiting: list[tuple[str, str, Term]] = [(subject, predicate, node)]
    seen: set[Term] = set()
    while waiting:
        of, by, each = waiting.pop()
        if not isinstance(each, str) or each in seen:
            continue
        if each.startswith("_:"):
            seen.add(each)
            waiting += [(each, p, o) for p in graph.predicates(each) for o in graph.objects(each, p)]
        elif not each.startswith(RDF + "nil"):
            yield of, by, each
