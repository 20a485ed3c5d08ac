"""`POST /v1/filings/validate`: what is found in one filing or in each of several, in JSON or as a report of SHACL."""

import json
import logging
from copy import deepcopy

import pytest
from filed import FOLDER, cases
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, SH, Graph
from starlette.testclient import TestClient

from yidi.api import create_app
from yidi.api.filings_schema import VALIDATE
from yidi.api.settings import Settings

PATH = "/v1/filings/validate"
JSON, LINKED, TURTLE, TRIPLES = "application/json", "application/ld+json", "text/turtle", "application/n-triples"
(GOOD,) = (case["given"] for case in cases(FOLDER / "pass" / "worker.yaml"))
BAD = GOOD | {"filing": GOOD["filing"] | {"startsOn": "2025-02-30"}}
SOUND = {"conforms": True, "results": []}
GOOD_TURTLE = (FOLDER / "pass" / "worker.ttl").read_text("utf-8")
FOUND = {
    "path": "filing.startsOn",
    "value": "2025-02-30",
    "severity": "violation",
    "shape": "https://w3id.org/yidi/id/shape/filing-starts-on",
    "message": "The start of the filing must be one date such as 2025-03-01, in the years 1900 to 2100.",
    "remedy": "Write one day that exists, as year-month-day.",
    "rules": [],
    "basis": [],
}


def post(client, body, content_type=JSON, accept=JSON, language="en", **more):
    """Send a body, as JSON where it is no text."""
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {"content-type": content_type, "accept": accept, "accept-language": language}
    return client.post(PATH, content=content, headers=headers, **more)


def told(response, status=200):
    """Give the JSON of an answer that has this status."""
    assert (response.status_code, response.headers["cache-control"]) == (status, "no-store"), response.text
    return response.json()


# One and several ------------------------------------------------------------------


def test_a_sound_filing_conforms(client):
    """With no result."""
    assert told(post(client, GOOD)) == SOUND


def test_a_faulty_filing_has_its_results(client):
    """In the form of the contract."""
    response = post(client, BAD)

    assert told(response) == {"conforms": False, "results": [FOUND]}
    assert response.headers["content-language"] == "en"


def test_an_array_is_answered_in_its_order(client):
    """Each filing with its own results; one alone in an array is still an array."""
    assert told(post(client, [GOOD, BAD | {"person": BAD["person"] | {"idNumber": "11010519491231002X"}}])) == [
        SOUND,
        {"conforms": False, "results": [FOUND]},
    ]
    assert told(post(client, [GOOD])) == [SOUND]


def test_filings_of_one_request_are_taken_together(client):
    """The same filing twice is told in both."""
    shapes = [[r["shape"].rsplit("/", 1)[1] for r in each["results"]] for each in told(post(client, [GOOD, GOOD]))]

    assert shapes == [["filing-not-twice"]] * 2


def test_a_warning_conforms(client):
    """It is told, with its rules and provisions."""
    case = deepcopy(GOOD)
    case["filing"]["channel"] = "jiangsu-yibaoyun"
    answer = told(post(client, case))

    (result,) = answer["results"]
    assert (answer["conforms"], result["severity"]) == (True, "warning")
    assert result["rules"]
    assert all(set(each) == {"document", "title", "provision", "authority", "source"} for each in result["basis"])


def test_fields_of_a_filing_may_stand_alone(client):
    """Without a case around them: then it is told that nobody is insured."""
    (result,) = told(post(client, GOOD["filing"]))["results"]

    assert (result["path"], result["shape"].rsplit("/", 1)[1]) == ("person", "case-person-given")


@pytest.mark.parametrize(("language", "words"), [("zh-CN,zh;q=0.9", "备案开始日期"), ("en-GB", "The start of")])
def test_the_language_is_that_of_the_request(client, language, words):
    """By Accept-Language, or by `lang`, which comes first."""
    assert told(post(client, BAD, language=language))["results"][0]["message"].startswith(words)
    assert told(post(client, BAD, language=language, params={"lang": "zh"}))["results"][0]["message"].startswith("备案")


# RDF ------------------------------------------------------------------------------


