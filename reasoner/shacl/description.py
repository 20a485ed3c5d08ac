"""What a shapes graph says of one node, with the faults found while it is read."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from yidi.shacl.graph import Data, items
from yidi.shacl.lexical import INTEGERS, integer
from yidi.shacl.terms import LANG_STRING, TRUE, XSD, Node, Term, sh, text, xsd

_TEXTS: Final = frozenset({LANG_STRING, xsd("string")})


class Description:
    """The statements about a shape, or about a SPARQL constraint of it; what is ill-formed is noted in `faults`."""

    def __init__(self, graph: Data, node: Term) -> None:
        self.graph = graph
        self.node = node
        self.faults: list[str] = []

    def fault(self, predicate: ox.NamedNode, what: str) -> None:
        """Note what is wrong with a property."""
        self.faults.append(f"{text(self.node)}: sh:{predicate.value.rpartition('#')[2]}: {what}.")

    def all(self, predicate: ox.NamedNode) -> tuple[Term, ...]:
        """The values of a property."""
        return self.graph.values(predicate).get(self.node, ())

    def one(self, predicate: ox.NamedNode) -> Term | None:
        """The only value, if any."""
        values = self.all(predicate)
        if len(values) > 1:
            self.fault(predicate, "may be said only once")
        return values[0] if values else None

    def iri(self, predicate: ox.NamedNode) -> ox.NamedNode | None:
        """The only value, an IRI."""
        value = self.one(predicate)
        if value is None or isinstance(value, ox.NamedNode):
            return value
        self.fault(predicate, "is an IRI")
        return None

    def iris(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The values, which are IRIs."""
        found = [value for value in self.all(predicate) if isinstance(value, ox.NamedNode)]
        if len(found) < len(self.all(predicate)):
            self.fault(predicate, "is an IRI")
        return found

    def nodes(self, predicate: ox.NamedNode) -> list[Node]:
        """The values, which name shapes or constraints."""
        found = [value for value in self.all(predicate) if isinstance(value, Node)]
        if len(found) < len(self.all(predicate)):
            self.fault(predicate, "is an IRI or a blank node")
        return found

    def integer(self, predicate: ox.NamedNode) -> int | None:
        """The only value, an integer."""
        value = self.one(predicate)
        if isinstance(value, ox.Literal) and value.datatype.value.removeprefix(XSD) in INTEGERS:
            number = integer(value.value)
            if number is not None:
                return number
        if value is not None:
            self.fault(predicate, "is an integer")
        return None

    def string(self, predicate: ox.NamedNode) -> str | None:
        """The only value, a string."""
        value = self.one(predicate)
        if isinstance(value, ox.Literal) and value.datatype in {xsd("string"), xsd("anyURI")}:
            return value.value
        if value is not None:
            self.fault(predicate, "is a string")
        return None

    def flag(self, predicate: ox.NamedNode) -> bool:
        """Whether the only value is the literal true; 1 is not (SHACL 4.4.5 and the test of the W3C for it)."""
        value = self.one(predicate)
        if value is not None and (not isinstance(value, ox.Literal) or value.datatype != TRUE.datatype):
            self.fault(predicate, "is true or false")
        return value == TRUE

    def members(self, node: Term) -> tuple[Term, ...] | None:
        """The members of a list."""
        return items(self.graph, node)

    def list(self, predicate: ox.NamedNode, node: Term | None) -> tuple[Term, ...]:
        """The members of a list that is the value of a property."""
        members = None if node is None else items(self.graph, node)
        if members is None and node is not None:
            self.fault(predicate, "is a list")
        return members or ()

    def messages(self) -> tuple[ox.Literal, ...]:
        """The values of sh:message, sorted by language."""
        literals = (value for value in self.all(sh("message")) if isinstance(value, ox.Literal))
        found = [value for value in literals if value.datatype in _TEXTS]
        if len(found) < len(self.all(sh("message"))):
            self.fault(sh("message"), "is a text, with a language or without")
        return tuple(sorted(found, key=lambda each: (each.language or "", each.value)))
