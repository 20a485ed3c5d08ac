"""Every IRI of the base answers, as a page and as data, and its pages are sound, safe and ask nobody else."""

import json
import re

import html5rdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from yidi.api.linked_ontology import ontology_page
from yidi.api.linked_page import MOST_POINTING, Page
from yidi.api.linked_words import STANDARD, WORDS
from yidi.api.problems import KINDS
from yidi.files import read_files
from yidi.linked.context import CONTEXT, context_text
from yidi.linked.index import index_of, read_index
from yidi.names import ID, NS

RULE = "/id/rule/360100-cap-employee"
FORMS = {
    "ttl": ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
    "jsonld": ("application/ld+json", "application/ld+json", None),
    "nt": ("application/n-triples", "application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "application/rdf+xml", "xml"),
}


def own_subjects(base):
    """Give every IRI of ours that a file of the base says something about, read by another parser than the app's."""
    found = set()
    for text in read_files(base.folder).values():
        for quad in parse(text, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith("https://w3id.org/yidi/"):
                found.add(quad.subject.value)
    return sorted(found)


def path_of(iri):
    """Give the path at which this server describes an IRI."""
    return iri.removeprefix("https://w3id.org/yidi").replace("#", "/")


@pytest.fixture(scope="module")
def index(base):
    """Give the index of the built-in base."""
    return read_index(base)


def page(client, path, **headers):
    return client.get(path, headers={"accept": "text/html", **headers})


# Every IRI ----------------------------------------------------------------------


def test_every_iri_of_the_base_answers(client, base):
    """Each of some thousands with data that begins with what is said about it."""
    iris = own_subjects(base)
    silent = []
    for iri in iris:
        response = client.get(path_of(iri), params={"format": "nt"})
        if response.status_code != 200 or f"<{iri}> " not in response.text:
            silent.append(iri)

    assert len(iris) > 4000
    assert silent == []


def test_every_kind_of_thing_has_a_sound_page(client, base):
    """One of each kind, and every term: valid HTML in both languages, with its IRI and both of its labels."""
    iris = own_subjects(base)
    kinds = {iri.split("/")[5]: iri for iri in iris if iri.startswith(ID)}
    parser = html5rdf.HTMLParser(strict=True)  # raises at the first error of HTML
    chosen = [*kinds.values(), *(iri for iri in iris if iri.startswith(NS))]
    for iri in chosen:
        for language in ("zh", "en"):
            response = page(client, path_of(iri), **{"accept-language": language})
            assert response.status_code == 200
            assert response.headers["content-language"] == language
            parser.parse(response.text)
            assert f"<code>{iri}</code>" in response.text

    assert len(kinds) >= 30
    assert len(chosen) >= 200


def test_links_between_pages_lead_somewhere(client):
    """Every address of our own that some pages name."""
    paths = {"/ns", "/ns/Rule", RULE, "/id/area/360100", "/id/decision/cap", "/id/list/level"}
    named = set()
    for path in paths:
        named |= set(re.findall(r'href="(/[^"]*)"', page(client, path).text))

    assert len(named) >= 300
    assert [path for path in sorted(named) if client.get(path).status_code != 200] == []


@pytest.mark.parametrize(
    "path", ["/id/rule/x", "/id/x", "/id/", "/id", "/ns/x", "/ns/", "/id/a%20b", "/id/%00", "/id/%3Cx"]
)
def test_what_is_not_there_is_a_problem(client, path):
    """Unknown things, and what is no IRI at all."""
    response = page(client, path)

    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_the_types_of_problems_are_described_too(client):
    """A problem names its kind by an IRI, and that leads to words about it."""
    kind = client.get("/id/x").json()["type"]
    text = page(client, path_of(kind), **{"accept-language": "en"}).text

    assert "<h1>There is nothing here</h1>" in text
    assert [k for k in KINDS if client.get(f"/id/problem/{k}").status_code != 200] == []


# Forms --------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/ns", "/ns/LongTermFiling", RULE, "/id/area/360100"])
def test_all_forms_say_the_same_by_accept_and_by_parameter(client, path):
    """Read by rdflib and PyLD."""
    graphs = {}
    for name, (accept, content_type, reader) in FORMS.items():
        response = client.get(path, headers={"accept": accept})
        assert response.headers["content-type"] == content_type
        assert client.get(path, params={"format": name}).content == response.content
        text = response.text if reader else jsonld.to_rdf(response.json(), {"format": "application/n-quads"})
        graphs[name] = Graph().parse(data=text, format=reader or "nt")

    assert len(graphs["nt"]) > 10
    assert [name for name, graph in graphs.items() if not isomorphic(graph, graphs["nt"])] == []


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/ld+json;q=0.9, application/json", "application/ld+json"),
    ],
)
def test_browsers_get_pages_and_others_data(client, accept, content_type):
    """As the header says; any server may read the answer."""
    response = client.get(RULE, headers={"accept": accept})

    assert response.headers["content-type"] == content_type
    assert response.headers["vary"] == "accept, accept-language"
    assert response.headers["access-control-allow-origin"] == "*"


def test_what_cannot_be_given_is_told(client):
    """Other forms and wrong parameters."""
    response = client.get(RULE, headers={"accept": "image/png"})
    assert (response.status_code, response.json()["offered"].split(", ")[0]) == (406, "text/turtle")
    response = client.get(f"{RULE}?format=n3&lang=en&page=1")
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"path": "format", "message": "'n3' is not one of html, ttl, jsonld, nt, rdf"},
        {"path": "page", "message": "unknown key"},
    ]


