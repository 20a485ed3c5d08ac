"""The reference engine: cases decided by the SPARQL of `queries/decide/`, told as the painted tables' are."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID
from yidi.reference.apart import start
from yidi.reference.results import Found, Key, ReferenceResults, gather
from yidi.reference.run import run
from yidi.reference.workbench import EmbeddedBench, Workbench
from yidi.store.content import deciding_content

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.engine import Engine

APART: Final = 200
"""So many cases are worth a process of their own."""
AT_ONCE: Final = 1000
"""Cases that run together: enough for the stages to cost little for each, few enough for memory."""


class ReferenceEngine:
    """Decides cases with the base of an engine; one run at a time, since what is made of other cases would be seen."""

    def __init__(self, engine: Engine, bench: Workbench | None = None) -> None:
        """Take the engine whose encoder and plan the results share, and where the stages work if not in memory."""
        self._engine, self._lock = engine, Lock()
        self._bench = bench or EmbeddedBench(_store(engine.base))
        self._apart = bench is None and hasattr(os, "sched_getaffinity")

    def run(self, parsed: Sequence[Mapping[str, object]]) -> ReferenceResults:
        """All decisions for cases that `parse_case` has read."""
        parts = [range(start, min(start + AT_ONCE, len(parsed))) for start in range(0, len(parsed), AT_ONCE)]
        found = dict(each for part in parts for each in self._found(parsed, part).items())
        columns = add_defaults(encode(parsed, self._engine.encoder), self._engine.defaults)
        return ReferenceResults(self._engine.base, columns, self._engine.plan, found)

    def _found(self, parsed: Sequence[Mapping[str, object]], part: range) -> dict[Key, dict[Decimal, Found]]:
        rows = {f"{ID}case/{row}": row for row in part}
        shares = self._shares(part)
        others = [start(deciding_content(self._engine.base), self._statements(parsed, share)) for share in shares[1:]]
        with self._lock:
            found = gather(run(self._bench, self._statements(parsed, shares[0])), rows)
        for other in others:
            found |= gather(other.result(), rows)
        return found

    def _shares(self, part: range) -> list[range]:
        """The cases for each core, this process taking the first; few cases, or those for another store, are one."""
        count = min(len(os.sched_getaffinity(0)), len(part) // APART) if self._apart else 1
        size = max(-(-len(part) // max(count, 1)), 1)
        return [part[first : first + size] for first in range(0, len(part), size)] or [part]

    def _statements(self, parsed: Sequence[Mapping[str, object]], part: range) -> list[Triple]:
        base, found = self._engine.base, list[Triple]()
        for row in part:
            found += case_triples(parsed[row], NamedNode(f"{ID}case/{row}"), base.vocabulary, base.places)
        return found


def _store(base: Base) -> Store:
    """A store in memory with what decides, and nothing else."""
    store = Store()
    store.bulk_load(deciding_content(base), RdfFormat.N_QUADS)
    return store
