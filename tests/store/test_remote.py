"""A store on a server: what it says when the server is away, slow, somebody else's, or takes changes in its own way."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from stores import GRAPH, OTHER, free_port, node, oxigraph, triples

from yidi.errors import StoreError
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.remote import RemoteStore
from yidi.store.services import graph_services, query_service, update_services
from yidi.store.store import Dataset, open_store
from yidi.store.transfer import STAGING

RESULTS = "application/sparql-results+json"
EMPTY = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": []}}).encode()


@contextmanager
def answering(*answers):
    """Give the address of a server that gives these answers in turn, the last one again and again; and what it got."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            got.append((self.path, {name.title(): value for name, value in self.headers.items()}, body))
            status, kind, content = answers[min(len(got), len(answers)) - 1]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status == 301:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_DELETE = do_POST

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def listening(reply=b""):
    """Give the address of a server that takes a connection, sends a little, and then says no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.recv(100_000)
                connection.sendall(reply)
                while not done.wait(0.05):
                    if reply:
                        connection.sendall(b"1\r\n \r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        finally:
            done.set()
            thread.join()


def trouble(address, text="SELECT * FROM <http://e/g> WHERE { ?s ?p ?o }", **options):
    """Give the kind and the words of what a query runs into."""
    store = RemoteStore(address, **options)
    with pytest.raises(StoreError) as raised:
        store.query(text)
    store.close()
    return raised.value.kind, str(raised.value)


def test_a_server_that_is_away_is_told():
    """Nobody listens, and no such name."""
    address = f"http://127.0.0.1:{free_port()}/query"
    message = f"No server answers at {address}: Connection refused. Start it, or correct the address."
    assert ("away", message) == trouble(address)
    kind, message = trouble("http://nowhere.invalid/query")
    assert "away" == kind
    assert message.startswith("No server answers at http://nowhere.invalid/query: ")


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"])
def test_a_server_that_is_slow_is_told(reply):
    """Whether it says nothing at all or sends a byte now and then; the request is not repeated."""
    with listening(reply) as address:
        begun = time.monotonic()
        found = trouble(address, seconds=0.3)
    assert ("slow", f"{address} did not answer within 0.3 s. Ask for less, or try again later.") == found
    assert begun


ADDRESS = "Give the address of its query service, such as …/query or …/sparql."
USER = "Give a user who may do this in the address: https://user:password@host/…"
REFUSALS = [
    (404, "text/plain", b"no such page", "refused", f"answers 404: no such page. {ADDRESS}"),
    (401, "text/plain", b"", "refused", f"answers 401. {USER}"),
    (500, "text/html", b"<html>", "refused", "answers 500. See the log of the server, or try again later."),
    (301, "text/plain", b"", "refused", "answers 301. It has moved: give its new address."),
    (418, "text/plain", b"tea\n" * 99, "refused", f"answers 418: {('tea ' * 50)}…. See what the server expects."),
    (200, "text/html", b"<html>", "wrong", f"answers with text/html that is no SPARQL result. {ADDRESS}"),
    (200, RESULTS, b"{", "wrong", f"answers with {RESULTS} that is no SPARQL result. {ADDRESS}"),
    (200, "", b"", "wrong", f"answers with something that is no SPARQL result. {ADDRESS}"),
]


@pytest.mark.parametrize(("status", "media_type", "body", "kind", "words"), REFUSALS)
def test_a_server_that_answers_otherwise_is_told(status, media_type, body, kind, words):
    """Each with what to do."""
    with answering((status, media_type, body)) as (address, _):
        assert (kind, f"{address} {words}") == trouble(address)


def test_triples_that_are_none_are_told():
    """A CONSTRUCT answered with a page."""
    with answering((200, "text/plain", b"<html>")) as (address, _):
        kind, _ = trouble(address, "CONSTRUCT FROM <http://e/g> WHERE { ?s ?p ?o }")
    assert "wrong" == kind


def test_an_overloaded_server_is_asked_again():
    """A query does no harm when it is repeated."""
    with answering((503, "text/plain", b""), (502, "text/plain", b""), (200, RESULTS, EMPTY)) as (address, got):
        store = RemoteStore(address)
        assert [] == list(store.query("SELECT ?graph FROM <http://e/g> WHERE { ?s ?p ?o }"))
        store.close()
    assert 3 == len(got)


def test_a_change_is_not_repeated():
    """It might be made twice."""
    with answering((503, "text/plain", b"busy")) as (address, got):
        store = RemoteStore(address)
        with pytest.raises(
            StoreError, match=r"store answers 503: busy. See the log of the server, or try again later\."
        ):
            store.add(GRAPH, triples("a"))
        store.close()
    assert ["/store?graph=http%3A%2F%2Fexample.org%2Fgraph"] == [path for path, _, _ in got]


def test_an_answer_that_is_too_long_is_cut_off():
    """As soon as it passes what was asked for."""
    with answering((200, RESULTS, b" " * 200_000)) as (address, _):
        store = RemoteStore(address)
        with pytest.raises(StoreError) as raised:
            store.fetch("ASK FROM <http://e/g> {}", RESULTS, None, 5, most_bytes=1000)
        store.close()
    assert ("large", f"{address} answers with more than 1000 bytes. Ask for less.") == (
        raised.value.kind,
        str(raised.value),
    )


def test_a_password_goes_into_a_header_and_into_no_message():
    """Nor into the address that the server sees."""
    with answering((200, RESULTS, EMPTY), (403, "text/plain", b"")) as (address, got):
        secret = address.replace("//", "//me:p%40ss@")
        RemoteStore(secret).query("SELECT ?graph FROM <http://e/g> WHERE { ?s ?p ?o }")
        _, message = trouble(secret)
    assert ["Basic bWU6cEBzcw=="] * 2 == [headers["Authorization"] for _, headers, _ in got]
    assert "p%40ss" not in message
    assert "p@ss" not in message


def test_a_query_is_sent_as_a_form_that_names_every_graph():
    """The form that every server takes; the union is asked for by name."""
    name = {"graph": {"type": "uri", "value": GRAPH}}
    names = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": [name]}}).encode()
    with answering((200, RESULTS, names), (200, RESULTS, EMPTY)) as (address, got):
        store = RemoteStore(address)
        store.query("SELECT ?s WHERE { ?s ?p ?o }")
        store.query("SELECT ?s WHERE { ?s ?p ?o }", dataset=Dataset((OTHER,)))
        store.close()
    forms = [parse_qs(body.decode()) for _, _, body in got]
    assert {"application/x-www-form-urlencoded"} == {headers["Content-Type"] for _, headers, _ in got}
    assert [
        {"query": ["SELECT ?s WHERE { ?s ?p ?o }"], "default-graph-uri": [GRAPH], "named-graph-uri": [GRAPH]},
        {"query": ["SELECT ?s WHERE { ?s ?p ?o }"], "default-graph-uri": [OTHER]},
    ] == forms[1:]


@pytest.mark.parametrize(
    ("given", "query", "graphs", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/store", "http://h:7878/update"),
        ("http://h/ds/sparql/", "http://h/ds/sparql", "http://h/ds/data", "http://h/ds/update"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql-graph-crud-auth", "http://h/sparql"),
        ("http://h/repositories/r", "http://h/repositories/r", "http://h/repositories/r/rdf-graphs/service", "http://h/repositories/r/statements"),
    ],
)  # fmt: skip
def test_the_addresses_for_changes_stand_beside_the_query_service(given, query, graphs, update):
    """As Oxigraph, Fuseki, Virtuoso, RDF4J and GraphDB have them."""
    assert query == query_service(given)
    assert graphs in graph_services(query)
    assert update in update_services(query)


def asked(request):
    """Give what a server of our own answers, be it a refusal."""
    try:
        with urlopen(request) as reply:  # noqa: S310
            return reply.status, reply.headers.get("Content-Type", ""), reply.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers.get("Content-Type", ""), error.read()


@contextmanager
def between(server, closed):
    """Give the address of a server that passes requests on, except to the services that are closed; and the paths."""
    paths = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = urlsplit(self.path).path
            paths.append((self.command, path))
            status, kind, content = 404, "text/plain", b"closed"
            if path in ("/query", "/update", "/store") and path not in closed:
                headers = {k: v for k, v in self.headers.items() if k in ("Content-Type", "Accept")}
                request = Request(server.replace("/query", self.path), body, headers, method=self.command)  # noqa: S310
                status, kind, content = asked(request)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_DELETE = do_POST

        def log_message(self, *_):
            """Say nothing."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_port}/query", paths
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


