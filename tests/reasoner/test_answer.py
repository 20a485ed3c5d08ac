"""The answer as the contract has it: its shape, its values, and that nothing in it is guessed."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from samples import guide
from strategies import cases

KEYS = [
    "travel",
    "filing",
    "settlement",
    "benefit",
    "amount",
    "because",
    "missing",
    "bounds",
    "disagreements",
    "advice",
    "warnings",
    "asOf",
]
FILING = {
    "requirement",
    "state",
    "standing",
    "materials",
    "validUntil",
    "validityMonths",
    "changeLockMonths",
    "channels",
}
SETTLEMENT = {"route", "catalogue", "policy", "credentials", "conditions", "fundLiable", "lateFiling", "claim"}
BENEFIT = {"deductible", "ratio", "reductionPoints", "reductionFactor", "firstSelfPayShare", "cap", "criticalIllness"}
AMOUNT = {"total", "eligible", "fundPays", "personPays", "byPayer", "steps"}


def test_the_guides_example(base):
    """The worked example comes out as the contract shows it."""
    answer = base.decide(guide())

    assert "inter-provincial" == answer["travel"]
    assert ("required", "in-force") == (answer["filing"]["requirement"], answer["filing"]["state"])
    assert [
        {"anyOf": ["identity"]},
        {"anyOf": ["filing-form"]},
        {"anyOf": ["dispatch-proof", "employer-proof", "work-contract", "commitment"]},
    ] == answer["filing"]["materials"]
    assert ("direct", "treatment-place", "insured-place", ["e-credential", "social-security-card"]) == tuple(
        answer["settlement"][key] for key in ("route", "catalogue", "policy", "credentials")
    )
    assert ("1500.00", "0.85", "0", "1", "0", "1000000.00") == tuple(
        answer["benefit"][key]
        for key in ("deductible", "ratio", "reductionPoints", "reductionFactor", "firstSelfPayShare", "cap")
    )
    assert ("50000.00", "50000.00", "41225.00", "8775.00") == tuple(
        answer["amount"][key] for key in ("total", "eligible", "fundPays", "personPays")
    )
    assert {"pooled-fund": "41225.00", "critical-illness": None} == answer["amount"]["byPayer"]
    assert "2025-03-20" == answer["asOf"]


@settings(max_examples=60)
@given(case=cases())
def test_every_answer_has_the_shape_of_the_contract(base, case):
    """Whatever is known of a case, the keys are the same, and the whole is JSON."""
    answer = base.decide(case)

    assert KEYS == list(answer)
    assert answer == json.loads(json.dumps(answer, ensure_ascii=False))
    assert answer["filing"].keys() >= FILING
    assert answer["settlement"].keys() >= SETTLEMENT
    assert answer["benefit"].keys() >= BENEFIT
    assert answer["amount"] is None or answer["amount"].keys() == AMOUNT


@settings(max_examples=60)
@given(case=cases())
def test_every_reason_leads_to_a_rule_and_its_source(base, case):
    """Each reason names a rule of that decision in force on the day, with at least one source of known authority."""
    answer = base.decide(case)
    day = date.fromisoformat(answer["asOf"]).toordinal()

    for entry in answer["because"]:
        rule = base.rules[entry["rule"]]
        assert (rule.decision, True) == (entry["decision"], rule.valid_from <= day <= rule.valid_to)
        assert entry["basis"]
        assert {b["authority"] for b in entry["basis"]} <= set(base.vocabulary.lists["authority"].codes)
        assert set(entry["defeated"]) == {beaten["rule"] for beaten in entry.get("prevailedOver", ())}


@settings(max_examples=60)
@given(case=cases())
def test_what_is_not_said_is_asked_for_or_warned_about(base, case):
    """A part that is null stands under `missing`, or among the decisions not known for the area, or has a bound."""
    answer = base.decide(case)
    warned = {name for w in answer["warnings"] for name in w.get("decisions", ())}
    open_ = {name for entry in answer["missing"] for name in entry["decides"]}
    settled = {entry["decision"] for entry in answer["because"]}
    given = {f"parameters.{name}" for name in case.get("parameters", ())}
    settled |= {name for name, decision in base.vocabulary.decisions.items() if decision.parameter in given}
    settled |= {"reduction"} if {p for p in given if "reduction" in p or "firstSelfPay" in p} else set()

    for name, decision in base.vocabulary.decisions.items():
        if decision.default is None and not decision.occasional and name not in settled:
            assert required(base, name) & (warned | open_), name


def required(base, name):
    """Give a decision and all that it needs."""
    inputs = base.vocabulary.inputs
    found = {name}
    for used in base.vocabulary.decisions[name].inputs:
        names = [inputs[used].of_decision, *(o[1:] for o in inputs[used].operands if o.startswith("="))]
        found |= {n for needed in names if needed for n in required(base, needed)}
    return found


def test_an_undetermined_route_is_said_to_be_so(base):
    """The route has a word of its own for what turns on a missing fact."""
    answer = base.decide(guide(visit__hospital__opened=None))

    assert ("undetermined", None) == (answer["settlement"]["route"], answer["settlement"]["catalogue"])
    assert {"input": "visit.hospital.opened", "decides": ["settlementRoute", "catalogue"]} in answer["missing"]


def test_a_bound_is_not_a_value(base):
    """A referral is lowered by at most 10 points: that is told, and no amount is worked out from it."""
    answer = base.decide(guide(filing__type="referral", filing__startsOn="2025-03-10"))

    assert {"decision": "reduction", "atMost": "10"} in answer["bounds"]
    assert (None, None) == (answer["benefit"]["reductionPoints"], answer["amount"]["fundPays"])


def test_one_kind_of_reduction_says_that_the_others_are_nil(base):
    """Whoever knows the points knows that there is no factor and no first self-payment."""
    benefit = base.decide(guide(filing=None, parameters__reductionPoints="12.5"))["benefit"]

    assert ("12.5", "1", "0") == tuple(benefit[k] for k in ("reductionPoints", "reductionFactor", "firstSelfPayShare"))


@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({}, None),
        ({"filing__endsOn": "2025-12-31"}, "2025-12-31"),
        ({"filing__startsOn": None}, None),
    ],
)
def test_until_when_a_filing_is_valid(base, values, until):
    """A filing ends on its own last day; a long-term one stays valid until it is changed."""
    assert until == base.decide(guide(**values))["filing"]["validUntil"]


def test_languages_change_the_words_and_nothing_else(base):
    """Codes, numbers and rules are the same in Chinese and in English."""
    chinese, english = (base.decide(guide(), language=language) for language in ("zh", "en"))

    for key in ("travel", "filing", "settlement", "benefit", "missing", "bounds", "asOf"):
        assert chinese[key] == english[key]
    assert [e["rule"] for e in chinese["because"]] == [e["rule"] for e in english["because"]]
    assert chinese["because"][0]["label"] != english["because"][0]["label"]


def test_the_day_asked_for(base):
    """A case may be decided by what held on another day, named in the case or beside it."""
    asked = base.decide(guide(asOf="2024-06-01"))

    assert "2024-06-01" == asked["asOf"]
    assert asked == base.decide(guide(), as_of=date(2024, 6, 1))
    assert asked == base.decide(guide(asOf="2023-01-01"), as_of=date(2024, 6, 1))


def test_a_disagreement_is_told_with_the_number_that_the_case_brings(base):
    """Whoever brings a deductible reads that sources differ on whose it is, and how that was settled."""
    person = {"insuredIn": "410100", "scheme": "employee"}
    visit = {"care": "inpatient", "admittedOn": "2025-03-10", "hospital": {"region": "110000"}}

    told = base.decide({"person": person, "visit": visit, "parameters": {"deductible": "1500.00"}}, language="en")

    labels = {each["id"].rpartition("/")[2]: each["label"] for each in told["disagreements"]}
    assert "The worked example of the 2025 guide takes the wrong deductible" == labels["c-02"]
    assert all({"id", "label", "settled", "decisions"} == each.keys() for each in told["disagreements"])
