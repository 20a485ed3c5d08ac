"""Hospitals that were loaded into a store, in memory, on disk and on a real server, are known by their ids."""

import pickle

import pyoxigraph as ox
import pytest
from stores import GRAPH, OTHER

from yidi.cases.from_rdf import cases_of
from yidi.errors import CaseError
from yidi.store.institutions import Institutions, institutions_at, read_institutions
from yidi.store.store import open_store

PREFIXES = """
@prefix : <http://example.org/> .
@prefix care: <https://w3id.org/yidi/id/care/> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix hospital: <https://w3id.org/yidi/id/hospital/> .
@prefix level: <https://w3id.org/yidi/id/level/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
"""
WHOLE = """
hospital:H1 a yidi:MedicalInstitution ; rdfs:label "甲医院"@zh , "First Hospital"@en ; yidi:code "H1" ;
    yidi:region division:110101 ; yidi:level level:tertiary-a ; yidi:designated true ;
    yidi:opened care:pharmacy , care:inpatient .
:clinic a yidi:MedicalInstitution ; yidi:name "乙诊所" ; yidi:region division:360102 ;
    yidi:designated "0"^^xsd:boolean ; yidi:opened yidi:nothing .
hospital:H2 a yidi:MedicalInstitution ; rdfs:label "丙"@zh ; yidi:region division:110102 .
"""
FACTS = {
    "H1": {"region": "110101", "level": "tertiary-a", "designated": True, "opened": ["inpatient", "pharmacy"]},
    "http://example.org/clinic": {"region": "360102", "designated": False, "opened": []},
    "H2": {"region": "110102"},
}
KNOWN = "peking-union-medical-college"


def statements(text):
    """Give the triples of a text in Turtle."""
    return [quad.triple for quad in ox.parse((PREFIXES + text).encode(), ox.RdfFormat.TURTLE)]


def told(found, base):
    """Give the facts of the institutions that are not those of the base."""
    return {name: facts for name, facts in found.facts.items() if name not in base.hospitals}


def given(hospital):
    """Give a case that names a hospital."""
    return {
        "person": {"insuredIn": "360100", "scheme": "employee"},
        "visit": {"hospital": hospital, "care": "inpatient", "admittedOn": "2025-03-10"},
    }


def test_institutions_are_read_as_a_case_has_them(store, base):
    """By the last part of their IRI or, where it is not one of ours, by all of it; what is not said is left out."""
    store.replace(GRAPH, statements(WHOLE))
    found = read_institutions(store, base)

    assert FACTS == told(found, base)
    assert {"zh": "甲医院", "en": "First Hospital"} == found.labels["H1"]
    assert {"und": "乙诊所"} == found.labels["http://example.org/clinic"]
    assert ("https://w3id.org/yidi/id/hospital/H1", "http://example.org/clinic") == (
        found.iris["H1"],
        found.iris["http://example.org/clinic"],
    )


def test_those_of_the_base_are_among_them(store, base):
    """As the base itself has them: both read the same statements."""
    found = read_institutions(store, base)

    assert len(base.hospitals) > 10
    assert dict(base.hospitals) == found.facts
    assert all({"zh", "en"} == names.keys() for names in found.labels.values())


def test_a_store_says_more_of_a_hospital_of_the_base_or_something_else(store, base):
    """What is loaded prevails, and what is not said again stays."""
    store.replace(
        GRAPH,
        statements(f"hospital:{KNOWN} yidi:level level:tertiary ; yidi:designated true ; yidi:opened care:inpatient ."),
    )
    before = base.hospitals[KNOWN]
    expected = {**before, "level": "tertiary", "designated": True, "opened": ["inpatient"]}

    assert "tertiary-a" == before["level"]
    assert expected == read_institutions(store, base).facts[KNOWN]