def test_a_server_without_graph_store_takes_updates(loaded_server):
    """In portions, put aside first; blank nodes stay connected."""
    blank = ox.BlankNode()
    many = [*triples("a", 12_000), ox.Triple(node("a"), node("q"), blank), ox.Triple(blank, node("q"), node("b"))]
    with between(loaded_server, {"/store"}) as (address, paths):
        store = RemoteStore(address)
        store.replace(GRAPH, many)
        store.add(GRAPH, triples("b", 2))
        assert 12_004 == store.graphs()[GRAPH]
        assert bool(store.query("ASK { ?s <http://example.org/q> [ <http://example.org/q> ?o ] }"))
        store.replace_all({GRAPH: triples("c"), OTHER: triples("d", 2)})
        sizes = store.graphs()
        store.drop(OTHER)
        assert OTHER not in store.graphs()
        store.close()
    assert (1, 2) == (sizes[GRAPH], sizes[OTHER])
    assert [] == [graph for graph in sizes if graph.startswith(STAGING)]
    assert 1 == paths.count(("PUT", "/store"))


def test_a_server_without_updates_takes_graphs(loaded_server):
    """One after the other."""
    with between(loaded_server, {"/update"}) as (address, _):
        store = RemoteStore(address)
        store.replace_all({GRAPH: triples("c"), OTHER: triples("d", 2)})
        sizes = store.graphs()
        store.drop(OTHER)
        store.drop(OTHER)
        assert OTHER not in store.graphs()
        store.close()
    assert (1, 2) == (sizes[GRAPH], sizes[OTHER])


