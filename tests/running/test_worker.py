"""The process that answers queries: its frames, its limits, and that nothing gets out of it."""

import json
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from yidi.running import worker
from yidi.running.hand import SCRIPT

PREFIXES = {"ex": "http://example.org/", "unused": "http://unused.example/"}
QUADS = b"""<http://example.org/a> <http://example.org/p> "\xe7\x94\xb2"@zh <http://example.org/one> .
<http://example.org/b> <http://example.org/p> <http://example.org/a> <http://example.org/two> .
"""
ALL = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"


@pytest.fixture
def content(tmp_path):
    """Give a file with two graphs."""
    path = tmp_path / "content.nq"
    path.write_bytes(QUADS)
    return path


@pytest.fixture
def start():
    """Give what starts a worker on a path; all of them are gone afterwards."""
    started = []

    def start(path, megabytes=1024):
        process = subprocess.Popen([sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        send(process, {"path": str(path), "megabytes": megabytes, "prefixes": PREFIXES})
        assert {"ready": True, "size": 0} == receive(process)[0]
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def send(process, asked):
    body = json.dumps(asked).encode()
    process.stdin.write(struct.pack(">I", len(body)) + body)
    process.stdin.flush()


def receive(process):
    header = json.loads(process.stdout.read(struct.unpack(">I", process.stdout.read(4))[0]))
    return header, process.stdout.read(header["size"])


def ask(process, path, text, media_type="text/csv", default=None, named=(), most_bytes=10_000):
    send(
        process,
        {
            "text": text,
            "base_iri": "http://example.org/",
            "default_graphs": default,
            "named_graphs": named,
            "media_type": media_type,
            "most_bytes": most_bytes,
            "path": str(path),
        },
    )
    return receive(process)


def test_the_default_graph_is_the_union(start, content):
    """Without a dataset all graphs are asked."""
    header, body = ask(start(content), content, ALL)

    assert {"media_type": "text/csv", "size": len(body)} == header
    assert b"s\r\nhttp://example.org/a\r\nhttp://example.org/b\r\n" == body


def test_a_dataset_is_all_that_is_asked(start, content):
    """Only the graphs named are there, as default graph or by name; FROM in the text counts no more."""
    process, one, two = start(content), "http://example.org/one", "http://example.org/two"

    assert b"s\r\nhttp://example.org/a\r\n" == ask(process, content, ALL, default=[one])[1]
    assert b"s\r\n" == ask(process, content, ALL, default=[], named=[one])[1]
    named = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert b"g\r\nhttp://example.org/two\r\n" == ask(process, content, named, default=[], named=[two])[1]
    assert b"g\r\n" == ask(process, content, named, default=[one])[1]
    text = ALL.replace("WHERE", f"FROM <{one}> WHERE")
    assert b"s\r\nhttp://example.org/b\r\n" == ask(process, content, text, default=[two])[1]


def test_graphs_that_are_not_there_are_told(start, content):
    """With those that are; what is no IRI is no graph."""
    header, _ = ask(start(content), content, ALL, default=["http://example.org/one", "x:y"], named=["no iri"])

    assert "unknown-graph" == header["refused"]
    assert "x:y, no iri" == header["graphs"]
    assert "http://example.org/one, http://example.org/two" == header["known"]


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_graphs_are_written_once_each_triple(start, content, media_type):
    """The cross product yields each triple twice."""
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?a ?b ?c }"
    _, body = ask(start(content), content, text, media_type)

    quads = list(ox.parse(body, format=ox.RdfFormat.from_media_type(media_type)))
    assert len(quads) == 2
    assert {quad.triple for quad in quads} == {quad.triple for quad in ox.parse(QUADS, format=ox.RdfFormat.N_QUADS)}


def test_turtle_has_the_prefixes_that_it_uses(start, content):
    """And no others."""
    _, body = ask(start(content), content, "CONSTRUCT WHERE { <b> ?p ?o }", "text/turtle")

    assert b"@prefix ex: <http://example.org/> .\nex:b ex:p ex:a .\n" == body


def test_a_result_that_is_too_large_is_not_given(start, content):
    """The limit is in bytes, and the worker goes on."""
    process = start(content)
    text = "SELECT * WHERE { VALUES ?x { " + "'0123456789' " * 500 + "} }"

    assert {"refused": "result-too-large", "limit": 1000, "size": 0} == ask(process, content, text, most_bytes=1000)[0]
    graph = (
        "CONSTRUCT { <a> <b> ?x } WHERE { BIND(STR(RAND()) AS ?y) VALUES ?x { "
        + " ".join(map(str, range(999)))
        + " } }"
    )
    assert "result-too-large" == ask(process, content, graph, "text/turtle", most_bytes=1000)[0]["refused"]
    assert b"true" == ask(process, content, "ASK {}")[1]


def test_what_is_no_sparql_is_told_with_its_place(start, content):
    """As the engine says it."""
    process = start(content)

    assert {
        "refused": "malformed-query",
        "line": 2,
        "column": 10,
        "why": "expected one of LATERAL, SERVICE, [_]",
    }.items() <= ask(process, content, "SELECT * {\n  ?s ?p }")[0].items()


def test_no_connection_gets_out(start, content):
    """Even a query that got past the guard opens nothing: the process may open no more files or sockets."""
    process = start(content)
    header, _ = ask(process, content, "SELECT * { SERVICE <http://127.0.0.1:7/> { ?s ?p ?o } }")

    assert header["failed"].startswith("OSError: ")
    assert process.wait(20) == 1
    if sys.platform == "linux":
        process = start(content)
        limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
        assert ["0", "0"] == next(line.split()[3:5] for line in limits if line.startswith("Max open files"))


def test_a_store_on_disk_has_no_network_either(start, tmp_path):
    """Its process may open files, so it has no network, where the system allows that."""
    store = ox.Store(str(tmp_path / "one"))
    store.flush()
    del store
    process = start(tmp_path / "one")
    if Path(f"/proc/{process.pid}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
        pytest.skip("this system lets no process leave the network")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listening.getsockname()[1]}/> {{ ?s ?p ?o }} }}"

        assert "OSError" in ask(process, tmp_path / "one", query)[0]["failed"]
        with pytest.raises(TimeoutError):
            listening.accept()


