"""Every query of `queries/` gives exactly the rows of its example, whoever answers it.

After a query or the base has changed, `YIDI_ACCEPT=1 .venv/bin/pytest tests/asking/test_named_queries.py` writes the
rows that the store in memory gives into the headers; read the difference before you commit it.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import urllib3
import yaml
from rdflib.plugins.sparql.sparql import FrozenBindings

from yidi.asking import ask, bound, load_library, read_arguments, read_results
from yidi.asking.read import read_query
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.content import content

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "queries").glob("*.rq"))
AT_LEAST = 30


def query_of(path):
    """Give the query of a file."""
    query, findings = read_query(path.name, path.read_bytes())
    assert findings == []
    return query


def example(base, query):
    """Give the text that runs the example of a query, and its page."""
    arguments = read_arguments(query, query.header.example.parameters, base)
    return bound(query, arguments), arguments.page


def accept(path, rows):
    """Writes rows into the example of a query's header, one a line."""
    lines = (yaml.dump(r, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False) for r in rows)
    written = "#+   rows:\n" + "".join(f"#+     - {line}" for line in lines) if rows else "#+   rows: []\n"
    text, count = re.subn(r"(?m)^#\+   rows:.*\n(#\+     - .*\n)*", lambda _: written, path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def graph(base):
    """Give all statements of the base, and what is derived from them, to rdflib."""
    quads = ox.parse(content(base), ox.RdfFormat.N_QUADS)
    triples = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FrozenBindings, "compatible", compatible)
        patch.setattr(FrozenBindings, "__getitem__", bound_to)
        yield rdflib.Graph().parse(data=triples, format="nt")


def bound_to(solution, key, otherwise=FrozenBindings.__getitem__):
    """Give what a variable is bound to; rdflib asks first, twice, of what class the key is."""
    found = solution._d.get(key)
    return otherwise(solution, key) if found is None else found


def compatible(one, other):
    """Say whether two solutions fit together, as rdflib does, which spends most of its time on the way to each term."""
    assert not one.ctx.initBindings
    theirs = other._d
    return all(theirs[name] == term for name, term in one._d.items() if name in theirs)


@pytest.fixture(scope="module")
def server(base, tmp_path_factory, unused_port):
    """Give the address of a SPARQL server that holds the base and was started for this test."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "base.nq").write_bytes(content(base))
    program = Path(sys.executable).with_name("oxigraph")
    load = [program, "load", "--location", folder / "store", "--file", folder / "base.nq"]
    subprocess.run(load, check=True, capture_output=True)
    address = f"127.0.0.1:{unused_port}"
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", folder / "store", "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield reachable(f"http://{address}/query")
    finally:
        process.terminate()
        process.wait(10)


def reachable(url):
    """Give the address once the server there answers."""
    for _ in range(200):
        try:
            post(url, "ask {}")
        except urllib3.exceptions.HTTPError:
            time.sleep(0.05)
        else:
            return url
    raise AssertionError(url)


def post(url, text):
    """Give the results of a query in JSON."""
    headers = {"content-type": "application/sparql-query", "accept": "application/sparql-results+json"}
    response = urllib3.request("POST", url, body=text.encode(), headers=headers, retries=False)
    assert response.status == 200, response.data
    return response.data


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_store_in_memory_gives_the_rows_of_the_example(path, base, asker):
    """As `yidi query` and `base.query` answer."""
    query = query_of(path)
    rows = ask(asker.store, query, query.header.example.parameters, base).rows()
    if os.environ.get("YIDI_ACCEPT"):
        accept(path, rows)
        query = query_of(path)

    assert list(query.header.example.rows) == rows
    assert rows, "an example that finds nothing shows nothing"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_rdflib_gives_the_rows_of_the_example(path, base, graph):
    """An engine of another make reads the same meaning."""
    query = query_of(path)
    text, page = example(base, query)
    found = read_results(query, graph.query(text).serialize(format="json"), page)

    assert list(query.header.example.rows) == found.rows()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_server_gives_the_rows_of_the_example(path, base, server):
    """Over the SPARQL protocol, all graphs as one."""
    query = query_of(path)
    text, page = example(base, query)
    union = f"{server}?default-graph-uri={BASE_GRAPH}&default-graph-uri={ROWS_GRAPH}"
    found = read_results(query, post(union, text), page)

    assert list(query.header.example.rows) == found.rows()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_file_runs_as_it_is(path, asker):
    """The text of the file, pasted anywhere, answers its example: at most a page of it."""
    query = query_of(path)
    solutions = asker.store.query(path.read_text("utf-8"))

    assert len(query.header.example.rows) == len(list(solutions))


def test_all_queries_are_collected():
    """No query is lost, and each can be asked for by its name."""
    assert len(FILES) >= AT_LEAST
    assert {path.stem for path in FILES} == {query.name for query in load_library()}
