"""A case and its RDF say the same, whatever the kinds of nodes; what is wrong is told by path, all at once."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize
from samples import GUIDE, guide
from strategies import built_in, cases

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.cases.from_rdf import cases_of, described_cases
from yidi.cases.model import Case
from yidi.cases.rdf import case_triples
from yidi.errors import BaseError, CaseError
from yidi.examples.run import example_files
from yidi.names import term

NODE = NamedNode("https://example.org/case/1")
EXAMPLES = [raw for file in example_files([Path(__file__).parents[1] / "cases"]) for raw in read_cases(file)]
PREFIXES = """
@prefix yidi: <https://w3id.org/yidi/ns#> .
@prefix area: <https://w3id.org/yidi/id/area/> .
@prefix care: <https://w3id.org/yidi/id/care/> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix hospital: <https://w3id.org/yidi/id/hospital/> .
@prefix level: <https://w3id.org/yidi/id/level/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix scheme: <https://w3id.org/yidi/id/scheme/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
PERSON = "yidi:person [ yidi:insuredIn division:410100 ; yidi:scheme scheme:employee ]"
VISIT = 'yidi:care care:inpatient ; yidi:admittedOn "2025-03-10"^^xsd:date'


def facts(case):
    """Give what a case says, lists as sets: RDF knows no order."""
    parsed = parse_case(case, built_in().case_vocabulary)
    return {path: frozenset(v) if isinstance(v, tuple) else v for path, v in parsed.items()}


def triples(case, node=NODE):
    base = built_in()
    return case_triples(parse_case(case, base.case_vocabulary), node, base.vocabulary, base.places)


def read(turtle):
    """Give the statements of some Turtle."""
    return [quad.triple for quad in parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)]


def back(statements):
    return cases_of(statements, built_in().vocabulary, built_in().hospitals)


def faults(turtle, lang="en"):
    """Give every fault of the one case that this Turtle describes."""
    (case,) = described_cases(read(turtle), built_in().vocabulary, built_in().hospitals, lang)
    with pytest.raises(CaseError) as caught:
        case.parse(built_in().case_vocabulary, lang)
    return [str(fault) for fault in caught.value.faults]


# There and back -----------------------------------------------------------------


def test_every_example_case_comes_back_the_same():
    """All example cases, written as statements and read again."""
    changed = [raw.name for raw in EXAMPLES if [facts(c) for c in back(triples(raw.mapping))] != [facts(raw.mapping)]]

    assert len(EXAMPLES) >= 350
    assert changed == []


@given(case=cases())
@settings(max_examples=150)
def test_any_case_comes_back_the_same(case):
    """Whatever is known and unknown, the edges of dates and amounts among it."""
    assert [facts(case)] == [facts(each) for each in back(triples(case))]


def test_every_field_of_a_case_has_its_property():
    """A field of the model without a path in the ontology could not be written."""
    paths = set()

    def walk(part, prefix):
        for name, each in part.model_fields.items():
            paths.add(prefix + name)
            for kind in getattr(each.annotation, "__args__", (each.annotation,)):
                if hasattr(kind, "model_fields"):
                    walk(kind, f"{prefix}{name}.")

    walk(Case, "")

    assert len(paths) == 84
    assert built_in().vocabulary.fields.keys() == paths


def test_the_statements_of_a_case_are_those_of_the_ontology():
    """Parts below the case, codes and places by IRI, days and numbers by their types, nothing as nothing."""
    case = guide(visit__hospital={"id": "peking-university-third", "opened": []}, filing=None, parameters=None)
    case["person"]["insuredIn"] = "530000-provincial"
    written = serialize(triples(case), format=RdfFormat.N_TRIPLES).decode()
    short = written.replace("https://w3id.org/yidi/ns#", "").replace("https://w3id.org/yidi/id/", "")
    short = short.replace("https://example.org/", "").replace("http://www.w3.org/2001/XMLSchema#", "")

    assert short.splitlines() == [
        "<case/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Case> .",
        "<case/1> <person> <case/1/person> .",
        "<case/1/person> <insuredIn> <area/530000-provincial> .",
        "<case/1/person> <scheme> <scheme/employee> .",
        '<case/1/person> <retired> "false"^^<boolean> .',
        "<case/1> <visit> <case/1/visit> .",
        "<case/1/visit> <hospital> <case/1/visit/hospital> .",
        '<case/1/visit/hospital> <code> "peking-university-third" .',
        "<case/1/visit/hospital> <region> <division/110108> .",
        "<case/1/visit/hospital> <level> <level/tertiary-a> .",
        "<case/1/visit/hospital> <opened> <nothing> .",
        "<case/1/visit> <care> <care/inpatient> .",
        '<case/1/visit> <admittedOn> "2025-03-10"^^<date> .',
        '<case/1/visit> <settledOn> "2025-03-20"^^<date> .',
        '<case/1/visit> <emergency> "false"^^<boolean> .',
        "<case/1> <expense> <case/1/expense> .",
        '<case/1/expense> <totalAmount> "50000.00"^^<yuan> .',
        '<case/1/expense> <eligible> "50000.00"^^<yuan> .',
        '<case/1/expense> <fundPaidThisYear> "0.00"^^<yuan> .',
    ]


