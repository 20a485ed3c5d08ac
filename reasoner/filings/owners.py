"""Which part of which case each node of the data is, so that a result of a shape has its path in the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Triple

from yidi.cases.rdf import kind_of
from yidi.filings.entry import Entry
from yidi.filings.lift import Node, Object
from yidi.model import Field
from yidi.names import NS, individual
from yidi.shacl import Path
from yidi.shacl.paths import Sequence as SequencePath

__all__ = ["Owners", "Part"]

_KEY: Final = individual("key", "")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a case, by its dotted path; the case itself has none."""

    entry: int
    path: str


@dataclass(slots=True)
class Owners:
    """The nodes of many cases and what they are parts of; a node that several cases share has several parts."""

    fields: Mapping[str, Field]
    parts: dict[Node, list[Part]] = field(default_factory=dict)
    nodes: list[dict[str, Node]] = field(default_factory=list)
    _inside: dict[str, dict[str, Field]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.fields.values():
            self._inside.setdefault(each.path.rpartition(".")[0], {})[each.iri] = each

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in cases; those of one document share their statements."""
        indexed: dict[int, Mapping[Node, Sequence[tuple[str, Object]]]] = {}
        for entry in entries:
            if entry.parts:
                self._take(entry.parts)
                continue
            if id(entry.triples) not in indexed:
                indexed[id(entry.triples)] = _by_subject(entry.triples)
            statements = indexed[id(entry.triples)]
            self.nodes.append({})
            self._walk(entry.node, Part(len(self.nodes) - 1, entry.path), statements)
        for number, entry in enumerate(entries, len(self.nodes) - len(entries)):
            # What belongs to no case is told with the first case of its document.
            for node in indexed.pop(id(entry.triples), ()):
                self.parts.setdefault(node, [Part(number, "")])

    def _take(self, parts: Sequence[tuple[str, Node]]) -> None:
        """Take in a case whose parts are known."""
        number = len(self.nodes)
        own: dict[str, Node] = {}
        for path, node in parts:
            self.parts.setdefault(node, []).append(Part(number, path))
            own.setdefault(path, node)
        self.nodes.append(own)

    def _walk(self, node: Node, part: Part, statements: Mapping[Node, Sequence[tuple[str, Object]]]) -> None:
        own = self.nodes[part.entry]
        self.parts.setdefault(node, []).append(part)
        own.setdefault(part.path, node)
        known = self._inside.get(part.path, {})
        for predicate, value in statements.get(node, ()):
            place = known.get(predicate)
            # The paths of a case have no circles, so neither has this.
            if place is not None and kind_of(place) == "part" and not isinstance(value, Literal):
                self._walk(value, Part(part.entry, place.path), statements)

    def of(self, node: object) -> Sequence[Part]:
        """The parts of cases that a node is."""
        return self.parts.get(node, ()) if isinstance(node, Node) else ()

    def key_path(self, part: Part, path: Path | None) -> str:
        """The dotted path to which a property path leads from a part of a case."""
        here = part.path
        steps = path.paths if isinstance(path, SequencePath) else (path,)
        for step in steps:
            if not isinstance(step, NamedNode):
                break
            place = self._inside.get(here, {}).get(step.value)
            if place is None:
                key = unquote(step.value.removeprefix(_KEY)) if step.value.startswith(_KEY) else _name(step.value)
                return f"{here}.{key}".lstrip(".")
            here = place.path
        return here


def _name(iri: str) -> str:
    return iri[len(NS) :] if iri.startswith(NS) else f"<{iri}>"


def _by_subject(triples: Iterable[Triple]) -> Mapping[Node, Sequence[tuple[str, Object]]]:
    found: dict[Node, list[tuple[str, Object]]] = {}
    for triple in triples:
        if isinstance(triple.subject, Node) and isinstance(triple.object, Object):
            found.setdefault(triple.subject, []).append((triple.predicate.value, triple.object))
    return found
