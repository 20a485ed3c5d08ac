"""Who may file as what: the classes of person and the painted tables agree."""

from itertools import product
from pathlib import Path
from random import Random

import pytest

import yidi
from yidi.base import open_base
from yidi.cases.case import parse_case
from yidi.deciding.columns import encode
from yidi.names import local
from yidi.owl.java import has_java
from yidi.owl.ontology import classify
from yidi.owl.opened import axioms_of, certain_values, rule_class, ruled_classes

OPEN = "openFilingTypes"
PERSONS = 200
FLAGS = (True, False, None)
PLACES = {  # the insured place, a place in it, its province, another city of it, elsewhere, abroad, not known
    "410100": ("410105", "410000", "410300", "460100", "810000", None),
    "320100": ("320102", "320000", "320500", "310115", "810000", None),
    "320500": ("320505", "320000", "320100", "460106", "810000", None),
}
DAYS = ("2023-06-01", "2025-06-10")  # before and after the students' rule of Suzhou

pytestmark = pytest.mark.skipif(not has_java(), reason="no Java: make owl installs it and runs these tests")


@pytest.fixture(scope="module")
def opened():
    return open_base(Path(yidi.load().folder))


@pytest.fixture(scope="module")
def taxonomy(opened):
    graph, base, _ = opened
    return classify(axioms_of(graph, base, OPEN))


def persons(count):
    """Cases of as many persons, from all that there may be."""
    random = Random(20261122)  # noqa: S311 - the same persons each time
    insured = [(area, *places) for area, there in PLACES.items() for places in product(there, repeat=3)]
    for _ in range(count):
        area, resides, registered, works = random.choice(insured)
        person = {
            "insuredIn": area,
            "scheme": random.choice(("employee", "resident")),
            "retired": random.choice(FLAGS),
            "category": random.choice(("university-student", "flexible-worker", "newborn", None)),
            "residesIn": resides,
            "hukouIn": random.choice((resides, registered)),
            "worksIn": works,
        }
        visit = {"care": "inpatient", "admittedOn": random.choice(DAYS)}
        visit |= {"emergency": random.choice(FLAGS), "referred": random.choice(FLAGS)}
        yield {"person": person, "visit": visit}


def test_the_axioms_are_consistent_and_no_class_is_empty(taxonomy):
    assert taxonomy.consistent
    assert set() == taxonomy.empty


def test_each_rule_has_a_class_of_person_with_its_very_conditions(opened, taxonomy):
    """Not on examples: HermiT proves that class and rule have the same members, whatever is the case."""
    graph, base, _ = opened
    ruled = ruled_classes(graph)
    rules = {rule.iri for rule in base.rules.values() if rule.decision == OPEN}

    assert rules == set(ruled)
    assert [] == [local(rule) for rule, kind in ruled.items() if not taxonomy.same(rule_class(base.rules[rule]), kind)]


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("ResettledRetiree", "LongTermResident"),
        ("RegisteredRetiree", "RetiredEmployee"),
        ("RegisteredRetiree", "ResettledRetiree"),
        ("Newborn", "StudentOrChild"),
        ("DestitutePerson", "MedicalAidRecipient"),
        ("FlexibleWorker", "EmployeeMember"),
    ],
)
def test_what_follows_though_no_file_says_it(taxonomy, narrow, wide):
    names = yidi.names.term(narrow), yidi.names.term(wide)

    assert names[1] in taxonomy.wider[names[0]]
    assert names[0] not in taxonomy.wider[names[1]]


def test_classification_opens_the_filing_types_that_the_tables_open(opened):
    """Facts left out included: what is certain by the tables is what follows by description logic."""
    graph, base, _ = opened
    cases = list(persons(PERSONS))
    parsed = [parse_case(case, base.case_vocabulary) for case in cases]
    results, _ = base.engine.run(encode(parsed, base.engine.encoder))
    by_tables = [set(base.decide(case)["filing"]["openTypes"]) for case in cases]

    by_classes = certain_values(graph, base, OPEN, results)

    assert PERSONS == len(by_classes)
    differing = [(c, a, b) for c, a, b in zip(cases, by_tables, by_classes, strict=True) if a != b]
    assert not differing, differing[0]
    assert len({frozenset(types) for types in by_tables}) > 12  # the persons are of many kinds
