"""What the endpoint says of itself: to programs by Service Description and VoID, to people by a page."""

import re

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH, VOID

from yidi.api.pages import STATIC
from yidi.asking import load_library
from yidi.names import BASE_GRAPH, ID, ROWS_GRAPH

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
SERVICE = URIRef("http://testserver/sparql")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def description(client):
    """Give the description as a graph."""
    response = client.get("/sparql")
    assert "text/turtle; charset=utf-8" == response.headers["content-type"]
    return Graph().parse(data=response.text, format="turtle")


def count(client, pattern):
    """Give how many solutions a pattern has."""
    response = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"})
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_the_service_is_described(description):
    """What it is, what it understands, what it writes."""
    assert (SERVICE, RDF.type, SD.Service) in description
    assert SERVICE == description.value(SERVICE, SD.endpoint)
    assert {SD.SPARQL11Query} == set(description.objects(SERVICE, SD.supportedLanguage))
    assert {SD.UnionDefaultGraph} == set(description.objects(SERVICE, SD.feature))
    names = {"SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"}
    names |= {"Turtle", "N-Triples", "JSON-LD", "RDF_XML"}
    assert {FORMATS[name] for name in names} == set(description.objects(SERVICE, SD.resultFormat))


def test_every_graph_is_described_with_its_size(client, description):
    """And the default graph with the size of all."""
    dataset = description.value(SERVICE, SD.defaultDataset)
    named = {description.value(node, SD.name): node for node in description.objects(dataset, SD.namedGraph)}

    assert {URIRef(BASE_GRAPH), URIRef(ROWS_GRAPH)} == named.keys()
    for name, node in named.items():
        size = description.value(description.value(node, SD.graph), VOID.triples)
        assert count(client, f"GRAPH <{name}> {{ ?s ?p ?o }}") == size.toPython()
    whole = description.value(description.value(dataset, SD.defaultGraph), VOID.triples)
    assert count(client, "?s ?p ?o") == whole.toPython() == description.value(dataset, VOID.triples).toPython()


def test_the_data_is_described(client, description):
    """As the base calls itself, with every class and property counted."""
    dataset = description.value(SERVICE, SD.defaultDataset)

    assert Literal("异地就医知识库", lang="zh") in set(description.objects(dataset, DCTERMS.title))
    assert (dataset, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")) in description
    assert SERVICE == description.value(dataset, VOID.sparqlEndpoint)
    for part, kind, counted in (
        (VOID.classPartition, VOID["class"], VOID.entities),
        (VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        sizes = {description.value(p, kind): description.value(p, counted) for p in description.objects(dataset, part)}
        assert len(sizes) > 20
        name = next(name for name in sizes if "yidi/ns#" in name)
        pattern = f"?s a <{name}>" if counted == VOID.entities else f"?s <{name}> ?o"
        assert count(client, pattern) == sizes[name].toPython()


def test_every_named_query_is_an_example_that_runs(client, description):
    """Each with its question in both languages, and rows that it finds."""
    library = load_library()
    found = {str(node) for node in description.subjects(RDF.type, SH.SPARQLSelectExecutable)}

    assert {f"{ID}query/{query.name}" for query in library} == found
    assert len(found) > 3
    for address in found:
        node = URIRef(address)
        assert {"zh", "en"} == {label.language for label in description.objects(node, RDFS.label)}
        text = str(description.value(node, SH.select))
        assert "#+" not in text
        response = client.get("/sparql", params={"query": text})
        assert response.status_code == 200, text
        assert response.json()["results"]["bindings"], text


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", ox.RdfFormat.RDF_XML),
    ],
)
def test_the_description_comes_in_the_form_that_is_accepted(client, description, path, accept, form):
    response = client.get(path, headers={"accept": accept})

    triples = [quad.triple for quad in ox.parse(response.content, format=form)]
    assert len(description) == len(triples) == len(set(triples))
    assert set(description) == set(
        Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    )
    assert "accept" == response.headers["vary"]


def test_a_description_in_another_form_is_refused(client):
    for path in ("/sparql", "/.well-known/void"):
        assert client.get(path, headers={"accept": "text/csv"}).status_code == 406


# The page -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK%7B%7D"])
def test_browsers_get_a_page(client, path):
    """Everything that it loads is served here, and nothing of it is within the page."""
    response = client.get(path, headers={"accept": BROWSER})

    assert (200, "text/html; charset=utf-8") == (response.status_code, response.headers["content-type"])
    assert "accept" == response.headers["vary"]
    assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    loaded = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)["']""", response.text)
    files = [address for address in loaded if address.startswith("static/")]
    assert ["static/style.css", "static/sparql.css", "static/sparql.js"] == files
    for address in files:
        assert client.get(f"/{address}").status_code == 200
    assert not re.search(r"https?:|//[a-z]|<script>|\son\w+=", response.text)


def test_browsers_that_send_a_query_get_the_result(client):
    """A form of another page posts it."""
    response = client.post("/sparql", data={"query": "ASK {}"}, headers={"accept": BROWSER})

    assert "application/xml" == response.headers["content-type"]


def test_the_page_says_everything_in_both_languages(client):
    text = client.get("/sparql", headers={"accept": BROWSER}).text
    script = (STATIC / "sparql.js").read_text("utf-8")

    assert text.count("data-zh=") == text.count("data-en=") == 9
    zh, en = re.search(r"zh: \{(.*?)\},\n  en: \{(.*?)\},\n\};", script, re.DOTALL).groups()
    keys = [re.findall(r"(\w+): \"", block) for block in (zh, en)]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 9


def test_the_page_stays_small():
    names = ("sparql.html", "sparql.js", "sparql.css")

    assert sum(len((STATIC / name).read_text("utf-8").splitlines()) for name in names) < 250
