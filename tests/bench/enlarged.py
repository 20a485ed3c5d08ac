"""The built-in base with thousands of rules more, and a country's hospitals beside it: in memory and on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import Any, Final

import pyoxigraph as ox

import yidi
from tests.bench.hospitals import HOSPITALS_GRAPH, hospitals, rules
from yidi.base import Base
from yidi.files import builtin_folder
from yidi.names import BASE_GRAPH, individual, term
from yidi.reference.rows import row_triples
from yidi.store.content import content_store
from yidi.store.disk import DiskStore
from yidi.store.embedded import extend

HOSPITALS: Final = 60_000
RULES: Final = 3_000

_SPARE: Final = 2  # rules of areas that have some already are left out, so more are made
_JURISDICTION: Final = ox.NamedNode(term("jurisdiction"))


@dataclass(frozen=True, slots=True)
class Enlarged:
    """The base; the same triples in memory, in a file and on disk; the folders of the base and of the store."""

    base: Base
    memory: ox.Store
    quads: Path
    snapshot: Path
    base_folder: Path
    store_folder: Path


def enlarge(folder: Path) -> tuple[Enlarged, dict[str, Any]]:
    """Make all of it in a folder; the figures are seconds of processor time, and counts.

    What is compiled is kept in the folder too, so that nothing is kept from earlier runs.
    """
    os.environ["YIDI_CACHE"] = str(folder / "cache")
    builtin, root = yidi.load(), folder / "base"
    shutil.copytree(builtin_folder() / "ontology", root / "ontology")
    (root / "ontology" / "more-rules.ttl").write_bytes(_turtle(list(_placed(builtin))))
    base, loading = _timed(lambda: yidi.load(root))
    _, few_rows = _rows(builtin)
    memory, many_rows = _rows(base)
    found = list(hospitals(HOSPITALS))
    extend(memory, {HOSPITALS_GRAPH: found})
    store = DiskStore.of(folder / "store", base, writable=True)
    store.add(HOSPITALS_GRAPH, found)
    figures = {
        "hospitals": HOSPITALS,
        "rules": len(base.rules),
        "triples": len(memory),
        "compile_seconds": loading,
        "rows": {
            "built-in": {"rules": len(builtin.rules)} | few_rows,
            "enlarged": {"rules": len(base.rules)} | many_rows,
        },
    }
    quads = folder / "all.nq"
    memory.dump(str(quads), ox.RdfFormat.N_QUADS)
    return Enlarged(base, memory, quads, store.snapshot, root, folder / "store"), figures


def _placed(base: Base) -> Iterator[ox.Triple]:
    """So many rules, in areas that have none of their own: they would contradict each other."""
    taken = {ox.NamedNode(individual("area", j)) for rule in base.rules.values() for j in rule.jurisdictions}
    count = 0
    for _, found in groupby(rules(RULES * _SPARE), lambda t: t.subject):
        triples = list(found)
        if count < RULES and not any(t.predicate == _JURISDICTION and t.object in taken for t in triples):
            count += 1
            yield from triples


def _rows(base: Base) -> tuple[ox.Store, dict[str, Any]]:
    """A store in memory with the content of a base, and what it takes to derive the rows from the rest."""
    whole = content_store(base)
    alone = ox.Store()
    alone.bulk_extend(quad for quad in whole if quad.graph_name == ox.NamedNode(BASE_GRAPH))
    made, seconds = _timed(lambda: sum(1 for _ in row_triples(alone)))
    return whole, {"triples": made, "seconds": seconds}


def _turtle(triples: list[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""


def _timed(work: Any) -> tuple[Any, float]:
    start = process_time()
    return work(), process_time() - start
