"""One filing or case that is to be checked, as statements, with what was written and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, Triple

from yidi.cases.from_rdf import described_cases
from yidi.errors import CaseError
from yidi.filings.claims import claims
from yidi.filings.lift import Lifter, Node, Object
from yidi.names import TYPE, individual, term
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.linked.case_file import Spots

__all__ = ["Entry", "Placer", "entries_of_triples", "entry_of_mapping"]

_FILING: Final = term("Filing")
_OWN_PARTS: Final = frozenset({"person", "filing", "visit", "expense", "parameters", "asOf"})

Placer = Callable[[str], tuple[int, int]]
"""Gives line and column, from 1, of a dotted path of a case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A case, or a filing by itself, whose path is then `path`.

    `mapping` is the case as the contract has it, as far as it can be told; `originals` holds what was written as
    each value, where that was not RDF.  `placer` or, in RDF, `spots` tell where things stand in the file.
    """

    node: Node
    path: str
    mapping: Mapping[str, object]
    triples: Sequence[Triple] = field(repr=False)
    originals: Mapping[tuple[Node, str], Sequence[tuple[Object, object]]] = field(default_factory=dict, repr=False)
    where: str | None = None
    number: int | None = None  # its position among the cases of its file
    placer: Placer | None = field(default=None, repr=False)
    spots: Spots = field(default_factory=dict, repr=False)
    parts: Sequence[tuple[str, Node]] = field(default=(), repr=False)  # by path, where they are known already

    def written(self, subject: object, predicate: str) -> Sequence[tuple[Object, object]]:
        """The values of a property, each with what was written there; nothing where that was RDF."""
        return self.originals.get((subject, predicate), ()) if isinstance(subject, Node) else ()

    def place(self, path: str, focus: Any, predicate: str, value: Any) -> Place | None:
        """Where a value stands in the file, or else its property, or else the part around it; None without a file."""
        if self.where is None:
            return None
        if self.placer is None:
            keys = ((focus, predicate, value), (focus, predicate, None), (focus, "", None), (self.node, "", None))
            return Place(self.where, *next((self.spots[key] for key in keys if key in self.spots), (1, 1)))
        written = self.written(focus, predicate)
        position = next((n for n, (term_, _) in enumerate(written) if term_ == value), None)
        inner = f"{path}.{position}" if position is not None and len(written) > 1 else path
        return Place(self.where, *self.placer(inner))


def entry_of_mapping(
    value: Mapping[str, object],
    serial: int,
    lifter: Lifter,
    where: str | None = None,
    number: int | None = None,
    placer: Placer | None = None,
) -> Entry:
    """The entry of a case in JSON or YAML; the fields of a filing may also stand by themselves."""
    keys = {str(key) for key in value}
    alone = not keys & _OWN_PARTS and bool(keys & lifter.keys("filing"))
    mapping = {"filing": value} if alone else {str(key): inner for key, inner in value.items()}
    written = lifter.lift(mapping, NamedNode(individual("case", str(serial))))
    shifted = _without("filing.", placer) if alone and placer else placer
    return Entry(
        written.node, "", mapping, written.triples, written.originals, where, number, shifted, parts=written.parts
    )


def _without(prefix: str, placer: Placer) -> Placer:
    return lambda path: placer(path.removeprefix(prefix))


def entries_of_triples(
    triples: Sequence[Triple], base: Base, lang: str = "en", where: str | None = None
) -> list[Entry]:
    """The entries that statements describe: every case, and every filing that belongs to none.

    All share the same statements.  Raises CaseError where there is neither.
    """
    cases: list[tuple[Node, str, Mapping[str, object]]] = []
    nothing: CaseError | None = None
    try:
        cases = [(c.node, "", c.mapping) for c in described_cases(triples, base.vocabulary, base.hospitals, lang)]
    except CaseError as error:
        nothing = error
    owned = {t.object for t in triples if t.predicate.value in (term("filing"), term("replaces"))}
    alone = dict.fromkeys(
        t.subject
        for t in triples
        if t.predicate.value == TYPE and t.object == NamedNode(_FILING) and t.subject not in owned
    )
    cases += [(node, "filing", {}) for node in alone if isinstance(node, Node)]
    if not cases:
        raise nothing or CaseError([])
    several = len(cases) > 1
    own = claims(triples, base.vocabulary)
    return [
        Entry(node, path, mapping, own, where=where, number=number if several else None)
        for number, (node, path, mapping) in enumerate(cases)
    ]
