"""Rows: what the reference engine derives from a base alone, whatever the cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import Quad, QueryTriples, Store, Triple

from yidi.reference.stages import ROWS, stage


def row_triples(store: Store) -> Iterator[Triple]:
    """The rows of the base that a store holds, wherever in it the base lies; the store is left as it was.

    Each stage sees what those before it have constructed.
    """
    scratch = Store()
    scratch.extend(Quad(*quad.triple) for quad in store)
    for name in ROWS:
        made = list(cast(QueryTriples, scratch.query(stage(name))))
        scratch.extend(Quad(*triple) for triple in made)
        yield from made