def test_a_field_that_the_ontology_does_not_know_cannot_be_written():
    """A base of one's own may lack a property; that is told, and nothing is left out in silence."""
    base = built_in()
    message = (
        'no property of the ontology has yidi:path "person.height". Add the path to the property that stands there.'
    )
    with pytest.raises(BaseError) as caught:
        case_triples({"person.height": 180}, NODE, base.vocabulary, base.places)

    assert str(caught.value) == message


def test_a_filing_of_which_nothing_is_known_was_made():
    """An empty part is not the same as none."""
    case = {**GUIDE, "filing": {}}

    assert facts(case)["filing"] is True
    assert [facts(case)] == [facts(each) for each in back(triples(case))]


# Other ways to say the same -----------------------------------------------------


@pytest.mark.parametrize(
    ("hospital", "found"),
    [
        ("hospital:peking-university-third", "peking-university-third"),
        ('"peking-university-third"', "peking-university-third"),
        ("[ yidi:opened ( care:inpatient care:pharmacy ) ]", {"opened": ["inpatient", "pharmacy"]}),
        ("[ yidi:opened care:inpatient , care:pharmacy ]", {"opened": ["inpatient", "pharmacy"]}),
        ("[ yidi:opened () ]", {"opened": []}),
        ("[ yidi:opened yidi:nothing ]", {"opened": []}),
        ("[]", {}),
        (":mine . :mine yidi:level level:tertiary", {"level": "tertiary"}),
        ("hospital:mine . hospital:mine yidi:level level:tertiary", {"level": "tertiary"}),
        (
            "hospital:beijing-children . hospital:beijing-children yidi:opened care:inpatient",
            {"id": "beijing-children", "opened": ["inpatient"]},
        ),
    ],
)
def test_a_hospital_is_named_or_described(hospital, found):
    """A known one by its IRI or id, another by what is said about it, whatever its own IRI."""
    (case,) = back(read(f":a {PERSON} ; yidi:visit :v . :v {VISIT} ; yidi:hospital {hospital} ."))

    assert case["visit"]["hospital"] == found


def test_a_case_is_found_by_its_type_or_its_parts_in_the_order_in_which_it_is_named():
    """No type is needed where a part says enough; other statements are left alone."""
    found = described_cases(
        read(f":z {PERSON} . :x a yidi:Case . :a yidi:visit [ {VISIT} ] . :other yidi:level level:tertiary ."),
        built_in().vocabulary,
    )

    assert [case.node.value.rpartition("/")[2] for case in found] == ["z", "x", "a"]


def test_numbers_may_be_written_as_json_ld_writes_them():
    """A JSON number with a type becomes a double's text in RDF."""
    (case,) = back(read(f':a {PERSON} ; yidi:expense [ yidi:totalAmount "5.00005E4"^^yidi:yuan ] .'))

    assert case["expense"] == {"total": "50000.5"}


def test_a_circle_of_nodes_is_read_no_deeper_than_a_case():
    """A node that is part of itself has properties that no such part has."""
    assert faults(":a yidi:person :a ; yidi:visit :a .") == [
        "person.person: unknown key; did you mean 'personCategory'?",
        "person.visit: unknown key; did you mean 'visit'?",
        "visit.person: unknown key; did you mean 'person'?",
        "visit.visit: unknown key; did you mean 'visit'?",
        "person.insuredIn: is required",
        "person.scheme: is required",
        "visit.care: is required",
        "visit.admittedOn: is required",
    ]


