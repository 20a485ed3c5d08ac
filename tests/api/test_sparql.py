"""The SPARQL 1.1 Protocol as the W3C wrote it down: each way to ask, each form of the answer, each refusal."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient
from stores import oxigraph

from yidi.api import Settings, create_app
from yidi.api.problems import KINDS
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.store import open_store

PREFIX = "PREFIX yidi: <https://w3id.org/yidi/ns#>\n"
RULES = f"{PREFIX}SELECT ?rule WHERE {{ ?rule a yidi:Rule }} ORDER BY ?rule LIMIT 3"
ASK = f"{PREFIX}ASK {{ ?rule a yidi:Rule }}"
BASE = f"CONSTRUCT WHERE {{ <{BASE_GRAPH}> a ?class }}"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


def get(client, query=None, accept=None, **fields):
    """Give the answer to a query in the address; underscores in fields stand for hyphens."""
    params = {key.replace("_", "-"): value for key, value in fields.items()}
    if query is not None:
        params["query"] = query
    return client.get("/sparql", params=params, headers={} if accept is None else {"accept": accept})


def post(client, content, content_type=QUERY, address="/sparql", **headers):
    headers = {"content-type": content_type} | {key.replace("_", "-"): value for key, value in headers.items()}
    return client.post(address, content=content, headers=headers)


def values(response):
    """Give the rows of a JSON result, each as the tuple of its values."""
    assert response.status_code == 200, response.text
    result = response.json()
    names = result["head"]["vars"]
    return [tuple(row[name]["value"] for name in names) for row in result["results"]["bindings"]]


def check_problem(response, kind, origins="*", **members):
    """The whole of a problem, but for its words, which the kinds hold."""
    status, title, detail = KINDS[kind]
    status = members.pop("status", status)
    expected = {
        "type": f"https://w3id.org/yidi/id/problem/{kind}",
        "title": title["en"],
        "status": status,
        "detail": detail["en"].format(**members),
        **members,
    }
    assert expected == response.json()
    assert status == response.status_code
    assert "application/problem+json" == response.headers["content-type"]
    assert origins == response.headers.get("access-control-allow-origin")


# Ways to ask ----------------------------------------------------------------------


def test_the_three_ways_to_ask_give_the_same(client):
    """In the address, in a form, as the body."""
    expected = values(get(client, RULES))
    assert len(expected) == 3

    assert expected == values(client.post("/sparql", data={"query": RULES}))
    assert expected == values(post(client, RULES))
    assert expected == values(post(client, RULES, f"{QUERY}; charset=UTF-8"))


def test_fields_of_others_are_left_alone(client):
    """Some clients send the form that they want in fields of their own."""
    fields = {"query": ASK, "format": "json", "output": "json", "results": "json"}

    assert client.get("/sparql", params=fields).json()["boolean"] is True
    assert client.post("/sparql", data=fields).json()["boolean"] is True


def test_head_answers_as_get_without_the_body(client):
    response = client.head("/sparql", params={"query": ASK})

    assert (200, b"") == (response.status_code, response.content)
    assert "application/sparql-results+json" == response.headers["content-type"]


def test_texts_in_any_script_arrive_whole(client):
    """And go back so."""
    query = 'SELECT ("异地就医 \\u5F02\\U00005730" AS ?x) ("\'\\"\\n" AS ?y) {}'

    for response in (get(client, query), post(client, query.encode()), client.post("/sparql", data={"query": query})):
        assert [("异地就医 异地", "'\"\n")] == values(response)


def test_relative_names_are_those_of_the_base(client):
    """`<base>` is the base itself."""
    assert get(client, "ASK { <base> a <../ns#KnowledgeBase> }").json()["boolean"] is True


# The dataset ----------------------------------------------------------------------


def test_the_default_graph_is_the_union(client):
    """Rules lie in one graph, rows in another."""
    assert [BASE_GRAPH, ROWS_GRAPH] == [graph for graph, _ in values(get(client, GRAPHS))]
    assert get(client, f"{PREFIX}ASK {{ ?row a yidi:Row ; yidi:rule/a yidi:Rule }}").json()["boolean"] is True


@pytest.mark.parametrize("way", ["get", "form", "body", "form with address"])
def test_a_request_names_its_graphs(client, way):
    """In each of the ways to ask; what the request names goes before what the query names."""

    def ask(query, **fields):
        if way == "get":
            return client.get("/sparql", params={"query": query, **fields})
        if way == "form":
            return client.post("/sparql", data={"query": query, **fields})
        if way == "body":
            return client.post("/sparql", params=fields, content=query, headers={"content-type": QUERY})
        return client.post("/sparql", params=fields, data={"query": query})

    rows = f"{PREFIX}ASK {{ ?row a yidi:Row }}"
    assert ask(rows, **{"default-graph-uri": ROWS_GRAPH}).json()["boolean"] is True
    assert ask(rows, **{"default-graph-uri": BASE_GRAPH}).json()["boolean"] is False
    assert ask(rows, **{"default-graph-uri": [BASE_GRAPH, ROWS_GRAPH]}).json()["boolean"] is True
    assert ask(rows, **{"named-graph-uri": ROWS_GRAPH}).json()["boolean"] is False
    assert [ROWS_GRAPH] == [graph for graph, _ in values(ask(GRAPHS, **{"named-graph-uri": ROWS_GRAPH}))]
    assert [] == values(ask(GRAPHS, **{"default-graph-uri": ROWS_GRAPH}))
    own = f"{PREFIX}ASK FROM <{BASE_GRAPH}> {{ ?row a yidi:Row }}"
    assert ask(own).json()["boolean"] is False
    assert ask(own, **{"default-graph-uri": ROWS_GRAPH}).json()["boolean"] is True


def test_a_query_names_its_graphs(client):
    """By FROM and FROM NAMED, with prefixes and the base."""
    prefix = "PREFIX id: <https://w3id.org/yidi/id/> "
    assert get(client, f"{PREFIX}{prefix}ASK FROM id:base {{ ?row a yidi:Row }}").json()["boolean"] is False
    assert get(client, f"{PREFIX}ASK FROM <base/rows> {{ ?row a yidi:Row }}").json()["boolean"] is True
    assert [ROWS_GRAPH] == [g for g, _ in values(get(client, GRAPHS.replace("WHERE", "FROM NAMED <base/rows> WHERE")))]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("ASK FROM <http://example.org/> {}", {}),
        ("PREFIX : <http://example.> ASK FROM NAMED :org\\/ {}", {}),
        ("BASE <http://example.org/a/b> ASK FROM <..> {}", {}),
        ("ASK {}", {"default-graph-uri": "http://example.org/"}),
        ("ASK {}", {"named-graph-uri": "http://example.org/"}),
        (f"ASK FROM <{BASE_GRAPH}> {{}}", {"named-graph-uri": ["http://example.org/", BASE_GRAPH]}),
    ],
)
def test_graphs_that_are_not_there_are_refused(client, query, fields):
    """Nothing is fetched; those that are there are named."""
    known = f"{BASE_GRAPH}, {ROWS_GRAPH}"

    response = client.get("/sparql", params={"query": query, **fields})

    check_problem(response, "unknown-graph", graphs="http://example.org/", known=known)


# Forms of the answer --------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+xml;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/xml", "application/xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_tables_come_in_the_form_that_is_accepted(client, accept, content_type):
    """Each is read by what reads such forms."""
    response = get(client, RULES, accept)
    expected = [rule for (rule,) in values(get(client, RULES))]

    assert (200, content_type) == (response.status_code, response.headers["content-type"])
    assert "accept" == response.headers["vary"]
    if "json" in content_type:
        found = [row["rule"]["value"] for row in response.json()["results"]["bindings"]]
    elif "xml" in content_type:
        root = ET.fromstring(response.content)  # noqa: S314 - our own
        found = [uri.text for uri in root.iter("{http://www.w3.org/2005/sparql-results#}uri")]
    elif "csv" in content_type:
        found = [row["rule"] for row in csv.DictReader(io.StringIO(response.text))]
    else:
        found = [line.strip("<>") for line in response.text.splitlines()[1:]]
    assert expected == found


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("text/csv", b"true"),
        ("text/tab-separated-values", b"true"),
    ],
)
def test_a_yes_or_no_comes_in_the_same_forms(client, accept, expected):
    assert expected == get(client, ASK, accept).content


def test_a_yes_or_no_in_xml(client):
    root = ET.fromstring(get(client, ASK, "application/sparql-results+xml").content)  # noqa: S314 - our own

    assert "true" == root.findtext("{http://www.w3.org/2005/sparql-results#}boolean")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/sparql-results+json, application/rdf+xml;q=0.1", "application/rdf+xml"),
    ],
)
def test_graphs_come_in_the_form_that_is_accepted(client, accept, content_type):
    """CONSTRUCT and DESCRIBE."""
    for query in (BASE, f"DESCRIBE <{BASE_GRAPH}>"):
        response = get(client, query, accept)

        assert (200, content_type) == (response.status_code, response.headers["content-type"])
        triples = list(ox.parse(response.content, format=ox.RdfFormat.from_media_type(content_type.split(";")[0])))
        assert BASE_GRAPH in {quad.subject.value for quad in triples}


def test_turtle_is_written_with_our_prefixes(client):
    """Those that are used, and no others."""
    expected = "@prefix yidi: <https://w3id.org/yidi/ns#> .\n<https://w3id.org/yidi/id/base> a yidi:KnowledgeBase .\n"

    assert expected == get(client, BASE).text


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (
            ASK,
            "text/turtle",
            "application/sparql-results+json, application/sparql-results+xml, text/csv, text/tab-separated-values",
        ),
        (BASE, "text/csv", "text/turtle, application/n-triples, application/ld+json, application/rdf+xml"),
    ],
)
def test_a_form_that_the_result_cannot_have_is_refused(client, query, accept, offered):
    check_problem(get(client, query, accept), "not-acceptable", offered=offered)


# Refusals -------------------------------------------------------------------------


def test_what_is_no_sparql_is_told_with_its_place(client):
    """400, as the protocol has it."""
    members = {"why": "expected OPTIONAL", "line": 2, "column": 10}

    check_problem(get(client, "SELECT * {\n ?s $p % }"), "malformed-query", **members)


def test_a_prefix_that_is_not_declared_is_named(client):
    response = get(client, "SELECT * {\n ?s yidi:rule ?o }")

    check_problem(response, "undeclared-prefix", prefix="yidi:", line=2, column=5)


def test_what_the_engine_cannot_run_is_told(client):
    response = get(client, "SELECT (<http://example.org/f>(1) AS ?x) {}")

    check_problem(response, "invalid-query", why="The custom function <http://example.org/f> is not supported")


def test_problems_are_told_in_chinese_too(client):
    response = client.get("/sparql", params={"query": "CLEAR ALL"}, headers={"accept-language": "zh-CN"})

    assert (403, "此处不能更改数据") == (response.status_code, response.json()["title"])


def test_updates_are_refused_in_every_way(client):
    """As a body, as a field, and in the place of a query."""
    update = "INSERT DATA { <x:s> <x:p> <x:o> }"
    before = values(get(client, GRAPHS))
    for response in (
        post(client, update, "application/sparql-update"),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data={"query": ASK, "using-graph-uri": BASE_GRAPH}),
        client.get("/sparql", params={"update": update}),
    ):
        check_problem(response, "update-refused")
    for response in (get(client, update), post(client, update), get(client, f"# ASK\nPREFIX ask: <x:>\n{update}")):
        assert (403, "update-refused") == (response.status_code, response.json()["type"].rpartition("/")[2])
    assert before == values(get(client, GRAPHS))


def test_other_servers_are_not_asked(client):
    query = "SELECT * {\n  SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }"

    check_problem(get(client, query), "service-refused", line=2, column=3)


@pytest.mark.parametrize(
    "send",
    [
        lambda c: c.get("/sparql", params=[("query", ASK), ("query", ASK)]),
        lambda c: c.post("/sparql", data={"query": [ASK, ASK]}),
        lambda c: c.post("/sparql", params={"query": ASK}, data={"query": ASK}),
        lambda c: post(c, ASK, address="/sparql?query=ASK%7B%7D"),
        lambda c: c.post("/sparql", data={"default-graph-uri": BASE_GRAPH}),
        lambda c: c.get("/sparql", params={"default-graph-uri": BASE_GRAPH}),
        lambda c: post(c, "x=1&" * 2000 + "query=ASK%7B%7D", FORM),
    ],
)
def test_there_is_one_query_in_a_request(client, send):
    check_problem(send(client), "not-a-query-request")


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", f"{QUERY}; charset=utf-16", ""])
def test_a_body_of_another_type_is_not_read(client, content_type):
    check_problem(post(client, ASK, content_type), "unsupported-content-type", offered=f"{QUERY}, {FORM}")


def test_what_is_not_utf_8_is_refused(client):
    """Wherever it stands."""
    latin = "ASK { ?s ?p 'é' }".encode("latin-1")
    check_problem(post(client, latin), "not-utf-8", status=400, byte=14)
    for response in (client.get("/sparql?query=ASK%20%7B%20%E9"), post(client, "query=ASK%20%7B%20%E9", FORM)):
        assert (400, "not-utf-8") == (response.status_code, response.json()["type"].rpartition("/")[2])


def test_methods_that_change_things_are_not_taken(client):
    for method in ("PUT", "PATCH", "DELETE"):
        response = client.request(method, "/sparql")
        check_problem(response, "method-not-allowed", allow="GET, HEAD, POST, OPTIONS")
        assert "GET, HEAD, POST, OPTIONS" == response.headers["allow"]


# Limits ---------------------------------------------------------------------------


def test_the_limits_are_those_of_the_settings():
    """The query's text, its result, its time."""
    settings = Settings(most_bytes=1000, most_result_bytes=2000, query_seconds=1, query_workers=1)
    with TestClient(create_app(settings=settings)) as client:
        check_problem(post(client, ASK + " " * 1000), "query-too-large", limit=1000)
        check_problem(get(client, "SELECT * { ?s ?p ?o }"), "result-too-large", limit=2000)
        wild = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        check_problem(get(client, wild), "query-timeout", limit=1)
        assert get(client, ASK).json()["boolean"] is True


