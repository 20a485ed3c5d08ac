"""Whether what a reasoner finds narrower is what the compiler holds for it: lex specialis proved by other means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from yidi.model import Decision, Rule
from yidi.owl.axioms import defined, expression
from yidi.owl.conditions import CASE, conditions, input_axioms
from yidi.owl.ontology import Ontology
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.axes import cut_inputs
from yidi.tables.precedence import is_inside

__all__ = ["Doubt", "doubts"]

_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rules of which the reasoner and the compiler disagree whether the first is as narrow as the second."""

    rule: Rule
    other: Rule
    inferred: bool


def doubts(decision: Decision, rules: Sequence[Rule], vocabulary: Vocabulary, language: str = "en") -> list[Doubt]:
    """Where reasoner and compiler disagree about the rules of a decision; raises UsageError where there is no Java."""
    compiled = _compiled(decision, rules, vocabulary)
    inferred = _inferred(rules, vocabulary, language)
    by_iri = {rule.iri: rule for rule in rules}
    return [Doubt(by_iri[one], by_iri[other], (one, other) in inferred) for one, other in sorted(compiled ^ inferred)]


def _compiled(decision: Decision, rules: Sequence[Rule], vocabulary: Vocabulary) -> _Pairs:
    """The pairs of rules of which the compiler holds the first to lie in the second."""
    cuts = cut_inputs(decision, rules, vocabulary)
    masks = {
        rule.iri: tuple(
            cut.bits[rule.conditions[cut.axis.name]] if cut.axis.name in rule.conditions else cut.all_bits
            for cut in cuts
        )
        for rule in rules
    }
    empty = {iri for iri, mask in masks.items() if not all(mask)}
    return frozenset((a, b) for a in masks for b in masks if a != b and (a in empty or is_inside(masks[a], masks[b])))


def _inferred(rules: Sequence[Rule], vocabulary: Vocabulary, language: str) -> _Pairs:
    """The pairs of rules of which it follows that every case of the first is one of the second."""
    inputs = sorted({name for rule in rules for name in rule.conditions})
    triples = [t for name in inputs for t in input_axioms(vocabulary.inputs[name], vocabulary)]
    for rule in rules:
        members = [CASE, *conditions(rule, vocabulary, triples)]
        node, axioms = expression("intersectionOf", members)
        triples += [*axioms, *defined(NamedNode(rule.iri), node)]
    found = Ontology(triples, language).classified()
    iris = {rule.iri for rule in rules}
    empty = found.empty & iris
    narrow = {(a, b) for a in iris for b in found.wider.get(a, frozenset()) & iris if a != b}
    return frozenset(narrow | {(a, b) for a in empty for b in iris if a != b})
