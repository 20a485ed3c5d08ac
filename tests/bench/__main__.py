"""Measure everything, print it and write `build/bench.json`."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console

import yidi
from tests.bench import compiling, single, starting
from tests.bench.cases import as_mappings, comparable
from tests.bench.comparison import SIZES, compare, make_engines
from tests.bench.measure import ROOT, machine
from tests.bench.report import show

_SINGLE_CASES = 50


def main() -> None:
    """Run all benchmarks; progress goes to standard error."""
    progress = Console(stderr=True)
    base = yidi.load()
    engines, scope = make_engines(base)
    mappings = as_mappings(comparable(engines.scope, _SINGLE_CASES).table)
    figures: dict[str, Any] = {"machine": machine(), "scope": scope, "comparison": []}
    with progress.status("one decision") as status:
        figures["single"] = single.measure(base, mappings)
        status.update("whole processes")
        figures["starting"] = starting.measure(mappings[0])
        status.update("compiling")
        figures["compiling"] = compiling.measure()
        for count in SIZES:
            status.update(f"{count:,} cases through every engine")
            figures["comparison"].append(compare(engines, count))
    show(figures)
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
