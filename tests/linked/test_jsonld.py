"""JSON-LD is read without asking anybody, keeps what is known to be empty, and cannot be made to run wild."""

import json

import pytest
from pyoxigraph import RdfFormat
from samples import GUIDE, guide
from strategies import built_in

from yidi.cases.case import parse_case
from yidi.errors import CaseError
from yidi.linked import case_documents
from yidi.linked.case_documents import jsonld_cases, turtle_cases
from yidi.linked.context import CONTEXT
from yidi.linked.jsonld import MOST_CONTEXTS, MOST_OBJECTS, document_loader, jsonld_triples

ROOT = {"@context": CONTEXT}


def parsed(document):
    """Give the facts of every case of a document."""
    base = built_in()
    return [case.parse(base.case_vocabulary) for case in jsonld_cases(document, base.vocabulary, base.hospitals)]


def refusal(document, lang="en"):
    """Give why a document is refused."""
    with pytest.raises(CaseError) as caught:
        jsonld_cases(document, built_in().vocabulary, (), lang)
    return str(caught.value)


def facts(case):
    return parse_case(case, built_in().case_vocabulary)


@pytest.mark.parametrize("context", [CONTEXT, "/ns/case.jsonld", "http://localhost:8000/ns/case.jsonld", [CONTEXT]])
def test_the_context_is_known_by_its_name_and_wherever_it_is_served(context):
    """No address is asked; a server of one's own has the context too."""
    assert parsed({"@context": context, **GUIDE}) == [facts(GUIDE)]


def test_other_words_may_stand_beside_the_case():
    """A context may be written out for what is one's own; types are left alone."""
    own = {"mine": "https://example.org/", "ref": "@id"}
    document = {"@context": [CONTEXT, own], "ref": "mine:case", "@type": "Case", **GUIDE}

    assert parsed(document) == [facts(GUIDE)]


def test_an_empty_list_stays_known_to_be_empty():
    """RDF alone would lose it, and with it that the hospital has opened nothing."""
    case = guide(visit__hospital__opened=[], filing__materials=[])
    (found,) = parsed({**ROOT, **case})

    assert found["visit.hospital.opened"] == found["filing.materials"] == ()
    assert [found] == [facts(case)]


def test_several_cases_come_in_the_order_of_the_document():
    """In an array, in a graph, in a named graph, or included; parts may stand apart from their case."""
    first, second = guide(person__scheme="resident"), GUIDE
    apart = [{**ROOT, "@id": "c", "person": {"@id": "p"}, "visit": first["visit"]}, {**ROOT, "@id": "p"}]
    apart[1]["https://w3id.org/yidi/ns#scheme"] = {"@id": "https://w3id.org/yidi/id/scheme/resident"}
    schemes = [
        [f["person.scheme"] for f in parsed(document)]
        for document in (
            [{**ROOT, **first}, {**ROOT, **second}],
            {**ROOT, "@graph": [first, second]},
            {**ROOT, "@id": "urn:g", "@graph": [first, second]},
            {**ROOT, **first, "@included": [second]},
        )
    ]

    assert schemes == [["resident", "employee"]] * 4
    (case,) = jsonld_cases(apart, built_in().vocabulary)
    assert case.mapping["person"] == {"scheme": "resident"}


def test_numbers_may_be_numbers():
    """As in plain JSON, an amount or share need not be text."""
    (found,) = parsed({**ROOT, **guide(expense__total=50000.5, expense__eligible=50000, parameters__ratio=0.85)})

    assert (found["expense.total"], found["expense.eligible"], found["parameters.ratio"]) == (5000050, 5000000, 8500)


def test_lists_sets_values_and_reverse_properties_are_read():
    """Whatever JSON-LD may write instead of plain values."""
    case = guide(visit__hospital__opened={"@list": ["inpatient", "pharmacy"]}, filing__materials={"@set": ["id-card"]})
    case["visit"]["admittedOn"] = {"@value": "2025-03-10", "@type": "http://www.w3.org/2001/XMLSchema#date"}
    (found,) = parsed({**ROOT, **case})
    assert found["visit.hospital.opened"] == ("inpatient", "pharmacy")
    assert found["filing.materials"] == ("id-card",)

    person = {"insuredIn": "410100", "scheme": "employee"}
    visit = {"@reverse": {"visit": {"@id": "c", "person": person}}, "https://w3id.org/yidi/ns#care": []}
    (case,) = jsonld_cases({**ROOT, **visit}, built_in().vocabulary)
    assert case.mapping == {"person": person, "visit": {}}


def test_unknown_keys_are_told_and_not_lost():
    """JSON-LD drops words that no context defines; ours defines all, and a case has not all of them."""
    document = {**ROOT, **guide(visit__admitedOn="2025-03-10"), "note": 1}
    with pytest.raises(CaseError) as caught:
        parsed(document)

    assert [str(fault) for fault in caught.value.faults] == [
        "note: unknown key",
        "visit.admitedOn: unknown key; did you mean 'admittedOn'?",
    ]


