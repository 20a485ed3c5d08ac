"""The reference engine: cases decided by the SPARQL of `queries/decide/`, told as the painted tables' are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID
from yidi.reference.results import Found, Key, ReferenceResults, gather
from yidi.reference.run import run
from yidi.reference.workbench import EmbeddedBench, Workbench
from yidi.store.content import content_store

if TYPE_CHECKING:
    from yidi.engine import Engine

AT_ONCE: Final = 1000
"""Cases that run together: enough for the stages to cost little for each, few enough for memory."""


class ReferenceEngine:
    """Decides cases with the base of an engine; one run at a time, since what is made of other cases would be seen."""

    def __init__(self, engine: Engine, bench: Workbench | None = None) -> None:
        """Take the engine whose encoder and plan the results share, and where the stages work if not in memory."""
        self._engine, self._lock = engine, Lock()
        self._bench = bench or EmbeddedBench(content_store(engine.base))

    def run(self, parsed: Sequence[Mapping[str, object]]) -> ReferenceResults:
        """All decisions for cases that `parse_case` has read."""
        parts = [range(start, min(start + AT_ONCE, len(parsed))) for start in range(0, len(parsed), AT_ONCE)]
        found = dict(each for part in parts for each in self._found(parsed, part).items())
        columns = add_defaults(encode(parsed, self._engine.encoder), self._engine.defaults)
        return ReferenceResults(self._engine.base, columns, self._engine.plan, found)

    def _found(self, parsed: Sequence[Mapping[str, object]], part: range) -> dict[Key, dict[Decimal, Found]]:
        base = self._engine.base
        nodes = {row: NamedNode(f"{ID}case/{row}") for row in part}
        statements: list[Triple] = []
        for row, node in nodes.items():
            statements += case_triples(parsed[row], node, base.vocabulary, base.places)
        with self._lock:
            return gather(run(self._bench, statements), {node.value: row for row, node in nodes.items()})
