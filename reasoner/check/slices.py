"""Slices of an amount between two others about which nothing is known: a bound mistyped, or a line left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from yidi.finding import NOWHERE, Finding
from yidi.names import short, term
from yidi.reading.graph import Graph
from yidi.tables.table import Table
from yidi.values import number_text

if TYPE_CHECKING:
    from yidi.base import Base


def holes_in_slices(graph: Graph, base: Base) -> Iterator[Finding]:
    """Two rules of which one slices an amount below and the other above a slice that no rule knows, told once each."""
    for table in base.tables.values():
        if table.tier is not None and table.tier.breaks is not None and table.decision.default is None:
            kind = base.vocabulary.inputs[table.tier.name].datatype
            for (below, above), (start, end) in _holes(table).items():
                slices = {"start": number_text(kind, start), "end": number_text(kind, end)}
                details = {"subject": short(above), "other": short(below), **slices}
                place = graph.place(above, term(table.tier.name)) or graph.place(above) or NOWHERE
                related = ((graph.place(below, term(table.tier.name)), short(below)),)
                yield Finding("slice-gap", place, details, related)


def _holes(table: Table) -> dict[tuple[str, str], tuple[int, int]]:
    """The rules on both sides of each hole, and the amounts between which it lies."""
    ruled = np.array([bool(state.prevailing) for state in table.state_legend])
    breaks = [] if table.tier is None or table.tier.breaks is None else table.tier.breaks.tolist()
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for _, part in table.states.parts():
        lines = np.unique(part.reshape(-1, part.shape[-1]), axis=0)
        known = ruled[lines]
        before = np.logical_or.accumulate(known, axis=1)
        after = np.logical_or.accumulate(known[:, ::-1], axis=1)[:, ::-1]
        for line, number in np.argwhere(~known & before & after).tolist():
            low = int(np.flatnonzero(known[line, :number])[-1])
            high = number + int(np.flatnonzero(known[line, number:])[0])
            sides = tuple(table.rules[table.state_legend[lines[line, at]].prevailing[0]].iri for at in (low, high))
            found.setdefault((sides[0], sides[1]), (breaks[low], breaks[high - 1]))
    return found
