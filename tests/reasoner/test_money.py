"""The bill, against the contract's wording worked out in exact fractions."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor, inf
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yidi.deciding.columns import Columns
from yidi.deciding.money import price
from yidi.deciding.results import Results
from yidi.tables.table import NOT_KNOWN, UNDETERMINED

UNKNOWN, OPEN = "the base has none", "turns on a fact that is not known"
NO_REDUCTION = ("percentagePoints", 0)


@dataclass(frozen=True)
class Bill:
    """A bill and all that is decided about it: amounts in fen, the rest in ten-thousandths, None where left out."""

    total: int | None = 5_000_000
    eligible: int | None = None
    outside: int | None = None
    class_b: int | None = None
    class_b_share: int | None = None
    paid: int | None = None
    liable: bool | str = True
    reduction: tuple | str = NO_REDUCTION
    deductible: int | str = 150_000
    stay: int | str = 10_000
    away: int | str = 10_000
    ratios: tuple = (8_500,)
    cap: int | str = 100_000_000
    cost_limit: int | str = UNKNOWN
    counted: int | None = None
    yearly: bool | str = False
    borne: int | None = None
    critical_deductible: int | str = UNKNOWN
    critical_ratios: tuple = (UNKNOWN,)
    critical_cap: int | str = UNKNOWN
    parameters: dict = field(default_factory=dict)


# The contract, in fractions -------------------------------------------------------


def half_up(amount):
    return floor(amount + Fraction(1, 2))


def own(number, parameter):
    """Give the base's number, or the case's own where the base has none."""
    if number == UNKNOWN:
        return parameter
    return None if number == OPEN else number


def eligible_amount(bill):
    """Eligible = total - outOfCatalogue - classB * classBShare, unless it is given."""
    if bill.eligible is not None:
        return Fraction(bill.eligible)
    if bill.total is None or (bill.class_b and bill.class_b_share is None):
        return None
    own_part = Fraction((bill.class_b or 0) * (bill.class_b_share or 0), 10_000)
    return max(bill.total - (bill.outside or 0) - own_part, Fraction(0))


def three_reductions(bill):
    """Of points, factor and first self-payment the one that applies is set and the others are nil."""
    nil = {"percentagePoints": 0, "factor": 10_000, "firstSelfPayShare": 0}
    names = {"percentagePoints": "reductionPoints", "factor": "reductionFactor"}
    given = {kind: bill.parameters.get(names.get(kind, kind)) for kind in nil}
    if bill.reduction == UNKNOWN and any(n is not None for n in given.values()):
        found = {kind: nil[kind] if n is None else n for kind, n in given.items()}
    elif bill.reduction in (UNKNOWN, OPEN):
        return None
    else:
        found = nil | dict([bill.reduction])
    return [Fraction(n, 10_000) for n in found.values()]


def whole_deductible(bill):
    """The deductible times both factors, rounded half up to the fen; the case's own is taken as it is."""
    parts = (bill.deductible, bill.stay, bill.away)
    if UNKNOWN in parts:
        return bill.parameters.get("deductible")
    return None if OPEN in parts else half_up(Fraction(bill.deductible * bill.stay * bill.away, 10_000**2))


def deductible_left(bill):
    """A yearly deductible less what was paid of it before; the amount of others is not touched by that."""
    deductible = whole_deductible(bill)
    if not bill.yearly or not bill.borne or deductible is None:
        return deductible
    return max(deductible - bill.borne, 0) if bill.yearly is True else None


def counted_amount(bill):
    """The eligible cost as far as a yearly limit of the cost leaves room for it."""
    eligible = eligible_amount(bill)
    if bill.cost_limit == UNKNOWN or eligible is None:
        return eligible
    return None if bill.cost_limit == OPEN else min(eligible, max(bill.cost_limit - (bill.counted or 0), 0))


def payer_pays(amount, deductible, starts, ratios, cap):
    """The sum of each slice above the deductible times its ratio, rounded half up once, and never above the cap."""
    if amount is None or deductible is None:
        return None
    share = Fraction(0)
    for start, end, ratio in zip(starts, [*starts[1:], inf], ratios, strict=True):
        part = max(min(amount, end) - max(start, deductible), 0)
        if part and ratio is None:
            return None
        share += part * ratio if part else 0
    share = half_up(share)
    if share == 0:
        return 0
    return None if cap is None else min(share, cap)


