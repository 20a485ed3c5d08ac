"""What the suite of the W3C leaves open: order, scale, hostile data, and that nothing is changed."""

import pickle

import pyoxigraph as ox
import pytest
from written_graphs import TOGETHER, constraint, found, report, shapes, triples

from yidi.shacl import Data, report_triples, validate
from yidi.shacl.terms import sh

CHAIN = 3000


def test_focus_nodes_are_counted_for_each_shape_with_targets():
    rules = """ex:A a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 .
    ex:B a sh:NodeShape ; sh:targetNode 1, ex:nobody ; sh:targetSubjectsOf ex:q ."""

    assert report("ex:D rdfs:subClassOf ex:C . ex:a a ex:D, ex:C .", rules).focus == {
        "https://example.org/A": 1,
        "https://example.org/B": 2,
    }


def test_a_class_that_is_a_shape_is_its_own_target():
    assert found("ex:a a ex:C .", "ex:C a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:Literal .") == ["a a NodeKind"]


def test_results_come_in_the_same_order_every_time():
    data = triples("".join(f"ex:n{number % 97} a ex:C ; ex:p {number} ." for number in range(500)))
    rules = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P, ex:Q ."
    rules += "ex:P sh:path ex:p ; sh:maxInclusive 300 . ex:Q sh:path ex:p ; sh:maxCount 4 ."

    assert validate(shapes(rules), Data(data)).results == validate(shapes(rules), Data(data)).results


def test_neither_shapes_nor_data_change():
    judged, data = shapes(constraint(TOGETHER["a path"])), Data(triples("ex:a ex:p0 ex:b . ex:c ex:p0 ex:b ."))
    first, before, kept = validate(judged, data), set(data.triples()), pickle.dumps(judged)

    second = validate(judged, data)

    assert first == second
    assert len(first.results) == 2
    assert set(data.triples()) == before
    assert pickle.dumps(judged) == kept
    assert set(data.store.quads_for_pattern(None, None, None, ox.DefaultGraph())) == before


def test_shapes_can_be_sent_to_another_process():
    judged, data = shapes(constraint(TOGETHER["a path"])), Data(triples("ex:a ex:p0 ex:b . ex:c ex:p0 ex:b ."))

    assert validate(pickle.loads(pickle.dumps(judged)), data) == validate(judged, data)  # noqa: S301 - our own


def test_a_deactivated_shape_finds_nothing_and_is_satisfied_by_all():
    rules = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; {} ex:T . ex:T sh:deactivated true ; sh:in () ."

    assert not found("", rules.format("sh:node"))
    assert found("", rules.format("sh:not")) == ["a a Not"]


def test_messages_come_sorted_by_language():
    rules = 'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:message "不行"@zh, "No."@en ; sh:nodeKind sh:Literal .'

    assert [each.language for each in report("", rules).results[0].messages] == ["en", "zh"]


def test_a_shape_that_is_met_twice_is_reported_twice():
    rules = """ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:property ex:T . ex:T sh:path ex:q ; sh:minCount 1 .
    ex:R sh:targetNode ex:a ; sh:path ex:r ; sh:property ex:T ."""

    assert found("ex:a ex:p ex:b ; ex:r ex:b .", rules) == ["b - MinCount", "b - MinCount"]


def test_terms_and_not_values_are_listed():
    assert found("", "ex:S a sh:NodeShape ; sh:targetNode 1.0, 1 ; sh:in ( 1 ) .") == ["1.0 1.0 In"]


@pytest.mark.parametrize(
    ("pattern", "flags", "passes"),
    [
        ("^a$", "", False),
        ("^a$", "m", True),
        ("A", "i", True),
        ("a.b", "s", True),
        ("a.b", "", False),
        ("a b", "x", False),
        ("a.b", "q", False),
        ("^a[$]?", "", True),
    ],
)
def test_patterns_are_those_of_xpath(pattern, flags, passes):
    rules = f'ex:S a sh:NodeShape ; sh:targetNode "a\\nb" ; sh:pattern "{pattern}" ; sh:flags "{flags}" .'

    assert (not found("", rules)) == passes
    assert found("", 'ex:S a sh:NodeShape ; sh:targetNode "a\\n" ; sh:pattern "^a$" .') == ["a\n a\n Pattern"]


def test_a_list_of_great_depth_is_walked():
    rest = "".join(f"_:l{n} rdf:first {n} ; rdf:rest _:l{n + 1} ." for n in range(CHAIN))
    rules = "ex:S sh:targetNode ex:a ; sh:path ( ex:p [ sh:zeroOrMorePath rdf:rest ] rdf:first ) ; sh:maxCount 2999 ."

    assert found(f"ex:a ex:p _:l0 . {rest}", rules) == ["a - MaxCount"]


def test_circles_in_the_data_end():
    circle = "".join(f"ex:n{n} ex:p ex:n{(n + 1) % 50} ; rdfs:subClassOf ex:n{(n + 1) % 50} ." for n in range(50))
    rules = """ex:S sh:targetNode ex:n0 ; sh:path [ sh:oneOrMorePath ex:p ] ; sh:maxCount 49 ; sh:class ex:n7 .
    ex:T sh:targetClass ex:n9 ; sh:path [ sh:zeroOrMorePath [ sh:inversePath ex:p ] ] ; sh:minCount 51 ."""

    assert found(f"{circle} ex:a a ex:n3 .", rules).count("n0 - MaxCount") == 1
    assert "a - MinCount" in found(f"{circle} ex:a a ex:n3 .", rules)


def test_a_foreign_list_without_end_is_no_value():
    data = "_:a rdf:first 1 ; rdf:rest _:b . _:b rdf:first 2 ; rdf:rest _:a . ex:a ex:p _:a ."

    assert found(data, "ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:nodeKind sh:BlankNode .") == []


def test_thousands_of_focus_nodes_are_judged_together():
    data = "".join(f"ex:n{n} a ex:C0 ; ex:p0 {n} ." for n in range(5000))
    query = "SELECT $this ?value WHERE { $this ex:p0 ?value . FILTER (?value >= 4990) }"

    assert len(found(data, constraint(query, "sh:targetClass ex:C0"))) == 10


def test_a_closed_shape_tells_the_property():
    rules = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
    sh:property [ sh:path ex:p ], [ sh:path [ sh:inversePath ex:q ] ] ."""

    (result,) = report("ex:a a ex:C ; ex:p 1 ; ex:q 2 .", rules).results

    assert (result.path, result.value.value) == (ox.NamedNode("https://example.org/q"), "2")


def test_the_report_graph_is_that_of_the_standard():
    rules = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:P .
    ex:P sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:in () ; sh:severity sh:Info ; sh:message "No."@en ."""
    expected = """[] a sh:ValidationReport ; sh:conforms false ; sh:result [ a sh:ValidationResult ; sh:focusNode ex:a ;
      sh:resultPath ( ex:p [ sh:inversePath ex:q ] ) ; sh:value ex:c ; sh:resultSeverity sh:Info ; sh:sourceShape ex:P ;
      sh:sourceConstraintComponent sh:InConstraintComponent ; sh:resultMessage "No."@en ] ."""

    made = report_triples(report("ex:a ex:p ex:b . ex:c ex:q ex:b .", rules))

    assert canonical(made) == canonical(triples(expected))
    assert {each.object for each in report_triples(report("", rules)) if each.predicate == sh("conforms")} == {
        ox.Literal(value=True)
    }


def canonical(triples):
    dataset = ox.Dataset(ox.Quad(*each) for each in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)
