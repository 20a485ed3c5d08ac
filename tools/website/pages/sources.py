"""A page for each document, with its provisions and statements and what rests on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from website.model import Entry, Page
from website.world import World, slug
from yidi.names import DCTERMS, DEFINITION, SKOS, short, term


def pages(world: World) -> Iterator[Page]:
    """All documents, then each."""
    documents = world.graph.instances(term("Document"))
    provisions: dict[str, list[str]] = defaultdict(list)
    for iri in world.graph.instances(term("Provision")):
        for document in world.graph.iris(iri, DCTERMS + "isPartOf"):
            provisions[document].append(iri)
    labels = {"zh": "依据来源", "en": "Sources"}
    context = {"documents": [_about(world, d, provisions[d]) for d in documents]}
    yield Page("sources/index.html", "sources", "part", "sources.j2", labels, lambda _: context)
    for document in documents:
        yield _page(world, document, provisions[document])


def _page(world: World, document: str, provisions: list[str]) -> Page:
    about = _about(world, document, provisions)
    return Page(
        f"sources/{slug(document)}.html",
        "sources",
        "document",
        "source.j2",
        world.labels(document),
        lambda _: {**about, "provisions": [_provision(world, iri) for iri in provisions]},
        name=document,
        also=f"{about['number']} {short(document)}",
        entries=tuple(_entry(world, iri, about["number"]) for iri in provisions),
    )


def _entry(world: World, iri: str, number: str) -> Entry:
    says = world.graph.texts(iri, DEFINITION)
    return Entry(slug(iri), "provision", world.labels(iri), iri, f"{short(iri)} {number}", says)


def _about(world: World, document: str, provisions: list[str]) -> dict[str, Any]:
    graph = world.graph
    return {
        "document": document,
        "number": graph.text(document, DCTERMS + "identifier") or "",
        "publisher": graph.texts(document, DCTERMS + "publisher"),
        "authority": graph.iri(document, term("authority")),
        "issued": graph.text(document, DCTERMS + "issued") or "",
        "seen": graph.text(document, term("seenAs")) or "",
        "addresses": graph.iris(document, DCTERMS + "source"),
        "notes": graph.texts(document, SKOS + "editorialNote"),
        "count": len(provisions),
        "rules": len({r.iri for r in world.rules.values() if not set(provisions).isdisjoint(r.basis)}),
    }


def _provision(world: World, iri: str) -> Mapping[str, Any]:
    graph = world.graph
    return {
        "iri": iri,
        "says": graph.texts(iri, DEFINITION),
        "seen": graph.iri(iri, term("seenIn")),
        "addresses": graph.iris(iri, DCTERMS + "source"),
        "kind": graph.iri(iri, term("statementKind")),
        "carriers": graph.iris(iri, term("carriedBy")),
        "overruled": graph.iris(iri, term("overruledBy")),
        "not_carried": graph.texts(iri, term("notCarried")),
        "notes": graph.texts(iri, SKOS + "editorialNote"),
        "rules": [r for r in world.rules.values() if iri in r.basis],
    }