def expected(bill, starts, critical_starts):
    """What the fund, the critical-illness insurance and the person pay."""
    eligible, reduction = eligible_amount(bill), three_reductions(bill)
    counted = counted_amount(bill)
    in_scope = fund = critical = person = None
    if counted is not None and reduction is not None:
        points, factor, first = reduction
        in_scope = counted * (1 - first)
        ratios = [own(r, bill.parameters.get("ratio")) for r in bill.ratios]
        ratios = [None if r is None else max(Fraction(r, 10_000) - points, 0) * factor for r in ratios]
        cap = own(bill.cap, bill.parameters.get("cap"))
        left = None if cap is None else max(cap - (bill.paid or 0), 0)
        fund = payer_pays(in_scope, deductible_left(bill), starts, ratios, left)
    fund = _if_liable(bill, eligible, fund)
    if in_scope is not None and fund is not None:
        ratios = [None if own(r, None) is None else Fraction(r, 10_000) for r in bill.critical_ratios]
        deductible, cap = own(bill.critical_deductible, None), own(bill.critical_cap, None)
        critical = payer_pays(in_scope - fund, deductible, critical_starts, ratios, cap)
    critical = _if_liable(bill, eligible, critical)
    if bill.total is not None and fund is not None:
        person = bill.total - fund - (critical or 0)
    return fund, critical, person


def _if_liable(bill, eligible, pays):
    if bill.liable is False:
        return None if eligible is None else 0
    return pays if bill.liable is True else None


# The same through `price` ---------------------------------------------------------


def priced(bills, starts, critical_starts):
    """Give the amounts that `price` finds for bills whose decisions have come out as they say."""
    paths = {
        "expense.total": "total",
        "expense.eligible": "eligible",
        "expense.outOfCatalogue": "outside",
        "expense.classB": "class_b",
        "expense.classBShare": "class_b_share",
        "expense.fundPaidThisYear": "paid",
        "expense.eligibleThisYear": "counted",
        "expense.deductiblePaidThisYear": "borne",
    }
    data = {path: [getattr(bill, name) for bill in bills] for path, name in paths.items()}
    for name in ("deductible", "ratio", "cap", "reductionPoints", "reductionFactor", "firstSelfPayShare"):
        data[f"parameters.{name}"] = [bill.parameters.get(name) for bill in bills]
    columns = {path: np.array([-1 if n is None else n for n in column]) for path, column in data.items()}
    results = Results(Columns(len(bills), columns), {}, {}, None, None)
    tables = results.tables
    for name, said, parameter in (
        ("deductible", [b.deductible for b in bills], "parameters.deductible"),
        ("stayFactor", [b.stay for b in bills], None),
        ("deductibleIncrease", [b.away for b in bills], None),
        ("cap", [b.cap for b in bills], "parameters.cap"),
        ("criticalIllnessDeductible", [b.critical_deductible for b in bills], None),
        ("criticalIllnessCap", [b.critical_cap for b in bills], None),
        ("costLimit", [b.cost_limit for b in bills], None),
        ("yearlyDeductible", [b.yearly if isinstance(b.yearly, str) else int(b.yearly) for b in bills], None),
        ("fundLiable", [b.liable if isinstance(b.liable, str) else int(b.liable) for b in bills], None),
    ):
        tables[name], results.outcomes[name] = table(said, parameter)
    said = [b.reduction if isinstance(b.reduction, str) else b.reduction[1] for b in bills]
    tables["reduction"], results.outcomes["reduction"] = table(said, None)
    tables["reduction"].kind_of = ("", "", *(b.reduction[0] for b in bills))
    for name, of, at, parameter in (
        ("paymentRatio", "ratios", starts, "parameters.ratio"),
        ("criticalIllnessRatio", "critical_ratios", critical_starts, None),
    ):
        said = [getattr(b, of)[s] for s in range(len(at)) for b in bills]
        tables[name], outcomes = table(said, parameter)
        if len(at) > 1:
            tables[name].tier = SimpleNamespace(breaks=np.array(at[1:]))
            outcomes = outcomes.reshape(len(at), len(bills))
        results.outcomes[name] = outcomes
    return price(results)


def table(said, parameter):
    """Give a table with an outcome for each thing said, and those outcomes."""
    numbers = np.array([-1, -1, *(-1 if isinstance(n, str) else n for n in said)])
    codes = {UNKNOWN: NOT_KNOWN, OPEN: UNDETERMINED}
    outcomes = np.array([codes[n] if isinstance(n, str) else i for i, n in enumerate(said, start=2)], np.int32)
    decision = SimpleNamespace(parameter=parameter)
    return SimpleNamespace(decision=decision, number_of=numbers, code_of=numbers, tier=None), outcomes


