"""The benefit in exact money: whole numbers throughout, rounded half up once at the end of each payer's share.

Amounts are in fen.  Inside a share they are in hundred-millionths of a fen, so that a
first self-payment, points and a factor (four decimals each) lose nothing; a product with a
ratio is kept as a quotient and a remainder, since it would not fit 64 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from yidi.deciding.columns import Columns
from yidi.deciding.numbers import Reduction, filled, read_reduction
from yidi.deciding.results import Results
from yidi.tables.table import NOT_KNOWN, Ints
from yidi.values import SCALE

_FINE: Final = 10**8  # parts of a fen
_COST_LIMIT: Final = "costLimit"
_YEARLY: Final = "yearlyDeductible"


@dataclass(frozen=True, slots=True)
class Payer:
    """What one payer pays, and how, in fen; -1 where it is not known."""

    deductible: Ints
    amount: Ints  # what it is taken from, in hundred-millionths of a fen
    base: Ints  # what is above the deductible
    ratios: Ints  # ten-thousandths before any reduction, a row for each slice of the amount
    share: Ints  # before the cap
    cap: Ints
    left: Ints
    pays: Ints


@dataclass(frozen=True, slots=True)
class Amounts:
    """The bill of every case, in fen, -1 where a part is not known."""

    total: Ints
    eligible: Ints
    class_b: Ints
    over_limit: Ints  # eligible cost beyond a yearly limit of the cost
    first_self_pay: Ints
    reduction: Reduction
    fund: Payer
    critical: Payer
    fund_pays: Ints
    critical_pays: Ints
    person_pays: Ints


def price(results: Results) -> Amounts:
    """Who pays how much, for every case."""
    columns = results.columns
    reduction = read_reduction(results)
    eligible, class_b = _eligible(columns)
    counted = _counted(results, eligible)
    known = (counted >= 0) & reduction.known
    in_scope = np.where(known, counted * (SCALE - reduction.share), -1)
    first = np.where(known, _round(counted * reduction.share), -1)
    fund = _payer(results, in_scope, _FUND, reduction)
    liable = results.codes("fundLiable")
    fund_pays = _liable(liable, eligible, fund.pays)
    burden = np.where((in_scope >= 0) & (fund_pays >= 0), np.maximum(in_scope - fund_pays * _FINE, 0), -1)
    critical = _payer(results, burden, _CRITICAL, None)
    critical_pays = _liable(liable, eligible, critical.pays)
    total = columns["expense.total"]
    person = np.where((total >= 0) & (fund_pays >= 0), total - fund_pays - np.maximum(critical_pays, 0), -1)
    whole = np.where(eligible >= 0, _round(eligible * SCALE), -1)
    over = np.where(counted >= 0, _round((eligible - counted) * SCALE), -1)
    return Amounts(total, whole, class_b, over, first, reduction, fund, critical, fund_pays, critical_pays, person)


def _liable(liable: Ints, eligible: Ints, pays: Ints) -> Ints:
    """What a payer pays: nothing where the fund is not liable, not known where that is not known."""
    return np.where(liable == 0, np.where(eligible >= 0, 0, -1), np.where(liable == 1, pays, -1))


def _eligible(columns: Columns) -> tuple[Ints, Ints]:
    """What the catalogue covers, in ten-thousandths of a fen, and the first self-payment for class B in fen."""
    total, given = columns["expense.total"], columns["expense.eligible"]
    outside, class_b, share = (columns[f"expense.{k}"] for k in ("outOfCatalogue", "classB", "classBShare"))
    unclear = (total < 0) | ((class_b > 0) & (share < 0))
    own = np.where(class_b > 0, class_b * share, 0)
    computed = np.where(unclear, -1, np.maximum((total - np.maximum(outside, 0)) * SCALE - own, 0))
    return np.where(given >= 0, given * SCALE, computed), np.where(unclear | (given >= 0), -1, _round(own * SCALE))


def _counted(results: Results, eligible: Ints) -> Ints:
    """The eligible cost that counts, in ten-thousandths of a fen: no more than a yearly limit of the cost leaves."""
    if _COST_LIMIT not in results.tables:
        return eligible
    limit = results.numbers(_COST_LIMIT)
    used = np.maximum(results.columns["expense.eligibleThisYear"], 0)
    limited = np.where(limit >= 0, np.minimum(eligible, np.maximum(limit - used, 0) * SCALE), -1)
    return np.where(results.outcomes[_COST_LIMIT] == NOT_KNOWN, eligible, limited)


def _borne(results: Results, deductible: Ints) -> Ints:
    """What is left to bear of the fund's deductible: of a yearly one the person may have paid a part before."""
    if _YEARLY not in results.tables:
        return deductible
    yearly, paid = results.codes(_YEARLY), np.maximum(results.columns["expense.deductiblePaidThisYear"], 0)
    left = np.where(deductible >= 0, np.maximum(deductible - paid, 0), -1)
    return np.where(yearly == 0, deductible, np.where(yearly == 1, left, np.where(paid == 0, deductible, -1)))


