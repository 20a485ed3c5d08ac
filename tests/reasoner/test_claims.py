"""Claims: what unofficial sources alone report fills in what is not known, and changes nothing that is."""

from datetime import date

import pytest
from hypothesis import given, settings
from strategies import claimed_areas, claimed_cases

import yidi

AT_LEAST = 300
UNKNOWN = (None, "undetermined")
APART = frozenset({"because", "missing", "bounds", "disagreements", "advice", "warnings"})
"""Parts that tell of the others: more may be said there when more is known."""


def of_rules(because, base):
    """Give the entries that rest on rules, without the claims that gave way to them."""
    plain = []
    for entry in because:
        if entry["rule"] in base.claims:
            continue
        beaten = [b for b in entry.get("prevailedOver", ()) if b["rule"] not in base.claims]
        kept = {k: v for k, v in entry.items() if k not in ("defeated", "prevailedOver")}
        plain.append({**kept, "defeated": [d for d in entry["defeated"] if d not in base.claims], "over": beaten})
    return plain


def known(part, path=""):
    """Give every value of an answer that is known, by its path."""
    if isinstance(part, dict):
        return {p: v for key, value in part.items() for p, v in known(value, f"{path}.{key}" if path else key).items()}
    return {} if part in UNKNOWN else {path: part}


def plain(answer):
    """Give what an answer says, without what it tells about that."""
    return known({key: value for key, value in answer.items() if key not in APART})


@settings(max_examples=250)
@given(case=claimed_cases())
def test_what_rules_decide_stays_as_it_is(base, case):
    """Every known value, and every rule behind one; only what the person is left with falls by what a claim pays."""
    without, with_claims = base.decide(case), base.decide(case, unofficial=True)
    before, after = plain(without), plain(with_claims)
    if "amount.byPayer.critical-illness" not in before:
        before.pop("amount.personPays", None)
        before.pop("amount.steps", None)

    assert before == {path: after.get(path) for path in before}
    assert [e for e in of_rules(without["because"], base) if e not in of_rules(with_claims["because"], base)] == []


def own_case(base, claim):
    """Give a case that meets the conditions of a claim and nothing more."""
    wanted = {name: c.codes[0] if c.codes else c.ranges[0][0] for name, c in claim.conditions.items()}
    area = next(a for a in claimed_areas() if claim.jurisdictions[0] in base.places.chains[base.places.insured[a][0]])
    day = date.fromordinal(claim.valid_from).isoformat()
    place = away(base, area, wanted.get("travel", "inter-provincial" if "standing" in wanted else "local"))
    case = {
        "person": {"insuredIn": area, "scheme": wanted.get("scheme", "employee")},
        "visit": {
            "hospital": {"region": place, "level": wanted.get("level", "tertiary"), "designated": True},
            "care": wanted.get("care", "inpatient"),
            "admittedOn": day,
            "admissionNumber": wanted.get("admissionNumber", 1),
            "emergency": False,
        },
    }
    if "retired" in wanted:
        case["person"]["retired"] = wanted["retired"] == "true"
    if "age" in wanted:
        case["person"]["birthDate"] = f"{int(day[:4]) - wanted['age'] - 1}-01-01"
    if wanted.get("standing") == "referral":
        case["filing"] = {"type": "referral", "destination": place, "submittedOn": day, "startsOn": day}
    return case


def away(base, area, travel):
    """Give a place at which care of somebody insured in an area is of a kind: at home, in the province, or beyond."""
    chains, insured = base.places.chains, base.places.insured
    home = chains[insured[area][0]]
    if travel == "local":
        return area
    others = [c for c, (a, _) in insured.items() if c.isdigit() and c in base.places.divisions and chains[a] != home]
    return next(c for c in others if (chains[insured[c][0]][1] == home[1]) == (travel == "intra-provincial"))


def rules_of(answer, decision):
    """Give the rules and claims behind a decision of an answer."""
    return [r for e in answer["because"] if e["decision"] == decision for r in (e["rule"], *e.get("also", ()))]


def test_every_claim_fires_for_its_own_case_unless_a_rule_is_known(base):
    """And it does not for the other scheme; where it gives way, it gives way to a rule."""
    fired = 0
    for claim in base.claims.values():
        case = own_case(base, claim)
        found = rules_of(base.decide(case, unofficial=True), claim.decision)
        fired += claim.iri in found
        assert claim.iri in found or any(rule in base.rules for rule in found), (claim.iri, case)
        if "scheme" in claim.conditions:
            case["person"]["scheme"] = "resident" if case["person"]["scheme"] == "employee" else "employee"
            assert claim.iri not in rules_of(base.decide(case, unofficial=True), claim.decision)
    assert fired >= AT_LEAST


