"""A query as it is handed to whatever runs it, what comes back, and why it may be refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yidi.running.formats import JSON, TURTLE
from yidi.store.store import Dataset


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as far as it must be understood before it is run; `form` is empty where it is no query at all."""

    form: str
    dataset: Dataset | None  # as FROM and FROM NAMED say; None where neither is written

    @property
    def is_graph(self) -> bool:
        """Whether the result is a graph, not a table or a yes or no."""
        return self.form in ("CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query with the forms in which its result is wanted, and the limits that it runs under.

    A dataset goes before the query's own FROM; without either the default graph is the union of all graphs.
    """

    text: str
    table: str | None = JSON  # media type of the result of SELECT or ASK; None where no such result is wanted
    graph: str | None = TURTLE  # the same of CONSTRUCT and DESCRIBE
    dataset: Dataset | None = None
    base_iri: str | None = None
    ours: bool = False  # written by us, such as a named query: one worker is kept free for these
    reading: Reading | None = None  # where the text was read before, but for terms in it that an RDF library wrote
    seconds: float = 10.0
    most_bytes: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a query, written out."""

    content: bytes
    media_type: str


class Refused(Exception):  # noqa: N818 - it is the query that is at fault
    """A query that was not answered: the kind says why, the details are what its words need.

    malformed-query    it is not SPARQL: why, line, column
    invalid-query      it is not SPARQL either, and the engine names no place: why
    undeclared-prefix  it uses a prefix that it does not declare: prefix, line, column
    escape-refused     it writes a character of the syntax as an escape: escape, line, column
    update-refused     it would change the data: line, column
    service-refused    it would ask another server: line, column
    unknown-graph      it names graphs that are not there: graphs, known, in one text each
    not-acceptable     the result has no form that is wanted: offered
    result-too-large   limit, in bytes
    query-too-heavy    it needs more memory than it may have, or nests too deep: megabytes
    query-timeout      limit, in seconds
    too-busy           too many others wait: retry_after, in seconds
    store-unavailable  the server that holds the data does not answer as it should: reason, a kind of StoreError
    """

    def __init__(self, kind: str, **details: object) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


class Runner(Protocol):
    """What runs queries: the pool of workers here, or a server elsewhere.

    Its methods belong to one event loop.
    """

    async def start(self) -> None:
        """Get ready; raises StoreError where that cannot be."""
        ...

    async def run(self, request: QueryRequest) -> Outcome:
        """The result of a query; raises Refused."""
        ...

    async def stop(self) -> None:
        """Stop whatever still runs, and let go of everything."""
        ...
