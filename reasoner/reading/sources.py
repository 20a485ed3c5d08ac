"""Provisions and documents: what a rule rests on, how official that is, where sources disagree, and where to ask."""

from __future__ import annotations

from yidi.model import Disagreement, Enquiry, Source
from yidi.names import DCTERMS, DEFINITION, local, term
from yidi.reading.graph import Graph

_WEAKEST = "other"


def read_sources(graph: Graph) -> dict[str, Source]:
    """Every provision and document by its IRI."""
    iris = [*graph.instances(term("Document")), *graph.instances(term("Provision"))]
    return {iri: _source(graph, iri) for iri in iris}


def read_disagreements(graph: Graph) -> tuple[Disagreement, ...]:
    """Where the sources of a base contradict one another."""
    return tuple(
        Disagreement(
            iri=iri,
            labels=graph.labels(iri),
            settlement=graph.texts(iri, term("settlement")),
            settled_by=frozenset(graph.iris(iri, term("settledBy"))),
            touches=frozenset(local(d) for d in graph.iris(iri, term("touches"))),
        )
        for iri in graph.instances(term("Disagreement"))
    )


def read_enquiries(graph: Graph) -> tuple[Enquiry, ...]:
    """Where to ask, in the order of the files."""
    return tuple(
        Enquiry(
            iri=iri,
            labels=graph.labels(iri),
            jurisdictions=frozenset(local(j) for j in graph.iris(iri, term("enquiryFor"))),
            decisions=frozenset(local(d) for d in graph.iris(iri, term("enquiryAbout"))),
            telephone=graph.text(iri, term("telephone")),
            in_every_area=graph.text(iri, term("inEveryArea")) == "true",
        )
        for iri in graph.instances(term("Enquiry"))
    )


def _source(graph: Graph, iri: str) -> Source:
    document = graph.iri(iri, DCTERMS + "isPartOf") or iri
    authority = _authority(graph, document)
    seen = graph.iri(iri, term("seenIn")) or graph.iri(document, term("seenIn"))
    seen_document = (graph.iri(seen, DCTERMS + "isPartOf") or seen) if seen else None
    seen_authority = _authority(graph, seen_document) if seen_document else authority
    return Source(
        iri=iri,
        labels=graph.labels(iri) if document != iri else {},
        paraphrase=graph.texts(iri, DEFINITION),
        document=document,
        title=graph.labels(document),
        identifier=graph.text(document, DCTERMS + "identifier") or graph.labels(document).get("zh", local(document)),
        authority=local(authority),
        seen_in=graph.labels(seen_document) if seen_document else None,
        seen_authority=local(seen_authority),
        official=all(graph.text(a, term("official")) == "true" for a in (authority, seen_authority)),
    )


def _authority(graph: Graph, document: str) -> str:
    return graph.iri(document, term("authority")) or _WEAKEST
