"""The rounds of the reference engine: any number of cases at once, decision after decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from yidi.names import local
from yidi.reference.stages import CELLS, CLOSE, DECIDED, DUE, FACTS, GIVEN, RESULT, SPLIT, stage
from yidi.reference.workbench import Workbench


class Said(NamedTuple):
    """One thing that was decided about a case: of a decision, in a slice of the amount if it has slices.

    `what` is value, certain, undeterminedBy, least, most, prevailing, or loser: a rule that is beaten by another,
    and why.
    """

    case: NamedNode
    decision: str
    slice: str | None
    what: str
    term: NamedNode | Literal
    by: str | None
    why: str | None


def run(bench: Workbench, cases: Iterable[Triple]) -> Iterator[Said]:
    """All that is decided about cases in the ontology's terms; the bench is cleared at the end."""
    try:
        bench.add(cases)
        for name in GIVEN:
            bench.keep(stage(name))
        while _round(bench):
            pass
        yield from _said(bench)
    finally:
        bench.clear()


def _round(bench: Workbench) -> bool:
    """Makes the decisions that are due; false when none is, or when there is no case."""
    bench.keep(stage(FACTS))
    if not bench.lay_out(stage(DUE)):
        return False
    for name in CELLS:
        bench.lay_out(stage(name))
    while bench.lay_out(stage(SPLIT)):
        pass
    for name in CLOSE:
        bench.lay_out(stage(name))
    decided = bench.keep(stage(DECIDED))
    bench.clear_cells()
    return decided


def _said(bench: Workbench) -> Iterator[Said]:
    for case, decision, part, what, term, by, why in bench.select(stage(RESULT)):
        yield Said(
            case,
            local(decision.value),
            part and part.value,
            local(what.value),
            term,
            by and by.value,
            why and local(why.value),
        )
