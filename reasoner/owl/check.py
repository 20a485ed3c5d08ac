"""`yidi check --owl`: what a description-logic reasoner finds wrong with the base and its example cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from yidi.base import Base, open_base
from yidi.finding import NOWHERE, Finding, in_order
from yidi.model import Rule
from yidi.names import SKOS, short
from yidi.owl.blame import Blame
from yidi.owl.cases import told_by
from yidi.owl.lists import wrong_hierarchies
from yidi.owl.ontology import Axiom, Ontology, classify, is_of_individuals
from yidi.owl.opened import axioms_of, rule_class, ruled_classes
from yidi.owl.pellet import finds_consistent
from yidi.owl.specialis import doubts
from yidi.owl.whole import whole
from yidi.reading.graph import Graph

__all__ = ["HERMIT", "PELLET", "check_owl"]

HERMIT: Final = "hermit"
PELLET: Final = "pellet"
_MOST: Final = 20
"""Contradictions told at once: each is explained, which takes its time."""


def check_owl(
    folder: Path,
    texts: Mapping[str, bytes] | None = None,
    *,
    reasoner: str = HERMIT,
    language: str = "en",
    step: Callable[[str], None] = lambda _: None,
) -> tuple[Finding, ...]:
    """What is wrong with the base of a folder and the cases in its `tests/cases`, by file and line.

    `step` is told what is done next.  Nothing is said about a base that cannot be read: `yidi check` does that.
    `texts` are the files of the base by the names that findings show, where they are not read from the folder.
    Raises UsageError where there is no Java.
    """
    graph, base, _ = open_base(folder, texts)
    if base is None:
        return ()
    step("reading the ontology")
    cases = list(told_by(base, [folder / "tests" / "cases"]))
    stated = whole(graph, base.vocabulary)
    ontology = Ontology([*stated, *(t for told in cases for t in told.triples)], language)
    blame = Blame(graph, cases)
    step("looking for contradictions")
    findings = [*_outside(ontology, blame), *_contradictions(ontology, blame), *_empty(ontology, blame, graph)]
    if reasoner == PELLET and not findings:
        step("asking Pellet")
        # Pellet takes minutes for all cases; what they say contradicts nothing by now.
        findings += [] if finds_consistent(stated, language) else [Finding("owl-opinions", NOWHERE)]
    step("comparing with the tables")
    findings += [*_hierarchies(graph, base, language), *_persons(graph, base, language)]
    return in_order([*findings, *_specialis(base, language)])


def _outside(ontology: Ontology, blame: Blame) -> Iterator[Finding]:
    """What OWL 2 DL does not allow."""
    for why, axiom in ontology.violations():
        words = blame.words(axiom) if axiom is not None else ""
        place = blame.place(axiom) if axiom is not None else NOWHERE
        yield Finding("owl-profile", place, {"axiom": words, "why": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", why).lower()})


def _contradictions(ontology: Ontology, blame: Blame) -> Iterator[Finding]:
    """A finding for each set of statements that cannot all be true; what they say of individuals is then left out.

    So one mistake that contradicts much is told once.
    """
    axioms = list(ontology.axioms)
    for _ in range(_MOST):
        if ontology.is_consistent(axioms):
            return
        to_blame = ontology.blamed(axioms)
        yield _contradiction(to_blame, blame)
        told = [a for a in to_blame if is_of_individuals(a)] or to_blame[:1]
        axioms = [a for a in axioms if not any(a.equals(each) for each in told)]


def _contradiction(axioms: Sequence[Axiom], blame: Blame) -> Finding:
    first = _first(axioms, blame)
    told = blame.case(first)
    related = tuple((blame.place(a), blame.words(a)) for a in axioms if not a.equals(first))
    details = {"axiom": blame.words(first), **({"name": told.name} if told else {})}
    return Finding(
        "owl-case" if told else "owl-contradiction", blame.place(first), details, related, shown=len(related)
    )


def _first(axioms: Sequence[Axiom], blame: Blame) -> Axiom:
    """The statement that is told first: one of a case, else a relation of things, else the first."""
    relations = (a for a in axioms if str(a.getAxiomType()) == "ObjectPropertyAssertion")
    return next((a for a in axioms if blame.case(a)), next(relations, axioms[0]))


def _empty(ontology: Ontology, blame: Blame, graph: Graph) -> Iterator[Finding]:
    """Classes that can have no member, but for those that are empty because others are."""
    axioms = [a for a in ontology.axioms if not is_of_individuals(a)]
    causes = {iri: ontology.blamed_for_empty(iri, axioms) for iri in sorted(ontology.classified(axioms).empty)}
    words = {iri: frozenset(map(str, blamed)) for iri, blamed in causes.items()}
    for iri, blamed in causes.items():
        if not any(other < words[iri] for other in words.values()):
            related = tuple((blame.place(a), blame.words(a)) for a in blamed)
            place, details = graph.place(iri) or NOWHERE, {"subject": short(iri)}
            yield Finding("owl-class-empty", place, details, related, shown=len(related))


def _hierarchies(graph: Graph, base: Base, language: str) -> Iterator[Finding]:
    """Codes that the reasoner puts elsewhere than the tables do."""
    for code, wide in wrong_hierarchies(graph, base.vocabulary, language):
        place = graph.place(code, SKOS + "broader") or NOWHERE
        yield Finding("owl-hierarchy", place, {"subject": short(code), "other": short(wide)})


def _persons(graph: Graph, base: Base, language: str) -> Iterator[Finding]:
    """Classes of person that have other members than the rule that they name applies to."""
    ruled = {rule: kind for rule, kind in ruled_classes(graph).items() if rule in base.rules}
    for decision in sorted({base.rules[rule].decision for rule in ruled}):
        found = classify(axioms_of(graph, base, decision), language=language)
        for rule, kind in ruled.items():
            if base.rules[rule].decision == decision and not found.same(rule_class(base.rules[rule]), kind):
                yield _differs(graph, base.rules[rule], kind)


def _differs(graph: Graph, rule: Rule, kind: str) -> Finding:
    details = {"subject": short(kind), "other": short(rule.iri)}
    return Finding("owl-person", graph.place(kind) or NOWHERE, details, ((rule.place, short(rule.iri)),))


def _specialis(base: Base, language: str) -> Iterator[Finding]:
    """Pairs of rules of which the compiler holds one to be narrower, and the reasoner does not, or the other way."""
    for decision in base.vocabulary.decisions.values():
        rules = [r for r in (*base.rules.values(), *base.claims.values()) if r.decision == decision.name]
        for doubt in doubts(decision, rules, base.vocabulary, language) if rules else ():
            details = {"subject": short(doubt.rule.iri), "other": short(doubt.other.iri)}
            name = "owl-narrower" if doubt.inferred else "owl-not-narrower"
            yield Finding(name, doubt.rule.place, details, ((doubt.other.place, short(doubt.other.iri)),))