def test_a_query_of_a_named_one_has_the_same_limits():
    """They run in the same processes."""
    settings = Settings(most_result_bytes=100, query_workers=1)
    with TestClient(create_app(settings=settings)) as client:
        response = client.get("/v1/queries/disagreements", params={"decision": "policyPlace"})
        assert (422, 100) == (response.status_code, response.json()["limit"])


def test_a_server_elsewhere_is_asked_under_the_same_limits(base):
    """Its own words on a query that is no SPARQL are passed on."""
    with oxigraph() as address:
        open_store(address, base).close()
        app = create_app(settings=Settings(most_result_bytes=2000, query_seconds=1), store=address)
        with TestClient(app) as client:
            assert get(client, ASK).json()["boolean"] is True
            check_problem(get(client, "SELECT * { ?s ?p ?o }"), "result-too-large", None, limit=2000)
            wild = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
            check_problem(get(client, wild), "query-timeout", None, limit=1)
            check_problem(get(client, "CLEAR ALL"), "update-refused", None, line=1, column=1)
            known = f"{BASE_GRAPH}, {ROWS_GRAPH}"
            response = get(client, "ASK FROM <http://example.org/> {}")
            check_problem(response, "unknown-graph", None, graphs="http://example.org/", known=known)
            assert get(client, "ASK { ?s ?p }").json()["type"].endswith("/invalid-query")


