"""The named queries over HTTP: listed, typed, asked both ways, answered in every form."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from yidi.api import create_app
from yidi.api.queries import OFFERED
from yidi.asking import load_library

ROOT = Path(__file__).parents[2]
AREA = {"area": "360100", "day": "2025-06-01", "decision": "changeLock", "lang": "en"}
RULES = "/v1/queries/rules-in-area"
LIBRARY = list(load_library())


@pytest.fixture(scope="module")
def paths(client):
    """Give the paths of the description."""
    return client.get("/openapi.json").json()["paths"]


def faults(response):
    """Give the faults of a refused request."""
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    return [(error["path"], error["message"]) for error in response.json()["errors"]]


def test_all_queries_are_listed(client):
    """With typed parameters, described columns, an example, and the text that runs anywhere."""
    listed = client.get("/v1/queries").json()["queries"]
    rules = next(entry for entry in listed if entry["name"] == "rules-in-area")

    assert [query.name for query in LIBRARY] == [entry["name"] for entry in listed]
    assert len(listed) >= 4
    assert "/v1/queries/rules-in-area" == rules["href"]
    assert {"zh": "某地参保人某日适用哪些规则？", "en": rules["summary"]["en"]} == rules["summary"]
    assert {"name": "day", "zh": "日期", "en": "day", "type": "day", "required": False, "default": "today"} in rules[
        "parameters"
    ]
    assert ["decision", "jurisdiction", "rule"] == [column["name"] for column in rules["columns"]][:3]
    assert "# parameters\n  values ( ?area" in rules["sparql"]


@pytest.mark.parametrize("query", LIBRARY, ids=lambda q: q.name)
def test_every_example_gives_its_rows(client, query):
    """By address and by body alike."""
    example = query.header.example
    got = client.get(f"/v1/queries/{query.name}", params=example.parameters)
    sent = client.post(f"/v1/queries/{query.name}", json=dict(example.parameters))

    assert 200 == got.status_code
    assert list(example.rows) == got.json()["rows"]
    assert list(query.columns) == [column["name"] for column in got.json()["columns"]]
    assert got.content == sent.content


@pytest.mark.parametrize("query", LIBRARY, ids=lambda q: q.name)
def test_every_query_is_described(paths, query):
    """Each parameter with its type, each column of a row, and the example."""
    path = paths[f"/v1/queries/{query.name}"]
    described = {parameter["name"]: parameter for parameter in path["get"]["parameters"]}
    body = path["post"]["requestBody"]["content"]["application/json"]
    row = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["rows"]["items"]

    assert list(query.parameters) == list(described) == list(body["schema"]["properties"])
    assert [n for n, p in query.parameters.items() if p.required] == body["schema"]["required"]
    assert all(parameter["schema"] and parameter["description"] for parameter in described.values())
    assert list(query.columns) == list(row["properties"])
    assert query.header.example.parameters == body["example"]
    assert {"200", "304", "406", "422"} <= path["get"]["responses"].keys()


def test_parameters_are_typed(paths):
    """Codes by reference to their list, days and names as such."""
    schemas = {p["name"]: p["schema"] for p in paths[RULES]["get"]["parameters"]}

    assert {"type": "string", "pattern": "^[0-9]{6}(-.+)?$"} == schemas["area"]
    assert "date" == schemas["day"]["format"]
    assert "changeLock" in schemas["decision"]["enum"]
    assert {"type": "string", "enum": ["zh", "en"], "default": "zh"} == schemas["lang"]


def test_the_answer_has_the_form_that_is_accepted(client):
    """Rows as JSON and CSV; the terms as SPARQL results and Turtle."""
    answers = {form: client.get(RULES, params=AREA, headers={"accept": form}) for form in OFFERED}
    rows = answers["application/json"].json()["rows"]
    table = list(csv.DictReader(io.StringIO(answers["text/csv"].text)))
    results = answers["application/sparql-results+json"].json()
    xml = ox.parse_query_results(answers["application/sparql-results+xml"].content, format=ox.QueryResultsFormat.XML)

    assert len(answers) == 5
    assert all(form == a.headers["content-type"].partition(";")[0] for form, a in answers.items())
    assert ["100000-change-lock-long-term"] == [row["rule"] for row in rows] == [row["rule"] for row in table]
    rule = "https://w3id.org/yidi/id/rule/100000-change-lock-long-term"
    assert [rule] == [row["rule"]["value"] for row in results["results"]["bindings"]]
    assert [rule] == [row["rule"].value for row in xml]
    triples = list(ox.parse(answers["text/turtle"].content, ox.RdfFormat.TURTLE))
    assert ox.NamedNode(rule) in {triple.object for triple in triples}


def test_the_language_of_labels_is_that_of_the_request(client):
    """By parameter, else by header, else Chinese."""
    without = {name: value for name, value in AREA.items() if name != "lang"}

    def label(response):
        return response.json()["rows"][0]["label"], response.headers["content-language"]

    assert ("长期备案变更取消时限的上限", "zh") == label(client.get(RULES, params=without))
    assert ("Limit on barring changes of a long-term filing", "en") == label(
        client.get(RULES, params=without, headers={"accept-language": "en-GB"})
    )
    assert ("长期备案变更取消时限的上限", "zh") == label(
        client.get(RULES, params=AREA | {"lang": "zh"}, headers={"accept-language": "en"})
    )


def test_an_answer_is_asked_for_again_by_its_tag(client):
    """The same bytes are not sent twice."""
    first = client.get(RULES, params=AREA)
    tag = first.headers["etag"]
    again = client.get(RULES, params=AREA, headers={"if-none-match": f'"x", W/{tag}'})
    other = client.get(RULES, params=AREA | {"lang": "zh"}, headers={"if-none-match": tag})

    assert "no-cache" == first.headers["cache-control"]
    assert (304, b"", tag) == (again.status_code, again.content, again.headers["etag"])
    assert 200 == other.status_code


# What is refused ------------------------------------------------------------------


def test_all_faults_are_told_at_once(client):
    """In the language of the request."""
    wrong = {"area": "1", "day": "2025-02-30", "when": "now"}
    expected = [
        ("when", "unknown parameter"),
        ("area", "'1' is not the code of a pooling area or of a place in one (six digits, in quotes)"),
        ("day", "'2025-02-30' is not a date (YYYY-MM-DD)"),
    ]

    assert expected == faults(client.get(RULES, params=wrong))
    assert expected == faults(client.post(RULES, json=wrong))
    assert [("area", "必须填写")] == faults(client.get(RULES, headers={"accept-language": "zh"}))
    assert [("lang", "'fr' is not one of zh, en")] == faults(client.get(RULES, params=AREA | {"lang": "fr"}))


def test_a_parameter_is_given_once(client):
    """Be it twice in the address, or there and in the body."""
    assert [("day", "is given twice")] == faults(client.get(f"{RULES}?area=360100&day=2025-06-01&day=2025-06-02"))
    assert [("area", "is given twice")] == faults(client.post(f"{RULES}?area=360100", json={"area": "110000"}))


@pytest.mark.parametrize("value", ['"} insert data {<a:a> <a:b> 1} #', "x" * 450_000, "\0", "<x>", "?area", "undef"])
def test_hostile_values_are_faults(client, value):
    """And never part of the query."""
    response = client.post(RULES, json={"area": value, "decision": value})

    assert ["area", "decision"] == [path for path, _ in faults(response)]


def test_a_body_is_an_object(client):
    """Of parameters and their values."""
    assert [("", "must be an object of key: value pairs, not a list")] == faults(client.post(RULES, json=[AREA]))
    assert [("area", "is required")] == faults(client.post(RULES, json={"area": None}))
    assert 422 == client.post(RULES, content=b"{", headers={"content-type": "application/json"}).status_code
    assert 415 == client.post(RULES, content=b"area=360100").status_code


def test_an_unknown_query_is_told_with_the_nearest_name(client):
    """Which is most likely a slip."""
    for response in (client.get("/v1/queries/rules-in-are?lang=en"), client.post("/v1/queries/rules-in-are?lang=en")):
        assert 404 == response.status_code
        assert "The nearest name is rules-in-area; all are listed at /v1/queries." == response.json()["detail"]


def test_a_form_that_is_not_offered_is_refused(client):
    """And those offered are named."""
    response = client.get(RULES, params=AREA, headers={"accept": "image/png"})

    assert 406 == response.status_code
    assert ", ".join(OFFERED) == response.json()["offered"]


def test_no_other_method_is_taken(client):
    """A query cannot change anything."""
    for method in ("PUT", "DELETE", "PATCH"):
        assert 405 == client.request(method, RULES).status_code


# Pages ----------------------------------------------------------------------------

PAGED = """\
#+ id: places
#+ section: base
#+ summary: {zh: 某地之下有哪些区划？, en: Which divisions lie in a division?}
#+ parameters:
#+   division: {type: division, zh: 区划, en: division, required: true}
#+ columns:
#+   place: {type: division, zh: 下级区划, en: place}
#+ paged: true
#+ example:
#+   parameters: {division: "360000", limit: 2, offset: 0}
#+   rows: [{place: "360100"}, {place: "360200"}]
prefix division: <https://w3id.org/yidi/id/division/>
prefix yidi: <https://w3id.org/yidi/ns#>
select ?place where {
  # parameters
  values ( ?division ) { ( division:360000 ) }
  ?place yidi:partOf ?division .
}
order by str(?place)
limit 2
offset 0
"""
PLACES = "/v1/queries/places"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Give a client of an application whose base has one query, a paged one."""
    folder = tmp_path_factory.mktemp("paged")
    (folder / "ontology").symlink_to(ROOT / "ontology")
    (folder / "queries").mkdir()
    (folder / "queries" / "places.rq").write_text(PAGED, "utf-8")
    with TestClient(create_app(folder)) as client:
        yield client


