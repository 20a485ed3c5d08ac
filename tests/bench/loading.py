"""A country's hospitals as a table in the columns of the national platform, loaded as `yidi load` does it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from tests.bench.enlarged import HOSPITALS
from tests.bench.hospitals import HOSPITALS_GRAPH, hospitals
from yidi.base import Base
from yidi.loading.load import load, read
from yidi.names import LABEL, local, term
from yidi.store.store import MEMORY, open_store

_COLUMNS: Final = ("medinsCode", "medinsName", "regnCode", "medinsLv")


def measure(base: Base, folder: Path) -> dict[str, Any]:
    """Seconds on the clock, and of the processor, to read and check the table, and to put it into each store."""
    path = folder / "hospitals.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(_lines())
    statements, reading = _timed(lambda: read([path], base, graph=HOSPITALS_GRAPH))
    assert not statements.troubles, statements.troubles[:3]
    found = {"hospitals": HOSPITALS, "bytes": path.stat().st_size, "read and check": reading}
    for name, where in (("into memory", MEMORY), ("onto disk", str(folder / "loaded"))):
        store = open_store(where, base, writable=True)
        loaded, found[name] = _timed(lambda store=store: load(store, statements))
        found["triples"] = loaded.graphs[HOSPITALS_GRAPH]
        _, found[f"{name}, again"] = _timed(lambda store=store: load(store, statements))
        store.close()
    return found


def _lines() -> Iterator[tuple[str, ...]]:
    for subject, triples in groupby(hospitals(HOSPITALS), lambda t: t.subject):
        said = {}
        for triple in triples:
            if isinstance(triple.object, NamedNode):
                said[triple.predicate.value] = local(triple.object.value)
            elif isinstance(triple.object, Literal) and triple.object.language in (None, "zh"):
                said[triple.predicate.value] = triple.object.value
        assert isinstance(subject, NamedNode)
        yield local(subject.value), said[LABEL], said[term("region")], said.get(term("level"), "")


def _timed(work: Any) -> tuple[Any, dict[str, float]]:
    start, used = perf_counter(), process_time()
    given = work()
    return given, {"seconds": perf_counter() - start, "processor": process_time() - used}
