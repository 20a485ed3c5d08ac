"""Cases as the contract allows them, for property tests: every input, whatever may be unknown, the edges of dates."""

from copy import deepcopy
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

import yidi
from yidi.model import UNLIMITED


@cache
def built_in():
    """Give the built-in base, loaded when first asked for."""
    return yidi.load()


FIRST, LAST = date(2021, 1, 1), date(2028, 12, 31)
FLAGS = st.booleans()

MAY_BE_LEFT_OUT = (
    "person.retired",
    "person.birthDate",
    "person.coverage",
    "person.yearsInterrupted",
    "person.medicalAid",
    "person.category",
    "person.veteranWorker",
    "filing",
    "filing.type",
    "filing.destination",
    "filing.submittedOn",
    "filing.startsOn",
    "filing.endsOn",
    "filing.status",
    "filing.commitment",
    "filing.channel",
    "visit.hospital",
    "visit.hospital.region",
    "visit.hospital.level",
    "visit.hospital.designated",
    "visit.hospital.opened",
    "visit.settledOn",
    "visit.emergency",
    "visit.injury",
    "visit.condition",
    "visit.conditionQualified",
    "visit.treatment",
    "visit.severity",
    "visit.credential",
    "visit.admissionNumber",
    "visit.settlementFailed",
    "expense",
    "expense.total",
    "expense.eligible",
    "expense.outOfCatalogue",
    "expense.classB",
    "expense.classBShare",
    "expense.fundPaidThisYear",
    "parameters",
    "parameters.deductible",
    "parameters.ratio",
    "parameters.cap",
    "parameters.reductionPoints",
    "parameters.reductionFactor",
    "parameters.firstSelfPayShare",
    "asOf",
)


def without(case, path):
    """Give the case less the part at a path, which need not be there."""
    left = deepcopy(case)
    *parents, last = path.split(".")
    part = left
    for key in parents:
        part = part.get(key, {})
    part.pop(last, None)
    return left


@st.composite
def cases(draw, gaps=True):
    """Give a case; with `gaps`, one in which a few facts, or many, are left out."""
    case = draw(_whole_cases(built_in()))
    if gaps:
        few = st.lists(st.sampled_from(MAY_BE_LEFT_OUT), max_size=4)
        many = st.lists(st.sampled_from(MAY_BE_LEFT_OUT), min_size=8, max_size=20)
        for path in draw(few | few | many):
            case = without(case, path)
    return case


@st.composite
def _whole_cases(draw, base):
    admitted = draw(days(base))
    settled = admitted + timedelta(draw(st.sampled_from((0, 1, 9, 40))))
    case = {
        "person": draw(_persons(base, admitted)),
        "visit": draw(_visits(base, admitted, settled)),
        "expense": draw(expenses()),
    }
    if draw(st.integers(0, 3)):
        case["filing"] = draw(_filings(base, admitted, settled))
    if not draw(st.integers(0, 2)):
        case["parameters"] = draw(parameters())
    if not draw(st.integers(0, 4)):
        case["asOf"] = str(draw(days(base)))
    return case


def days(base):
    """Give the days around which rules begin and end, leap days and ends of months, and any other day."""
    starts = {rule.valid_from for rule in base.rules.values()}
    ends = {rule.valid_to + 1 for rule in base.rules.values() if rule.valid_to < UNLIMITED}
    edges = sorted(date.fromordinal(d + by) for d in starts | ends for by in (-1, 0) if d > 1)
    edges = [d for d in edges if FIRST <= d <= LAST]
    special = [date(2024, 2, 29), date(2025, 2, 28), date(2024, 12, 31), date(2025, 8, 31)]
    return st.sampled_from(edges + special) | st.dates(date(2023, 1, 1), date(2026, 12, 31))


def insured_codes(base):
    """Give the codes of insurance: every area with rules of its own, and some without."""
    own = sorted({j for rule in base.rules.values() for j in rule.jurisdictions} & base.places.insured.keys())
    return [*own, "410100", "110101", "360121", "659001", "360000-provincial"]


def regions(base):
    """Give places of treatment: areas with rules, counties in them, zones, provinces, and one outside of all."""
    places = base.places
    zoned = [code for code, i in places.divisions.items() if places.zones[i]][::25]
    cities = [code for code in insured_codes(base) if code in places.divisions]
    counties = [code for code in places.divisions if code[-2:] == "04" and f"{code[:4]}00" in cities]
    provinces = [f"{code[:2]}0000" for code in cities]
    return [*dict.fromkeys([*cities, *counties, *provinces, *zoned, "810000"])]


