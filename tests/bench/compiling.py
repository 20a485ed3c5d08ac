"""Compile time and memory of large synthetic bases, and of the built-in one; each in a process of its own.

`python -m tests.bench.compiling synthetic 10000 350` and `… builtin` are those processes.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

import yidi
from tests.bench import synthetic
from tests.bench.measure import ROOT, peak_bytes
from yidi.tables.compile import compile_base
from yidi.tables.table import Table

SIZES = ((10_000, 350), (35_000, 3_500))
_ROUNDS = 5


def measure() -> dict[str, Any]:
    """All figures: of the synthetic bases by (rules, areas), and of the built-in base by what was kept of it."""
    large = [_best("synthetic", str(rules), str(areas)) for rules, areas in SIZES]
    return {"synthetic": large, "builtin": _builtin()}


def _best(*arguments: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the fastest of some processes says, with the median of their times."""
    said = [_child(arguments, environment) for _ in range(_ROUNDS)]
    fastest: dict[str, Any] = min(said, key=lambda s: s["seconds"])
    return fastest | {"median": median(s["seconds"] for s in said)}


def _child(arguments: tuple[str, ...], environment: Mapping[str, str] | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.compiling", *arguments]
    env = {**os.environ, **(environment or {})}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _builtin() -> dict[str, Any]:
    """With nothing kept, with the parsed files kept, with everything kept."""
    with tempfile.TemporaryDirectory() as folder:
        cache = {"YIDI_CACHE": folder}
        nothing = _best("builtin", environment={"YIDI_CACHE": ""})
        _child(("builtin",), cache)
        parsed = []
        for _ in range(_ROUNDS):
            for kept in Path(folder).glob("base-*.pickle"):
                kept.unlink()
            parsed.append(_child(("builtin",), cache))
        everything = _best("builtin", environment=cache)
        size = sum(kept.stat().st_size for kept in Path(folder).glob("base-*.pickle"))
    files = min(parsed, key=lambda s: s["seconds"]) | {"median": median(s["seconds"] for s in parsed)}
    return {"nothing kept": nothing, "parsed files kept": files, "everything kept": everything, "kept_bytes": size}


def compile_synthetic(count: int, areas: int) -> dict[str, Any]:
    """Seconds, memory and what came out of compiling so many rules over so many areas."""
    base = yidi.load()
    places, vocabulary = synthetic.places(base.places, areas), synthetic.vocabulary(base.vocabulary)
    rules = synthetic.rules(places, count)
    gc.collect()
    before, start = peak_bytes(), perf_counter()
    tables, findings = compile_base(vocabulary, rules, places, base.first_day)
    taken, memory = perf_counter() - start, peak_bytes() - before
    return {
        "seconds": taken,
        "peak_bytes": memory,
        "rules": len(rules),
        "areas": len(places.chains),
        "findings": sorted({f"{f.level} {f.id}" for f in findings}),
        "finding_count": len(findings),
        **sizes(tables),
    }


def load_builtin() -> dict[str, Any]:
    """Seconds and memory of loading the built-in base with whatever is kept of it."""
    gc.collect()
    before, start = peak_bytes(), perf_counter()
    base = yidi.load()
    taken, memory = perf_counter() - start, peak_bytes() - before
    return {
        "seconds": taken,
        "peak_bytes": memory,
        "rules": len(base.rules),
        "areas": len(base.places.areas),
        **sizes(base.tables),
    }


def sizes(tables: Mapping[str, Table]) -> dict[str, int]:
    """The bytes of all arrays of the tables, and the cells."""
    arrays = [getattr(t, name) for t in tables.values() for name in Table.__dataclass_fields__]
    held = sum(a.nbytes for a in arrays if isinstance(a, np.ndarray))
    return {"table_bytes": held, "cells": sum(t.outcomes.size for t in tables.values())}


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    report = compile_synthetic(*map(int, numbers)) if what == "synthetic" else load_builtin()
    sys.stdout.write(json.dumps(report))
