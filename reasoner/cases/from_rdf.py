"""Cases found in RDF, as the mappings that the contract has; nothing is guessed, and every fault has its path.

A case may stand under any IRI or blank node.  What its values say is judged by `parse_case`, like those of any other
case; here is judged only what JSON could not get wrong: kinds of nodes, literals and how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Triple

from yidi.cases.case import parse_with
from yidi.cases.messages import RDF as WORDS
from yidi.cases.rdf import CASE, kind_of
from yidi.cases.rdf_parts import PartReader, Statements
from yidi.cases.rdf_terms import Node, Object
from yidi.cases.values import CaseVocabulary
from yidi.errors import CaseError, Fault
from yidi.model import Field
from yidi.names import TYPE
from yidi.reading.vocabulary import Vocabulary

__all__ = ["RdfCase", "cases_of", "described_cases"]


@dataclass(frozen=True, slots=True)
class RdfCase:
    """One case as RDF gives it: the node that it is, the mapping that it makes, and what could not be read.

    `places` tells, by path, which node says it by which property.
    """

    node: Node
    mapping: Mapping[str, object]
    faults: tuple[Fault, ...] = ()
    places: Mapping[str, tuple[Node, str]] = field(default_factory=dict, repr=False, compare=False)

    def parse(self, vocabulary: CaseVocabulary, lang: str = "en") -> dict[str, object]:
        """The facts of the case; raises CaseError with every fault, of its form and of what it says."""
        return parse_with(self.faults, self.mapping, vocabulary, lang)


def cases_of(
    triples: Iterable[Triple], vocabulary: Vocabulary, hospitals: Container[str] = (), lang: str = "en"
) -> list[Mapping[str, object]]:
    """The cases that the statements describe, in the order in which they are first named.

    Raises CaseError with every fault of their form; with several cases each path begins with the case's position.
    """
    cases = described_cases(triples, vocabulary, hospitals, lang)
    several = len(cases) > 1
    faults = [
        Fault(f"{number}.{fault.path}".rstrip(".") if several else fault.path, fault.message)
        for number, case in enumerate(cases)
        for fault in case.faults
    ]
    if faults:
        raise CaseError(faults)
    return [case.mapping for case in cases]


def described_cases(
    triples: Iterable[Triple],
    vocabulary: Vocabulary,
    hospitals: Container[str] = (),
    lang: str = "en",
    *,
    counted: Callable[[int], object] = bool,
) -> list[RdfCase]:
    """The cases that the statements describe, each with its faults, in the order in which they are first named.

    A case is whatever is a `yidi:Case` or has a part that only cases have, such as `yidi:visit`; `hospitals` are the
    ids that an institution's own description adds to; `counted` is told how many cases there are before any is read,
    and may raise.  Raises CaseError when there is no case at all.
    """
    statements = _by_subject(triples)
    parts = {f.iri for f in vocabulary.fields.values() if "." not in f.path and kind_of(f) == "part"}
    nodes = [node for node, said in statements.items() if parts & said.keys() or CASE in said.get(TYPE, ())]
    if not nodes:
        raise CaseError([Fault("", WORDS["empty"][lang])])
    counted(len(nodes))
    inside: dict[str, dict[str, Field]] = {}
    for each in vocabulary.fields.values():
        inside.setdefault(each.path.rpartition(".")[0], {})[each.iri] = each
    return [_case(PartReader(node, statements, inside, hospitals, lang)) for node in nodes]


def _case(reader: PartReader) -> RdfCase:
    mapping = reader.part(reader.node)
    return RdfCase(reader.node, mapping, reader.told(), reader.places)


def _by_subject(triples: Iterable[Triple]) -> Statements:
    """The objects of each subject and predicate, each once, in the order in which they come."""
    found: dict[Node, dict[str, dict[Object, None]]] = {}
    for triple in triples:
        if isinstance(triple.subject, Node) and isinstance(triple.object, Object):
            found.setdefault(triple.subject, {}).setdefault(triple.predicate.value, {})[triple.object] = None
    return {subject: {p: list(objects) for p, objects in said.items()} for subject, said in found.items()}