@st.composite
def _persons(draw, base, admitted):
    ages = {end for rule in base.rules.values() for pair in _ranges(rule, "age") for end in pair if end < UNLIMITED}
    years = draw(st.sampled_from(sorted({0, 40, *ages})))
    born = date(admitted.year - years, admitted.month, min(admitted.day, 28))
    born = min(born + timedelta(draw(st.sampled_from((-1, 0, 1)))), admitted)
    return {
        "insuredIn": draw(st.sampled_from(insured_codes(base))),
        "scheme": draw(_codes(base, "scheme")),
        "coverage": draw(st.sampled_from(("active", "active", "active", "lapsed"))),
        "retired": draw(FLAGS),
        "birthDate": str(born),
        "yearsInterrupted": draw(st.sampled_from((0, 0, 1, 3, 4))),
        "medicalAid": draw(_codes(base, "medical-aid")),
        "category": draw(_codes(base, "person-category")),
        "veteranWorker": draw(st.sampled_from((False, False, False, True))),
    }


def _ranges(rule, name):
    return rule.conditions[name].ranges if name in rule.conditions else ()


@st.composite
def _filings(draw, base, admitted, settled):
    before = (-1, 0, 1, 27, 180, 181, 184, 364, 365, 366, 1000)
    starts = admitted - timedelta(draw(st.sampled_from(before)))
    filing = {
        "type": draw(_codes(base, "filing-type")),
        "destination": draw(st.sampled_from(regions(base))),
        "submittedOn": str(draw(st.sampled_from((starts, admitted, settled, settled + timedelta(1))))),
        "startsOn": str(starts),
        "status": draw(st.sampled_from(("accepted", "accepted", "pending", "rejected", "cancelled"))),
        "commitment": draw(FLAGS),
        "channel": draw(_codes(base, "channel")),
    }
    if draw(FLAGS):
        filing["endsOn"] = str(max(starts, admitted + timedelta(draw(st.sampled_from((-1, 0, 1, 400))))))
    return filing


@st.composite
def _visits(draw, base, admitted, settled):
    return {
        "hospital": {
            "region": draw(st.sampled_from(regions(base))),
            "level": draw(_codes(base, "level")),
            "designated": draw(st.sampled_from((True, True, True, False))),
            "opened": draw(st.lists(_codes(base, "care"), unique=True)),
        },
        "care": draw(_codes(base, "care")),
        "admittedOn": str(admitted),
        "settledOn": str(settled),
        "emergency": draw(FLAGS),
        "injury": draw(st.sampled_from(("none", "none", "no-third-party", "third-party"))),
        "condition": draw(_codes(base, "condition")),
        "conditionQualified": draw(FLAGS),
        "treatment": draw(_codes(base, "treatment")),
        "severity": draw(_codes(base, "severity")),
        "credential": draw(_codes(base, "credential")),
        "admissionNumber": draw(st.integers(1, 5)),
        "settlementFailed": draw(st.sampled_from((False, False, False, True))),
    }


def _codes(base, name):
    return st.sampled_from(base.vocabulary.lists[name].codes)


def yuan(most=2_000_000):
    """Give an amount as a case writes it, edges and odd fen among them."""
    fen = st.sampled_from((0, 1, 50, 80_000, 1_000_000, 4_999_999)) | st.integers(0, most * 100)
    return fen.map(lambda n: f"{n // 100}.{n % 100:02d}")


@st.composite
def expenses(draw):
    """Give the part of a case about money, without contradictions."""
    total = draw(st.integers(0, 200_000_000))
    outside = draw(st.integers(0, total))
    class_b = draw(st.integers(0, total - outside))
    expense = {
        "total": _written(total),
        "outOfCatalogue": _written(outside),
        "classB": _written(class_b),
        "classBShare": draw(shares()),
        "fundPaidThisYear": draw(yuan(400_000)),
    }
    if draw(FLAGS):
        expense["eligible"] = _written(draw(st.integers(0, total)))
    return expense


def _written(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def shares():
    """Give a share between 0 and 1 as a case writes it."""
    return st.sampled_from(("0", "0.1", "0.85", "1")) | st.integers(0, 10_000).map(lambda n: f"{n / 10_000:.4f}")


def parameters():
    """Give the part of a case with an area's own numbers."""
    return st.fixed_dictionaries(
        {},
        optional={
            "deductible": yuan(3_000),
            "ratio": shares(),
            "cap": yuan(500_000),
            "reductionPoints": st.integers(0, 3_000).map(lambda n: f"{n / 100:.2f}"),
            "reductionFactor": shares(),
            "firstSelfPayShare": shares(),
        },
    )


@cache
def claimed_areas():
    """Give the codes of the insured places of which something is claimed."""
    base = built_in()
    named = {j for claim in base.claims.values() for j in claim.jurisdictions}
    return sorted(code for code, (area, _) in base.places.insured.items() if named & set(base.places.chains[area]))


@st.composite
def claimed_cases(draw):
    """Give a case, mostly of a place of which something is claimed."""
    case = draw(cases())
    if draw(st.integers(0, 4)):
        case["person"]["insuredIn"] = draw(st.sampled_from(claimed_areas()))
    return case
