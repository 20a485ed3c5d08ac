"""The endpoint asked by clients that nobody here wrote, over the network: rdflib, SPARQLWrapper, Comunica."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import SPARQLWrapper
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import serving
from stores import oxigraph

from yidi.names import BASE_GRAPH, DCTERMS, LABEL, NS, ROWS_GRAPH, TYPE
from yidi.store.store import open_store

PREFIX = f"PREFIX yidi: <{NS}>\n"
RULES = f"{PREFIX}SELECT ?rule WHERE {{ ?rule a yidi:Rule }} ORDER BY ?rule LIMIT 3"
DESCRIBED = f"CONSTRUCT WHERE {{ <{BASE_GRAPH}> ?p ?o }}"
TITLE = "异地就医知识库"


@pytest.fixture(scope="module", params=["memory", "disk", "server"])
def endpoint(request, base, tmp_path_factory):
    """Give the address of the endpoint on each kind of store in turn."""
    folder = tmp_path_factory.mktemp("served")
    if request.param == "server":
        with oxigraph() as address:
            open_store(address, base).close()
            with serving(folder / "log.txt", "--store", address) as (served, _):
                yield f"{served}/sparql"
    else:
        where = "memory" if request.param == "memory" else str(folder / "store")
        with serving(folder / "log.txt", "--store", where) as (served, _):
            yield f"{served}/sparql"
    text = (folder / "log.txt").read_text()
    assert "/sparql 200 " in text
    assert "Traceback" not in text
    assert "yidi:Rule" not in text


# rdflib ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(endpoint, form, method):
    """In each of its ways and forms; CSV has no types, so IRIs come as texts."""
    graph = Graph(SPARQLStore(endpoint, returnFormat=form, method=method))

    found = [str(row[0]) for row in graph.query(RULES)]

    assert 3 == len(found)
    assert all(rule.startswith("https://w3id.org/yidi/id/rule/") for rule in found)


def test_rdflib_reads_a_graph_through_the_endpoint(endpoint):
    """Patterns, lengths and yes or no become queries."""
    graph = Graph(SPARQLStore(endpoint))

    assert (URIRef(BASE_GRAPH), URIRef(TYPE), URIRef(f"{NS}KnowledgeBase")) in graph
    assert Literal(TITLE, lang="zh") in set(graph.objects(URIRef(BASE_GRAPH), URIRef(LABEL)))
    assert graph.query(f"{PREFIX}ASK {{ ?row a yidi:Row }}").askAnswer is True
    assert len(graph) > 30_000


def test_rdflib_reads_what_is_constructed(endpoint):
    graph = Graph(SPARQLStore(endpoint)).query(DESCRIBED).graph

    assert (URIRef(BASE_GRAPH), URIRef(f"{DCTERMS}license"), None) in graph


def test_rdflib_names_graphs(endpoint):
    """A graph with a name is asked alone."""
    rows = Graph(SPARQLStore(endpoint), identifier=URIRef(ROWS_GRAPH))

    assert (None, URIRef(TYPE), URIRef(f"{NS}Row")) in rows
    assert (None, URIRef(TYPE), URIRef(f"{NS}Rule")) not in rows


# SPARQLWrapper --------------------------------------------------------------------


def wrapped(endpoint, query, form, method=SPARQLWrapper.GET):
    wrapper = SPARQLWrapper.SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    return wrapper


@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST])
@pytest.mark.parametrize("directly", [False, True])
def test_sparqlwrapper_asks(endpoint, method, directly):
    """In the address, in a form, as the body."""
    wrapper = wrapped(endpoint, RULES, SPARQLWrapper.JSON, method)
    if directly and method == SPARQLWrapper.POST:
        wrapper.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)

    rows = wrapper.queryAndConvert()["results"]["bindings"]

    assert 3 == len(rows)


def test_sparqlwrapper_reads_every_form(endpoint):
    """Tables and graphs."""
    assert 3 == len(wrapped(endpoint, RULES, SPARQLWrapper.XML).queryAndConvert().getElementsByTagName("result"))
    assert 4 == len(wrapped(endpoint, RULES, SPARQLWrapper.CSV).queryAndConvert().splitlines())
    assert 4 == len(wrapped(endpoint, RULES, SPARQLWrapper.TSV).queryAndConvert().splitlines())
    assert wrapped(endpoint, "ASK { ?s ?p ?o }", SPARQLWrapper.JSON).queryAndConvert()["boolean"] is True
    turtle = Graph().parse(data=wrapped(endpoint, DESCRIBED, SPARQLWrapper.TURTLE).queryAndConvert())
    assert Literal(TITLE, lang="zh") in set(turtle.objects(URIRef(BASE_GRAPH), URIRef(LABEL)))
    # It warns of itself where it reads these two.
    for form, read in ((SPARQLWrapper.JSONLD, ox.RdfFormat.JSON_LD), (SPARQLWrapper.RDFXML, ox.RdfFormat.RDF_XML)):
        body = wrapped(endpoint, DESCRIBED, form).query().response.read()
        assert len(turtle) == len(list(ox.parse(body, format=read)))


def test_sparqlwrapper_names_graphs(endpoint):
    wrapper = wrapped(endpoint, f"{PREFIX}ASK {{ ?row a yidi:Row }}", SPARQLWrapper.JSON)
    for graph, expected in ((ROWS_GRAPH, True), (BASE_GRAPH, False)):
        wrapper.clearParameter("default-graph-uri")
        wrapper.addDefaultGraph(graph)
        assert expected == wrapper.queryAndConvert()["boolean"]


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p }", "SELECT * FROM <http://example.org/> { ?s ?p ?o }"])
def test_sparqlwrapper_is_told_what_is_wrong(endpoint, query):
    """As 400, which it knows."""
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed):
        wrapped(endpoint, query, SPARQLWrapper.JSON).query()


# Comunica -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def comunica():
    """Give Comunica's program; YIDI_COMUNICA says where npm has installed @comunica/query-sparql@4.5.0."""
    folder = os.environ.get("YIDI_COMUNICA")
    if not folder or not shutil.which("node"):
        pytest.skip(
            "set YIDI_COMUNICA to a folder where `npm i @comunica/query-sparql@4.5.0` has run; it needs Node 20"
        )
    return Path(folder) / "node_modules" / ".bin" / "comunica-sparql"


@pytest.mark.parametrize("source", ["sparql@{}", "{}"], ids=["forced", "found out"])
def test_comunica_asks(endpoint, comunica, source):
    """Told what it is, or finding out by the service's description."""

    def ask(query, form):
        command = [str(comunica), source.format(endpoint), query, "-t", form]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout

    rows = json.loads(ask(RULES, "application/sparql-results+json"))["results"]["bindings"]
    assert 3 == len(rows)
    assert json.loads(ask("ASK { ?s ?p ?o }", "application/sparql-results+json"))["boolean"] is True
    graph = Graph().parse(data=ask(DESCRIBED, "application/n-triples"), format="nt")
    assert Literal(TITLE, lang="zh") in set(graph.objects(URIRef(BASE_GRAPH), URIRef(LABEL)))