def _round(fine: Ints) -> Ints:
    return (fine + _FINE // 2) // _FINE


_FUND: Final = ("deductible", "paymentRatio", "cap")
_CRITICAL: Final = ("criticalIllnessDeductible", "criticalIllnessRatio", "criticalIllnessCap")


def _payer(results: Results, amount: Ints, decisions: tuple[str, str, str], reduction: Reduction | None) -> Payer:
    """One payer's share of an amount given in hundred-millionths of a fen; only the pooled fund's is reduced."""
    deductible_of, ratio_of, cap_of = decisions
    deductible = filled(results, deductible_of)
    if reduction is not None:
        deductible = _borne(results, deductible)
    ready = (amount >= 0) & (deductible >= 0)
    if not ready.any():
        return _unknown(results, amount, deductible, ratio_of, cap_of)
    above = np.where(ready, np.maximum(amount - deductible * _FINE, 0), 0)
    ratios = np.atleast_2d(filled(results, ratio_of))
    share = np.where(above == 0, 0, np.where(ratios[0] >= 0, _share(above, _rate(ratios[0], reduction)), -1))
    sliced = np.flatnonzero(ready & (ratios != ratios[0]).any(axis=0))
    if len(sliced):
        part = None if reduction is None else _rows(reduction, sliced)
        slices = _slices(results, ratio_of, amount[sliced], deductible[sliced])
        known = ((slices == 0) | (ratios[:, sliced] >= 0)).all(axis=0)
        share[sliced] = np.where(known, _share(slices, _rate(ratios[:, sliced], part)), -1)
    share = np.where(ready, share, -1)
    cap = filled(results, cap_of)
    paid = 0 if reduction is None else np.maximum(results.columns["expense.fundPaidThisYear"], 0)
    left = np.where(cap >= 0, np.maximum(cap - paid, 0), -1)
    pays = np.where(share <= 0, share, np.where(left >= 0, np.minimum(share, left), -1))
    return Payer(deductible, amount, np.where(ready, _round(above), -1), ratios, share, cap, left, pays)


def _unknown(results: Results, amount: Ints, deductible: Ints, ratio_of: str, cap_of: str) -> Payer:
    """A payer of whom nothing can be said in any case."""
    nothing = np.full_like(amount, -1)
    ratios, cap = np.atleast_2d(filled(results, ratio_of)), filled(results, cap_of)
    return Payer(deductible, amount, nothing, ratios, nothing, cap, cap, nothing)


def _rows(reduction: Reduction, rows: Ints) -> Reduction:
    return Reduction(*(getattr(reduction, name)[rows] for name in Reduction.__slots__))


def slices_of(results: Results, payer: Payer, ratio_of: str, row: int) -> list[tuple[int, int]]:
    """The ratio and the amount in fen of each slice of one case's bill, the lowest first; empty ones are left out."""
    one = slice(row, row + 1)
    parts = _round(_slices(results, ratio_of, payer.amount[one], payer.deductible[one]))[:, 0].tolist()
    ratios = np.broadcast_to(payer.ratios[:, row], len(parts)).tolist()
    return [(ratio, part) for ratio, part in zip(ratios, parts, strict=True) if part > 0]


def _slices(results: Results, ratio_of: str, amount: Ints, deductible: Ints) -> Ints:
    """The part of an amount above the deductible that falls into each slice; the deductible uses up the lowest ones."""
    starts = np.array(slice_starts(results, ratio_of), np.int64)[:, None] * _FINE
    ends = np.append(starts[1:], [[np.iinfo(np.int64).max]], axis=0)
    lower = np.maximum(starts, deductible * _FINE)
    parts: Ints = np.maximum(np.minimum(ends, amount) - lower, 0)
    return parts


def slice_starts(results: Results, ratio_of: str) -> list[int]:
    """The amounts in fen at which the slices of a ratio begin."""
    tier = results.tables[ratio_of].tier
    return [0] if tier is None or tier.breaks is None else [0, *tier.breaks.tolist()]


def _rate(ratios: Ints, reduction: Reduction | None) -> Ints:
    """Ratios in hundred-millionths, less the points, times the factor; what is not known counts as nothing."""
    if reduction is None:
        return np.maximum(ratios, 0) * SCALE
    return np.maximum(ratios - np.maximum(reduction.points, 0), 0) * np.maximum(reduction.factor, 0)


def _share(slices: Ints, rates: Ints) -> Ints:
    """An amount times its rate, or the sum of slices times theirs, in fen, rounded half up once."""
    whole, part = slices // _FINE, slices % _FINE
    fine = part * rates
    quotient, rest = whole * rates + fine // _FINE, fine % _FINE
    if quotient.ndim > 1:
        quotient, rest = quotient.sum(axis=0), rest.sum(axis=0)
    return _round(quotient + rest // _FINE)