CASE = {
    "person": {"insuredIn": "530100", "scheme": "employee", "retired": False},
    "visit": {
        "hospital": {"region": "530100", "level": "secondary", "designated": True, "opened": ["inpatient"]},
        "care": "inpatient",
        "admittedOn": "2025-06-10",
    },
}
"""An employee of Kunming, at home in a secondary hospital."""


def test_nobody_gets_an_unofficial_number_who_did_not_ask_for_one(base):
    """The base as it loads has no claim among its rules, and its answer names none."""
    answer = base.decide(CASE)

    assert not any(rule.claimed for rule in base.rules.values())
    assert answer["benefit"]["deductible"] is None
    assert "unofficial-number" not in {w["code"] for w in answer["warnings"]}
    assert not any("claimed" in entry for entry in answer["because"])


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            "Only an unofficial source (good9527/china-medical-insurance, data set) gives these numbers, and no rule",
        ),
        (
            "zh",
            "下列数字只见于非官方来源（good9527/china-medical-insurance 数据集），没有规则规定：",
        ),
    ],
)
def test_an_unofficial_number_is_said_to_be_one(base, language, message):
    """In a warning that names its source, and at the number itself."""
    answer = base.decide(CASE, language=language, unofficial=True)
    (warning,) = [w for w in answer["warnings"] if w["code"] == "unofficial-number"]
    claimed = [entry["decision"] for entry in answer["because"] if entry.get("claimed")]

    assert (answer["benefit"]["deductible"], answer["benefit"]["ratio"]) == ("500.00", "0.88")
    assert warning["message"].startswith(message)
    assert "12393" in warning["message"]
    assert claimed == ["deductible", "paymentRatio"]
    assert [rule.rpartition("/")[2] for rule in warning["rules"]] == [
        "530100-deductible-employee-secondary",
        "530100-ratio-employee-secondary-active",
    ]


def test_a_rule_that_is_known_says_which_claim_gave_way(base):
    """Nanchang's residents: the rule cites its document, the data set says otherwise."""
    person, visit = {**CASE["person"], "insuredIn": "360100", "scheme": "resident"}, CASE["visit"]
    hospital = {**visit["hospital"], "region": "360100", "level": "tertiary"}
    answer = base.decide({"person": person, "visit": {**visit, "hospital": hospital}}, unofficial=True)
    (entry,) = [e for e in answer["because"] if e["decision"] == "paymentRatio"]

    assert entry["value"] == "0.60"
    assert [(b["rule"].rpartition("/id/")[2], b["why"]) for b in entry["prevailedOver"]] == [
        ("claim/360100-ratio-resident-tertiary", "official")
    ]


@pytest.mark.parametrize("engine", ["painted", "reference"])
def test_a_number_of_the_case_itself_goes_before_a_claim(base, engine):
    """And then the claim is in no reason and no warning; what else is claimed still holds."""
    case = {**CASE, "parameters": {"deductible": "450.00"}}
    answer = base.decide(case, unofficial=True, engine=engine, language="en")
    codes = [w["code"] for w in answer["warnings"]]

    assert (answer["benefit"]["deductible"], answer["benefit"]["ratio"]) == ("450.00", "0.88")
    assert rules_of(answer, "deductible") == []
    assert "parameter-used" in codes
    assert [w["rules"] for w in answer["warnings"] if w["code"] == "unofficial-number"] == [
        rules_of(answer, "paymentRatio")
    ]
    assert "parameter-ignored" not in codes


def test_a_base_and_a_batch_can_ask_for_them_too(base):
    """The base is made once, and a table has the same numbers."""
    asking = yidi.load(unofficial=True)
    columns = {"benefit.deductible": "500.00", "benefit.ratio": "0.8800"}

    assert asking.unofficial
    assert asking.with_claims is asking
    assert base.with_claims is base.with_claims
    assert asking.decide(CASE) == base.decide(CASE, unofficial=True)
    for name, number in columns.items():
        assert str(base.decide_batch([CASE], unofficial=True)[name][0]) == number
        assert base.decide_batch([CASE])[name][0].as_py() is None


def test_named_queries_stay_with_the_rules(base):
    """Whatever decides, what is asked by name is the same; claims have a query of their own."""
    asking, named = base.with_claims, {"area": "530100", "decision": "deductible", "day": "2025-06-10"}

    assert asking.query("rules-in-area", **named) == base.query("rules-in-area", **named)
    assert not [row for row in base.query("rules-in-area", **named) if row["jurisdiction"] == "530100"]
    assert len(base.query("unofficial-claims", **named)) == 6
