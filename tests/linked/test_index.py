"""What is said about every thing of the base, what it names and what names it, in forms that others read."""

import json

import pytest
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from yidi.linked.index import index_of, read_index
from yidi.linked.write import FORMS, write
from yidi.names import LABEL, TYPE, individual, term

RULE = "https://w3id.org/yidi/id/rule/360100-cap-employee"


@pytest.fixture(scope="module")
def index(base):
    """Give the index of the built-in base."""
    return read_index(base)


def test_the_index_knows_every_thing_of_the_base(index, base):
    """Rules, sources, places, codes, hospitals and terms."""
    iris = set(index.iris())

    assert len(iris) >= 4600
    assert iris >= base.rules.keys() | base.sources.keys() | base.vocabulary.concepts.keys()


def test_a_description_has_the_statements_and_the_labels_of_what_they_name(index):
    """In the order of the file, so that a reader finds the same in both."""
    found = index.description(RULE)
    own = [t for t in found if t.subject.value == RULE]

    assert own[0] == Triple(NamedNode(RULE), NamedNode(TYPE), NamedNode(term("Rule")))
    assert found[: len(own)] == own
    assert {t.predicate.value for t in found[len(own) :]} == {LABEL}
    assert {"最高支付限额", "年度最高支付限额"} & {t.object.value for t in found[len(own) :]}


def test_a_description_goes_on_below_blank_nodes(index):
    """The restriction that defines a class is part of it, list and all."""
    found = index.description(term("LongTermFiling"))

    assert term("filingType") in {t.object.value for t in found}
    assert sum(t.predicate.value.endswith("#first") for t in found) == 6


def test_the_vocabulary_holds_what_sets_its_classes_apart(index):
    """Axioms without a name of their own belong to it too."""
    found = index.ontology()

    assert sum(t.object.value.endswith("#AllDisjointClasses") for t in found if isinstance(t.object, NamedNode)) == 9
    assert not [t for t in found if t.subject in index.said and "/id/" in str(t.subject)]


def test_what_points_at_a_thing_is_bounded_and_counted(index):
    """A class with thousands of members tells how many, and shows a few."""
    found = index.points_at(term("Division"), 10)

    assert (len(found.triples), found.count >= 3200) == (10, True)
    assert index.points_at("https://example.org/", 10).count == 0


def test_a_blank_node_belongs_to_what_it_is_said_of():
    """Up to the first IRI; a circle of blank nodes belongs to nothing."""
    text = b"<urn:a> <urn:p> [ <urn:q> ( <urn:b> ) ] . _:x <urn:p> _:y . _:y <urn:p> _:x . [] <urn:p> <urn:c> ."
    found = index_of(q.triple for q in parse(text, format=RdfFormat.TURTLE))
    owners = [found.owner(t.subject) for iri in ("urn:b", "urn:c") for t in found.points_at(iri, 5).triples]
    (circle,) = {found.owner(t.subject) for t in found.said[next(n for n in found.said if str(n) == "_:x")]}

    assert owners == ["urn:a", None]
    assert circle is None


@pytest.mark.parametrize("iri", [RULE, term("LongTermFiling"), "https://w3id.org/yidi/id/area/360100"])
def test_all_forms_say_the_same(index, iri):
    """Read by rdflib, or by PyLD, each is the same graph."""
    triples = index.description(iri)
    turtle, linked, lines, xml = (write(triples, form) for form in FORMS)
    expected = Graph().parse(data=lines, format="nt")

    assert len(expected) == len(set(triples))
    assert isomorphic(Graph().parse(data=turtle, format="turtle"), expected)
    assert isomorphic(Graph().parse(data=xml, format="xml"), expected)
    quads = jsonld.to_rdf(json.loads(linked), {"format": "application/n-quads"})
    assert isomorphic(Graph().parse(data=quads, format="nt"), expected)


def test_what_is_written_is_the_same_each_time(index):
    """Blank nodes are numbered, prefixes sorted."""
    written = [write(index.description(term("LongTermFiling")), "text/turtle") for _ in range(3)]

    assert written[0] == written[1] == written[2]
    assert b"_:n1" in written[0]
    assert Literal("长期备案", language="zh") in {t.object for t in index.description(term("LongTermFiling"))}


def test_a_row_is_described_and_points_at_nothing(index):
    """What the SPARQL side derives has addresses too, but does not crowd the pages of rules."""
    row = next(iri for iri in index.iris() if "@" in iri)
    rule, _, area = row.partition("@")
    assert [rule] == index.values(row, term("rule"))
    assert [individual("area", area)] == index.values(row, term("jurisdiction"))
    pointing = index.points_at(rule, 100).triples
    assert not [t for t in pointing if isinstance(t.subject, NamedNode) and "@" in t.subject.value]