# What is wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (
            "yidi:person [ yidi:scheme :employee ]",
            "person.scheme: 'https://example.org/employee' is not one of employee, resident",
        ),
        (
            "yidi:person [ yidi:scheme care:inpatient ]",
            "person.scheme: 'care:inpatient' is not one of employee, resident",
        ),
        (
            'yidi:person [ yidi:scheme "employee" ]',
            "person.scheme: 'employee' is not an IRI; write one, such as scheme:…",
        ),
        ("yidi:person [ yidi:scheme [] ]", "person.scheme: a node is not an IRI; write one, such as scheme:…"),
        (
            'yidi:person [ yidi:insuredIn "410100" ]',
            "person.insuredIn: '410100' is not an IRI; write one, such as division:…",
        ),
        (
            "yidi:person [ yidi:residesIn area:410100 ]",
            "person.residesIn: 'area:410100' is not the code of a known place (six digits, in quotes)",
        ),
        (
            "yidi:person [ yidi:residesIn division:410100 , division:110000 , [] , true ]",
            "person.residesIn: has 4 values, where one is allowed: division:410100, division:110000, a node, …",
        ),
        (
            'yidi:person [ yidi:birthDate "1960-01-01" ]',
            "person.birthDate: '1960-01-01' is not a literal of the right kind; write \"…\"^^xsd:date",
        ),
        (
            'yidi:person [ yidi:birthDate "1960-13-01"^^xsd:date ]',
            "person.birthDate: '1960-13-01' is not a date (YYYY-MM-DD)",
        ),
        (
            "yidi:person [ yidi:retired 1 ]",
            "person.retired: '1'^^xsd:integer is not a literal of the right kind; write \"…\"^^xsd:boolean",
        ),
        ('yidi:person [ yidi:retired "maybe"^^xsd:boolean ]', "person.retired: 'maybe' is neither true nor false"),
        (
            "yidi:person [ yidi:name 1 ]",
            "person.name: '1'^^xsd:integer is not a literal of the right kind; write \"…\"",
        ),
        ("yidi:person [ yidi:nam 1 ]", "person.nam: unknown key; did you mean 'name'?"),
        ("yidi:person [ :note 1 ]", "person.<https://example.org/note>: unknown key"),
        ("yidi:person [ yidi:care care:inpatient ]", "person.care: unknown key; did you mean 'visit.care'?"),
        ('yidi:person "x"', "person: 'x' is a literal; a node with statements of its own belongs here"),
        ("yidi:person :x", "person: <https://example.org/x> is only named; describe it here, or name a known one"),
        (
            "yidi:visit [ yidi:hospital :x ]",
            "visit.hospital: <https://example.org/x> is only named; describe it here, or name a known one",
        ),
        (
            "yidi:visit [ yidi:hospital hospital:x ]",
            "visit.hospital: 'x' is not the id of a known hospital; its region and level may be given instead",
        ),
        (
            "yidi:visit [ yidi:hospital [ yidi:opened yidi:nothing , care:inpatient ] ]",
            "visit.hospital.opened: says yidi:nothing beside other values; leave one out",
        ),
        (
            "yidi:visit [ yidi:hospital [ yidi:opened ( ( care:inpatient ) ) ] ]",
            "visit.hospital.opened: a node is not an IRI; write one, such as care:…",
        ),
        (
            "yidi:visit [ yidi:hospital [ yidi:opened _:l ] ] . _:l rdf:first care:inpatient ; rdf:rest _:l",
            "visit.hospital.opened: the list has no end, or more than 100 entries",
        ),
        (
            'yidi:visit [ yidi:admissionNumber "first"^^xsd:integer ]',
            "visit.admissionNumber: 'first' is not a whole number from 1 to 1000",
        ),
        ("yidi:expense [ yidi:total 5 ]", "expense.total: unknown key; did you mean 'totalAmount'?"),
        (
            "yidi:expense [ yidi:totalAmount 5.0 ]",
            "expense.total: '5.0'^^xsd:decimal is not a literal of the right kind; write \"…\"^^yidi:yuan",
        ),
        (
            'yidi:expense [ yidi:totalAmount "0.85"^^yidi:ratio ]',
            "expense.total: '0.85'^^yidi:ratio is not a literal of the right kind; write \"…\"^^yidi:yuan",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_path(said, fault):
    """Every kind of fault, in the words that the same fault has in JSON where JSON has it."""
    assert fault in faults(f":a {said} .")


def test_everything_wrong_is_told_at_once_and_no_path_twice():
    """Faults of form and of content, also of facts that are needed."""
    assert faults(
        ':a yidi:person [ yidi:scheme "employee" ] ; yidi:visit [ yidi:care care:x ] ; yidi:vist 1 .', "zh"
    ) == [
        "person.scheme: 'employee' 不是 IRI；请写 IRI，如 scheme:…",
        "vist: 没有这个字段；是否想写 'visit'？",
        "person.insuredIn: 必须填写",
        (
            "visit.care: 'x' 不在下列代码之中：inpatient, outpatient, outpatient-chronic, emergency-outpatient, "
            "pharmacy, maternity, online-outpatient"
        ),
        "visit.admittedOn: 必须填写",
    ]


def test_faults_of_form_of_several_cases_are_led_by_their_position():
    """As in an array of cases."""
    with pytest.raises(CaseError) as caught:
        back(read(f":a {PERSON} . :b yidi:person 1 , 2 . :c yidi:person 3 ."))

    assert [fault.path for fault in caught.value.faults] == ["1.person", "2.person"]


def test_statements_without_a_case_are_told_so():
    """An empty graph, or one about other things."""
    for turtle in ("", ":a yidi:level level:tertiary ."):
        with pytest.raises(CaseError) as caught:
            back(read(turtle))
        assert str(caught.value) == "no case is described: nothing has a yidi:person or a yidi:visit"


def test_ten_thousand_blank_nodes_are_read_at_once():
    """A chain of nodes that leads nowhere costs nothing."""
    nodes = [BlankNode() for _ in range(10_000)]
    hospital = NamedNode(term("hospital"))
    chain = [Triple(a, hospital, b) for a, b in pairwise(nodes)]

    assert len(back([*triples(GUIDE), *chain])) == 1
