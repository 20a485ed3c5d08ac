"""A store in a process that holds nothing else, which times the queries that it is given.

`python -m tests.bench.alone PATH` opens a folder on disk, or reads a file of N-Quads into memory; a query is a line
of JSON, and so is what it took.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pyoxigraph as ox

from tests.bench.measure import ROOT


class Alone:
    """The other process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, text: str) -> dict[str, Any]:
        """How many rows a query has, and the seconds on the clock and of the processor that it took."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


@contextmanager
def alone(path: Path) -> Iterator[Alone]:
    """Give the process as long as this lasts."""
    command = [sys.executable, "-m", "tests.bench.alone", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Alone(process)
        finally:
            assert process.stdin
            process.stdin.close()


def _answer(store: ox.Store, text: str) -> dict[str, Any]:
    """Parse, run, and write the result out: what anybody must do who hands a result on."""
    start, used = perf_counter(), process_time()
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    written = solutions.serialize(format=ox.QueryResultsFormat.JSON)
    taken, spent = perf_counter() - start, process_time() - used
    return {"rows": len(json.loads(written or b"")["results"]["bindings"]), "seconds": taken, "processor": spent}


def _open(path: Path) -> ox.Store:
    if path.is_dir():
        return ox.Store.read_only(str(path))
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return store


if __name__ == "__main__":
    held = _open(Path(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(held, json.loads(line))) + "\n")
        sys.stdout.flush()