def n_triples(turtle):
    """Give Turtle as N-Triples."""
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in store)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (LINKED, (FOLDER / "pass" / "worker.jsonld").read_text("utf-8")),
        (TURTLE, GOOD_TURTLE),
        (TRIPLES, n_triples(GOOD_TURTLE)),
    ],
)
def test_rdf_is_checked_like_json(client, content_type, body):
    """In each of its forms, sound and faulty."""
    assert told(post(client, body, content_type)) == SOUND

    (result,) = told(post(client, body.replace("2025-03-01", "2025-02-30"), content_type))["results"]
    assert result == FOUND


def test_the_report_of_shacl_is_given_as_turtle(client):
    """With a result for each finding."""
    response = post(client, [BAD, GOOD], accept=TURTLE)
    graph = Graph().parse(data=response.text, format="turtle")

    assert response.headers["content-type"].startswith(TURTLE)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    (result,) = graph.objects(report, SH.result)
    assert str(graph.value(result, SH.sourceShape)) == FOUND["shape"]


# What is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ([], JSON),
        (None, JSON),
        ("3", JSON),
        ('"x"', JSON),
        ([GOOD, None], JSON),
        ([[]], JSON),
        ("", TURTLE),
        ("<urn:a> <urn:b> <urn:c> .", TURTLE),
        ("<urn:a> <urn:b> <urn:c> .", TRIPLES),
        ({"@context": "https://example.org/context", "person": {}}, LINKED),
    ],
)
def test_nothing_to_check_is_a_problem(client, body, content_type):
    """And not a pass."""
    problem = told(post(client, body if isinstance(body, str) else json.dumps(body), content_type), 422)

    assert problem["detail"] or problem["title"]


@pytest.mark.parametrize(
    ("body", "content_type", "place"),
    [
        ("{", JSON, (1, 2)),
        ('{"filing": {}, "filing": {}}', JSON, None),
        ("yidi:x a yidi:Case .", TURTLE, (1, 1)),
        ("<urn:a> <urn:b>\n", TRIPLES, None),
        (b"\xff", JSON, None),
        ("[" * 100 + "]" * 100, JSON, None),
    ],
)
def test_what_cannot_be_read_is_a_problem(client, body, content_type, place):
    """With its place where that is known."""
    problem = told(post(client, body, content_type), 422)

    assert place is None or (problem["line"], problem["column"]) == place


def test_other_forms_are_refused(client):
    """Of the body, and of the answer."""
    assert post(client, "x: y", "application/yaml").status_code == 415
    assert post(client, GOOD, accept="text/html").status_code == 406


def test_the_limits_hold():
    """Of bytes and of filings, in JSON and in RDF."""
    client = TestClient(create_app(settings=Settings(most_bytes=20_000, most_cases=2)))
    three = "".join(f"<urn:{n}> a yidi:Case ; yidi:filing [] .\n" for n in range(3))

    assert post(client, [GOOD] * 2).status_code == 200
    assert post(client, [{"filing": {}}] * 3).status_code == 422
    assert post(client, f"@prefix yidi: <https://w3id.org/yidi/ns#> .\n{three}", TURTLE).status_code == 422
    assert post(client, " " * 20_001).status_code == 413


# Privacy and time -----------------------------------------------------------------


@pytest.mark.parametrize("content_type", [JSON, TURTLE])
def test_nothing_of_a_person_is_logged(client, caplog, content_type):
    """Neither name nor number, whether the filing is sound, faulty or unreadable."""
    turtle = GOOD_TURTLE.replace("2025-03-01", "2025-02-30")
    with caplog.at_level(logging.DEBUG):
        post(client, turtle if content_type == TURTLE else BAD, content_type)
        post(client, (turtle if content_type == TURTLE else json.dumps(BAD))[:-30], content_type)

    assert len([record for record in caplog.records if record.name == "yidi.api"]) == 2
    assert not any(word in caplog.text for word in ("王小明", GOOD["person"]["idNumber"], "18800000000", "某某街"))


def test_a_thousand_filings_of_one_person_are_answered(client):
    """Each is told of some of the others, and not of all."""
    body = json.dumps([GOOD | {"filing": GOOD["filing"] | {"destination": "310000"}}, *[GOOD] * 999])

    answers = told(post(client, body))

    assert len(answers) == 1000
    assert all(1 <= len(each["results"]) <= 10 for each in answers)


def test_the_example_shown_is_a_filing_without_a_fault(base):
    """What the description of the interface offers for trying out, nothing is found in."""
    example = VALIDATE["requestBody"]["content"]["application/json"]["example"]

    assert {"conforms": True, "results": []} == base.validate(example)
