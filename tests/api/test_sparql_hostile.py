"""Queries written to hurt: each is stopped or refused, and whoever else asks is answered."""

import json
import os
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from served import serving

PAUSE = 0.03
"""Seconds between the questions of somebody else."""
PREFIX = "PREFIX yidi: <https://w3id.org/yidi/ns#>\nPREFIX ex: <http://127.0.0.1:9/>\n"
ASK = f"{PREFIX}ASK {{ ?rule a yidi:Rule }}"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
LETTERS = "a" * 40
DOUBLED = " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(40))
NONE = f"FILTER NOT EXISTS {{ {CROSS} FILTER(?a = 1) }}"

WILD = {
    "endless cross join": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "endless filter": f"SELECT * {{ {CROSS} FILTER(STR(?a) = CONCAT(STR(?i), STR(?c), STR(?g))) }}",
    "paths over everything": "ASK { ?a (!<x:a>|^<x:b>)* ?b . ?b (!<x:a>)+/(!<x:c>)* ?c FILTER(?c = 1) }",
    "text that grows": f"SELECT (GROUP_CONCAT(?x) AS ?y) {{ {CROSS} BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) }}",
    "sorting everything": f"SELECT * {{ {CROSS} }} ORDER BY DESC(?a) ?i",
    "everything once": f"SELECT DISTINCT * {{ {CROSS} }}",
    "huge graph": f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}",
    "huge description": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f }",
    "huge table": f"SELECT * {{ {CROSS} }}",
    "a graph of new nodes": f"CONSTRUCT {{ [] ?b ?c }} {{ {CROSS} }}",
    "thousands of patterns": f"SELECT * {{ {'?a ?b ?c . ' * 5000} }}",
    "thousands of steps": f"SELECT * {{ ?s {'/'.join(['<x:a>'] * 5000)} ?o }}",
    "thousands of alternatives": f"SELECT * {{ {' UNION '.join(['{ ?a ?b ?c }'] * 5000)} {CROSS} }}",
    "deep lists": f"SELECT * {{ ?s ?p {'(' * 5000} 1 {')' * 5000} . {CROSS} }}",
    "deep groups": f"SELECT * {'{' * 100_000} {CROSS} {'}' * 100_000}",
    "deep expressions": f"SELECT ({'(' * 300_000}1{')' * 300_000} AS ?x) {{}}",
    "deep negations": f"SELECT ({'!' * 300_000}1 AS ?x) {{}}",
    "doubling texts": f"SELECT (STRLEN(?a40) AS ?n) {{ BIND('0123456789' AS ?a0) {DOUBLED} }}",
    "nested queries": f"SELECT * {{ {'{ SELECT * { ?x ?y ?z . ' * 300} ?a ?b ?c {'} } ' * 300} }}",
    "a pattern that goes back": f"SELECT * {{ {CROSS} FILTER(REGEX('{LETTERS}b', '(a+)+$') && ?a = ?i) }}",
    "nested exists": f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {CROSS} {NONE} }} }}",
}
ENDED = {None: 200, "query-timeout": 504, "query-too-heavy": 422, "result-too-large": 422, "malformed-query": 400}
QUICK = {
    "a megabyte of one word": "SELECT * { " + "x" * 900_000,
    "a megabyte of quotes": "SELECT * { " + '"' * 900_000,
    "a megabyte of brackets": "SELECT * { " + "<" * 300_000,
    "a megabyte of escapes": "SELECT * { " + "\\" * 900_000,
    "a long comment": "#" + "x" * 900_000 + "\nASK {}",
    "nothing": "",
    "zeros": "ASK { ?a ?b '\0' }",
    "half a character": "ASK { ?a ?b '\\uD800' }",
}
HIDDEN = {
    "in a query within": "SELECT * { { SELECT * { OPTIONAL { SERVICE ex:a { ?s ?p ?o } } } } }",
    "in an exists": "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "of a variable": "ASK { VALUES ?x { ex:a } SERVICE ?x { ?s ?p ?o } }",
    "silent": "ASK { SERVICE SILENT ex:a { ?s ?p ?o } }",
    "as an escape": "ASK { \\u0053ERVICE ex:a { ?s ?p ?o } }",
    "with a comment": "ASK { SERVICE#\nex:a { ?s ?p ?o } }",
    "without a space": "ASK { SERVICEex:a{?s ?p ?o} }",
    "after a comparison": 'ASK { ?s ?p ?o FILTER(?s<?o#>"""\n)SERVICE ex:a {?s ?p ?o}\n#"""\n}',
    "behind a base": "BASE <http://127.0.0.1:9/#> ASK { SERVICE <a> { ?s ?p ?o } }",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Give the address of a server with a short deadline and little memory for a query."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    limits = {"YIDI_QUERY_SECONDS": "1", "YIDI_QUERY_WORKERS": "3", "YIDI_WORKER_MEGABYTES": "500"}
    with serving(log, **limits) as (address, _):
        yield address
    text = log.read_text()
    assert "POST /sparql 504 " in text
    assert "Traceback" not in text
    assert "SELECT" not in text


def ask(address, query, timeout=60):
    """Give the status of an answer, the kind of its problem if it has one, and the body."""
    headers = {"content-type": "application/sparql-query"}
    request = Request(f"{address}/sparql", query.encode(), headers)  # noqa: S310 - the address is ours
    try:
        with urlopen(request, timeout=timeout) as response:  # noqa: S310
            return response.status, None, response.read()
    except HTTPError as error:
        with error:
            body = json.loads(error.read())
            return error.code, body["type"].rpartition("/")[2], body


def answered(address):
    status, _, body = ask(address, ASK)
    return status == 200 and json.loads(body)["boolean"]


@pytest.mark.parametrize("name", WILD)
def test_a_wild_query_is_stopped_and_others_are_answered(address, name):
    """While it runs, and afterwards; the engine answers some at once."""
    with ThreadPoolExecutor(1) as pool:
        wild = pool.submit(ask, address, PREFIX + WILD[name])
        while True:
            assert answered(address)
            if wait([wild], PAUSE).done:
                break
    status, kind, _ = wild.result()

    assert ENDED[kind] == status
    assert answered(address)


@pytest.mark.parametrize("name", QUICK)
def test_hostile_text_is_answered(address, name):
    """Whatever it is, it is no failure of ours."""
    status, kind, _ = ask(address, QUICK[name])

    assert (ENDED | {"escape-refused": 400})[kind] == status
    assert answered(address)


@pytest.mark.parametrize("name", HIDDEN)
def test_nobody_is_called(address, name):
    """A server that listens would notice."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        query = (PREFIX + HIDDEN[name]).replace("127.0.0.1:9", f"127.0.0.1:{port}")

        assert (403, "service-refused") == ask(address, query)[:2]
        with pytest.raises(TimeoutError):
            listening.accept()


def test_many_wild_queries_leave_the_rest_of_the_service_alone(address):
    """Cases are decided, named queries answered; of the wild ones some wait and some are told to come again."""
    with ThreadPoolExecutor(60) as pool:
        wild = [pool.submit(ask, address, WILD["endless cross join"]) for _ in range(50)]
        for path in ("/healthz", "/v1/queries", "/v1/queries/disagreements?decision=policyPlace", "/metrics"):
            with urlopen(f"{address}{path}", timeout=20) as response:  # noqa: S310
                assert response.status == 200
        found = {one.result()[:2] for one in wild}

    assert {(504, "query-timeout"), (503, "too-busy")} == found
    assert answered(address)


def test_whoever_comes_too_late_is_told_when_to_come_again(address):
    with ThreadPoolExecutor(60) as pool:
        wild = [pool.submit(ask, address, WILD["endless cross join"]) for _ in range(50)]
        busy = next(body for status, _, body in (one.result() for one in wild) if status == 503)

    assert 1 == busy["retry_after"]
    assert "Try again in 1 seconds." == busy["detail"]


def test_a_client_that_leaves_stops_its_query(tmp_path):
    """Even where the deadline is far."""
    limits = {"YIDI_QUERY_SECONDS": "300", "YIDI_QUERY_WORKERS": "1"}
    with serving(tmp_path / "log.txt", **limits) as (address, _):
        host, port = address.removeprefix("http://").split(":")
        for _ in range(3):
            with socket.create_connection((host, int(port)), timeout=20) as connection:
                query = urlencode({"query": WILD["endless cross join"]})
                connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
                time.sleep(0.2)
        assert answered(address)
    assert "GET /sparql 499 " in (tmp_path / "log.txt").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_is_left_when_the_server_is_killed(tmp_path):
    """Not even one in the middle of a query."""
    with serving(tmp_path / "log.txt", YIDI_QUERY_SECONDS="300") as (address, server):
        with ThreadPoolExecutor(1) as pool:
            wild = pool.submit(ask, address, WILD["endless cross join"])
            while not (workers := children(server.pid)) or not any(busy(pid) for pid in workers):
                time.sleep(0.1)
            server.send_signal(signal.SIGKILL)
            with pytest.raises(OSError, match=r"."):
                wild.result()
        for _ in range(100):
            if not any(Path(f"/proc/{pid}/stat").exists() for pid in workers):
                break
            time.sleep(0.1)
        else:
            pytest.fail("a worker outlived the server")


def children(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def busy(pid):
    """Whether a process has used the processor for a while."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) > os.sysconf("SC_CLK_TCK")
