"""Cases in JSON-LD, Turtle and N-Triples are decided over HTTP like those in JSON, and nothing hostile gets further."""

import json
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from samples import GUIDE, guide
from starlette.testclient import TestClient
from strategies import cases

from yidi.api import Settings, create_app
from yidi.cases.case import parse_case
from yidi.cases.rdf import case_triples
from yidi.linked.context import CONTEXT
from yidi.linked.write import write
from yidi.names import RDF

LINKED, TURTLE, LINES = "application/ld+json", "text/turtle", "application/n-triples"
YIDI = "https://w3id.org/yidi/ns#"
PREFIXES = "@prefix yidi: <https://w3id.org/yidi/ns#> . @prefix care: <https://w3id.org/yidi/id/care/> ."


def post(client, body, content_type, query="?lang=en", **headers):
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(f"/v1/decide{query}", content=content, headers={"content-type": content_type, **headers})


def triples(base, case, node="urn:case"):
    parsed = parse_case(case, base.case_vocabulary)
    return case_triples(parsed, NamedNode(node), base.vocabulary, base.places)


def messages(response):
    """Give the faults of a refused case, one text each."""
    assert response.status_code == 422, response.text
    return [f"{e['path']}: {e['message']}".removeprefix(": ") for e in response.json()["errors"]]


@pytest.mark.parametrize("content_type", [LINKED, f'{LINKED}; profile="http://www.w3.org/ns/json-ld#compacted"'])
def test_json_ld_is_decided_like_json(client, base, content_type):
    """The profile, a parameter of the media type, changes nothing."""
    response = post(client, {"@context": CONTEXT, **GUIDE}, content_type)

    assert (response.status_code, response.json()) == (200, base.decide(GUIDE, language="en"))


@pytest.mark.parametrize("form", [TURTLE, LINES])
def test_turtle_and_n_triples_are_decided_like_json(client, base, form):
    """In the ontology's terms, as `yidi.cases.rdf` writes them."""
    response = post(client, write(triples(base, GUIDE), form), f"{form}; charset=utf-8")

    assert (response.status_code, response.json()) == (200, base.decide(GUIDE, language="en"))


@given(case=cases())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_case_has_the_same_answer_in_all_forms(client, base, case):
    """What is unknown stays unknown, what is empty stays empty."""
    expected = post(client, case, "application/json").json()

    assert post(client, {"@context": CONTEXT, **case}, LINKED).json() == expected
    assert post(client, write(triples(base, case), TURTLE), TURTLE).json() == expected


def test_several_cases_are_answered_in_the_order_in_which_they_are_named(client, base):
    """One case gives one object, several an array."""
    own = [guide(visit__admittedOn=f"2025-03-{day}") for day in (12, 10, 11)]
    expected = [base.decide(case, language="en") for case in own]
    names = ("urn:z", "urn:a", "urn:m")
    turtle = b"".join(write(triples(base, c, n), LINES) for c, n in zip(own, names, strict=True))
    linked = [{"@context": CONTEXT, "@id": n, **c} for c, n in zip(own, names, strict=True)]

    assert post(client, turtle, LINES).json() == expected
    assert post(client, linked, LINKED).json() == expected
    assert post(client, linked[:1], LINKED).json() == expected[0]


def test_an_answer_may_be_turtle_too(client, base):
    """Turtle in, Turtle out; of several cases there is only JSON, as ever."""
    body = write(triples(base, GUIDE), TURTLE)
    response = post(client, body, TURTLE, accept=TURTLE)
    assert response.status_code == 200
    assert "yidi:fundPays" in response.text

    two = body + write(triples(base, GUIDE, "urn:b"), TURTLE)
    assert post(client, two, TURTLE, accept=TURTLE).status_code == 406


def test_faults_are_told_by_path_in_all_forms(client):
    """All at once, in the words of a case in JSON; of several cases led by the position of each."""
    wrong = {**GUIDE, "person": {"insuredIn": "410100", "scheme": "employe", "nam": "x"}}
    expected = [
        "person.nam: unknown key; did you mean 'name'?",
        "person.scheme: 'employe' is not one of employee, resident; did you mean 'employee'?",
    ]
    turtle = f'{PREFIXES} [] yidi:visit [ yidi:care "inpatient" ] .'

    assert messages(post(client, {"@context": CONTEXT, **wrong}, LINKED)) == expected
    several = post(client, {"@context": CONTEXT, "@graph": [GUIDE, wrong]}, LINKED)
    assert messages(several) == [f"1.{line}" for line in expected]
    assert messages(post(client, turtle, TURTLE)) == [
        "visit.care: 'inpatient' is not an IRI; write one, such as care:…",
        "person: is required",
        "visit.admittedOn: is required",
    ]


@pytest.mark.parametrize(
    ("body", "content_type", "column", "why"),
    [
        ("<urn:a> <urn:b> .", TURTLE, 17, "this is not well-formed Turtle: . is not a valid RDF object"),
        (b"\xff\xfe", TURTLE, 1, "this is not well-formed Turtle: Invalid UTF-8 character encoding"),
        ("[ [ [", TURTLE, 3, "this is not well-formed Turtle: [ is not a valid predicate"),
        ("<a> <b> <c> .", LINES, 1, "this is not well-formed N-Triples: No scheme found in an absolute IRI"),
    ],
)
def test_what_is_not_rdf_is_told_with_its_place(client, body, content_type, column, why):
    """Line and column, as for JSON."""
    response = post(client, body, content_type)

    assert response.json() == {
        "type": "https://w3id.org/yidi/id/problem/malformed-rdf",
        "title": "The body is not well-formed RDF",
        "status": 422,
        "detail": f"Line 1, column {column}: {why}.",
        "line": 1,
        "column": column,
        "why": why,
    }