def test_memory_ends_the_process_and_nothing_else(start, content):
    """The limit is the system's own."""
    process = start(content, megabytes=400)
    numbers = " ".join(map(str, range(300)))
    text = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} }} ORDER BY ?c"
    with pytest.raises(struct.error):
        ask(process, content, text)
    assert process.wait(20) != 0


def test_it_ends_with_whoever_asked_even_in_the_middle_of_a_query(start, content):
    """A server that is killed leaves no process behind."""
    process = start(content)
    numbers = " ".join(map(str, range(5000)))
    endless = (
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} }}"
    )
    body = json.dumps(
        {
            "text": endless,
            "base_iri": None,
            "default_graphs": None,
            "named_graphs": None,
            "media_type": "text/csv",
            "most_bytes": 1000,
            "path": str(content),
        }
    ).encode()
    process.stdin.write(struct.pack(">I", len(body)) + body)
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdin = None


def test_a_folder_is_read_as_it_is_on_disk(start, tmp_path):
    """A snapshot is kept from being removed, and another one is opened when it is named."""
    for name in ("one", "two"):
        store = ox.Store(str(tmp_path / name))
        graph = ox.NamedNode(f"http://example.org/{name}")
        store.add(ox.Quad(graph, graph, graph, graph))
        store.flush()
        del store
    process = start(tmp_path / "one")

    assert b"s\r\nhttp://example.org/one\r\n" == ask(process, tmp_path / "one", ALL)[1]
    assert b"s\r\nhttp://example.org/two\r\n" == ask(process, tmp_path / "two", ALL)[1]


def test_prefixes_that_nothing_uses_are_left_out():
    """They stand at the top, a line each."""
    turtle = b"@prefix a: <http://a/> .\n@prefix b: <http://b/> .\n<http://x> a b:c .\n"

    assert b"@prefix b: <http://b/> .\n<http://x> a b:c .\n" == worker.without_unused(turtle)
