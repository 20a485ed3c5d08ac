"""JSON-LD read into statements without asking anybody: the one context known is the case's own.

Two things go beyond what JSON-LD says.  An empty list, of which RDF knows nothing, becomes the statement that nothing
is there; and what a document may make a reader do is limited before it is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from pyld import ContextResolver, jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.cases.messages import RDF as WORDS
from yidi.cases.rdf import NOTHING
from yidi.cases.rdf_parts import listed
from yidi.cases.rdf_terms import Node, Object, cut
from yidi.errors import CaseError, Fault
from yidi.linked.context import CONTEXT, CONTEXT_PATH, case_context
from yidi.names import RDF, TYPE, XSD, individual
from yidi.reading.vocabulary import Vocabulary

__all__ = ["BASE", "Loader", "document_loader", "jsonld_triples"]

BASE: Final = individual("case", "")
"""What a relative IRI in a body without an address of its own is resolved against."""

MOST_OBJECTS: Final = 10_000
MOST_CONTEXTS: Final = 1000  # named or written out, in a whole document
MOST_CHARACTERS: Final = 50_000_000  # that the contexts which a document writes out can make of its words

Loader = Callable[[str, Mapping[str, object]], dict[str, object]]


class _Refused(Exception):  # noqa: N818 - carries a message to where it is told
    """What a document asks for and does not get: a kind of message and its details."""

    def __init__(self, kind: str, **details: object) -> None:
        self.kind, self.details = kind, details
        super().__init__(kind)


def document_loader(vocabulary: Vocabulary) -> Loader:
    """What gives PyLD the context of a case, under its name or as any server has it, and refuses everything else."""
    document = case_context(vocabulary)

    def load(address: str, _: Mapping[str, object]) -> dict[str, object]:
        if urlsplit(address).path.endswith(CONTEXT_PATH):
            kind = "application/ld+json"
            return {"contentType": kind, "contextUrl": None, "documentUrl": CONTEXT, "document": document}
        raise _Refused("context", value=f"'{cut(address)}'", known=CONTEXT)

    return load


def jsonld_triples(document: object, vocabulary: Vocabulary, lang: str = "en") -> list[Triple]:
    """The statements of a JSON-LD document, those of named graphs among them, in the order of the document.

    Raises CaseError when it is not JSON-LD, names a context that is not known here, or is too large to be read safely.
    """
    try:
        _limit(document)
        empty = {f.iri for f in vocabulary.fields.values() if f.path in listed()}
        return list(_Writer(empty).document(_expanded(document, document_loader(vocabulary))))
    except _Refused as refused:
        raise CaseError([Fault("", WORDS[refused.kind][lang].format(**refused.details))]) from None


def _limit(document: object) -> None:
    """Refuses what would take a reader too long, or grow too large, however short it is."""
    objects = values = 0
    contexts: list[object] = []
    waiting: list[object] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
            values += len(value)
        elif isinstance(value, dict):
            objects += 1
            values += len(value)
            waiting += [inner for key, inner in value.items() if key != "@context"]
            given = value.get("@context", [])
            contexts += given if isinstance(given, list) else [given]
    characters = sum(_characters(each) for each in contexts)
    for kind, count, limit in (
        ("objects", objects, MOST_OBJECTS),
        ("contexts", len(contexts), MOST_CONTEXTS),
        ("growth", values * characters, MOST_CHARACTERS),
    ):
        if count > limit:
            raise _Refused(kind, count=count, limit=limit)


def _characters(context: object) -> int:
    """How long the longest IRI can become that a context makes of a short word."""
    if not isinstance(context, dict):
        return 0
    if "@import" in context:
        raise _Refused("import")
    if any(isinstance(each, dict) and "@context" in each for each in context.values()):
        raise _Refused("scoped")
    return len(json.dumps(context))


class _Resolver(ContextResolver):  # type: ignore[misc]  # PyLD has no types
    """Resolves each context once a document; PyLD writes it out anew wherever it is used, only to look it up."""

    def __init__(self, loader: Loader) -> None:
        # A cache of one's own: PyLD's keeps contexts by address for all callers, whatever loader they bring.
        super().__init__({}, loader)
        self._known: dict[int, tuple[object, Any]] = {}

    def resolve(self, active_ctx: Any, context: Any, base: Any, cycles: Any = None) -> Any:
        """What PyLD resolves this context to."""
        if not isinstance(context, dict | list):
            return super().resolve(active_ctx, context, base, cycles)
        if id(context) not in self._known:  # it is kept beside what it became, so its id stays its own
            self._known[id(context)] = (context, super().resolve(active_ctx, context, base, cycles))
        return self._known[id(context)][1]


def _expanded(document: object, loader: Loader) -> list[Any]:
    """The document in expanded form (JSON-LD 1.1, 5.1)."""
    if not isinstance(document, dict | list):
        raise _Refused("json-ld", why="it is neither an object nor an array")
    options = {"base": BASE, "documentLoader": loader, "contextResolver": _Resolver(loader)}
    try:
        found = jsonld.expand(document, options)
    except jsonld.JsonLdError as error:
        if isinstance(error.__cause__, _Refused):
            raise error.__cause__ from None
        raise _Refused("json-ld", why=cut(str(error.code or error.type or "it breaks the rules of JSON-LD"))) from None
    except _Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever a document makes PyLD stumble over, the document is at fault
        raise _Refused("json-ld", why="it breaks the rules of JSON-LD") from None
    return list(found)


@dataclass(slots=True)
class _Writer:
    """Turns expanded JSON-LD into statements; `lists` are the properties of which an empty list says something."""

    lists: set[str]
    labels: dict[str, BlankNode] = field(default_factory=dict)

    def document(self, nodes: list[Any]) -> Iterator[Triple]:
        for node in nodes:
            if isinstance(node, dict) and "@value" not in node and "@list" not in node:
                yield from self.node(self.subject(node), node)

    def node(self, subject: Node, node: Mapping[str, Any]) -> Iterator[Triple]:
        """The statements of a node object: its own first, then those of what it holds."""
        inside: list[Triple] = []
        for key, values in node.items():
            if key == "@type":
                yield from (Triple(subject, NamedNode(TYPE), self.named(each)) for each in values)
            elif key in ("@graph", "@included"):
                inside += self.document(values)
            elif key == "@reverse":
                for name, subjects in values.items():
                    for each in subjects:
                        inside.append(Triple(self.subject(each), _iri(name), subject))
                        inside += self.node(self.subject(each), each)
            elif not key.startswith("@") and not key.startswith("_:"):
                for each in values:
                    yield Triple(subject, _iri(key), self.object(each, inside))
                if not values and key in self.lists:
                    yield Triple(subject, _iri(key), NOTHING)
        yield from inside

    def object(self, value: Mapping[str, Any], inside: list[Triple]) -> Object:
        """The term of a value, node or list object; what the last two say themselves is put `inside`."""
        if "@value" in value:
            return _literal(value)
        if "@list" in value:
            return self.list(value["@list"], inside)
        subject = self.subject(value)
        inside += self.node(subject, value)
        return subject

    def list(self, values: list[Any], inside: list[Triple]) -> Node:
        head: Node = NamedNode(RDF + "nil")
        for value in reversed(values):
            cell = BlankNode()
            inside += [
                Triple(cell, NamedNode(RDF + "first"), self.object(value, inside)),
                Triple(cell, NamedNode(RDF + "rest"), head),
            ]
            head = cell
        return head

    def subject(self, node: Mapping[str, Any]) -> Node:
        """The node that a node object is: the same each time it is asked for."""
        if "@id" not in node:
            return self.labels.setdefault(f"object {id(node)}", BlankNode())
        return self.named(node["@id"])

    def named(self, name: str) -> Node:
        return self.labels.setdefault(name, BlankNode()) if name.startswith("_:") else _iri(name)


def _iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError:
        raise _Refused("not-iri", value=f"'{cut(text)}'") from None


def _literal(value: Mapping[str, Any]) -> Literal:
    """The literal of a value object; a number keeps the text that it has in JSON."""
    content, kind = value["@value"], value.get("@type")
    if kind == "@json":
        return Literal(json.dumps(content), datatype=NamedNode(RDF + "JSON"))
    text = str(content).lower() if isinstance(content, bool) else str(content)
    kinds = {bool: "boolean", int: "integer", float: "double"}
    native = XSD + kinds[type(content)] if type(content) in kinds else None
    try:
        if kind or native:
            return Literal(text, datatype=_iri(kind or native or ""))
        language = value.get("@language")
        return Literal(text, language=language) if language else Literal(text)
    except ValueError:
        raise _Refused("characters", value=f"'{cut(text)}'") from None