def test_what_is_not_json_is_no_json_ld(client):
    """The same problems as for plain JSON."""
    kinds = [
        post(client, body, LINKED).json()["type"].rpartition("/")[2]
        for body in ('{"a" 1}', "[" * 60 + "]" * 60, b"\xff", '{"person": {}, "person": {}}')
    ]

    assert kinds == ["malformed-json", "nested-too-deep", "not-utf-8", "invalid-case"]


def test_limits_hold_for_all_forms():
    """Bytes in a body and cases in it."""
    client = TestClient(create_app(settings=Settings(most_bytes=2000, most_cases=2)))
    three = " ".join(f"<urn:{n}> <{YIDI}person> <urn:p> ." for n in range(3))

    assert post(client, three, TURTLE).json()["detail"] == "At most 2 are decided at once; there are 3."
    assert post(client, " " * 2001, LINKED).status_code == 413


UNENDING = f"{PREFIXES} @prefix rdf: <{RDF}> . [] yidi:visit _:v ."
HOSTILE = {
    "a context of others": (LINKED, {"@context": "http://127.0.0.1:9/context", **GUIDE}),
    "a context in a file": (LINKED, {"@context": "file:///etc/passwd", **GUIDE}),
    "a context imported": (LINKED, {"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/"}, **GUIDE}),
    "a context that names itself": (LINKED, {"@context": [CONTEXT] * 2000, **GUIDE}),
    "a context of many words": (LINKED, {"@context": {f"w{n}": "urn:a" for n in range(20_000)}, **GUIDE}),
    "contexts within contexts": (LINKED, {"@context": {"a": {"@id": "urn:a", "@context": {"b": "urn:b"}}}, "a": 1}),
    "a word for a keyword": (LINKED, {"@context": [CONTEXT, {"person": "@id"}], **GUIDE}),
    "a circle of words": (LINKED, {"@context": {"a": "b:c", "b": "a:c"}, "a": 1}),
    "lists of lists": (LINKED, {"@context": CONTEXT, "person": {"@list": [[["a"], []], {"@list": [1]}]}}),
    "values of many types": (LINKED, {"@context": CONTEXT, "person": {"@value": 1, "@type": ["a", "b"]}}),
    "a graph in a graph": (LINKED, {"@context": CONTEXT, "@graph": [{"@graph": [{"@graph": [GUIDE]}], "person": 1}]}),
    "included text": (LINKED, {"@context": CONTEXT, "@included": "text"}),
    "many objects": (LINKED, {"@context": CONTEXT, "@graph": [{"visit": {}}] * 20_000}),
    "many keys": (LINKED, {"@context": CONTEXT, "visit": {f"k{n}": n for n in range(20_000)}}),
    "many entries": (LINKED, {"@context": CONTEXT, "filing": {"materials": ["a"] * 20_000}}),
    "half a character": (LINKED, json.dumps({"@context": CONTEXT, "person": {"name": "\ud800"}})),
    "a long number": (LINKED, f'{{"@context": "{CONTEXT}", "visit": {{"admissionNumber": {"9" * 5000}}}}}'),
    "ten thousand blank nodes": (TURTLE, f"{PREFIXES} " + "[] yidi:level [] . " * 10_000),
    "a circle of blank nodes": (TURTLE, f"{PREFIXES} _:a yidi:person _:b ; yidi:visit _:a . _:b yidi:person _:a ."),
    "deep blank nodes": (TURTLE, f"{PREFIXES} " + "[ yidi:visit " * 40_000 + "[]" + "]" * 40_000 + " ."),
    "deep lists": (TURTLE, f"{PREFIXES} [] yidi:visit " + "(" * 40_000 + ")" * 40_000 + " ."),
    "many values": (TURTLE, f"{PREFIXES} <urn:a> yidi:visit {', '.join(f'<urn:{n}>' for n in range(20_000))} ."),
    "a prefix that grows": (TURTLE, f"@prefix : <urn:{'a' * 100_000}> . " + ":a :b :c . " * 20_000),
    "an unending list": (
        TURTLE,
        f"{UNENDING} _:v yidi:hospital [ yidi:opened _:l ] . _:l rdf:first care:inpatient ; rdf:rest _:l .",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_are_refused_and_nobody_is_asked(client, monkeypatch, name):
    """A problem of the sender's, told quickly, without a connection to anywhere."""

    def refuse(*_):
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    content_type, body = HOSTILE[name]
    response = post(client, body, content_type)

    assert response.status_code in {413, 422}, response.text[:300]
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.content) < 200_000


KEYS = ["@context", "@id", "@type", "@value", "@list", "@set", "@graph", "@included", "@reverse", "@language", "@index"]
WORDS = [*KEYS, "@none", "@json", "@vocab", CONTEXT, "person", "visit", "_:b", "urn:a", "hospital", "opened", "x y", ""]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(WORDS)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(), inner, max_size=5),
    max_leaves=25,
)


@given(value=VALUES, own=st.booleans())
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_ld_is_answered(app, value, own):
    """Whatever the document makes of the keywords, the answer is a decision or a problem."""
    body = {"@context": CONTEXT, **value} if own and isinstance(value, dict) else value
    client = TestClient(app, raise_server_exceptions=False)

    assert post(client, body, LINKED).status_code in {200, 422}


@given(text=st.text(st.sampled_from(":<>[]()\"'@.;,#_ \nabprefixyidi"), max_size=60))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_turtle_is_answered(app, text):
    """Well-formed or not."""
    client = TestClient(app, raise_server_exceptions=False)

    assert post(client, f"{PREFIXES}\n{text}", TURTLE).status_code == 422
