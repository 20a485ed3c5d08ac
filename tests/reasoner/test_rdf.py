"""Answers as RDF, in the ontology's own terms."""

from hypothesis import given, settings
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from samples import guide
from strategies import cases

from yidi.answers.rdf import answers_turtle
from yidi.files import builtin_folder

YIDI = Namespace("https://w3id.org/yidi/ns#")
DECISION = Namespace("https://w3id.org/yidi/id/decision/")
RULE = Namespace("https://w3id.org/yidi/id/rule/")


def graph_of(base, *several):
    return Graph().parse(data=answers_turtle(base, [base.decide(c, language="en") for c in several]), format="turtle")


def outcome(graph, name):
    return next(graph.subjects(YIDI.decided, DECISION[name]))


def test_values_are_those_of_the_ontology(base):
    """Codes are concepts, numbers have their own types, and the rule stands beside."""
    graph = graph_of(base, guide())
    route, reduction, liable = (outcome(graph, name) for name in ("settlementRoute", "reduction", "fundLiable"))

    assert URIRef("https://w3id.org/yidi/id/route/direct") == graph.value(route, YIDI.value)
    assert RULE["100000-route-direct"] == graph.value(route, YIDI.prevailing)
    assert Literal("0", datatype=YIDI.percentagePoints) == graph.value(reduction, YIDI.value)
    assert Literal("true", datatype=XSD.boolean) == graph.value(liable, YIDI.value)


def test_the_bill_has_its_amounts_and_its_steps_in_order(base):
    """Amounts are yuan; steps are numbered from 1."""
    graph = graph_of(base, guide())
    answer = next(graph.subjects(RDF.type, YIDI.Answer))
    steps = {int(graph.value(s, YIDI.stepNumber)): s for s in graph.objects(answer, YIDI.step)}

    assert Literal("41225.00", datatype=YIDI.yuan) == graph.value(answer, YIDI.fundPays)
    assert Literal("8775.00", datatype=YIDI.yuan) == graph.value(answer, YIDI.personPays)
    assert list(range(1, 8)) == sorted(steps)
    assert ("Total bill", "The person pays") == tuple(str(graph.value(steps[n], RDFS.label)) for n in (1, 7))


def test_missing_facts_and_warnings(base):
    """What is missing names its path and the decisions that turn on it; a warning has its code and its words."""
    graph = graph_of(base, guide(visit__hospital__opened=None, expense__eligible=None))
    missing = next(graph.subjects(YIDI.missingPath, Literal("visit.hospital.opened")))
    caution = next(graph.subjects(YIDI.cautionCode, Literal("eligible-assumed")))

    assert {DECISION.settlementRoute, DECISION.catalogue} == set(graph.objects(missing, YIDI.turnsOn))
    assert "Nothing was said of the catalogue, so the whole bill is taken as covered." == str(
        graph.value(caution, RDFS.comment)
    )


def test_several_answers_are_several_nodes(base):
    """Each answer is a node of its own, with its own day."""
    graph = graph_of(base, guide(), guide(asOf="2024-01-01"))

    assert {"2025-03-20", "2024-01-01"} == {str(day) for day in graph.objects(None, YIDI.asOf)}
    assert 2 == len(set(graph.subjects(RDF.type, YIDI.Answer)))


def test_every_term_is_declared_in_the_ontology(base):
    """An answer uses no property and no class that the ontology does not define."""
    ontology = Graph()
    for path in (builtin_folder() / "ontology").glob("*.ttl"):
        ontology.parse(path, format="turtle")
    graph = graph_of(base, guide(visit__hospital__opened=None), guide(filing=None))
    used = {t for s, p, o in graph for t in (p, o) if t.startswith(str(YIDI))}

    assert set() == {t for t in used if (t, RDF.type, None) not in ontology}


@settings(max_examples=20)
@given(case=cases())
def test_every_answer_is_turtle(base, case):
    """Whatever is unknown, the answer can be read back, with an outcome for each reason."""
    answer = base.decide(case)
    graph = Graph().parse(data=answers_turtle(base, [answer]), format="turtle")

    assert len(answer["because"]) == len(set(graph.subjects(RDF.type, YIDI.Outcome)))
    assert answer["asOf"] == str(next(graph.objects(None, YIDI.asOf)))