def test_head_is_answered(client):
    """Without content."""
    for path in ("/ns", "/ns/level", RULE, "/ns/case.jsonld"):
        response = client.head(path)
        assert (response.status_code, response.content) == (200, b"")


# The page of a rule -------------------------------------------------------------


def test_the_page_of_a_rule_says_where_it_comes_from(client):
    """Its figure, its dates, the provision in our own words, the document, and links to all that."""
    text = page(client, f"{RULE}?lang=en").text

    for said in (
        "<h1>Nanchang employees: yearly cap of the pooled fund</h1>",
        '<a href="/id/area/360100">Nanchang pooling area</a>',
        '100000 <span class="soft"><a href="/ns/yuan">Yuan</a></span>',
        "2025-01-01",
        '<span lang="zh">统筹基金10万元</span>',
        '<a href="/id/source/jx-x-03">Employees: caps</a><blockquote><a href="/id/source/jx">',
        "A hundred thousand yuan from the pooled fund and four hundred thousand of critical-illness insurance.",
        f'<a href="{RULE}?format=ttl">Turtle</a>',
        f'<a href="{RULE}?lang=zh" hreflang="zh">中文</a>',
    ):
        assert said in text


def test_what_names_a_thing_is_counted_and_bounded(client):
    """A class of thousands shows the first, and says how many there are."""
    many = page(client, "/ns/Division?lang=en").text
    few = page(client, "/id/area/360100?lang=en").text

    (count,) = re.findall(rf"(\d+) in all; the first {MOST_POINTING} are listed", many)
    assert int(count) > 3200
    assert 90 <= many.count('<a href="/id/division/') <= MOST_POINTING
    assert re.search(r">\d\d in all<", few)
    assert '<th scope="row"><a href="/ns/pooledIn">pooled in</a></th>' in few


def test_all_terms_stand_on_one_page_under_their_names(client, base):
    """So that the fragment of an IRI leads to its place."""
    text = page(client, "/ns").text
    names = {iri.removeprefix(NS) for iri in own_subjects(base) if iri.startswith(NS)}

    assert len(names) > 190
    assert names == set(re.findall(r'<dt id="([^"]+)">', text))


# Safety -------------------------------------------------------------------------


def test_pages_load_nothing_from_elsewhere_and_run_nothing(client):
    """The same policy as for all pages; the styles are served here."""
    response = page(client, RULE)
    loaded = re.findall(r'<link rel="stylesheet" href="([^"]+)">', response.text)

    assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert response.headers["referrer-policy"] == "no-referrer"
    assert loaded == ["/static/style.css", "/static/linked.css"]
    assert [client.get(path).status_code for path in loaded] == [200, 200]
    assert "<script" not in response.text
    assert not re.search(r"\s(?:on\w+|style|src)=", response.text)


EVIL = "<script>alert(1)</script>&\"'"


@given(text=st.text(max_size=20).filter(str.isprintable))
def test_whatever_a_base_says_is_escaped(text):
    """Labels, texts, datatypes, languages and addresses come from files that anybody may have written."""
    iri = f"{ID}x/y"
    said = Literal(EVIL + text, language="en")
    triples = [
        *(t.triple for t in parse(f"<{iri}> a <{NS}Rule> ; <{NS}p> <javascript:alert(1)> .", format=RdfFormat.TURTLE)),
        *(q.triple for q in parse(f"<{iri}> <{NS}q> 'x'^^<urn:&amp;'> .", format=RdfFormat.TURTLE)),
    ]
    triples += [type(triples[0])(NamedNode(iri), NamedNode(p), said) for p in STANDARD]
    found = Page(index_of(triples), "en").thing(iri)

    assert "<script" not in found
    assert 'href="javascript' not in found
    html5rdf.HTMLParser(strict=True).parse(found)


def test_a_server_behind_a_prefix_links_within_it(app, index):
    """Links begin with the path under which a proxy has the application."""
    prefixed = TestClient(app, root_path="/yidi")
    text = prefixed.get(f"/yidi{RULE}", headers={"accept": "text/html"}).text

    assert 'href="/yidi/ns/Rule"' in text
    assert 'href="/yidi/static/style.css"' in text
    assert 'href="/ns' not in ontology_page(Page(index, "en", "/yidi"))


def test_the_words_of_pages_are_in_both_languages():
    """The same keys, none empty."""
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert len(STANDARD) >= 40
    assert all(set(labels) == {"zh", "en"} and all(labels.values()) for labels in STANDARD.values())


# The context --------------------------------------------------------------------


def test_the_context_is_served(client, base):
    """To anybody, as JSON-LD, under the path of its name."""
    response = client.get(CONTEXT.removeprefix("https://w3id.org/yidi"))

    assert response.text == context_text(base.vocabulary)
    assert response.headers["content-type"] == "application/ld+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert json.loads(response.text)["@context"]["@version"] == 1.1


def test_the_description_lists_the_routes(client):
    """With their forms."""
    paths = client.get("/openapi.json").json()["paths"]

    for path in ("/ns", "/ns/{name}", "/id/{name}"):
        content = paths[path]["get"]["responses"]["200"]["content"]
        assert list(content) == ["text/html", *(accept for accept, _, _ in FORMS.values())]
    assert list(paths["/ns/case.jsonld"]["get"]["responses"]["200"]["content"]) == ["application/ld+json"]
    assert CONTEXT in json.dumps(paths["/ns/case.jsonld"])
