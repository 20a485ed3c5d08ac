"""What a document in RDF may claim: things of its cases, and nothing of codes, places or outcomes.

Whoever sends a filing could otherwise make a code known by describing it, or say what follows from the filing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, Triple

from yidi.cases.rdf import kind_of
from yidi.names import TYPE, individual, local, term
from yidi.reading.vocabulary import Vocabulary

__all__ = ["claims"]

_ADDED: Final = frozenset(map(term, ("outcome", "period", "day", "besides")))
_CLASSES: Final = frozenset(
    NamedNode(term(name))
    for name in ("Case", "InsuredPerson", "Filing", "Visit", "Expense", "AreaParameters", "Contact", "Applicant")
)


def claims(triples: Sequence[Triple], vocabulary: Vocabulary) -> list[Triple]:
    """The statements about cases and their parts, and about parts that belong to no case.

    What can only follow from a case becomes a key that no case has, so that the shapes tell of it.  That something is
    an institution is for the base to say.
    """
    fields = vocabulary.fields.values()
    added = _ADDED | {term(name) for name in vocabulary.inputs} - {each.iri for each in fields}
    about = set(_subjects(triples, {each.iri for each in fields if kind_of(each) == "part"}))
    return [
        Triple(t.subject, NamedNode(individual("key", local(p))), t.object) if p in added else t
        for t in triples
        if t.subject in about and ((p := t.predicate.value) != TYPE or t.object in _CLASSES)
    ]


def _subjects(triples: Sequence[Triple], parts: set[str]) -> Iterator[object]:
    """What a case or a part of one is, or says that it is."""
    for triple in triples:
        if triple.predicate.value in parts:
            yield triple.subject
            yield triple.object
        elif triple.predicate.value == TYPE and triple.object in _CLASSES:
            yield triple.subject