def test_what_contradicts_itself_or_means_nothing_here_is_not_known(store, base):
    """On a server anybody may have written anything; a blank node cannot be named."""
    store.replace(
        GRAPH,
        statements("""
        hospital:H1 a yidi:MedicalInstitution ; rdfs:label "b"@zh ; yidi:region division:110101 ;
            yidi:level level:primary ; yidi:opened yidi:nothing ; yidi:designated true .
        hospital:H2 a yidi:MedicalInstitution ; yidi:region division:999999 ; yidi:level "tertiary" ;
            yidi:designated "maybe" ; yidi:opened level:tertiary , [] .
        hospital:H3 a yidi:MedicalInstitution ; yidi:region division:100000 , division:110101 .
        hospital:H4 rdfs:label "not said to be one"@zh ; yidi:region division:110101 .
        [] a yidi:MedicalInstitution ; yidi:region division:110101 .
        """),
    )
    store.replace(
        OTHER,
        statements("""
        hospital:H1 rdfs:label "a"@zh ; yidi:level level:secondary ; yidi:opened care:inpatient ;
            yidi:designated false .
        """),
    )
    found = read_institutions(store, base)

    assert {"H1": {"region": "110101"}, "H2": {}, "H3": {"region": "110101"}} == told(found, base)
    assert {"zh": "a"} == found.labels["H1"]


def test_a_base_with_them_decides_as_with_the_fields_written_out(lasting, base):
    """In both engines; the base itself is as it was."""
    store = open_store(lasting, base, writable=True)
    store.replace(GRAPH, statements(WHOLE))
    store.close()
    knowing = institutions_at(lasting, base).added_to(base)

    for name, facts in FACTS.items():
        for hospital in (name, {"id": name}):
            assert base.decide(given(dict(facts))) == knowing.decide(given(hospital)), name
    assert base.decide(given(FACTS["H1"])) == knowing.decide(given("H1"), engine="reference")
    for unknowing, name in ((base, "H1"), (knowing, "H9")):
        with pytest.raises(CaseError) as raised:
            unknowing.decide(given(name))
        words = "is not the id of a known hospital; its region and level may be given instead"
        assert [("visit.hospital", f"'{name}' {words}")] == [(f.path, f.message) for f in raised.value.faults]


def test_a_case_in_rdf_names_them_by_their_iris(base):
    """Ours and others; one that is not known has to be described."""
    knowing = Institutions(FACTS).added_to(base)
    text = """
    :case yidi:person [ yidi:insuredIn division:360100 ; yidi:scheme <https://w3id.org/yidi/id/scheme/employee> ] ;
        yidi:visit [ yidi:hospital %s ; yidi:care care:inpatient ; yidi:admittedOn "2025-03-10"^^xsd:date ] .
    """
    for name, written in (("H1", "hospital:H1"), ("http://example.org/clinic", ":clinic")):
        (case,) = cases_of(statements(text % written), base.vocabulary, knowing.hospitals)
        assert given(name) == case
    with pytest.raises(CaseError) as raised:
        cases_of(statements(text % ":other"), base.vocabulary, knowing.hospitals)
    assert ["visit.hospital"] == [f.path for f in raised.value.faults]


def test_a_base_with_them_is_the_same_base_otherwise(base):
    """It can be kept, it has the same hash, and what the first had made of itself is made anew."""
    assert base.case_vocabulary.hospitals.keys() == base.hospitals.keys()
    knowing = Institutions({"H1": FACTS["H1"]}).added_to(base)
    again = pickle.loads(pickle.dumps(knowing))  # noqa: S301 - our own

    assert {"H1"} == knowing.case_vocabulary.hospitals.keys() - base.case_vocabulary.hospitals.keys()
    assert (knowing.hash, knowing.hospitals) == (again.hash, again.hospitals) == (base.hash, knowing.hospitals)
    assert base is Institutions().added_to(base)


def test_memory_holds_none_beside_the_base(base):
    """So nothing is read."""
    assert Institutions() == institutions_at("memory", base)
