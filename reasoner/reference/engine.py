"""The reference engine: cases decided by the SPARQL of `queries/decide/`, told as the painted tables' are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID
from yidi.reference.results import ReferenceResults, gather
from yidi.reference.run import run
from yidi.reference.workbench import EmbeddedBench, Workbench
from yidi.store.content import content_store

if TYPE_CHECKING:
    from yidi.engine import Engine


class ReferenceEngine:
    """Decides cases with the base of an engine; one run at a time, since all runs share a store."""

    def __init__(self, engine: Engine, bench: Workbench | None = None) -> None:
        """Take the engine whose encoder and plan the results share, and where the stages work if not in memory."""
        self._engine, self._lock = engine, Lock()
        self._bench = bench or EmbeddedBench(content_store(engine.base))

    def run(self, parsed: Sequence[Mapping[str, object]]) -> ReferenceResults:
        """All decisions for cases that `parse_case` has read."""
        base = self._engine.base
        nodes = [NamedNode(f"{ID}case/{row}") for row in range(len(parsed))]
        statements = [
            triple
            for node, case in zip(nodes, parsed, strict=True)
            for triple in case_triples(case, node, base.vocabulary, base.places)
        ]
        with self._lock:
            found = gather(run(self._bench, statements), {node.value: row for row, node in enumerate(nodes)})
        columns = add_defaults(encode(parsed, self._engine.encoder), self._engine.defaults)
        return ReferenceResults(base, columns, self._engine.plan, found)