def test_a_server_that_goes_away_is_told(base):
    with oxigraph() as address:
        open_store(address, base).close()
        app = create_app(settings=Settings(query_seconds=2), store=address)
    with TestClient(app) as client:
        check_problem(get(client, ASK), "store-unavailable", None, reason="away")
        assert client.get("/healthz").status_code == 200


# Other sites ----------------------------------------------------------------------


def test_pages_of_other_sites_may_ask(client):
    """After asking for permission, as browsers do."""
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    response = client.options("/sparql", headers=asked | {"access-control-request-headers": "content-type"})

    assert (204, b"") == (response.status_code, response.content)
    assert "*" == response.headers["access-control-allow-origin"]
    assert "GET, HEAD, POST, OPTIONS" == response.headers["access-control-allow-methods"]
    assert "accept, accept-language, content-type" == response.headers["access-control-allow-headers"]
    for path in ("/sparql", "/.well-known/void", "/sparql?query=ASK%7B%7D"):
        assert "*" == client.get(path, headers=asked).headers["access-control-allow-origin"]
    assert "access-control-allow-origin" not in client.get("/healthz", headers=asked).headers


def test_no_other_site_may_ask_a_store_of_ones_own(tmp_path):
    """Unless it was said so: what lies there need not be public."""
    for settings, expected in ((Settings(), None), (Settings(origins="*"), "*")):
        with TestClient(create_app(settings=settings, store=str(tmp_path / "store"))) as client:
            response = client.get("/sparql", params={"query": ASK})
            assert (200, expected) == (response.status_code, response.headers.get("access-control-allow-origin"))


@pytest.mark.parametrize("origins", ["none", "https://example.org"])
def test_who_may_ask_can_be_narrowed(origins):
    with TestClient(create_app(settings=Settings(origins=origins, query_workers=1))) as client:
        for response in (client.options("/sparql"), client.get("/sparql", params={"query": ASK})):
            assert (None if origins == "none" else origins) == response.headers.get("access-control-allow-origin")


# The description for programs -----------------------------------------------------


def test_both_methods_are_described(client):
    document = json.loads(client.get("/openapi.json").text)
    described = document["paths"]["/sparql"]

    assert {"get", "post"} == described.keys()
    assert ["query", "default-graph-uri", "named-graph-uri"] == [p["name"] for p in described["get"]["parameters"]]
    assert {QUERY, FORM} == described["post"]["requestBody"]["content"].keys()
    statuses = {"200", "400", "403", "406", "408", "413", "415", "422", "500", "502", "503", "504"}
    assert statuses == described["get"]["responses"].keys() == described["post"]["responses"].keys()
    assert "get" in document["paths"]["/.well-known/void"]
