"""Every statement of a source that is gone through says what carries it, what overrules it, or why nothing needs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yidi.check.words import LANGUAGES
from yidi.finding import NOWHERE, Finding
from yidi.names import DCTERMS, TYPE, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Place

KIND: Final = term("statementKind")
CARRIED: Final = term("carriedBy")
OVERRULED: Final = term("overruledBy")
NEEDLESS: Final = term("notCarried")
_WAYS: Final = (CARRIED, OVERRULED, NEEDLESS)


def untold_statements(graph: Graph) -> Iterator[Finding]:
    """Statements without a kind, with nothing that deals with them, or dealt with in ways that do not agree.

    A document is gone through statement by statement where one of its provisions has a kind; then each has one.
    """
    provisions = graph.instances(term("Provision"))
    through = {graph.iri(p, DCTERMS + "isPartOf") for p in provisions if graph.objects(p, KIND)}
    for provision in provisions:
        ways = [way for way in _WAYS if graph.objects(provision, way)]
        document = graph.iri(provision, DCTERMS + "isPartOf")
        kind = graph.objects(provision, KIND)
        if not kind and document in through:
            details = {"subject": short(provision)}
            yield Finding("statement-without-kind", graph.place(provision) or NOWHERE, details)
        if kind and not ways:
            yield Finding("statement-open", graph.place(provision) or NOWHERE, {"subject": short(provision)})
        if CARRIED in ways and NEEDLESS in ways:
            yield Finding("statement-both", _place(graph, provision, NEEDLESS), {"subject": short(provision)})
        yield from _without_reason(graph, provision)
        yield from _not_cited(graph, provision)


def unused_provisions(graph: Graph, shapes: Graph) -> Iterator[Finding]:
    """Provisions to which nothing points and that do not say why, in a base that goes through its sources."""
    provisions = graph.instances(term("Provision"))
    if not any(graph.objects(p, KIND) for p in provisions):
        return
    used = graph.targets() | shapes.targets()
    for provision in (p for p in provisions if graph.objects(p, DCTERMS + "isPartOf")):
        if provision not in used and not graph.objects(provision, KIND) and not _told(graph, provision):
            yield Finding("provision-unused", graph.place(provision) or NOWHERE, {"subject": short(provision)})


def _told(graph: Graph, provision: str) -> bool:
    return any(graph.objects(provision, way) for way in _WAYS)


def _without_reason(graph: Graph, provision: str) -> Iterator[Finding]:
    """The languages in which a statement does not say why nothing needs to carry it."""
    reasons = graph.texts(provision, NEEDLESS)
    for language in LANGUAGES if reasons else ():
        if not reasons.get(language, "").strip():
            details = {"subject": short(provision), "language": language}
            yield Finding("statement-reason-missing", _place(graph, provision, NEEDLESS), details)


def _not_cited(graph: Graph, provision: str) -> Iterator[Finding]:
    """The disagreements that are said to overrule or carry a statement and do not hold it among their claims."""
    for way in (OVERRULED, CARRIED):
        for dispute in graph.iris(provision, way):
            cited = {
                basis for claim in graph.iris(dispute, term("claim")) for basis in graph.iris(claim, term("basis"))
            }
            if _is_dispute(graph, dispute) and provision not in cited:
                details = {"subject": short(provision), "other": short(dispute)}
                yield Finding("statement-not-cited", graph.place(provision, way, dispute) or NOWHERE, details)


def _is_dispute(graph: Graph, name: str) -> bool:
    return term("Disagreement") in graph.iris(name, TYPE)


def _place(graph: Graph, provision: str, predicate: str) -> Place:
    return graph.place(provision, predicate) or NOWHERE
