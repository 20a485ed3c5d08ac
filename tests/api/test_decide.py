import copy
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import Graph, Literal

import yidi
from yidi.answers.rdf import YIDI


@pytest.fixture(scope="module")
def base():
    return yidi.load()


def holds(answer, part, path=""):
    """Check that an answer has at least this part."""
    for key, value in part.items():
        if isinstance(value, dict):
            holds(answer[key], value, f"{path}{key}.")
        else:
            assert answer[key] == value, f"{path}{key}"


def test_a_case_is_answered_as_the_description_shows(client, example, example_answer):
    response = client.post("/v1/decide", json=example)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["vary"] == "accept, accept-language"
    holds(response.json(), example_answer)


def test_the_answer_is_that_of_the_library(client, base, example):
    for language in ("zh", "en"):
        response = client.post(f"/v1/decide?lang={language}", json=example)
        assert response.json() == base.decide(example, language=language)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr,en;q=0.5", "en"),
        ("fr", "zh"),
        ("*", "zh"),
        ("en;q=0", "zh"),
        ("en;q=x", "zh"),
        (",;=,", "zh"),
    ],
)
def test_the_language_follows_the_header(client, example, header, language):
    headers = {} if header is None else {"accept-language": header}
    client_headers = {"accept-language": ""} | headers
    response = client.post("/v1/decide", json=example, headers=client_headers)
    assert response.headers["content-language"] == language


def test_the_parameter_prevails_over_the_header(client, example):
    response = client.post("/v1/decide?lang=zh", json=example, headers={"accept-language": "en"})
    assert response.headers["content-language"] == "zh"


def test_as_of_replaces_the_day_of_the_case(client, example):
    assert client.post("/v1/decide?as_of=2024-01-31", json=example).json()["asOf"] == "2024-01-31"


@pytest.mark.parametrize(
    "accept", [None, "*/*", "application/*", "application/json", "text/html, application/json;q=0.1"]
)
def test_json_is_given_where_it_is_accepted(client, example, accept):
    headers = {"accept": accept} if accept else {}
    assert client.post("/v1/decide", json=example, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"']
)
def test_json_is_read_with_or_without_its_charset(client, content_type):
    person = b'"person": {"insuredIn": "410100", "scheme": "employee"}'
    body = b"\xef\xbb\xbf{%b, " % person + b'"visit": {"care": "inpatient", "admittedOn": "2025-03-10"}}'
    response = client.post("/v1/decide", content=body, headers={"content-type": content_type})
    assert response.status_code == 200


def test_turtle_is_given_where_it_is_preferred(client, example):
    headers = {"accept": "text/turtle, application/json;q=0.5"}
    response = client.post("/v1/decide?lang=en", json=example, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=response.text, format="turtle")
    assert list(graph.objects(None, YIDI.fundPays)) == [Literal("41225.00", datatype=YIDI.yuan)]
    response = client.post("/v1/decide?lang=en", json=[example], headers={"accept": "text/turtle"})
    assert (response.status_code, response.json()["offered"]) == (406, "application/json")


def test_cases_are_answered_in_order(client, base, example):
    cases = []
    for days in range(1, 31):
        case = copy.deepcopy(example)
        case["visit"]["admittedOn"] = f"2025-03-{days:02}"
        case["visit"]["settledOn"] = "2025-04-30"
        cases.append(case)
    response = client.post("/v1/decide?lang=en", json=cases)
    assert response.json() == [base.decide(case, language="en") for case in cases]
    assert client.post("/v1/decide?lang=en", json=cases[:3]).json() == response.json()[:3]


def test_no_cases_have_no_answers(client):
    response = client.post("/v1/decide", json=[])
    assert (response.status_code, response.json()) == (200, [])


def test_many_at_once_get_the_same_answers(client, example):
    other = copy.deepcopy(example)
    del other["filing"]
    bodies = [example, other, [example] * 20, [other] * 3]
    expected = [client.post("/v1/decide", json=body).json() for body in bodies]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: client.post("/v1/decide", json=bodies[n % 4]).json(), range(64)))
    assert all(answer == expected[n % 4] for n, answer in enumerate(answers))


def test_unofficial_numbers_only_where_they_are_asked_for(client, base):
    case = {
        "person": {"insuredIn": "530100", "scheme": "employee", "retired": False},
        "visit": {
            "hospital": {"region": "530100", "level": "secondary"},
            "care": "inpatient",
            "admittedOn": "2025-06-10",
        },
    }
    found = {
        flag: client.post(f"/v1/decide?lang=en{flag}", json=case)
        for flag in ("", "&unofficial=false", "&unofficial=true")
    }
    plain, declined, asked = (response.json() for response in found.values())

    assert plain == declined == base.decide(case, language="en")
    assert asked == base.decide(case, language="en", unofficial=True)
    assert (plain["benefit"]["deductible"], asked["benefit"]["deductible"]) == (None, "500.00")
    assert client.post("/v1/decide?lang=en&unofficial=true", json=[case]).json() == [asked]
    turtle = client.post("/v1/decide?unofficial=true", json=case, headers={"accept": "text/turtle"})
    assert "claim:530100-deductible-employee-secondary" in turtle.text


def test_a_wish_for_unofficial_numbers_is_true_or_false(client, example):
    response = client.post("/v1/decide?lang=en&unofficial=yes", json=example)

    assert response.status_code == 422
    assert response.json()["errors"] == [{"path": "unofficial", "message": "'yes' is not one of true, false"}]
