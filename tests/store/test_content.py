"""What a store holds of a base, and what the text of a query says about graphs."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from yidi.files import kept
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.content import CONTENT_HASH, content, content_hash
from yidi.store.store import keywords, names_dataset


def test_the_content_is_made_once_and_kept(base):
    """By a hash that changes with the base."""
    first = content(base)
    assert first == kept(f"content-{content_hash(base)}")
    assert first == content(base)
    assert content_hash(base) != content_hash(replace(base, hash="another"))


def test_the_content_holds_every_statement_of_the_files(base):
    """As many as the files have, and the hash beside them; each graph by its name."""
    quads = list(ox.parse(content(base), ox.RdfFormat.N_QUADS))
    files = sorted((base.folder / "ontology").rglob("*.ttl"))
    triples = set()
    for file in files:
        triples.update(t.triple for t in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    held = [q for q in quads if q.graph_name == ox.NamedNode(BASE_GRAPH)]
    assert len(triples) + 1 == len(held)
    assert {BASE_GRAPH, ROWS_GRAPH} == {q.graph_name.value for q in quads}
    assert [content_hash(base)] == [q.object.value for q in held if q.predicate.value == CONTENT_HASH]
    assert len(files) > 80


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", True),
        ("select * from named <http://e/g> { ?s ?p ?o }", True),
        ("PREFIX : <http://e/> CONSTRUCT { ?s ?p ?o } FROM :g WHERE { ?s ?p ?o }", True),
        ("ASK\nFROM<http://e/g>{}", True),
        ("SELECT ?from { ?from ?p 'FROM' , \"FROM\" , '''FROM''' }", False),
        ("# FROM <http://e/g>\nSELECT * { ?s ?p ?o }", False),
        ("PREFIX from: <http://e/FROM> SELECT * { from:x a from:FROM ; from:y 'x'@FROM }", False),
        ("SELECT * { <http://e/a#FROM> ?p ?o } # FROM", False),
        ("SELECT * { ?s ?p 'it\\'s FROM' }", False),
    ],
)
def test_a_query_is_seen_to_name_its_graphs(query, named):
    """Only where FROM is a word of the language."""
    assert named == names_dataset(query)


def test_the_words_of_a_query_are_found_in_little_time():
    """Also in a hostile one."""
    hostile = "SELECT " + "." * 20_000 + "a-" * 20_000 + "'" * 20_001
    assert "SELECT" == next(keywords(hostile))
    assert len(list(keywords(hostile))) >= 1