def payments(amounts):
    columns = (amounts.fund_pays, amounts.critical_pays, amounts.person_pays)
    return [tuple(None if n < 0 else n for n in row) for row in zip(*(c.tolist() for c in columns), strict=True)]


# What may be billed ---------------------------------------------------------------

FEN = st.sampled_from((0, 1, 3, 50, 100, 80_000, 1_000_000, 10_000_000_000)) | st.integers(0, 20_000_000)
TEN_THOUSANDTHS = st.sampled_from((0, 1, 3_333, 5_000, 8_500, 9_999, 10_000)) | st.integers(0, 10_000)
NOTHING = st.sampled_from((UNKNOWN, OPEN))


def usually(numbers, otherwise=NOTHING):
    return st.integers(0, 9).flatmap(lambda n: otherwise if n == 0 else numbers)


def maybe(numbers):
    return usually(numbers, st.none())


@st.composite
def bills(draw, slices, critical_slices):
    total = draw(maybe(FEN))
    kinds = st.sampled_from(("percentagePoints", "factor", "firstSelfPayShare"))
    return Bill(
        total=total,
        eligible=draw(st.none() | st.integers(0, total)) if total is not None else draw(st.none() | FEN),
        outside=draw(maybe(st.integers(0, total or 0))),
        class_b=draw(maybe(st.integers(0, total or 0))),
        class_b_share=draw(maybe(TEN_THOUSANDTHS)),
        paid=draw(maybe(FEN)),
        liable=draw(usually(st.just(True), NOTHING | st.just(False))),
        reduction=draw(usually(st.tuples(kinds, TEN_THOUSANDTHS))),
        deductible=draw(usually(FEN)),
        stay=draw(usually(TEN_THOUSANDTHS)),
        away=draw(usually(st.integers(10_000, 30_000))),
        ratios=tuple(draw(usually(TEN_THOUSANDTHS)) for _ in range(slices)),
        cap=draw(usually(FEN)),
        cost_limit=draw(st.sampled_from((UNKNOWN, OPEN)) | FEN),
        counted=draw(maybe(FEN)),
        yearly=draw(usually(st.booleans(), st.just(OPEN))),
        borne=draw(maybe(FEN)),
        critical_deductible=draw(usually(FEN)),
        critical_ratios=tuple(draw(usually(TEN_THOUSANDTHS)) for _ in range(critical_slices)),
        critical_cap=draw(usually(FEN)),
        parameters=draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "deductible": FEN,
                    "ratio": TEN_THOUSANDTHS,
                    "cap": FEN,
                    "reductionPoints": TEN_THOUSANDTHS,
                    "reductionFactor": st.integers(0, 20_000),
                    "firstSelfPayShare": TEN_THOUSANDTHS,
                },
            )
        ),
    )


STARTS = st.lists(st.integers(1, 3_000_000), max_size=3, unique=True).map(lambda s: [0, *sorted(s)])
MOST = Bill(total=10**10, ratios=(9_999,), reduction=("factor", 9_999), cap=10**10, deductible=1)


@settings(max_examples=400)
@given(data=st.data())
def test_who_pays_how_much_is_exact(data):
    """Every payer's amount is what the contract's wording gives in exact fractions, or unknown where that is."""
    starts, critical_starts = data.draw(STARTS), data.draw(STARTS)
    several = data.draw(st.lists(bills(len(starts), len(critical_starts)), min_size=1, max_size=4))

    exact = [expected(bill, starts, critical_starts) for bill in several]

    assert exact == payments(priced(several, starts, critical_starts))


@given(bill=bills(1, 1))
@example(MOST)
@example(replace(MOST, parameters={"reductionFactor": 20_000, "firstSelfPayShare": 1}, reduction=UNKNOWN))
def test_nobody_pays_less_than_nothing_and_together_all_pay_the_bill(bill):
    """No payer pays a negative amount or more than is covered, and known parts add up to the total."""
    amounts = priced([bill], [0], [0])
    (fund, critical, person) = payments(amounts)[0]

    assert (fund, critical, person) == expected(bill, [0], [0])
    if person is not None:
        assert bill.total == fund + (critical or 0) + person


