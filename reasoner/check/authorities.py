"""Whether who issued a document may make rules for the place where it is said to hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yidi.check.place_words import named_first
from yidi.finding import NOWHERE, Finding
from yidi.names import DCTERMS, TYPE, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal

_SPATIAL: Final = DCTERMS + "spatial"
_PUBLISHER: Final = DCTERMS + "publisher"


def misplaced_authorities(graph: Graph) -> Iterator[Finding]:
    """Documents of a rank that makes none for such places, and those of one place that do not say of which."""
    official = [a for a in _authorities(graph) if graph.text(a, term("official")) == "true"]
    highest = min(official, key=lambda a: _order(graph, a), default=None)
    for document in graph.instances(term("Document")):
        authority = graph.iri(document, term("authority"))
        if authority not in official:
            continue
        places = graph.iris(document, _SPATIAL)
        if not places and authority != highest:
            hint = {"predicate": "dcterms:spatial", "hint": "dcterms:spatial area:…"}
            yield Finding("predicate-missing", graph.place(document) or NOWHERE, {"subject": short(document), **hint})
        kinds = graph.iris(authority, term("issuedFor"))
        for place in places if kinds else ():
            found = graph.iris(place, TYPE)
            if found and set(kinds).isdisjoint(found) and not _is_of_above(graph, document, place, kinds):
                details = {"subject": short(document), "authority": short(authority), "area": short(place)}
                kind, rank = graph.labels(found[0]), ", ".join(map(short, kinds))
                where = graph.place(document, _SPATIAL, place) or NOWHERE
                yield Finding("authority-differs", where, {**details, "kind": kind, "kinds": rank})


def _is_of_above(graph: Graph, document: str, place: str, kinds: tuple[str, ...]) -> bool:
    """Whether its issuer is called after a wider area of such a kind: a province's bureau that answers one city."""
    wider = graph.iri(place, term("within"))
    issuers = [text for text in graph.objects(document, _PUBLISHER) if isinstance(text, Literal)]
    if wider is None or set(kinds).isdisjoint(graph.iris(wider, TYPE)):
        return False
    return any(wider in named_first(graph, text.text) for text in issuers)


def _authorities(graph: Graph) -> list[str]:
    used = (graph.iri(document, term("authority")) for document in graph.instances(term("Document")))
    known = {authority for authority in used if authority}
    return [thing for thing in graph if thing in known or graph.objects(thing, term("official"))]


def _order(graph: Graph, authority: str) -> int:
    order = graph.text(authority, term("order")) or ""
    return int(order) if order.isdecimal() else 0
