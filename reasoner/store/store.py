"""What a store of triples can do, wherever it is: in memory, on disk, or on a server that somebody else runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

    from yidi.base import Base

MEMORY: Final = "memory"
_SERVER: Final = re.compile(r"https?://", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"""
      \#[^\n\r]*                                                # a comment
    | <[^<>"{}|^`\\\x00-\x20]*>                                 # an IRI
    | '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"       # a long text
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"             # a text
    | [?$@]\w+                                                  # a variable, a language
    | [\w.\-]{0,99}:[\w.\-:%\\]*                                     # a name with a prefix
    | (?P<word>[A-Za-z]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names, by IRI: those that are merged into the default graph, and the named ones."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any graph is named: a request that names none asks the union of all graphs."""
        return bool(self.default_graphs or self.named_graphs)


class Store(Protocol):
    """Triples in named graphs.

    Without a dataset a query is asked of the union of all graphs, so that the same text runs on every server.
    Every method raises StoreError where the store cannot be used, and a query that is not SPARQL raises SyntaxError.
    """

    def query(self, text: str, *, dataset: Dataset | None = None) -> QuerySolutions | QueryTriples | QueryBoolean:
        """The result of a SPARQL query, of the same types for every kind of store."""
        ...

    def graphs(self) -> Mapping[str, int]:
        """The named graphs that hold anything, and how many triples each of them holds."""
        ...

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Make these the triples of a graph: all of them, or nothing changes."""
        ...

    def replace_all(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Make these the triples of several graphs at once; a graph for which none are given is dropped."""
        ...

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add triples to a graph: all of them, or none."""
        ...

    def drop(self, graph: str) -> None:
        """Remove a graph with all that it holds; a graph that is not there is no fault."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def keywords(query: str) -> Iterator[str]:
    """The bare words of a query in upper case: no part of a comment, IRI, text, variable or name with a prefix."""
    return (found["word"].upper() for found in _TOKEN.finditer(query) if found["word"])


def names_dataset(query: str) -> bool:
    """Whether a query itself names its graphs, by FROM or FROM NAMED; such a query is left to the engine."""
    return "FROM" in keywords(query)


def open_store(where: str, base: Base, *, writable: bool = False) -> Store:
    """The store at a place, holding this base: "memory", the address of a server (http or https), or a folder.

    On disk and on a server the base is loaded only if another one, or none, is there; other graphs are left alone.
    Raises StoreError if the place cannot be used, UsageError if there is nothing to write to.
    """
    # Only what the chosen kind of store needs is imported.
    if where == MEMORY:
        from yidi.store.embedded import EmbeddedStore  # noqa: PLC0415 - see above

        return EmbeddedStore.of(base)
    if _SERVER.match(where):
        from yidi.store.remote import RemoteStore  # noqa: PLC0415 - see above

        return RemoteStore.of(where, base)
    from yidi.store.disk import DiskStore  # noqa: PLC0415 - see above

    return DiskStore.of(Path(where), base, writable=writable)
