"""Claims are what unofficial sources alone report; together with the rules they compile as rules do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from yidi.claims import claimed_faults
from yidi.finding import NOWHERE, Finding
from yidi.names import short, term
from yidi.reading.graph import Graph

if TYPE_CHECKING:
    from yidi.base import Base


def unsound_claims(graph: Graph, base: Base, known: Iterable[Finding]) -> Iterator[Finding]:
    """Claims on an official source, which are rules; and what compiling them finds that is not `known` of the rules."""
    for claim in (c for c in base.claims.values() if c.iri not in base.rules):
        for basis in claim.basis:
            if basis in base.sources and base.sources[basis].official:
                place = graph.place(claim.iri, term("basis"), basis) or NOWHERE
                yield Finding("claim-official", place, {"subject": short(claim.iri), "source": short(basis)})
    told = {_about(f) for f in known}
    yield from (f for f in claimed_faults(base) if _about(f) not in told)


def _about(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, wherever it shows: the decision has other cells once claims take part."""
    names = ("subject", "other", "target", "decision")
    return (finding.id, *(finding.details.get(name) for name in names))
