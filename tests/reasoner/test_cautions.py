"""What an answer says to beware of, each with its whole message."""

from datetime import date

import pytest
from samples import guide


def warnings(base, case, language="en"):
    """Give the messages by code, the last of each."""
    return {w["code"]: w["message"] for w in base.decide(case, language=language)["warnings"]}


ALWAYS = {"not-known", "parameter-used", "critical-illness-not-known"}
"""The kinds of warnings that even the plain example has: the base knows no numbers of Zhengzhou."""


@pytest.mark.parametrize(
    ("values", "code", "message"),
    [
        (
            {"expense__eligible": None},
            "eligible-assumed",
            "Nothing was said of the catalogue, so the whole bill is taken as covered.",
        ),
        (
            {"expense__fundPaidThisYear": None},
            "nothing-paid-assumed",
            "expense.fundPaidThisYear was left out; the yearly cap is counted as if nothing had been paid yet.",
        ),
        (
            {"visit__credential": "id-card"},
            "credential-not-accepted",
            (
                "The credential shown (Identity card) is not among those accepted here: "
                "E-credential, Social security card."
            ),
        ),
        (
            {"asOf": "2022-12-31"},
            "before-first-day",
            "The base covers questions from 2023-01-01 on; 2022-12-31 is earlier.",
        ),
    ],
)
def test_what_was_assumed_or_does_not_fit(base, values, code, message):
    """Each assumption is told once, and only where it was made."""
    assert message == warnings(base, guide(**values)).get(code)
    assert code not in warnings(base, guide(visit__credential="e-credential"))


def test_the_plain_example_has_three_kinds_of_warnings(base):
    """Zhengzhou's own numbers are not in the base, so the case's own were used."""
    assert warnings(base, guide()).keys() - {"unofficial-source"} == ALWAYS  # what rests on weak sources is told below
    assert [
        "Deductible was taken from the case's own parameters (parameters.deductible).",
        "Payment ratio was taken from the case's own parameters (parameters.ratio).",
        "Yearly cap was taken from the case's own parameters (parameters.cap).",
    ] == [w["message"] for w in base.decide(guide(), language="en")["warnings"] if w["code"] == "parameter-used"]


def test_the_same_in_chinese(base):
    """Warnings come in the language of the answer."""
    found = warnings(base, guide(expense__eligible=None), "zh")

    assert "未提供目录内费用，按总费用全部在目录内计算。" == found["eligible-assumed"]
    assert "郑州市统筹区的大病保险（大额补助）能再支付多少尚不掌握。" == found["critical-illness-not-known"]


def test_a_parameter_that_the_base_does_not_need_is_ignored(base):
    """The base's own number comes first, and the answer says so."""
    case = guide(person__insuredIn="360100", visit__admissionNumber=1)
    answer = base.decide(case, language="en")

    assert "850" not in answer["benefit"]["deductible"]
    assert (
        "parameters.ratio was given, but the base knows Payment ratio for Nanchang pooling area and uses its own."
        in {w["message"] for w in answer["warnings"] if w["code"] == "parameter-ignored"}
    )


def test_a_parameter_is_neither_used_nor_ignored_while_facts_are_missing(base):
    """Where the base has a ratio for every level but the level is not known, nothing is said of the parameter."""
    case = guide(person__insuredIn="360100", visit__hospital__level=None, visit__hospital__region="360100")
    answer = base.decide(case)

    assert answer["benefit"]["ratio"] is None
    assert ["visit.hospital.level"] == [m["input"] for m in answer["missing"] if "paymentRatio" in m["decides"]]
    assert [] == [w for w in answer["warnings"] if "parameters.ratio" in w["message"]]


def test_what_is_not_known_is_listed_once(base):
    """One warning names the area and every decision without a rule."""
    (found,) = (w for w in base.decide(guide(), language="en")["warnings"] if w["code"] == "not-known")
    labels = ", ".join(base.vocabulary.decisions[name].labels["en"] for name in found["decisions"])

    assert (
        f"Not known for Zhengzhou pooling area: {labels}. Ask: Healthcare security agency of Zhengzhou pooling area; "
        "Insurance hotline of the insured place (12393)."
    ) == found["message"]
    assert [
        {"label": "Healthcare security agency of Zhengzhou pooling area", "phone": None},
        {"label": "Insurance hotline of the insured place", "phone": "12393"},
    ] == found["ask"]
    assert {"deductible", "paymentRatio", "cap"}.isdisjoint(found["decisions"])


def test_rules_that_were_not_checked_since(base):
    """A question about a day after the last check names the rules that may have changed, together for each day."""
    late = base.decide(guide(asOf="2099-12-31"), language="en")
    told = [w for w in late["warnings"] if w["code"] == "not-checked-since"]

    assert {entry["rule"] for entry in late["because"]} == {iri for w in told for iri in w["rules"]}
    for warning in told:
        (checked,) = {date.fromordinal(base.rules[iri].last_checked).isoformat() for iri in warning["rules"]}
        labels = ", ".join(base.rules[iri].labels["en"] for iri in warning["rules"])
        assert f"Last checked on {checked}, and the question is about 2099-12-31: {labels}." == warning["message"]
    assert "not-checked-since" not in warnings(base, guide())


def test_the_day_of_the_check_and_the_day_after(base):
    """On the day of the last check of all its rules an answer is fresh, on the next day it says that it is not."""
    rules = [base.rules[entry["rule"]] for entry in base.decide(guide())["because"]]
    last = max(rule.last_checked for rule in rules)
    first = min(rule.last_checked for rule in rules)

    for day, stale in ((first, False), (first + 1, True), (last + 1, True)):
        found = base.decide(guide(asOf=date.fromordinal(day).isoformat()))["warnings"]
        assert stale is any(w["code"] == "not-checked-since" for w in found)


def test_an_unofficial_source_is_told_with_the_rules_that_rest_on_it(base):
    """What was only seen in the news is to be confirmed."""
    weak = {r.iri for r in base.rules.values() if all(not base.sources[b].official for b in r.basis)}
    answer = base.decide(guide(person__insuredIn="360100", visit__hospital__region="360100"), language="en")
    resting = {e["rule"] for e in answer["because"]} & weak
    told = [w for w in answer["warnings"] if w["code"] == "unofficial-source"]

    assert resting
    assert resting == {iri for w in told for iri in w["rules"]}
    for warning in told:
        labels = ", ".join(base.rules[iri].labels["en"] for iri in warning["rules"])
        assert warning["message"].startswith("These rest on an unofficial source (")
        assert warning["message"].endswith(f"): {labels}. Confirm them with the insured place (12393).")
