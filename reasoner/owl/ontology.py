"""Axioms as HermiT and the OWL API see them: are they consistent, which classes are empty, what is wider than what.

Literals of datatypes that OWL 2 does not have, such as dates, take no part in reasoning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pyoxigraph import RdfFormat, Triple, serialize

from yidi.errors import UsageError
from yidi.messages import phrase
from yidi.owl.java import start_java
from yidi.owl.smallest import smallest

__all__ = ["Axiom", "Classified", "Ontology", "classify", "is_of_individuals"]

_LABELS: Final = ("AnnotationAssertion", "AnnotationPropertyDomain", "AnnotationPropertyRangeOf", "Declaration")
_OF_INDIVIDUALS: Final = ("Assertion", "Individuals")
"""How the types of axioms end that are about individuals."""
_NOTHING: Final = "http://www.w3.org/2002/07/owl#Nothing"
_EVERY: Final = False
"""Of the two that the OWL API tells, not the next alone."""
_API: Final = "org.semanticweb.owlapi"

Axiom = Any
"""An axiom of the OWL API."""


@dataclass(frozen=True, slots=True)
class Classified:
    """What follows: for each class those that are as wide or wider, for each individual all of its classes.

    `empty` holds the classes that can have no member; without consistency nothing else is told.
    """

    wider: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    empty: frozenset[str]
    consistent: bool

    def same(self, one: str, other: str) -> bool:
        """Whether two classes have the same members, whatever is the case."""
        return other in self.wider.get(one, ()) and one in self.wider.get(other, ())


class Ontology:
    """Axioms and statements about individuals, read by the OWL API."""

    def __init__(self, triples: Iterable[Triple], language: str = "en") -> None:
        """Raises UsageError where there is no Java, or where the triples are no OWL."""
        self._java = start_java(language)
        self._language = language
        self._manager = self._class(f"{_API}.apibinding.OWLManager").createOWLOntologyManager()
        with TemporaryDirectory() as folder:
            file = Path(folder) / "axioms.nt"
            file.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
            try:
                document = self._class("java.io.File")(str(file))
                self._ontology = self._manager.loadOntologyFromOntologyDocument(document)
            except self._java.JException as error:
                raise self._refused(error) from None

    def violations(self) -> list[tuple[str, Axiom]]:
        """What OWL 2 DL does not allow (OWL 2 Structural Specification, clause 3): the rule, and the axiom."""
        report = self._class(f"{_API}.profiles.OWL2DLProfile")().checkOntology(self._ontology)
        found = [(str(v.getClass().getSimpleName()), v.getAxiom(), str(v)) for v in report.getViolations()]
        return [(kind, axiom) for kind, axiom, _ in sorted(found, key=lambda f: (f[0], f[2]))]

    @cached_property
    def axioms(self) -> tuple[Axiom, ...]:
        """The axioms from which something can follow, in an order that is always the same."""
        listed = (a for a in self._ontology.getAxioms() if str(a.getAxiomType()) not in _LABELS)
        return tuple(sorted((a for a in listed if self._supported(a)), key=str))

    def _supported(self, axiom: Axiom) -> bool:
        return all(d.isBuiltIn() and not str(d.getIRI()).endswith("#date") for d in axiom.getDatatypesInSignature())

    def is_consistent(self, axioms: Sequence[Axiom]) -> bool:
        """Whether some of the axioms can all be true."""
        return bool(self._reasoner(axioms).isConsistent())

    def blamed(self, axioms: Sequence[Axiom]) -> list[Axiom]:
        """A smallest part of axioms that contradict one another: what is said of individuals first."""
        stated = [a for a in axioms if is_of_individuals(a)]
        others = [a for a in axioms if not is_of_individuals(a)]
        of_stated = smallest(stated, lambda part: not self.is_consistent([*others, *part]))
        return [*of_stated, *smallest(others, lambda part: not self.is_consistent([*of_stated, *part]))]

    def blamed_for_empty(self, iri: str, axioms: Sequence[Axiom]) -> list[Axiom]:
        """A smallest part of axioms by which a class can have no member."""
        factory = self._manager.getOWLDataFactory()
        kind = factory.getOWLClass(self._class(f"{_API}.model.IRI").create(iri))
        member = factory.getOWLClassAssertionAxiom(kind, factory.getOWLAnonymousIndividual())
        return smallest(axioms, lambda part: not self.is_consistent([*part, member]))

    def classified(self, axioms: Sequence[Axiom] | None = None, *, members: bool = False) -> Classified:
        """What follows of the classes, and of the members where they are asked for."""
        reasoner = self._reasoner(self.axioms if axioms is None else axioms)
        if not reasoner.isConsistent():
            return Classified({}, {}, frozenset(), consistent=False)
        reasoner.classifyClasses()
        root = reasoner.getRootOntology()
        kinds = list(root.getClassesInSignature())
        wider = {
            _iri(kind): _iris(reasoner.getSuperClasses(kind, _EVERY).getFlattened())
            | _iris(reasoner.getEquivalentClasses(kind))
            for kind in kinds
        }
        empty = _iris(reasoner.getUnsatisfiableClasses()) - {_NOTHING}
        who = list(root.getIndividualsInSignature()) if members else []
        classes = {_iri(each): _iris(reasoner.getTypes(each, _EVERY).getFlattened()) for each in who}
        return Classified(wider, classes, empty, consistent=True)

    def _reasoner(self, axioms: Sequence[Axiom]) -> Any:
        listed = self._java.JArray(self._class(f"{_API}.model.OWLAxiom"))(list(axioms))
        chosen = self._class("java.util.HashSet")(self._class("java.util.Arrays").asList(listed))
        manager = self._class(f"{_API}.apibinding.OWLManager").createOWLOntologyManager()
        hermit = self._class("org.semanticweb.HermiT.Reasoner")
        configuration = self._class("org.semanticweb.HermiT.Configuration")()
        try:
            return hermit(configuration, manager.createOntology(chosen))
        except self._java.JException as error:
            raise self._refused(error) from None

    def _class(self, name: str) -> Any:
        return self._java.JClass(name)

    def _refused(self, error: Exception) -> UsageError:
        why = next(iter(str(error).strip().splitlines()), "")
        return UsageError(phrase("axioms-refused", why=why)[self._language])


def classify(triples: Iterable[Triple], *, language: str = "en") -> Classified:
    """What follows from axioms and statements about individuals.

    Raises UsageError where there is no Java, or where the axioms are outside of OWL 2 DL.
    """
    return Ontology(triples, language).classified(members=True)


def is_of_individuals(axiom: Axiom) -> bool:
    """Whether an axiom says something of single things, not of classes or properties."""
    return str(axiom.getAxiomType()).endswith(_OF_INDIVIDUALS)


def _iri(entity: Any) -> str:
    return str(entity.toStringID())


def _iris(entities: Iterable[Any]) -> frozenset[str]:
    return frozenset(map(_iri, entities))
