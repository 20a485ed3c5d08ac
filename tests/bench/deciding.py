"""Deciding, compiling and starting: what the painted engine takes, beside others."""

from __future__ import annotations

from typing import Any

from rich.status import Status

import yidi
from tests.bench import compiling, single, starting
from tests.bench.cases import as_mappings, comparable
from tests.bench.comparison import SIZES, compare, make_engines

_SINGLE_CASES = 50


def measure(status: Status) -> dict[str, Any]:
    """All figures; OpenFisca must be installed."""
    base = yidi.load()
    engines, scope = make_engines(base)
    mappings = as_mappings(comparable(engines.scope, _SINGLE_CASES).table)
    figures: dict[str, Any] = {"scope": scope, "comparison": []}
    status.update("one decision")
    figures["single"] = single.measure(base, mappings)
    status.update("whole processes")
    figures["starting"] = starting.measure(mappings[0])
    status.update("compiling")
    figures["compiling"] = compiling.measure()
    for count in SIZES:
        status.update(f"{count:,} cases through every engine")
        figures["comparison"].append(compare(engines, count))
    return figures
