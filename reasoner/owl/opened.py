"""What a decision that collects says of persons, found by classification alone instead of by its table.

For each set of rules in force every value is a class: the persons of a rule that gives it, without those
of a rule that overrides that one.  Who is a member for certain has the value for certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple

from yidi.base import Base
from yidi.deciding.columns import AS_OF, INSURED
from yidi.deciding.results import Results
from yidi.errors import BaseError
from yidi.model import Rule
from yidi.names import NS, TYPE, term
from yidi.owl.axioms import OWL, Node, Resource, defined, expression, of_inputs, of_terms
from yidi.owl.ontology import classify
from yidi.owl.persons import Persons
from yidi.reading.graph import Graph

__all__ = ["axioms_of", "certain_values", "rule_class", "ruled_classes"]

TOGETHER: Final = 100
"""Persons classified in one run: twice as many take four times as long."""


def rule_class(rule: Rule) -> str:
    """The name of the class of persons to whom a rule applies wherever it is in force."""
    return f"{rule.iri}/persons"


def ruled_classes(graph: Graph) -> Mapping[str, str]:
    """The classes of person that are to have the conditions of a rule, by the rule."""
    return {rule: kind for kind in graph.instances(OWL + "Class") for rule in graph.iris(kind, term("ruledBy"))}


def axioms_of(graph: Graph, base: Base, decision: str) -> list[Triple]:
    """The terms of a base, its inputs as they are used by a decision, and the rules of that decision as classes."""
    inputs = [base.vocabulary.inputs[name] for name in base.vocabulary.decisions[decision].inputs]
    triples = of_terms(graph) + of_inputs(inputs, base.vocabulary)
    persons = Persons(base.vocabulary)
    for rule in _rules(base, decision):
        node, described = persons.of_rule(rule)
        triples += [*described, *defined(NamedNode(rule_class(rule)), node)]
    return triples


def certain_values(graph: Graph, base: Base, decision: str, results: Results) -> list[set[str]]:
    """For each case the values that are certain.

    Raises UsageError where there is no Java, and BaseError where what the cases say contradicts the ontology.
    """
    contexts: dict[tuple[str, ...], int] = {}
    axioms = axioms_of(graph, base, decision)
    rows = [_in_force(base, decision, results, row) for row in range(results.columns.count)]
    for rules in rows:
        if rules not in contexts:
            contexts[rules] = len(contexts)
            axioms += _values([base.rules[iri] for iri in rules], contexts[rules])
    names = [f"{NS}person-{row}" for row in range(len(rows))]
    persons = Persons(base.vocabulary).of_cases(results, base.vocabulary.decisions[decision].inputs, names)
    classes: dict[str, frozenset[str]] = {}
    for at in range(0, len(names), TOGETHER):
        found = classify([*axioms, *chain.from_iterable(persons[at : at + TOGETHER])])
        if not found.consistent:
            raise BaseError(["what the cases say contradicts the ontology"])
        classes |= found.classes
    prefixes = [_value_class(contexts[rules], "") for rules in rows]
    return [
        {c.removeprefix(prefix) for c in classes.get(name, ()) if c.startswith(prefix)}
        for name, prefix in zip(names, prefixes, strict=True)
    ]


def _rules(base: Base, decision: str) -> list[Rule]:
    return [rule for rule in base.rules.values() if rule.decision == decision]


def _in_force(base: Base, decision: str, results: Results, row: int) -> tuple[str, ...]:
    """The rules that hold where and when a case is decided."""
    area = base.places.chains[int(results.columns[INSURED][row])]
    day = int(results.columns[AS_OF][row])
    rules = (r for r in _rules(base, decision) if r.valid_from <= day <= r.valid_to)
    return tuple(sorted(r.iri for r in rules if set(r.jurisdictions) & set(area)))


def _values(rules: Sequence[Rule], context: int) -> list[Triple]:
    """The classes of those who have each value, where these rules are in force."""
    triples: list[Triple] = []
    for value in dict.fromkeys(v.text for rule in rules for v in rule.values):
        givers: list[Resource] = []
        for rule in (r for r in rules if value in {v.text for v in r.values}):
            beaten_by = [r for r in rules if r.overrides & {rule.iri, *rule.groups}]
            node, described = _without(rule, beaten_by)
            givers.append(node)
            triples += described
        node, described = expression("unionOf", givers)
        triples += [*described, *defined(NamedNode(_value_class(context, value)), node)]
    return triples


def _without(rule: Rule, others: Sequence[Rule]) -> tuple[Node, list[Triple]]:
    """The persons of a rule that are not those of other ones."""
    own = NamedNode(rule_class(rule))
    if not others:
        return own, []
    union, triples = expression("unionOf", [NamedNode(rule_class(r)) for r in others])
    complement = BlankNode()
    triples += [
        Triple(complement, NamedNode(TYPE), NamedNode(OWL + "Class")),
        Triple(complement, NamedNode(OWL + "complementOf"), union),
    ]
    node, described = expression("intersectionOf", [own, complement])
    return node, triples + described


def _value_class(context: int, value: str) -> str:
    return f"{NS}value-{context}-{value}"