# What is refused ----------------------------------------------------------------

KNOWN = f"is not known here and is not fetched; name {CONTEXT}"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"@context": "https://schema.org/"}, f"the context 'https://schema.org/' {KNOWN}"),
        ({"@context": "file:///etc/passwd"}, f"the context 'file:///etc/passwd' {KNOWN}"),
        ({**ROOT, "visit": {"@context": "http://a/"}}, f"the context 'http://a/' {KNOWN}"),
        ({"@context": {"@import": CONTEXT}}, "@import is not read here; name the contexts one by one"),
        ({"@context": {"a": {"@id": "urn:a", "@context": {}}}}, "a context within a context is not read here"),
        ({"@context": 5}, "this is not JSON-LD that can be read: invalid local context"),
        ({"@context": {"@version": 2}}, "this is not JSON-LD that can be read: invalid @version value"),
        ({**ROOT, "@id": 5}, "this is not JSON-LD that can be read: invalid @id value"),
        ({**ROOT, "@id": "urn:a b", "person": {}}, "'urn:a b' is not an IRI"),
        (
            {**ROOT, "person": {"name": "\ud800"}},
            "'\\ud800' has characters that cannot be written, or a wrong language",
        ),
        ("text", "this is not JSON-LD that can be read: it is neither an object nor an array"),
        (None, "this is not JSON-LD that can be read: it is neither an object nor an array"),
        (GUIDE, f"no case is described; does the document name its context, {CONTEXT}?"),
        ([], f"no case is described; does the document name its context, {CONTEXT}?"),
        ({**ROOT, "note": 1}, "no case is described: nothing has a yidi:person or a yidi:visit"),
        ([{}] * (MOST_OBJECTS + 1), f"there are {MOST_OBJECTS + 1} objects; at most {MOST_OBJECTS} are read at once"),
        (
            {"@context": [CONTEXT] * (MOST_CONTEXTS + 1)},
            f"there are {MOST_CONTEXTS + 1} contexts; at most {MOST_CONTEXTS} are read",
        ),
        (
            {"@context": {"a": f"urn:{'a' * 10_000}:"}, "@graph": ["a:x"] * 10_000},
            "the contexts written out in the document would make it too large; write them shorter",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(document, why):
    """Foreign contexts, wrong JSON-LD, documents without a case, and those that would grow or take too long."""
    assert refusal(document) == why


def test_the_refusal_speaks_chinese_too():
    """As all messages do."""
    assert refusal({"@context": "https://schema.org/"}, "zh").startswith(
        "这里没有上下文 'https://schema.org/'，也不会去下载"
    )


def test_another_reader_may_use_the_loader():
    """Whoever loads JSON-LD elsewhere knows the same context, and no other."""
    load = document_loader(built_in().vocabulary)

    assert "person" in load(CONTEXT, {})["document"]["@context"]
    with pytest.raises(Exception, match="context"):
        load("https://schema.org/", {})


def test_the_statements_can_be_had_without_a_case():
    """JSON-LD about other things, such as hospitals, is read by the same means."""
    hospital = {"@context": {"@vocab": "https://w3id.org/yidi/ns#"}, "@id": "urn:h", "name": "一"}

    assert [str(t) for t in jsonld_triples(hospital, built_in().vocabulary)] == [
        '<urn:h> <https://w3id.org/yidi/ns#name> "一"'
    ]


# Turtle and N-Triples -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "line", "column", "why"),
    [
        ("<a> <b> .", RdfFormat.TURTLE, 1, 9, "this is not well-formed Turtle: . is not a valid RDF object"),
        (
            "\n<urn:a> <urn:b> é .",
            RdfFormat.TURTLE,
            2,
            17,
            "this is not well-formed Turtle: é is not a valid RDF object",
        ),
        (
            "<urn:a> a <urn:b> .",
            RdfFormat.N_TRIPLES,
            1,
            9,
            "this is not well-formed N-Triples: The predicate of a triple must be an IRI",
        ),
    ],
)
def test_what_is_not_turtle_is_told_with_its_place(text, form, line, column, why):
    """Line and column from 1."""
    with pytest.raises(CaseError) as caught:
        turtle_cases(text.encode(), built_in().vocabulary, form=form)
    (fault,) = caught.value.faults

    assert (fault.message, fault.line, fault.column) == (why, line, column)


def test_a_short_text_cannot_grow_without_end(monkeypatch):
    """A prefix may stand for a long IRI, many times."""
    monkeypatch.setattr(case_documents, "MOST_CHARACTERS", 100_000)
    text = f"@prefix : <urn:{'a' * 1000}> . " + ":a :b :c . " * 100
    with pytest.raises(CaseError) as caught:
        turtle_cases(text.encode(), built_in().vocabulary)

    assert str(caught.value) == "the contexts written out in the document would make it too large; write them shorter"


def test_the_guide_is_the_same_in_json_and_json_ld():
    """One key more makes the one the other."""
    assert parsed(json.loads(json.dumps({**ROOT, **GUIDE}))) == [facts(GUIDE)]
