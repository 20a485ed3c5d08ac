"""What a careful programmer writes by hand: dense arrays, one look-up a figure, whole numbers; the amount only."""

from __future__ import annotations

import numpy as np

from tests.bench.cases import Cases
from tests.bench.parameters import Parameters
from yidi.tables.table import Ints

_SCALE = 10**4
_FINE = 10**8


def pay(cases: Cases, parameters: Parameters) -> Ints:
    """What the fund pays for each case, in fen, exactly."""
    deductible = _look("deductible", cases, parameters) * _look("stay_factor", cases, parameters)
    deductible = (deductible * _look("away_factor", cases, parameters) + _FINE // 2) // _FINE
    points, factor, first_share = _look("reduction", cases, parameters).T
    in_scope = cases.eligible * (_SCALE - first_share)  # ten-thousandths of a fen
    rates = np.maximum(_look("ratio", cases, parameters) - points[:, None], 0) * factor[:, None]
    share = _share(in_scope, deductible, rates, parameters.starts)
    left = np.maximum(_look("cap", cases, parameters) - cases.paid, 0)
    pays: Ints = np.minimum(share, left)
    return pays


def _look(name: str, cases: Cases, parameters: Parameters) -> Ints:
    found: Ints = parameters.now(name)[tuple(cases.codes[axis] for axis in parameters.figures[name].axes)]
    return found


def _share(in_scope: Ints, deductible: Ints, rates: Ints, starts: tuple[int, ...]) -> Ints:
    """The slices above the deductible times their rates, rounded half up once."""
    whole, rest = np.zeros_like(in_scope), np.zeros_like(in_scope)
    ends = (*starts[1:], 10**12)
    for tier, (start, end) in enumerate(zip(starts, ends, strict=True)):
        low = np.maximum(deductible, start) * _SCALE
        part = np.maximum(np.minimum(in_scope, end * _SCALE) - low, 0)
        whole += part // _SCALE * rates[:, tier]
        rest += part % _SCALE * rates[:, tier]
    return (whole + rest // _SCALE + _FINE // 2) // _FINE
