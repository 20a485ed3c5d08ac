"""Queries answered by a SPARQL server elsewhere, under the same limits as those answered here."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox

from yidi.errors import StoreError
from yidi.running.formats import GRAPHS, TABLES
from yidi.running.reading import read, refusal
from yidi.running.request import Outcome, QueryRequest, Refused
from yidi.running.turns import Turns
from yidi.store.remote import RemoteStore
from yidi.store.store import Dataset


class Far:
    """Hands queries on to a server, a few at a time; what it does there after a deadline is its own affair."""

    def __init__(self, store: RemoteStore, *, at_once: int, most_waiting: int) -> None:
        self._store = store
        self._turns = Turns(at_once, most_waiting)

    async def start(self) -> None:
        """Nothing is needed: that the server answers was seen when the store was opened."""

    async def stop(self) -> None:
        """Close the connections."""
        self._store.close()

    async def run(self, request: QueryRequest) -> Outcome:
        """The result of a query as the server writes it; raises Refused."""
        reading, media_type = await read(request)
        dataset = request.dataset or reading.dataset
        async with self._turns.one(request.seconds, ours=request.ours):
            try:
                async with asyncio.timeout(request.seconds + 1):  # the server's own time is watched by the connection
                    return await asyncio.to_thread(self._run, request, media_type, dataset)
            except TimeoutError:
                raise Refused("query-timeout", limit=request.seconds) from None

    def _run(self, request: QueryRequest, media_type: str, dataset: Dataset | None) -> Outcome:
        """Blocks until the server has answered."""
        text = request.text if request.base_iri is None else f"BASE <{request.base_iri}> {request.text}"
        try:
            self._check(dataset)
            content, found = self._store.fetch(
                text, media_type, dataset, request.seconds, most_bytes=request.most_bytes
            )
        except SyntaxError as error:
            details = {"line": None, "column": None, "why": str(error)}
            raise refusal("malformed-query", details, request.text) from None
        except StoreError as error:
            raise _refused(error, request) from None
        return Outcome(content, found if found in (*TABLES, *GRAPHS) else media_type)

    def _check(self, dataset: Dataset | None) -> None:
        """Raises Refused with the graphs of a dataset that the server does not hold."""
        wanted = (*dataset.default_graphs, *dataset.named_graphs) if dataset else ()
        if unknown := [iri for iri in dict.fromkeys(wanted) if not self._holds(iri)]:
            raise Refused("unknown-graph", graphs=", ".join(unknown), known=", ".join(sorted(self._store.graphs())))

    def _holds(self, iri: str) -> bool:
        try:
            graph = ox.NamedNode(iri)
        except ValueError:
            return False
        held = self._store.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}", dataset=Dataset(named_graphs=(iri,)))
        return isinstance(held, ox.QueryBoolean) and bool(held)


def _refused(error: StoreError, request: QueryRequest) -> Refused:
    match error.kind:
        case "slow":
            return Refused("query-timeout", limit=request.seconds)
        case "large":
            return Refused("result-too-large", limit=request.most_bytes)
        case _:
            return Refused("store-unavailable", reason=error.kind)  # the text may quote the server and its answer
