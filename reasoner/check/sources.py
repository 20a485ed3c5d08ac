"""Every provision belongs to a document, and every document has an authority and was seen somehow."""

from __future__ import annotations

from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import DCTERMS, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader
from yidi.reading.turtle import Literal

SEEN_AS: Final = ("full text", "quoted", "summarised", "data set")


def unfounded_sources(graph: Graph) -> list[Finding]:
    """Provisions without a document, and documents without authority or a word on how they were seen."""
    reader = Reader(graph)
    for provision in graph.instances(term("Provision")):
        owner = graph.iri(provision, DCTERMS + "isPartOf")
        if owner is None:
            details = {
                "subject": short(provision),
                "predicate": "dcterms:isPartOf",
                "hint": "dcterms:isPartOf source:…",
            }
            reader.find("predicate-missing", graph.place(provision) or NOWHERE, **details)
        elif owner in graph and not reader.is_a(owner, ["Document"]):
            reader.invalid(provision, DCTERMS + "isPartOf", owner, "yidi:Document")
    authorities = [c for c in graph if _is_authority(c, graph)]
    for document in graph.instances(term("Document")):
        for name in reader.links(document, "authority"):
            if name not in authorities:
                reader.invalid(document, term("authority"), name, phrase("a-code", list="authority"))
        seen = graph.object(document, term("seenAs"))
        if seen is None:
            reader.missing(document, "seenAs", f'"{SEEN_AS[0]}"')
        elif not isinstance(seen, Literal) or seen.text not in SEEN_AS:
            reader.invalid(document, term("seenAs"), seen, phrase("one-of", names=", ".join(f'"{s}"' for s in SEEN_AS)))
    return reader.findings


def _is_authority(code: str, graph: Graph) -> bool:
    schemes = graph.iris(code, "http://www.w3.org/2004/02/skos/core#inScheme")
    return any(local(s) == "authority" for s in schemes)