def test_pages_follow_one_another(pages):
    """The address of the next page stands in the answer and in its headers; the pages together are the whole."""
    whole = pages.get(PLACES, params={"division": "360000", "limit": "200"})
    response = pages.post(PLACES, json={"division": "360000", "limit": 4})
    found, count = response.json()["rows"], 1
    while link := response.json()["next"]:
        assert f'<{link}>; rel="next"' == response.headers["link"]
        response = pages.get(link)
        found += response.json()["rows"]
        count += 1

    assert whole.json()["rows"] == found
    assert (11, 3) == (len(found), count)
    assert whole.json()["next"] is None
    assert "link" not in whole.headers


@pytest.mark.parametrize("form", OFFERED)
def test_a_page_is_cut_in_every_form(pages, form):
    """The row that tells whether more follow is never shown."""
    response = pages.get(PLACES, params={"division": "360000", "limit": "1"}, headers={"accept": form})

    assert 200 == response.status_code
    assert "360100" in response.text
    assert "360200" not in response.text
    assert f'<{PLACES}?division=360000&limit=1&offset=1>; rel="next"' == response.headers["link"]


def test_a_page_is_no_longer_than_the_limit(pages):
    """However much is asked for."""
    wrong = {"division": "360000", "limit": "201", "offset": "-1"}

    assert [
        ("limit", "'201' is not a whole number from 1 to 200"),
        ("offset", "'-1' is not a whole number from 0 to 1000000"),
    ] == faults(pages.get(PLACES, params=wrong))
