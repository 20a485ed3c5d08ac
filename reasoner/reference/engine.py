"""The reference engine: cases decided by the SPARQL of `queries/decide/`, told as the painted tables' are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID
from yidi.reference.results import ReferenceResults, gather
from yidi.reference.run import Said, run
from yidi.reference.workbench import EmbeddedBench, Workbench
from yidi.store.content import content_store

if TYPE_CHECKING:
    from yidi.engine import Engine

AT_ONCE: Final = 200
"""Cases that run together: enough for the stages to cost little for each, few enough for the caches."""
_MOST_BENCHES: Final = 4


class ReferenceEngine:
    """Decides cases with the base of an engine, on as many benches at once as there are processors."""

    def __init__(self, engine: Engine, bench: Workbench | None = None) -> None:
        """Take the engine whose encoder and plan the results share, and where the stages work if not in memory."""
        self._engine = engine
        self._benches = [bench or EmbeddedBench(content_store(engine.base))]
        self._most = 1 if bench else min(os.cpu_count() or 1, _MOST_BENCHES)
        self._free: SimpleQueue[Workbench] = SimpleQueue()
        self._free.put(self._benches[0])

    def run(self, parsed: Sequence[Mapping[str, object]]) -> ReferenceResults:
        """All decisions for cases that `parse_case` has read."""
        rows = {f"{ID}case/{row}": row for row in range(len(parsed))}
        parts = [range(start, min(start + AT_ONCE, len(parsed))) for start in range(0, len(parsed), AT_ONCE)]
        self._lay_benches(len(parts))
        with ThreadPoolExecutor(len(self._benches), "reference") as threads:
            said = [each for part in threads.map(lambda part: self._said(parsed, part), parts) for each in part]
        columns = add_defaults(encode(parsed, self._engine.encoder), self._engine.defaults)
        return ReferenceResults(self._engine.base, columns, self._engine.plan, gather(said, rows))

    def _lay_benches(self, wanted: int) -> None:
        while len(self._benches) < min(wanted, self._most):
            self._benches.append(EmbeddedBench(content_store(self._engine.base)))
            self._free.put(self._benches[-1])

    def _said(self, parsed: Sequence[Mapping[str, object]], part: range) -> list[Said]:
        base = self._engine.base
        statements: list[Triple] = []
        for row in part:
            statements += case_triples(parsed[row], NamedNode(f"{ID}case/{row}"), base.vocabulary, base.places)
        with self._bench() as bench:
            return list(run(bench, statements))

    @contextmanager
    def _bench(self) -> Iterator[Workbench]:
        """A bench for one run alone: what is made of other cases would be seen on it."""
        bench = self._free.get()
        try:
            yield bench
        finally:
            self._free.put(bench)
