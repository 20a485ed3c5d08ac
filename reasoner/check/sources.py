"""Every provision belongs to a document, and every document has an authority and was seen somehow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import Rule
from yidi.names import DCTERMS, LABEL, XSD, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader, written
from yidi.reading.turtle import Literal

if TYPE_CHECKING:
    from yidi.base import Base

SEEN_AS: Final = ("full text", "quoted", "summarised", "data set")
_ISSUED: Final = DCTERMS + "issued"
_FORMS: Final = {
    XSD + "date": re.compile(r"\d{4}-\d\d-\d\d"),
    XSD + "gYearMonth": re.compile(r"\d{4}-\d\d"),
    XSD + "gYear": re.compile(r"\d{4}"),
}
"""As finely as a source says when it was issued."""
_YEAR: Final = re.compile(r"[〔\[［【(（](\d{4})[〕\]］】)）]")
"""The year in the number of a document."""
_AMENDED: Final = ("修订", "修正", "修改", "amended")


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
        if len(owners := graph.iris(provision, DCTERMS + "isPartOf")) > 1:
            place = graph.place(provision, DCTERMS + "isPartOf", owners[-1]) or NOWHERE
            reader.find("predicate-repeated", place, subject=short(provision), predicate="dcterms:isPartOf")
    _misnamed(reader)
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
        _dated(reader, document)
        reader.once(document, ("authority", "seenAs"))
    _numbers(reader)
    return reader.findings


def _misnamed(reader: Reader) -> None:
    """Notes provisions of one document that bear the name of another; the name need not be that of any."""
    graph = reader.graph
    documents = set(graph.instances(term("Document")))
    for provision in graph.instances(term("Provision")):
        parts = provision.split("-")
        named = next((d for n in range(len(parts) - 1, 0, -1) if (d := "-".join(parts[:n])) in documents), None)
        owner = graph.iri(provision, DCTERMS + "isPartOf")
        if named and owner in documents and owner != named and not provision.startswith(f"{owner}-"):
            place = graph.place(provision, DCTERMS + "isPartOf") or NOWHERE
            reader.find("provision-elsewhere", place, subject=short(provision), owner=short(owner), named=short(named))


def _dated(reader: Reader, document: str) -> None:
    """Notes a document without the day of its issue, unless it says that none was seen, and one that is no date."""
    issued = reader.graph.objects(document, _ISSUED)
    if not issued and not reader.flag(document, "undated"):
        hint = 'dcterms:issued "YYYY-MM-DD"^^xsd:date, yidi:undated true'
        details = {"subject": short(document), "predicate": "dcterms:issued", "hint": hint}
        reader.find("predicate-missing", reader.place(document), **details)
    for day in issued:
        form = _FORMS.get(day.datatype) if isinstance(day, Literal) else None
        if form is None or not isinstance(day, Literal) or not form.fullmatch(day.text) or not _is_day(day.text):
            place = reader.graph.place(document, _ISSUED, day) or NOWHERE
            reader.find("date-invalid", place, value=written(day))
    if len(issued) > 1:
        place = reader.graph.place(document, _ISSUED, issued[-1]) or NOWHERE
        reader.find("predicate-repeated", place, subject=short(document), predicate="dcterms:issued")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _numbers(reader: Reader) -> None:
    """Notes documents that have the number of another one."""
    owner: dict[str, str] = {}
    for document in reader.graph.instances(term("Document")):
        for number in reader.graph.texts(document, DCTERMS + "identifier").values():
            _of_another_year(reader, document, number)
            if owner.setdefault(number, document) != document:
                details = {"subject": short(document), "other": short(owner[number]), "number": number}
                place = reader.graph.place(document, DCTERMS + "identifier") or NOWHERE
                reader.find("document-twice", place, **details)


def _of_another_year(reader: Reader, document: str, number: str) -> None:
    """Notes a number such as 医保发〔2022〕22号 of another year than the issue, which may follow the signing.

    A document that is called amended keeps the number under which it was first issued.
    """
    issued = (reader.graph.text(document, _ISSUED) or "")[:4]
    years = [int(year) for year in _YEAR.findall(number)]
    is_amended = any(word in label for label in reader.graph.texts(document, LABEL).values() for word in _AMENDED)
    latest = int(issued) if issued.isdecimal() else 0
    if years and latest and not any(year <= latest <= (latest if is_amended else year + 1) for year in years):
        place = reader.graph.place(document, DCTERMS + "identifier") or NOWHERE
        reader.find("document-year", place, subject=short(document), number=number, issued=issued)


def sources_elsewhere(graph: Graph, base: Base) -> Iterator[Finding]:
    """Rules none of whose documents holds where they are said to be in force, as far as the documents say where.

    One document beside others may hold in a part of that place alone, but not only outside it.
    """
    chains = {j: set(chain[: depth + 1]) for chain in base.places.chains for depth, j in enumerate(chain)}
    spatial = cache(lambda basis: {local(a) for a in graph.iris(_document(graph, basis), DCTERMS + "spatial")})
    for rule in (*base.rules.values(), *base.claims.values()):
        held = [spatial(basis) for basis in rule.basis]
        around = {code: chains.get(code, {code}) for code in rule.jurisdictions}
        for code, chain in around.items() if held and all(held) else ():
            if set().union(*held).isdisjoint(chain):
                yield _elsewhere(graph, rule, rule.basis[0], code, set().union(*held))
                break
        else:
            wide = set().union(*around.values())
            for basis, places in zip(rule.basis, held, strict=True):
                within = set().union(*(chains.get(place, ()) for place in places))
                if places and places.isdisjoint(wide) and within.isdisjoint(rule.jurisdictions):
                    yield _elsewhere(graph, rule, basis, rule.jurisdictions[0], places)


def _elsewhere(graph: Graph, rule: Rule, basis: str, code: str, places: set[str]) -> Finding:
    names = {"area": f"area:{code}", "source": short(_document(graph, basis))}
    where = ", ".join(f"area:{each}" for each in sorted(places))
    place = graph.place(rule.iri, term("basis"), basis) or NOWHERE
    return Finding("source-elsewhere", place, {"subject": short(rule.iri), "places": where, **names})


def _document(graph: Graph, basis: str) -> str:
    return graph.iri(basis, DCTERMS + "isPartOf") or basis


def _is_authority(code: str, graph: Graph) -> bool:
    schemes = graph.iris(code, "http://www.w3.org/2004/02/skos/core#inScheme")
    return any(local(s) == "authority" for s in schemes)
