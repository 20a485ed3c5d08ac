"""What the endpoint says of itself: SPARQL Service Description, and VoID with sizes and example queries."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

import pyoxigraph as ox

from yidi.asking import Library
from yidi.names import BASE_GRAPH, DCTERMS, DEFINITION, ID, LABEL, NS, RDF, RDFS, SKOS, TYPE, XSD
from yidi.running.formats import N_TRIPLES
from yidi.running.request import QueryRequest, Refused, Runner

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
SH: Final = "http://www.w3.org/ns/shacl#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
WRITTEN: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
PREFIXES: Final = {
    "base": f"{ID}base/",
    "dcterms": DCTERMS,
    "formats": FORMATS,
    "query": f"{ID}query/",
    "rdf": RDF,
    "rdfs": RDFS,
    "sd": SD,
    "sh": SH,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
    "yidi": NS,
}
REMEMBERED: Final = 60.0
"""Seconds for which sizes are remembered: data may be loaded while the service runs."""
_GRAPHS: Final = "SELECT ?key (COUNT(*) AS ?n) WHERE { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_CLASSES: Final = "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?key FILTER(ISIRI(?key)) } GROUP BY ?key"
_PROPERTIES: Final = "SELECT ?key (COUNT(*) AS ?n) WHERE { ?s ?key ?o } GROUP BY ?key"
_WORDS: Final = {
    LABEL: f"{DCTERMS}title",
    DEFINITION: f"{DCTERMS}description",
    f"{DCTERMS}license": f"{DCTERMS}license",
}
"""What the base says of itself, and how VoID says it of the data."""

Sizes = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Census:
    """How much there is of what, triples by graph, things by class, triples by property; empty where not known."""

    graphs: Sizes
    classes: Sizes
    properties: Sizes
    words: tuple[tuple[str, ox.NamedNode | ox.Literal], ...]


class Description:
    """Describes the service that a runner's store makes up."""

    def __init__(self, library: Library, runner: Runner) -> None:
        self._library = library
        self._runner = runner
        self._counting: asyncio.Lock | None = None
        self._counted: tuple[float, Census] | None = None

    async def written(self, endpoint: str, media_type: str) -> bytes:
        """The description in a form, of the service at an address."""
        form = ox.RdfFormat.from_media_type(media_type)
        triples = _by_subject(self._triples(endpoint, await self._census()))
        prefixes = {} if media_type == N_TRIPLES else PREFIXES
        return ox.serialize(triples, format=form, prefixes=prefixes) or b""

    async def _census(self) -> Census:
        # Made here, as a lock belongs to the loop that runs.
        self._counting = self._counting or asyncio.Lock()
        async with self._counting:
            if self._counted is None or monotonic() - self._counted[0] > REMEMBERED:
                census = Census(
                    await self._sizes(_GRAPHS),
                    await self._sizes(_CLASSES),
                    await self._sizes(_PROPERTIES),
                    await self._words(),
                )
                self._counted = (monotonic(), census)
            return self._counted[1]

    async def _sizes(self, text: str) -> Sizes:
        rows = await self._rows(text)
        return dict(sorted((row["key"].value, int(row["n"].value)) for row in rows))

    async def _words(self) -> tuple[tuple[str, ox.NamedNode | ox.Literal], ...]:
        rows = await self._rows(f"SELECT ?key ?value WHERE {{ <{BASE_GRAPH}> ?key ?value }}")
        return tuple((row["key"].value, row["value"]) for row in rows if row["key"].value in _WORDS)

    async def _rows(self, text: str) -> list[ox.QuerySolution]:
        try:
            outcome = await self._runner.run(QueryRequest(text, ours=True))
        except Refused:  # busy, or so much that it takes too long; the rest is still worth telling
            return []
        found = ox.parse_query_results(outcome.content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
        return list(found)

    def _triples(self, endpoint: str, census: Census) -> Iterator[ox.Triple]:
        service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
        default = ox.NamedNode(f"{endpoint}#default-graph")
        yield from _all(service, {TYPE: _iri(f"{SD}Service"), f"{SD}endpoint": service})
        yield from _all(service, {f"{SD}supportedLanguage": _iri(f"{SD}SPARQL11Query")})
        yield from _all(service, {f"{SD}feature": _iri(f"{SD}UnionDefaultGraph")})
        for name in WRITTEN:
            yield ox.Triple(service, _iri(f"{SD}resultFormat"), _iri(f"{FORMATS}{name}"))
        yield from _all(service, {f"{SD}defaultDataset": dataset})
        yield from _all(dataset, {TYPE: _iri(f"{SD}Dataset"), f"{SD}defaultGraph": default})
        yield from _all(default, {TYPE: _iri(f"{SD}Graph"), f"{VOID}triples": _number(sum(census.graphs.values()))})
        yield from self._named(dataset, census.graphs)
        yield from self._data(service, dataset, census)
        yield from self._examples(service)

    def _named(self, dataset: ox.NamedNode, graphs: Sizes) -> Iterator[ox.Triple]:
        for number, (name, size) in enumerate(graphs.items(), 1):
            named, graph = (ox.NamedNode(f"{dataset.value}-{part}-{number}") for part in ("named", "graph"))
            yield ox.Triple(dataset, _iri(f"{SD}namedGraph"), named)
            yield from _all(named, {TYPE: _iri(f"{SD}NamedGraph"), f"{SD}name": _iri(name), f"{SD}graph": graph})
            yield from _all(graph, {TYPE: _iri(f"{SD}Graph"), f"{VOID}triples": _number(size)})

    def _data(self, service: ox.NamedNode, dataset: ox.NamedNode, census: Census) -> Iterator[ox.Triple]:
        """The data as a VoID dataset, titled as the base is."""
        yield from _all(dataset, {TYPE: _iri(f"{VOID}Dataset"), f"{VOID}sparqlEndpoint": service})
        yield from _all(dataset, {f"{VOID}uriSpace": ox.Literal(ID), f"{VOID}vocabulary": _iri(NS)})
        yield from _all(dataset, {f"{VOID}rootResource": _iri(BASE_GRAPH)})
        for predicate, value in census.words:
            yield ox.Triple(dataset, ox.NamedNode(_WORDS[predicate]), value)
        yield from _all(dataset, {f"{VOID}triples": _number(sum(census.graphs.values()))})
        yield from _all(dataset, {f"{VOID}classes": _number(len(census.classes))})
        yield from _all(dataset, {f"{VOID}properties": _number(len(census.properties))})
        parts = (("class", "entities", census.classes), ("property", "triples", census.properties))
        for kind, counted, sizes in parts:
            for number, (name, size) in enumerate(sizes.items(), 1):
                part = ox.NamedNode(f"{dataset.value}-{kind}-{number}")
                yield ox.Triple(dataset, _iri(f"{VOID}{kind}Partition"), part)
                yield from _all(part, {f"{VOID}{kind}": _iri(name), f"{VOID}{counted}": _number(size)})

    def _examples(self, service: ox.NamedNode) -> Iterator[ox.Triple]:
        """The named queries, which run as they are, as SHACL writes queries that can be executed."""
        for query in self._library:
            node = _iri(f"{ID}query/{query.name}")
            yield from _all(
                node, {TYPE: _iri(f"{SH}SPARQLExecutable"), f"{SH}select": ox.Literal(runnable(query.text))}
            )
            yield ox.Triple(node, _iri(TYPE), _iri(f"{SH}SPARQLSelectExecutable"))
            yield ox.Triple(node, _iri("https://schema.org/target"), service)
            for language in ("zh", "en"):
                label = ox.Literal(query.header.summary.of(language), language=language)
                yield ox.Triple(node, _iri(LABEL), label)


def _by_subject(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples of each subject together, and of each of its predicates, so that each is written once."""
    blocks: dict[object, dict[ox.NamedNode, list[ox.Triple]]] = {}
    for triple in triples:
        blocks.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple)
    return [triple for block in blocks.values() for part in block.values() for triple in part]


def runnable(text: str) -> str:
    """A named query without its header."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"


def _all(subject: ox.NamedNode, values: Mapping[str, ox.NamedNode | ox.Literal]) -> Iterator[ox.Triple]:
    for predicate, value in values.items():
        yield ox.Triple(subject, ox.NamedNode(predicate), value)


def _iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
