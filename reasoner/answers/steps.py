"""The bill of one case step by step, each step with the rule that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yidi.answers.words import STEPS
from yidi.deciding.money import Amounts, Payer, slices_of
from yidi.deciding.results import Results
from yidi.values import SCALE, yuan

Step = dict[str, Any]


def amount_part(
    results: Results, amounts: Amounts, row: int, language: str, rules: Mapping[str, str]
) -> dict[str, Any] | None:
    """The `amount` of an answer, or None if the case gives no expense; parts that are not known are None.

    `rules` has the rule behind each decision.
    """
    total, eligible = int(amounts.total[row]), int(amounts.eligible[row])
    if total < 0 and eligible < 0:
        return None
    return {
        "total": _yuan(total),
        "eligible": _yuan(eligible),
        "fundPays": _yuan(int(amounts.fund_pays[row])),
        "personPays": _yuan(int(amounts.person_pays[row])),
        "byPayer": {
            "pooled-fund": _yuan(int(amounts.fund_pays[row])),
            "critical-illness": _yuan(int(amounts.critical_pays[row])),
        },
        "steps": _Steps(results, amounts, row, language, rules).all(),
    }


def _yuan(fen: int) -> str | None:
    return None if fen < 0 else yuan(fen)


class _Steps:
    """Collects the steps of one case."""

    def __init__(self, results: Results, amounts: Amounts, row: int, language: str, rules: Mapping[str, str]) -> None:
        self._results, self._amounts, self._row = results, amounts, row
        self._language, self._rules = language, rules
        self._steps: list[Step] = []

    def all(self) -> list[Step]:
        """Every step that can be shown, from the bill to who pays."""
        amounts, row = self._amounts, self._row
        self._add("total", int(amounts.total[row]))
        self._add("outOfCatalogue", -int(self._results.columns["expense.outOfCatalogue"][row]), minus=True)
        self._add("classB", -int(amounts.class_b[row]), minus=True)
        self._add("eligible", int(amounts.eligible[row]))
        if self._results.codes("fundLiable")[row] == 0:
            self._add("notLiable", 0, "fundLiable")
        else:
            self._fund()
        self._add("personPays", int(amounts.person_pays[row]))
        return self._steps

    def _fund(self) -> None:
        amounts, row = self._amounts, self._row
        reduction = amounts.reduction
        self._add("overLimit", -int(amounts.over_limit[row]), "costLimit", minus=True)
        if amounts.first_self_pay[row] > 0:
            share = _percent(int(reduction.share[row]))
            self._add("firstSelfPay", -int(amounts.first_self_pay[row]), "reduction", minus=True, share=share)
        self._payer(amounts.fund, "deductible", "paymentRatio", "cap")
        self._add("fundPays", int(amounts.fund_pays[row]), "reduction")
        if amounts.critical_pays[row] > 0:
            self._payer(amounts.critical, "criticalIllnessDeductible", "criticalIllnessRatio", "criticalIllnessCap")
            self._add("criticalPays", int(amounts.critical_pays[row]))

    def _payer(self, payer: Payer, deductible: str, ratio: str, cap: str) -> None:
        row = self._row
        if payer.base[row] < 0 or payer.share[row] < 0:
            return
        self._add("deductible", -int(payer.deductible[row]), deductible, minus=True)
        self._add("base", int(payer.base[row]))
        for ratio_there, part in _merged(slices_of(self._results, payer, ratio, row)):
            rate = self._rate(ratio_there, reduced=ratio == "paymentRatio")
            share = (part * rate + SCALE * SCALE // 2) // (SCALE * SCALE)
            self._add("share", share, ratio, part=yuan(part), rate=_percent(rate / SCALE))
        if 0 <= payer.left[row] < payer.share[row]:
            self._add("capped", int(payer.left[row]), cap)

    def _rate(self, ratio: int, *, reduced: bool) -> int:
        """A ratio in hundred-millionths, after points and factor where they apply."""
        if not reduced:
            return ratio * SCALE
        reduction = self._amounts.reduction
        return max(ratio - int(reduction.points[self._row]), 0) * int(reduction.factor[self._row])

    def _add(self, label: str, fen: int, decision: str | None = None, *, minus: bool = False, **words: str) -> None:
        """Add a step unless its amount is not known; `minus` steps are deductions, left out when nil."""
        if (minus and fen >= 0) or (not minus and fen < 0):
            return
        rule = self._rules.get(decision) if decision else None
        self._steps.append(
            {"step": label, "label": STEPS[label][self._language].format(**words), "amount": yuan(fen), "rule": rule}
        )


def _merged(slices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ratios with the amounts paid at them; neighbouring slices at the same ratio are one."""
    merged: list[tuple[int, int]] = []
    for ratio, part in slices:
        if merged and merged[-1][0] == ratio:
            merged[-1] = (ratio, merged[-1][1] + part)
        else:
            merged.append((ratio, part))
    return merged


def _percent(ten_thousandths: float) -> str:
    return f"{ten_thousandths / 100:g}"
