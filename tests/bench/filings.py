"""Filings validated: one through the interface, many at once beside pySHACL on the same graph, and very many."""

from __future__ import annotations

import json
import tempfile
from itertools import repeat
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from rich.console import Console
from rich.status import Status
from rich.table import Table

import yidi
from tests.bench.connection import Connection, request
from tests.bench.made_filings import made_filings
from tests.bench.measure import best_in_turns, peak_bytes, told
from tests.served import serving
from yidi import Base
from yidi.filings import FilingReader, Judge
from yidi.filings.owners import Owners
from yidi.filings.reference import validate_with_pyshacl
from yidi.shacl import Data, validate

_BY_PYSHACL: Final = (1, 10, 100)
"""pySHACL takes more than a second for each filing, so it gets no more than these."""
_MANY: Final = 10_000
_BATCHES: Final = 50
_ASKED: Final = 200


def measure(status: Status) -> dict[str, Any]:
    """All figures, in seconds and bytes."""
    base = yidi.load()
    judge = Judge(base)
    # First, so that the peak of memory is that of the batches.
    status.update("filings in batches")
    batches = _batched(judge)
    status.update(f"{_MANY:,} filings")
    many = _many(judge, _MANY)
    status.update("filings beside pySHACL")
    beside = [_beside(judge, count) for count in _BY_PYSHACL]
    status.update("one filing over HTTP")
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "log") as (address, _):
        one = _asked(address, base)
    return {"beside": beside, "many": many, "batches": batches, "one": one}


def _beside(judge: Judge, count: int) -> dict[str, Any]:
    """The same graph through both engines, which must find the same."""
    entries = list(FilingReader(judge).entries(made_filings(judge.base, count)))
    graph = _graph(judge, entries)
    ours = best_in_turns({"ours": lambda: validate(judge.shapes.shapes, Data(graph))}, 5)["ours"]
    theirs = best_in_turns({"pyshacl": lambda: validate_with_pyshacl(judge.shapes, graph)}, 1)["pyshacl"]
    assert len(ours.given.results) == len(theirs.given.results), (len(ours.given.results), len(theirs.given.results))
    return {"filings": count, "ours": ours.processor, "pyshacl": theirs.processor, "results": len(ours.given.results)}


def _graph(judge: Judge, entries: list[Any]) -> list[Any]:
    owners = Owners(judge.base.vocabulary.fields)
    owners.add(entries)
    return judge.graph(entries, owners)


def _many(judge: Judge, count: int) -> dict[str, Any]:
    filings = made_filings(judge.base, count)
    entries = list(FilingReader(judge).entries(filings))
    graph = _graph(judge, entries)
    works = {
        "read": lambda: list(FilingReader(judge).entries(filings)),
        "follow": lambda: _graph(judge, entries),
        "shapes": lambda: validate(judge.shapes.shapes, Data(graph)),
    }
    taken = best_in_turns(works, 2)
    times = {name: {"wall": each.wall, "processor": each.processor} for name, each in taken.items()}
    return {"filings": count, "triples": len(graph), "results": len(taken["shapes"].given.results), "steps": times}


def _batched(judge: Judge) -> dict[str, Any]:
    """Filings without end, a batch at a time: the peak of memory after the first batches, and after the last."""
    filings = made_filings(judge.base, 2000)
    reader = FilingReader(judge)
    entries = (e for batch in repeat(filings, _BATCHES) for e in reader.entries(batch))
    start = perf_counter()
    peaks = [peak_bytes() for _ in judge.batches(entries)]
    return {"filings": 2000 * _BATCHES, "seconds": perf_counter() - start, "early": peaks[4], "late": peaks[-1]}


def _asked(address: str, base: Base) -> dict[str, float]:
    """One filing in a request, over and over: half of the requests take no longer than the median."""
    filings = made_filings(base, _ASKED)
    times = []
    connection = Connection(address)
    for filing in filings:
        asked = request("/v1/filings/validate", body=json.dumps(filing).encode())
        start = perf_counter()
        status, _ = connection.ask(asked)
        times.append(perf_counter() - start)
        assert status == 200, status
    return {"median": median(times), "most": sorted(times)[int(len(times) * 0.99)]}


def show(console: Console, figures: dict[str, Any]) -> None:
    """Print everything about filings."""
    table = Table(title="Filings, the same graph through both, processor time", title_justify="left")
    for heading in ("filings", "ours", "pySHACL", "ratio", "results"):
        table.add_column(heading, justify="right")
    for each in figures["beside"]:
        ratio = f"{each['pyshacl'] / each['ours']:,.0f}x"
        table.add_row(f"{each['filings']:,}", told(each["ours"]), told(each["pyshacl"]), ratio, f"{each['results']:,}")
    console.print(table)
    many = figures["many"]
    steps = ", ".join(f"{name} {told(taken['processor'])}" for name, taken in many["steps"].items())
    console.print(f"{many['filings']:,} filings, {many['triples']:,} triples, {many['results']:,} results: {steps}")
    batches = figures["batches"]
    memory = f"{batches['early'] / 1e6:.0f} MB after five batches, {batches['late'] / 1e6:.0f} MB at the end"
    console.print(f"{batches['filings']:,} filings in batches of 2,000: {told(batches['seconds'])}, peak {memory}")
    one = figures["one"]
    console.print(f"one filing over HTTP: median {told(one['median'])}, 99 % within {told(one['most'])}")
