"""One decision with all its parts and reasons, in process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tests.bench.measure import seconds
from yidi.base import Base

_CALLS = 5_000


def measure(base: Base, cases: Sequence[dict[str, object]]) -> dict[str, Any]:
    """Median and 99th percentile of a call, in seconds; the cases take turns."""
    for case in cases:
        base.decide(case)
    times = [seconds(lambda i=i: base.decide(cases[i % len(cases)])) for i in range(_CALLS)]  # type: ignore[misc]
    low, high = np.percentile(times, [50, 99])
    return {"cases": len(cases), "median": float(low), "p99": float(high), "best": min(times)}
