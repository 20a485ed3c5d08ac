"""The bill step by step, as an answer shows it."""

from decimal import Decimal

import pytest
from samples import guide


def steps(base, case, language="en"):
    return [(step["label"], step["amount"]) for step in base.decide(case, language=language)["amount"]["steps"]]


def test_a_plain_bill(base):
    """The guide's example has six steps that a person can follow with a pencil."""
    assert [
        ("Total bill", "50000.00"),
        ("Covered by the catalogue", "50000.00"),
        ("Deductible", "-1500.00"),
        ("Counts for payment", "48500.00"),
        ("Share of 48500.00 at 85%", "41225.00"),
        ("The pooled fund pays", "41225.00"),
        ("The person pays", "8775.00"),
    ] == steps(base, guide())


def test_the_same_in_chinese(base):
    """Labels come in the language of the answer."""
    assert [
        ("医疗总费用", "50000.00"),
        ("政策范围内费用", "50000.00"),
        ("起付标准", "-1500.00"),
        ("计入支付的费用", "48500.00"),
        ("48500.00 元按 85% 支付", "41225.00"),
        ("统筹基金支付", "41225.00"),
        ("个人负担", "8775.00"),
    ] == steps(base, guide(), "zh")


def test_what_is_not_covered_comes_off_first(base):
    """What lies outside the catalogue and the first self-payment for class B are steps of their own."""
    case = guide(
        expense__eligible=None, expense__outOfCatalogue="1000", expense__classB="2000", expense__classBShare="0.1"
    )

    assert [
        ("Total bill", "50000.00"),
        ("Outside the catalogue", "-1000.00"),
        ("First self-payment for class B", "-200.00"),
        ("Covered by the catalogue", "48800.00"),
    ] == steps(base, case)[:4]


UNFILED = {"filing": None}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"parameters__reductionPoints": "10"}, [("Share of 48500.00 at 75%", "36375.00")]),
        ({"parameters__reductionFactor": "0.9"}, [("Share of 48500.00 at 76.5%", "37102.50")]),
        (
            {"parameters__firstSelfPayShare": "0.10"},
            [("First self-payment away from home (10%)", "-5000.00"), ("Share of 43500.00 at 85%", "36975.00")],
        ),
    ],
)
def test_a_reduction_shows_where_it_works(base, values, expected):
    """Points and a factor show in the rate, a first self-payment in a step before the deductible."""
    shown = steps(base, guide(**UNFILED, **values))

    assert expected == [step for step in shown if step[0].startswith(("Share", "First"))]


def test_what_the_cap_leaves(base):
    """Where the cap limits the share, the step says so and gives what is left."""
    shown = steps(base, guide(parameters__cap="40000.00", expense__fundPaidThisYear="10000.00"))

    assert [
        ("Share of 48500.00 at 85%", "41225.00"),
        ("Limited by what is left of the yearly cap", "30000.00"),
        ("The pooled fund pays", "30000.00"),
        ("The person pays", "20000.00"),
    ] == shown[-4:]


def test_a_fund_that_is_not_liable_pays_nothing(base):
    """The steps end early, with the rule that excludes the payment."""
    answer = base.decide(guide(person__coverage="lapsed"), language="en")

    assert [
        ("Total bill", "50000.00"),
        ("Covered by the catalogue", "50000.00"),
        ("The fund does not pay", "0.00"),
        ("The person pays", "50000.00"),
    ] == [(step["label"], step["amount"]) for step in answer["amount"]["steps"]]
    why = next(entry["rule"] for entry in answer["because"] if entry["decision"] == "fundLiable")
    assert why == answer["amount"]["steps"][2]["rule"]


def test_steps_that_are_not_known_are_left_out(base):
    """Without a ratio the bill ends at what is covered; nothing is guessed."""
    answer = base.decide(guide(parameters__ratio=None), language="en")

    assert [("Total bill", "50000.00"), ("Covered by the catalogue", "50000.00")] == [
        (step["label"], step["amount"]) for step in answer["amount"]["steps"]
    ]
    assert (None, None) == (answer["amount"]["fundPays"], answer["amount"]["personPays"])


def test_no_expense_has_no_amount(base):
    """A case without an expense is not priced."""
    assert base.decide(guide(expense=None))["amount"] is None


def test_a_step_names_the_rule_that_it_comes_from(base):
    """What the base knows is shown with its rule; what the case brought has none."""
    nanchang = guide(person__insuredIn="360100", parameters=None)
    by_step = {step["step"]: step["rule"] for step in base.decide(nanchang)["amount"]["steps"]}

    assert base.rules[by_step["deductible"]].decision == "deductible"
    assert base.rules[by_step["share"]].decision == "paymentRatio"
    assert {None} == {step["rule"] for step in base.decide(guide())["amount"]["steps"] if step["step"] == "deductible"}


def test_slices_at_different_ratios_are_steps_of_their_own(base):
    """Shangluo's ratio is known above 10,000 yuan; below, the case brings its own, and each slice is shown."""
    case = guide(
        person__insuredIn="611000",
        visit__hospital__region="611000",
        visit__hospital__level="primary",
        visit__admissionNumber=1,
        filing=None,
        parameters__ratio="0.80",
    )
    answer = base.decide(case, language="en")
    shown = [(s["label"], s["amount"]) for s in answer["amount"]["steps"] if s["step"] in ("base", "share", "fundPays")]
    (_, counted), (low, first), (high, second), (_, paid) = shown
    below = Decimal("10000.00") - Decimal(answer["benefit"]["deductible"])

    assert answer["benefit"]["ratio"] is None
    assert [{"above": "0.00", "ratio": "0.80"}, {"above": "10000.00", "ratio": "0.94"}] == answer["benefit"][
        "ratioBySlice"
    ]
    assert (f"Share of {below} at 80%", "Share of 40000.00 at 94%") == (low, high)
    assert Decimal(counted) == below + 40_000
    assert Decimal(paid) == Decimal(first) + Decimal(second)
