"""The reference engine beside the painted one: the same random cases, all of them in one go."""

from __future__ import annotations

from typing import Any, Final

from tests.bench.cases import as_mappings, uniform
from tests.bench.measure import best_in_turns
from yidi.base import Base
from yidi.cases.case import parse_case
from yidi.deciding.columns import encode

SIZES: Final = {10: 5, 100: 3, 1_000: 1}
"""How many cases, and how often each engine decides them."""


def measure(base: Base) -> list[dict[str, Any]]:
    """Seconds of each engine for every number of cases, from what cases say to all decisions."""
    engine = base.engine
    engine.reference.run([])  # its store is made once
    found = []
    for count, rounds in SIZES.items():
        mappings = as_mappings(uniform(base, count))
        parsed = [parse_case(case, base.case_vocabulary) for case in mappings]
        works = {
            "reference": lambda parsed=parsed: engine.reference.run(parsed),
            "painted": lambda parsed=parsed: engine.run(encode(parsed, engine.encoder)),
        }
        taken = best_in_turns(works, rounds)
        seconds = {name: t.wall for name, t in taken.items()}
        found.append({"cases": count, "seconds": seconds, "processor": {n: t.processor for n, t in taken.items()}})
    return found
