"""What every store does, in memory, on disk and on a real server: one suite for all."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from stores import GRAPH, OTHER, node, rows, triples

from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.store import Dataset, open_store

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_the_base_and_its_rows_are_there(store, base):
    """Each in its graph, and as many statements as the files hold."""
    sizes = store.graphs()
    assert {BASE_GRAPH, ROWS_GRAPH} == set(sizes)
    assert min(sizes.values()) > 10_000
    found = rows(store, "SELECT ?rule WHERE { ?rule a <https://w3id.org/yidi/ns#Rule> }")
    assert set(base.rules) == {row[0] for row in found}
    assert len(found) > 200


def test_a_select_gives_solutions_in_order(store):
    """Variables by name, terms with language and datatype."""
    found = store.query(
        f"SELECT ?name ?day WHERE {{ <{BASE_GRAPH}> <{LABEL}> ?name ; <https://w3id.org/yidi/ns#coversFrom> ?day }} "
        "ORDER BY LANG(?name)"
    )
    assert isinstance(found, ox.QuerySolutions)
    assert ["name", "day"] == [v.value for v in found.variables]
    first, second = list(found)
    assert (ox.Literal("Knowledge base of care away from home", language="en")) == first["name"]
    day = ox.Literal("2023-01-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    assert day == second["day"]


def test_an_ask_gives_a_boolean(store):
    """True and false."""
    yes, no = (store.query(f"ASK {{ <{BASE_GRAPH}> a ?kind FILTER({flag}) }}") for flag in ("true", "false"))
    assert isinstance(yes, ox.QueryBoolean)
    assert (True, False) == (bool(yes), bool(no))


@pytest.mark.parametrize("form", ["CONSTRUCT { ?s <http://example.org/p> ?o }", "DESCRIBE ?s"])
def test_a_construct_and_a_describe_give_triples(store, form):
    """As objects that can also be written out."""
    found = store.query(f"{form} WHERE {{ ?s <https://w3id.org/yidi/ns#coversFrom> ?o }}")
    assert isinstance(found, ox.QueryTriples)
    subjects = {triple.subject.value for triple in found}
    assert {BASE_GRAPH} == subjects


def test_a_query_that_is_no_sparql_is_a_syntax_error(store):
    """With the place in the text."""
    with pytest.raises(SyntaxError, match=r"1[: ]"):
        store.query("SELECT { ?s ?p ?o }")


def test_what_is_added_is_found_beside_the_base(store):
    """Without naming a graph: the default graph is the union."""
    store.add(GRAPH, triples("a", 3))
    assert 3 == store.graphs()[GRAPH]
    assert 3 == len(rows(store, "SELECT ?p WHERE { <http://example.org/a> ?p ?o }"))
    store.add(GRAPH, triples("b", 2))
    assert 5 == store.graphs()[GRAPH]


def test_a_graph_is_replaced_as_a_whole(store):
    """What it held before is gone, and the other graphs are as they were."""
    before = dict(store.graphs())
    store.replace(GRAPH, triples("a", 3))
    store.replace(GRAPH, triples("b", 2))
    assert before | {GRAPH: 2} == dict(store.graphs())
    assert [] == rows(store, "SELECT ?p WHERE { <http://example.org/a> ?p ?o }")


def test_several_graphs_are_replaced_at_once(store):
    """And one for which nothing is given goes."""
    before = dict(store.graphs())
    store.add(GRAPH, triples("a", 3))
    store.replace_all({GRAPH: [], OTHER: triples("b", 2), "http://example.org/third": triples("c")})
    assert before | {OTHER: 2, "http://example.org/third": 1} == dict(store.graphs())


def test_a_graph_is_dropped(store):
    """Also one that is not there."""
    before = dict(store.graphs())
    store.add(GRAPH, triples("a", 3))
    store.drop(GRAPH)
    store.drop(OTHER)
    assert before == dict(store.graphs())


def test_nothing_changes_when_a_change_fails_half_way(store):
    """Triples that cannot be read to their end leave the graph as it was."""
    store.add(GRAPH, triples("a", 3))
    before = dict(store.graphs())

    def broken():
        yield from triples("b", 2)
        raise ZeroDivisionError

    for change in (store.replace, store.add):
        with pytest.raises(ZeroDivisionError):
            change(GRAPH, broken())
    with pytest.raises(ZeroDivisionError):
        store.replace_all({OTHER: triples("c"), GRAPH: broken()})
    assert before == dict(store.graphs())


def test_blank_nodes_stay_connected(store):
    """Within what is loaded at once."""
    blank = ox.BlankNode()
    store.replace(GRAPH, [ox.Triple(node("a"), node("p"), blank), ox.Triple(blank, node("q"), ox.Literal("x"))])
    found = rows(
        store, "SELECT ?x WHERE { <http://example.org/a> <http://example.org/p> [ <http://example.org/q> ?x ] }"
    )
    assert [("x",)] == found


def test_a_request_may_name_its_graphs(store):
    """In the default graph, or by name; then nothing else is seen."""
    store.add(GRAPH, triples("a", 3))
    store.add(OTHER, triples("b", 2))
    everything, named = "SELECT ?s WHERE { ?s ?p ?o }", "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }"
    cases = [
        (Dataset((GRAPH,)), 3, 0),
        (Dataset((GRAPH, OTHER)), 5, 0),
        (Dataset((), (OTHER,)), 0, 2),
        (Dataset((GRAPH,), (OTHER,)), 3, 2),
    ]
    found = [(d, len(rows(store, everything, d)), len(rows(store, named, d))) for d, _, _ in cases]
    assert cases == found


def test_a_query_may_name_its_graphs(store):
    """FROM and FROM NAMED are the engine's; the union is for queries that name none."""
    store.add(GRAPH, triples("a", 3))
    store.add(OTHER, triples("b", 2))
    assert 3 == len(rows(store, "SELECT ?s FROM <http://example.org/graph> WHERE { ?s ?p ?o }"))
    named = "PREFIX : <http://example.org/> SELECT ?s FROM NAMED :other WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert 2 == len(rows(store, named))


def test_graphs_keep_their_names_beside_the_union(store):
    """GRAPH ?g ranges over every graph although none is named."""
    store.add(GRAPH, triples("a", 3))
    found = {row[0] for row in rows(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
    assert {BASE_GRAPH, ROWS_GRAPH, GRAPH} == found


def test_a_store_that_is_opened_again_holds_what_was_loaded(lasting, base):
    """On disk and on a server; the base is not loaded a second time, and other graphs are left alone."""
    first = open_store(lasting, base, writable=True)
    first.add(GRAPH, triples("a", 3))
    before = dict(first.graphs())
    first.close()
    second = open_store(lasting, base)
    assert before == dict(second.graphs())
    assert 3 == before[GRAPH]
    second.close()


def test_another_base_takes_the_place_of_the_one_held(lasting, base):
    """Its graphs are replaced; what was loaded besides stays."""
    hashes = "SELECT ?hash WHERE { ?base <https://w3id.org/yidi/ns#contentHash> ?hash }"
    first = open_store(lasting, base, writable=True)
    first.add(GRAPH, triples("a", 3))
    before = dict(first.graphs())
    (mine,) = rows(first, hashes)
    second = open_store(lasting, replace(base, hash="another"))
    (theirs,) = rows(second, hashes)
    assert before == dict(second.graphs())
    assert mine != theirs
    assert [theirs] == rows(first, hashes)
    third = open_store(lasting, base)
    assert [mine] == rows(third, hashes)
    for opened in (first, second, third):
        opened.close()