@pytest.mark.parametrize(
    ("bill", "fund", "person"),
    [
        (Bill(), 4_122_500, 877_500),
        (Bill(deductible=100_000), 4_165_000, 835_000),
        (Bill(reduction=("percentagePoints", 1_000)), 3_637_500, 1_362_500),
        (Bill(reduction=("factor", 9_000)), 3_710_250, 1_289_750),
        (Bill(reduction=("firstSelfPayShare", 1_000)), 3_697_500, 1_302_500),
        (Bill(stay=5_000, away=15_000), 4_154_375, 845_625),
        (Bill(cap=3_000_000, paid=1_000_000), 2_000_000, 3_000_000),
        (Bill(cap=3_000_000, paid=4_000_000), 0, 5_000_000),
        (Bill(liable=False), 0, 5_000_000),
        (Bill(cost_limit=4_000_000, counted=1_000_000), 2_422_500, 2_577_500),
        (Bill(cost_limit=4_000_000, counted=5_000_000), 0, 5_000_000),
        (Bill(yearly=True, borne=100_000), 4_207_500, 792_500),
        (Bill(yearly=True, borne=200_000), 4_250_000, 750_000),
        (Bill(borne=100_000), 4_122_500, 877_500),
        (Bill(outside=500_000, class_b=1_000_000, class_b_share=1_000), 3_612_500, 1_387_500),
    ],
    ids=[
        "the guide's example",
        "the insured place's deductible",
        "points come off the ratio",
        "a factor multiplies the ratio",
        "a first self-payment comes before the deductible",
        "factors multiply the deductible",
        "the cap less what was paid",
        "nothing is left of the cap",
        "the fund is not liable",
        "what is left of a yearly limit of the cost",
        "nothing is left of a yearly limit of the cost",
        "what is left of a yearly deductible",
        "a yearly deductible was paid before",
        "a deductible of each stay is borne anew",
        "eligible is computed",
    ],
)
def test_bills_that_can_be_checked_by_hand(bill, fund, person):
    """50,000 yuan, deductible 1,500, ratio 85%, and one thing changed."""
    assert [(fund, None if bill.liable else 0, person)] == payments(priced([bill], [0], [0]))


def test_slices_are_measured_on_the_eligible_amount_and_the_deductible_uses_up_the_lowest():
    """50,000 yuan with slices from 0, 10,000 and 20,000: of the first 9,200 are left above a deductible of 800."""
    bill = Bill(deductible=80_000, ratios=(8_000, 8_500, 9_000))

    amounts = priced([bill], [0, 1_000_000, 2_000_000], [0])

    assert 4_920_000 == amounts.fund.base[0]
    assert 736_000 + 850_000 + 2_700_000 == amounts.fund_pays[0]


@pytest.mark.parametrize(("fen", "pays"), [(1, 1), (3, 2), (5, 3)])
def test_half_a_fen_is_rounded_up(fen, pays):
    """Half of an odd number of fen is rounded up, once at the end."""
    bill = Bill(total=fen, deductible=0, ratios=(5_000,))

    assert pays == priced([bill], [0], [0]).fund_pays[0]


def test_slices_are_added_before_rounding():
    """Two slices of half a fen are one fen, not two."""
    bill = Bill(total=2, deductible=0, ratios=(5_000, 5_000))

    assert 1 == priced([bill], [0, 1], [0]).fund_pays[0]


def test_critical_illness_pays_of_what_the_fund_leaves_in_scope():
    """Of 60,000 in scope the fund is capped at 20,000; above 15,000 the insurance pays 60% of the 25,000 left."""
    bill = Bill(
        total=6_500_000,
        eligible=6_000_000,
        cap=2_000_000,
        critical_deductible=1_500_000,
        critical_ratios=(6_000,),
        critical_cap=100_000_000,
    )

    assert [(2_000_000, 1_500_000, 3_000_000)] == payments(priced([bill], [0], [0]))


def test_a_parameter_stands_in_only_where_the_base_has_none():
    """What turns on a fact that is not known is not guessed from the case's own parameters."""
    parameters = {"deductible": 0, "ratio": 5_000, "cap": 10**9, "reductionPoints": 0}
    known = Bill(parameters=parameters)
    lacking = replace(known, deductible=UNKNOWN, ratios=(UNKNOWN,), cap=UNKNOWN, reduction=UNKNOWN)
    unclear = [
        replace(known, **{name: said})
        for name, said in {"deductible": OPEN, "stay": OPEN, "ratios": (OPEN,), "cap": OPEN, "reduction": OPEN}.items()
    ]

    found = [fund for fund, _, _ in payments(priced([known, lacking, *unclear], [0], [0]))]

    assert [4_122_500, 2_500_000, None, None, None, None, None] == found


def test_no_case_at_all():
    """A batch of no case has amounts of no case."""
    assert [] == payments(priced([], [0], [0]))
