"""Without Java: each class of person unfolds into the very conditions of the rule that it names."""

from pathlib import Path

import pytest

import yidi
from yidi.base import open_base
from yidi.names import NS, RDFS, local
from yidi.owl.axioms import OWL
from yidi.owl.opened import ruled_classes
from yidi.reading.turtle import Literal


@pytest.fixture(scope="module")
def opened():
    return open_base(Path(yidi.load().folder))


def unfold(graph, node):
    """Give what a class demands: the values by property; anything else than "and" and "has" is refused."""
    members = graph.object(node, OWL + "intersectionOf")
    if members is not None:
        return {k: v for member in graph.list(members) for k, v in unfold(graph, member).items()}
    on, value = graph.object(node, OWL + "onProperty"), graph.object(node, OWL + "hasValue")
    if value is not None:
        return {local(on): value.text if isinstance(value, Literal) else local(value)}
    if on is not None:
        assert on.startswith("_:") or on == NS + "visit", f"{node}: {on}"
        return unfold(graph, graph.object(node, OWL + "someValuesFrom"))
    assert node.startswith(NS), node
    assert graph.object(node, RDFS + "subClassOf") is None
    same = graph.object(node, OWL + "equivalentClass")
    return {} if same is None else unfold(graph, same)


def test_each_rule_on_filing_types_has_a_class_of_person(opened):
    graph, base, _ = opened
    rules = {rule.iri for rule in base.rules.values() if rule.decision == "openFilingTypes"}

    assert rules == set(ruled_classes(graph))
    assert len(rules) >= 9


def test_class_and_rule_demand_the_same(opened):
    graph, base, _ = opened
    for iri, kind in ruled_classes(graph).items():
        conditions = {name: c.codes for name, c in base.rules[iri].conditions.items()}

        assert conditions == {name: (value,) for name, value in unfold(graph, kind).items()}, local(iri)
