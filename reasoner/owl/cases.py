"""The example cases as individuals: what each says must be possible by the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from yidi.base import Base
from yidi.cases.file import RawCase, read_cases
from yidi.cases.rdf import case_triples
from yidi.errors import CaseError
from yidi.examples.run import example_files
from yidi.names import individual
from yidi.reading.turtle import Place

__all__ = ["Told", "told_by"]


@dataclass(frozen=True, slots=True)
class Told:
    """What an example case says: its name, its statements, and where the file says what they are about."""

    iri: str
    name: str
    triples: tuple[Triple, ...]
    place: Place
    fields: Mapping[tuple[str, str], Place]  # by subject and predicate


def told_by(base: Base, paths: Iterable[Path]) -> Iterator[Told]:
    """The cases of files and folders; those that cannot be read are for `yidi test` to tell."""
    number = 0
    for file in example_files(paths):
        try:
            for raw in read_cases(file):
                number += 1
                facts = raw.parse(base.case_vocabulary)
                yield _told(base, raw, facts, individual("case", str(number)))
        except CaseError:
            continue


def _told(base: Base, raw: RawCase, facts: Mapping[str, object], iri: str) -> Told:
    triples = case_triples(facts, NamedNode(iri), base.vocabulary, base.places)
    fields = {}
    for path in facts:
        part, _, _ = path.rpartition(".")
        subject = "/".join([iri, *part.split(".")]) if part else iri
        fields[subject, base.vocabulary.fields[path].iri] = Place(raw.where, *raw.position(path))
    place = Place(raw.where, *raw.position_in_entry("name"))
    return Told(iri, raw.name or str(place), tuple(triples), place, fields)
