"""The parts and fields of one case in RDF, as the mapping that the contract has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Final, get_origin

from pydantic import BaseModel
from pyoxigraph import BlankNode, Literal, NamedNode

from yidi.cases.case import MOST_FAULTS
from yidi.cases.messages import CASE as WORDS
from yidi.cases.messages import RDF as RDF_WORDS
from yidi.cases.model import Case
from yidi.cases.rdf import NOTHING, PLACES, kind_of
from yidi.cases.rdf_terms import MOST_CHARACTERS, TEXTS, Node, Object, cut, plain_value, prefixed, shown
from yidi.cases.values import MOST_ENTRIES
from yidi.errors import Fault
from yidi.model import Field
from yidi.names import NS, RDF, TYPE, XSD, individual, local, short, term

__all__ = ["PartReader", "Statements", "listed"]

Statements = Mapping[Node, Mapping[str, list[Object]]]
"""The objects of each subject and predicate."""

MOST_SHOWN: Final = 3  # of several values
_REST: Final = RDF + "rest"
_NIL: Final = NamedNode(RDF + "nil")


@cache
def listed(part: type[BaseModel] = Case, prefix: str = "") -> frozenset[str]:
    """The paths at which a case may have a list."""
    found: set[str] = set()
    for name, each in part.model_fields.items():
        for kind in _kinds(each.annotation):
            if get_origin(kind) is tuple:
                found.add(prefix + name)
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= listed(kind, f"{prefix}{name}.")
    return frozenset(found)


def _kinds(annotation: object) -> Iterator[object]:
    """The types within unions and annotations."""
    inner = getattr(annotation, "__args__", ()) if get_origin(annotation) is not tuple else ()
    yield annotation
    for each in inner:
        yield from _kinds(each)


@dataclass(slots=True)
class PartReader:
    """Reads one case; everything wrong with it is noted."""

    node: Node
    statements: Statements
    inside: Mapping[str, Mapping[str, Field]]
    known: Container[str]
    lang: str
    faults: list[Fault] = field(default_factory=list)
    more: int = 0  # faults beyond those that are told
    places: dict[str, tuple[Node, str]] = field(default_factory=dict)  # of every path, who says it by which property

    def told(self) -> tuple[Fault, ...]:
        """The faults, and how many more there are."""
        rest = [Fault("", WORDS["more"][self.lang].format(count=self.more))] if self.more else []
        return (*self.faults, *rest)

    def part(self, node: Node, path: str = "") -> dict[str, object]:
        """The mapping of a part of the case; without a path, of the whole."""
        found: dict[str, object] = {}
        known = self.inside.get(path, {})
        for predicate, objects in self.statements.get(node, {}).items():
            if predicate == TYPE:
                continue
            if predicate not in known:
                self._unknown(node, path, predicate, known)
                continue
            place = known[predicate]
            self.places[place.path] = (node, predicate)
            value = self._values(place, objects)
            if value is not None:
                found[place.path.rpartition(".")[2]] = value
        return found

    def _unknown(self, node: Node, path: str, predicate: str, known: Mapping[str, Field]) -> None:
        """Notes a property that this part of a case does not have."""
        if len(self.faults) >= MOST_FAULTS:  # to guess what was meant takes its time
            self.more += 1
            return
        key = predicate[len(NS) :] if predicate.startswith(NS) else f"<{predicate}>"
        words = WORDS["unknown"][self.lang]
        if guess := self._meant(key, predicate, known):
            words += WORDS["meant"][self.lang].format(guess=guess)
        place = f"{path}.{cut(key)}".lstrip(".")
        self.places[place] = (node, predicate)
        self.faults.append(Fault(place, words))

    def _meant(self, key: str, predicate: str, known: Mapping[str, Field]) -> str:
        """The property or key that was probably meant: of this part, or the place where that property stands."""
        keys = {f.path.rpartition(".")[2]: local(f.iri) for f in known.values()}
        if key in keys:  # the key of the JSON form, where the property has another name
            return keys[key]
        near = get_close_matches(key[:MOST_CHARACTERS], [*map(local, known), *keys], n=1)
        elsewhere = (fields[predicate].path for fields in self.inside.values() if predicate in fields)
        return near[0] if near else next(elsewhere, "")

    def _values(self, place: Field, objects: list[Object]) -> object:
        """What the objects say at a place of the case; None where that cannot be read."""
        if place.path in listed():
            return self._entries(place, objects)
        if len(objects) > 1:
            first = [shown(each, self.lang) for each in objects[:MOST_SHOWN]]
            rest = ["…"] if len(objects) > MOST_SHOWN else []
            return self._fault("several", place, count=len(objects), value=", ".join(first + rest))
        return self._value(place, objects[0])

    def _entries(self, place: Field, objects: list[Object]) -> object:
        """The entries of a list: several values, RDF lists, or the value that stands for none."""
        if objects == [NOTHING]:
            return []
        entries: list[object] = []
        for each in objects:
            members = self._members(each)
            if members is None:
                return self._fault("list", place, limit=MOST_ENTRIES)
            if NOTHING in members:
                return self._fault("nothing", place)
            entries += [self._value(place, member) for member in members]
        return None if None in entries else entries

    def _members(self, head: Object) -> list[Object] | None:
        """The members of an RDF list, or the value itself where it is none; None for a list without end."""
        if head != _NIL and (isinstance(head, Literal) or _REST not in self.statements.get(head, {})):
            return [head]
        members: list[Object] = []
        while head != _NIL:
            said = {} if isinstance(head, Literal) else self.statements.get(head, {})
            first, rest = said.get(RDF + "first", []), said.get(_REST, [])
            if len(first) != 1 or len(rest) != 1 or len(members) > MOST_ENTRIES:
                return None
            members += first
            head = rest[0]
        return members

    def _value(self, place: Field, value: Object) -> object:
        """What one object says; None where it is of the wrong kind."""
        match kind_of(place):
            case "part":
                return self._inner(place, value)
            case "code":
                return self._named(place, value, (local(place.value_type or ""),))
            case "place":
                return self._named(place, value, PLACES[place.value_type or ""])
        kinds = TEXTS if place.value_type in TEXTS else (place.value_type,)
        if isinstance(value, Literal) and value.datatype.value in kinds:
            return plain_value(kind_of(place), value.value)
        return self._fault("literal", place, value=shown(value, self.lang), example=_example(place))

    def _inner(self, place: Field, value: Object) -> object:
        """A part of the case; a known thing of the base that is only named, by IRI or code, is its id."""
        if isinstance(value, Literal):
            if term("code") in self.inside.get(place.path, {}) and value.datatype.value in TEXTS:
                return value.value
            return self._fault("part", place, value=shown(value, self.lang))
        known = individual(place.path.rpartition(".")[2], "")
        iri = value.value if isinstance(value, NamedNode) else ""
        name = iri[len(known) :] if iri.startswith(known) else iri if iri in self.known else ""
        if value not in self.statements:
            return name if name else self._undescribed(place, value)
        part = self.part(value, place.path)
        return {"id": name} | part if name in self.known else part

    def _undescribed(self, place: Field, value: Node) -> object:
        """An empty part, such as a filing of which is only known that it was made; an IRI of others says nothing."""
        own = isinstance(value, BlankNode) or value.value.startswith(f"{self.node.value}/")
        return {} if own else self._fault("foreign", place, value=shown(value, self.lang))

    def _named(self, place: Field, value: Object, kinds: tuple[str, ...]) -> object:
        """The last part of the IRI of a code or place; another IRI as files write it, for `parse_case` to refuse."""
        if isinstance(value, NamedNode):
            start = next((i for i in (individual(k, "") for k in kinds) if value.value.startswith(i)), "")
            return value.value[len(start) :] if start else short(value.value)
        return self._fault("iri", place, value=shown(value, self.lang), example=f"{kinds[0]}:…")

    def _fault(self, kind: str, place: Field, **details: object) -> object:
        """Notes what is wrong at a place, of which there is then nothing to say."""
        words = RDF_WORDS[kind][self.lang].format(**details)
        self.faults.append(Fault(place.path, words))
        return None


def _example(place: Field) -> str:
    """How a literal of this place is written."""
    return '"…"' if place.value_type == XSD + "string" else f'"…"^^{prefixed(place.value_type or "")}'
