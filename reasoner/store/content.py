"""What a store holds of a base: its statements, and the rows derived from them, as N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.files import builtin_folder, keep, kept, read_files
from yidi.names import BASE_GRAPH, ROWS_GRAPH, TYPE, term

if TYPE_CHECKING:
    from yidi.base import Base

CONTENT_HASH: Final = term("contentHash")
HASH_QUERY: Final = f"SELECT ?hash WHERE {{ GRAPH <{BASE_GRAPH}> {{ <{BASE_GRAPH}> <{CONTENT_HASH}> ?hash }} }}"
"""Asks a store which base it holds."""


def content_hash(base: Base) -> str:
    """What changes with the base, and with the queries that derive its rows."""
    found = blake2b(base.hash.encode(), digest_size=20)
    for path in sorted((builtin_folder() / "queries" / "decide").glob("*.rq")):
        found.update(path.read_bytes())
    return found.hexdigest()


def content(base: Base) -> bytes:
    """The graphs of a base as N-Quads, made once for each base and then kept.

    BASE_GRAPH holds its statements and its hash, ROWS_GRAPH what is derived from them.
    """
    found = content_hash(base)
    known = kept(f"content-{found}")
    if isinstance(known, bytes):
        return known
    made = _make(base, found)
    keep(f"content-{found}", made)
    return made


def deciding_content(base: Base) -> bytes:
    """What the reference engine decides with: the graphs of a base, in which claims are rules if they are to decide."""
    if not base.unofficial:
        return content(base)
    found = f"claims-{content_hash(base)}"
    known = kept(f"content-{found}")
    if isinstance(known, bytes):
        return known
    made = _make(base, found, [iri for iri, rule in base.rules.items() if rule.claimed])
    keep(f"content-{found}", made)
    return made


def content_store(base: Base) -> ox.Store:
    """A store in memory with the graphs of a base and nothing else."""
    store = ox.Store()
    store.bulk_load(content(base), ox.RdfFormat.N_QUADS)
    return store


def _make(base: Base, found: str, claims: Iterable[str] = ()) -> bytes:
    store, graph = ox.Store(), ox.NamedNode(BASE_GRAPH)
    for text in read_files(base.folder).values():
        store.bulk_load(text, ox.RdfFormat.TURTLE, to_graph=graph)
    store.extend([ox.Quad(ox.NamedNode(c), ox.NamedNode(TYPE), ox.NamedNode(term("Rule")), graph) for c in claims])
    if (rows := _rows()) is not None:
        target = ox.NamedNode(ROWS_GRAPH)
        store.extend([ox.Quad(t.subject, t.predicate, t.object, target) for t in rows(store)])
    store.add(ox.Quad(graph, ox.NamedNode(CONTENT_HASH), ox.Literal(found), graph))
    dumped = store.dump(format=ox.RdfFormat.N_QUADS)
    assert dumped is not None  # noqa: S101 - None only where an output is given
    return dumped


def _rows() -> Callable[[ox.Store], Iterable[ox.Triple]] | None:
    if find_spec("yidi.reference.rows") is None:
        return None
    from yidi.reference.rows import row_triples  # noqa: PLC0415 - it may be absent

    return row_triples
