"""The same generated cases and the same rules through every engine, and whether the amounts agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.bench import measure, with_loop, with_numpy
from tests.bench.cases import AXES, Cases, Scope, as_texts, comparable, find_scope, uniform
from tests.bench.parameters import Parameters, read_parameters
from tests.bench.with_openfisca import Country
from tests.bench.with_yidi import paid_fen
from yidi.base import Base
from yidi.tables.table import Ints

SIZES = {1: 200, 10_000: 10, 1_000_000: 3}
"""How many cases, and how often each engine decides them."""

OPENFISCA = "OpenFisca, own look-up: amount"
NUMPY = "NumPy arrays by hand: amount"
LOOP = "Python loop: amount"
YIDI = "Yidi: every decision, exact amount"
YIDI_TEXTS = "Yidi: the same from plain texts"
YIDI_UNIFORM = "Yidi: random cases, all areas"


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything that is made once, before any case."""

    base: Base
    scope: Scope
    parameters: Parameters
    figures: with_loop.Figures
    country: Country


def make_engines(base: Base) -> tuple[Engines, dict[str, Any]]:
    """The engines, and what went into them."""
    scope = find_scope(base)
    parameters = read_parameters(base, scope)
    made: list[Country] = []
    building = measure.seconds(lambda: made.append(Country(scope, parameters)))
    facts = {
        "areas": list(scope.areas),
        "combinations": len(scope.known),
        "dates": len(parameters.days),
        "figures": {name: [len(scope.codes[a]) for a in p.axes] for name, p in parameters.figures.items()},
        "openfisca_build": building,
    }
    return Engines(base, scope, parameters, with_loop.make_figures(parameters, AXES), made[0]), facts


def compare(engines: Engines, count: int) -> dict[str, Any]:
    """Seconds of every engine for so many cases, and how many amounts differ from Yidi's."""
    cases = comparable(engines.scope, count)
    taken = measure.best_in_turns(_works(engines, cases), SIZES[count])
    return {
        "cases": count,
        "seconds": {name: best.wall for name, best in taken.items()},
        "processor": {name: best.processor for name, best in taken.items()},
        **agreement({name: best.given for name, best in taken.items()}),
    }


def _works(engines: Engines, cases: Cases) -> dict[str, Callable[[], Any]]:
    base, parameters = engines.base, engines.parameters
    texts, random = as_texts(cases.table), uniform(engines.base, len(cases))
    return {
        OPENFISCA: lambda: engines.country.pay(cases),
        LOOP: lambda: with_loop.pay(cases, engines.figures, parameters.starts),
        NUMPY: lambda: with_numpy.pay(cases, parameters),
        YIDI: lambda: base.decide_batch(cases.table),
        YIDI_TEXTS: lambda: base.decide_batch(texts),
        YIDI_UNIFORM: lambda: base.decide_batch(random),
    }


def agreement(given: Mapping[str, Any]) -> dict[str, Any]:
    """How many amounts of each other engine differ from Yidi's by a fen or more, and the largest difference in fen."""
    exact = paid_fen(given[YIDI])
    others: dict[str, Ints] = {
        OPENFISCA: np.rint(given[OPENFISCA].astype(np.float64) * 100).astype(np.int64),
        LOOP: given[LOOP],
        NUMPY: given[NUMPY],
    }
    return {
        "columns": given[YIDI].num_columns,
        "unknown": int((exact < 0).sum()),
        "differing": {name: int((other != exact).sum()) for name, other in others.items()},
        "largest": {name: int(np.abs(other - exact).max()) for name, other in others.items()},
    }
