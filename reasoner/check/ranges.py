"""Each predicate stands where its declaration allows: on things of its domain, with values of its range."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import DCTERMS, NS, RDF, RDFS, SKOS, TYPE, XSD, local, short
from yidi.reading.graph import Graph
from yidi.reading.reader import NO_GUESS, did_you_mean, written
from yidi.reading.turtle import Literal, Term

OWL: Final = "http://www.w3.org/2002/07/owl#"
_VOCABULARIES: Final = {RDF: "RDF", RDFS: "RDFS", OWL: "OWL", SKOS: "SKOS", DCTERMS: "DCTERMS"}
_PREFIXES: Final = {RDF: "rdf:", RDFS: "rdfs:", OWL: "owl:", SKOS: "skos:", DCTERMS: "dcterms:"}
_USUAL: Final = frozenset(
    {RDF + name for name in ("type", "first", "rest")}
    | {RDFS + name for name in ("label", "domain", "range", "subClassOf", "subPropertyOf", "seeAlso", "comment")}
    | {SKOS + name for name in ("altLabel", "definition", "inScheme", "broader", "scopeNote", "editorialNote")}
    | {DCTERMS + name for name in ("isPartOf", "identifier", "issued", "publisher", "source")}
    | {OWL + name for name in ("members", "intersectionOf", "unionOf", "oneOf", "complementOf", "versionInfo")}
    | {OWL + name for name in ("onProperty", "hasValue", "someValuesFrom", "allValuesFrom")}
    | {OWL + name for name in ("equivalentClass", "disjointWith", "inverseOf")}
)
"""Terms of other vocabularies that need no look into the vocabulary itself."""


class _Classes(dict[str, frozenset[str]]):
    """The classes of each thing with all that they are subclasses of, worked out once."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph
        self._wider: dict[tuple[str, ...], frozenset[str]] = {}

    def __missing__(self, thing: str) -> frozenset[str]:
        types = self._graph.iris(thing, TYPE)
        if types not in self._wider:
            self._wider[types] = self._closed(types)
        self[thing] = self._wider[types]
        return self[thing]

    def _closed(self, types: tuple[str, ...]) -> frozenset[str]:
        found, queue = set(types), list(types)
        while queue:
            new = [c for c in self._graph.iris(queue.pop(), RDFS + "subClassOf") if c not in found]
            found.update(new)
            queue += new
        return frozenset(found)


def misused_predicates(graph: Graph) -> Iterator[Finding]:
    """Predicates on things outside their domain, values outside their range, and terms that a vocabulary lacks."""
    classes = _Classes(graph)
    domains = _declared(graph, RDFS + "domain")
    ranges = _declared(graph, RDFS + "range")
    kinds = {name: frozenset(graph.instances(OWL + name)) for name in ("ObjectProperty", "DatatypeProperty")}
    judged = frozenset().union(domains, ranges, *kinds.values())
    passed = {p for p in graph if p not in judged} | _USUAL
    told: set[tuple[str, str]] = set()
    for file in graph.files:
        for subject, predicate, value, offset in file.statements:
            if predicate in passed:
                continue
            if not predicate.startswith(NS):
                guess = None if predicate in graph else _foreign(predicate)
                if guess is not None and (subject, predicate) not in told:
                    told.add((subject, predicate))
                    details: dict[str, object] = {"target": written_foreign(predicate), "guess": guess}
                    yield Finding("term-foreign", file.place(offset), details)
                continue
            domain, wanted = domains.get(predicate), ranges.get(predicate)
            if value.__class__ is Literal:
                fits = value[1] == wanted and predicate not in kinds["ObjectProperty"]
            else:
                fits = wanted in classes[value]  # type: ignore[index]
            if fits and (domain is None or domain in classes[subject]):
                continue  # as nearly all do
            types = classes[subject] if domain else frozenset()
            if domain and types and domain not in types:
                details = {"subject": short(subject), "predicate": short(predicate), "kind": short(domain)}
                yield Finding("predicate-misplaced", file.place(offset), details)
            elif expected := _expected(graph, classes, kinds, predicate, value, wanted):
                details = {"value": written(value), "expected": expected}
                yield Finding("value-invalid", file.place(offset), details)


def _declared(graph: Graph, predicate: str) -> dict[str, str]:
    found = ((s.subject, s.object) for file in graph.files for s in file.statements if s.predicate == predicate)
    return {subject: iri for subject, iri in found if isinstance(iri, str) and not iri.startswith("_:")}


def _expected(
    graph: Graph, classes: _Classes, kinds: dict[str, frozenset[str]], predicate: str, value: Term, wanted: str | None
) -> object:
    """What should stand in place of a value, or nothing if it will do; dead links are found with all others."""
    if isinstance(value, Literal):
        if predicate in kinds["ObjectProperty"]:
            return phrase("a-name")
        if wanted is None or value.datatype == wanted or not wanted.startswith((XSD, NS)):
            return None
        return phrase("boolean") if wanted == XSD + "boolean" else _typed(wanted)
    if value.startswith("_:"):
        return None
    if predicate in kinds["DatatypeProperty"]:
        return _typed(wanted) if wanted else phrase("a-text")
    if wanted is None or value not in graph or wanted in classes[value] or wanted.startswith(XSD):
        return None
    return phrase("of-class", kind=short(wanted))


def _typed(wanted: str) -> object:
    if wanted == XSD + "string":
        return phrase("a-text")
    return f'"…"^^{"xsd" if wanted.startswith(XSD) else "yidi"}:{local(wanted)}'


@cache
def _foreign(predicate: str) -> object:
    """The guess at what was meant by a term that its vocabulary lacks; None where it has it or is not known here."""
    space = next((s for s in _VOCABULARIES if predicate.startswith(s)), None)
    if space is None:
        return None
    from rdflib import namespace  # slow to import, and a base that declares what it uses does not need it

    vocabulary = getattr(namespace, _VOCABULARIES[space])
    if predicate in vocabulary:
        return None
    names = [_PREFIXES[space] + local(str(iri)) for iri in dir(vocabulary)]
    return did_you_mean(_PREFIXES[space] + local(predicate), names) or NO_GUESS


def written_foreign(iri: str) -> str:
    """A term of a known vocabulary with its usual prefix."""
    return next((p + iri[len(space) :] for space, p in _PREFIXES.items() if iri.startswith(space)), iri)