def test_a_server_that_takes_no_changes_is_told(loaded_server):
    """Neither protocol: the data must come in another way."""
    with between(loaded_server, {"/update", "/store"}) as (address, _):
        store = RemoteStore(address)
        with pytest.raises(StoreError) as raised:
            store.replace(GRAPH, triples("a"))
        store.close()
    message = f"{address} takes neither the Graph Store Protocol nor SPARQL Update beside it."
    assert f"{message} Load the base and the data with the server's own tools." == str(raised.value)


def test_a_read_only_server_must_hold_the_base_already(base, tmp_path):
    """One that holds another base says that it does not take this one; one that holds this base is fine."""
    location = str(tmp_path / "data")
    with oxigraph("serve", "--location", location) as address:
        open_store(address, base).close()
    with oxigraph("serve-read-only", "--location", location) as address:
        store = open_store(address, base)
        assert {BASE_GRAPH, ROWS_GRAPH} == set(store.graphs())
        store.close()
        with pytest.raises(StoreError) as raised:
            open_store(address, replace(base, hash="another"))
    message = f"{address.replace('query', 'store')} answers 403: The server is read-only. {USER}"
    assert ("refused", f"{address} does not hold this base, and does not take it. {message}") == (
        raised.value.kind,
        str(raised.value),
    )


def test_what_is_being_filled_is_no_part_of_the_union(loaded_server):
    """A graph that is put aside does not show in answers; one that was forgotten there goes with the next change."""
    aside, old = f"{STAGING}{int(time.time())}-x", f"{STAGING}1000000000-x"
    store = RemoteStore(loaded_server)
    for graph in (aside, old):
        store.add(graph, triples("hidden"))
    assert not bool(store.query("ASK { <http://example.org/hidden> ?p ?o }"))
    assert {BASE_GRAPH, ROWS_GRAPH} == set(store.graphs())
    store.replace(GRAPH, triples("a"))
    named = [
        row["g"].value
        for row in store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", dataset=Dataset((), (aside, old)))
    ]
    assert [aside] == named
    store.drop(aside)
    store.close()
