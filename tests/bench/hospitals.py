"""Hospitals and rules as an integrator would load them, of any number, over the real divisions and pooling areas."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as counting
from itertools import islice, product
from typing import Final

import numpy as np
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from yidi.files import builtin_folder
from yidi.names import LABEL, TYPE, XSD, individual, term

HOSPITALS_GRAPH: Final = "https://example.org/bench/hospitals"
RULES_GRAPH: Final = "https://example.org/bench/rules"

_KINDS: Final = (
    ("人民医院", "People's Hospital"),
    ("中医医院", "Hospital of Chinese Medicine"),
    ("妇幼保健院", "Maternal and Child Hospital"),
    ("肿瘤医院", "Tumour Hospital"),
    ("口腔医院", "Stomatological Hospital"),
    ("骨科医院", "Orthopaedic Hospital"),
    ("卫生院", "Health Centre"),
)
_LEVELS: Final = {"community": 40, "primary": 25, "secondary": 20, "tertiary": 4, "tertiary-a": 5, "": 6}  # percent
_CARES: Final = {"inpatient": 80, "outpatient": 60, "outpatient-chronic": 40, "pharmacy": 5}
_NOT_SAID: Final = 20  # percent of the hospitals that do not say what they have opened
_SCHEMES: Final = ("employee", "resident")
_RANKED: Final = ("primary", "secondary", "tertiary")
_FROM: Final = ("2023-01-01", "2025-01-01")


def hospitals(count: int) -> Iterator[Triple]:
    """So many hospitals, spread over the counties; the same for the same number."""
    random = np.random.default_rng(11)
    labels, counties = _counties()
    for number, county in islice(zip(counting(), _again(counties), strict=False), count):
        hospital = NamedNode(individual("hospital", f"H{number:06}"))
        zh, en = _KINDS[number // len(counties) % len(_KINDS)]
        name = f"第{number // len(counties) + 1}"
        yield Triple(hospital, NamedNode(TYPE), NamedNode(term("MedicalInstitution")))
        yield Triple(hospital, NamedNode(LABEL), Literal(f"{labels[county, 'zh']}{name}{zh}", language="zh"))
        yield Triple(hospital, NamedNode(LABEL), Literal(f"{labels[county, 'en']} {en} {name[1:]}", language="en"))
        yield Triple(hospital, NamedNode(term("code")), Literal(f"H{number:06}"))
        yield Triple(hospital, NamedNode(term("region")), NamedNode(county))
        yield Triple(hospital, NamedNode(term("designated")), _boolean(bool(random.integers(100) < 95)))
        if level := _drawn(random):
            yield Triple(hospital, NamedNode(term("level")), NamedNode(individual("level", level)))
        if random.integers(100) >= _NOT_SAID:
            for care in (care for care, percent in _CARES.items() if random.integers(100) < percent):
                yield Triple(hospital, NamedNode(term("opened")), NamedNode(individual("care", care)))


def rules(count: int) -> Iterator[Triple]:
    """So many rules on the numbers of the pooling areas, earlier and later ones; the same for the same number."""
    random = np.random.default_rng(13)
    blocks = product(("deductible", "paymentRatio"), _SCHEMES, _RANKED, enumerate(_FROM))
    placed = ((block, area) for block, area in product(blocks, _areas()))
    for number, ((decision, scheme, level, (later, start)), area) in islice(enumerate(placed), count):
        rule = NamedNode(individual("rule", f"bench-{number:05}"))
        hundreds = int(random.integers(1, 30))
        value = ("yuan", str(100 * hundreds)) if decision == "deductible" else ("ratio", f"0.{60 + hundreds}")
        yield Triple(rule, NamedNode(TYPE), NamedNode(term("Rule")))
        for language in ("zh", "en"):
            yield Triple(rule, NamedNode(LABEL), Literal(f"{decision} {scheme} {level} {start}", language=language))
        yield Triple(rule, NamedNode(term("decides")), NamedNode(individual("decision", decision)))
        yield Triple(rule, NamedNode(term("jurisdiction")), NamedNode(area))
        yield Triple(rule, NamedNode(term("scheme")), NamedNode(individual("scheme", scheme)))
        yield Triple(rule, NamedNode(term("care")), NamedNode(individual("care", "inpatient")))
        yield Triple(rule, NamedNode(term("level")), NamedNode(individual("level", level)))
        yield Triple(rule, NamedNode(term("value")), Literal(value[1], datatype=NamedNode(term(value[0]))))
        yield Triple(rule, NamedNode(term("validFrom")), _day(start))
        if not later:
            yield Triple(rule, NamedNode(term("validTo")), _day("2024-12-31"))
        yield Triple(rule, NamedNode(term("basis")), NamedNode(individual("source", "n22-2-1")))
        yield Triple(rule, NamedNode(term("lastChecked")), _day("2026-11-22"))


def _counties() -> tuple[dict[tuple[str, str], str], list[str]]:
    """The labels of the divisions by address and language, and the divisions that have no other inside."""
    labels, wider, divisions = {}, set(), set()
    for triple in _read("divisions"):
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        divisions.add(subject)
        if triple.predicate.value == LABEL and isinstance(triple.object, Literal):
            labels[subject, triple.object.language or ""] = triple.object.value
        if triple.predicate.value == term("partOf") and isinstance(triple.object, NamedNode):
            wider.add(triple.object.value)
    return labels, sorted(divisions - wider)


def _areas() -> list[str]:
    """The pooling areas of cities."""
    kind = term("CityPool")
    found = (t.subject for t in _read("pools") if isinstance(t.object, NamedNode) and t.object.value == kind)
    return sorted(subject.value for subject in found if isinstance(subject, NamedNode))


def _read(folder: str) -> Iterator[Triple]:
    for path in sorted((builtin_folder() / "ontology" / "places" / folder).glob("*.ttl")):
        yield from (quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))


def _again(items: list[str]) -> Iterator[str]:
    while True:
        yield from items


def _drawn(random: np.random.Generator) -> str:
    return str(random.choice(list(_LEVELS), p=[percent / 100 for percent in _LEVELS.values()]))


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=NamedNode(XSD + "boolean"))


def _day(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(XSD + "date"))
