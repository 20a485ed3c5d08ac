"""A disagreement has two sides at least, each with its source, and says in both languages how it was settled."""

from __future__ import annotations

from collections.abc import Iterator

from yidi.check.words import LANGUAGES
from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import LABEL, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader
from yidi.reading.turtle import Literal


def open_disagreements(graph: Graph) -> Iterator[Finding]:
    """Disagreements with fewer than two claims, claims without words or source, and settlements that say nothing."""
    for dispute in graph.instances(term("Disagreement")):
        subject = short(dispute)
        place = graph.place(dispute) or NOWHERE
        claims = graph.iris(dispute, term("claim"))
        if len(claims) < 2:  # noqa: PLR2004 - one side contradicts nothing
            yield Finding("disagreement-one-sided", place, {"subject": subject})
        for claim in claims:
            where = graph.place(dispute, term("claim"), claim) or place
            yield from _untold(graph, claim, LABEL, "rdfs:label", subject)
            if not graph.iris(claim, term("basis")):
                details = {"subject": subject, "predicate": "yidi:basis", "hint": "yidi:basis source:…"}
                yield Finding("predicate-missing", where, details)
        for name, kinds in (("touches", ("Decision", "Rule")), ("settledBy", ("Provision",))):
            yield from _of_other_kind(graph, dispute, name, kinds)
        yield from _untold(graph, dispute, term("settlement"), "yidi:settlement", subject)
        if not graph.iris(dispute, term("touches")):
            details = {"subject": subject, "predicate": "yidi:touches", "hint": "yidi:touches decision:…"}
            yield Finding("predicate-missing", place, details)


def _untold(graph: Graph, thing: str, predicate: str, name: str, subject: str) -> Iterator[Finding]:
    texts = graph.texts(thing, predicate)
    for language in LANGUAGES:
        if not texts.get(language, "").strip():
            place = graph.place(thing, predicate) or NOWHERE
            yield Finding("text-missing", place, {"subject": subject, "predicate": name, "language": language})


def _of_other_kind(graph: Graph, dispute: str, name: str, kinds: tuple[str, ...]) -> Iterator[Finding]:
    """What a disagreement names that is of none of the classes; dead links are found with all others."""
    reader = Reader(graph)
    for target in graph.objects(dispute, term(name)):
        if isinstance(target, Literal) or (target in graph and not reader.is_a(target, kinds)):
            reader.invalid(dispute, term(name), target, phrase("of-class", kind=f"yidi:{kinds[0]}"))
    yield from reader.findings


def mute_enquiries(graph: Graph) -> Iterator[Finding]:
    """Places to ask that are for nobody, or that nothing vouches for."""
    reader = Reader(graph)
    for enquiry in graph.instances(term("Enquiry")):
        for name, hint in (("enquiryFor", "area:…"), ("basis", "source:…")):
            if not graph.objects(enquiry, term(name)):
                reader.missing(enquiry, name, hint)
        reader.day(enquiry, "lastChecked", required=True)
    yield from reader.findings
