"""Measure everything, or the parts that are named, print it and write `build/bench.json`.

`python -m tests.bench sparql` measures that part alone; the others are `deciding`, `filings` and `workbench`.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any, Final

from rich.console import Console

from tests.bench.measure import ROOT, machine

# A part is a module that measures and one that shows; deciding needs OpenFisca, which the others do without.
PARTS: Final = {"deciding": "report", "sparql": "sparql_report", "filings": "filings", "workbench": "workbench"}


def main() -> None:
    """Run the benchmarks; progress goes to standard error, and the figures of parts not run now stay in the file."""
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        sys.exit(f"There is no part {', '.join(unknown)}: name {' or '.join(PARTS)}, or none for all.")
    console = Console(width=150)
    figures: dict[str, Any] = {"machine": machine()}
    with Console(stderr=True).status("") as status:
        for name in chosen:
            figures[name] = import_module(f"tests.bench.{name}").measure(status)
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    before = json.loads(target.read_bytes()) if target.exists() else {}
    kept = {name: before[name] for name in PARTS if name in before}
    target.write_text(json.dumps(kept | figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    console.print("  ".join(f"{name} {value}" for name, value in figures["machine"].items()), style="dim")
    for name in chosen:
        import_module(f"tests.bench.{PARTS[name]}").show(console, figures[name])


if __name__ == "__main__":
    main()
