"""Advice: what a person can still change, and only where it comes out better."""

from hypothesis import given, settings
from samples import guide
from strategies import cases

from yidi.answers.advice import changed
from yidi.cases.case import parse_case


def advice(base, case):
    return [(entry["id"].rpartition("/")[2], entry["outcome"]) for entry in base.decide(case)["advice"]]


def test_who_filed_in_time_needs_no_advice(base):
    """A direct settlement without reduction cannot be bettered."""
    assert [] == base.decide(guide())["advice"]


def test_who_did_not_file_may_still_do_so(base):
    """Filing leads from a manual claim to direct settlement, and says what the fund would then pay."""
    found = advice(base, guide(filing=None, person__insuredIn="360100", parameters=None))

    assert ["file-other-temporary", "file-referral"] == [name for name, _ in found]
    assert {"direct"} == {outcome["route"] for _, outcome in found}


def test_another_institution_where_this_one_is_not_connected(base):
    """Where only the institution stands in the way, another one is the advice."""
    found = advice(base, guide(visit__hospital__opened=[]))

    assert [("networked-institution", {"route": "direct", "fundPays": "41225.00", "personPays": "8775.00"})] == found


def test_where_nobody_knows_whether_to_file_filing_is_the_safe_course(base):
    """A filing settles directly whether or not the province asks for one; a fact that is missing is asked for first."""
    unknown = {"filing": None, "person__insuredIn": "150100", "visit__hospital__region": "150200"}
    answer = base.decide(guide(**unknown))
    told = [w for w in answer["warnings"] if w["code"] == "not-known"]

    assert (None, "undetermined") == (answer["filing"]["requirement"], answer["settlement"]["route"])
    assert "filingRequirement" in told[0]["decisions"]
    assert told[0]["ask"]
    assert {"file-other-temporary": "direct", "file-referral": "direct"} == {
        name: outcome["route"] for name, outcome in advice(base, guide(**unknown))
    }
    assert [] == advice(base, guide(**unknown, visit__hospital__opened=None))


def test_advice_has_words_in_the_language_asked_for(base):
    """What to do and how stand in one language."""
    case = guide(visit__hospital__opened=[])
    english, chinese = (base.decide(case, language=language)["advice"][0] for language in ("en", "zh"))

    assert (
        "Go to an institution of the same level that is connected for direct settlement",
        "Look up the institutions connected for this care on the national platform.",
    ) == (english["change"], english["how"])
    assert (
        "改到同级别、已开通异地直接结算的定点医疗机构就医",
        "在国家医保服务平台查询已开通这类就医的定点医疗机构。",
    ) == (chinese["change"], chinese["how"])


def test_nothing_helps_where_the_fund_is_not_liable(base):
    """Who is not insured is not told to file."""
    assert [] == base.decide(guide(person__coverage="lapsed", filing=None))["advice"]


def test_a_change_needs_the_facts_that_it_copies(base):
    """Nobody can file for a place that is not known."""
    change = next(c for c in base.changes if c.part == "filing")
    case = parse_case(guide(visit__hospital__region=None), base.case_vocabulary)

    assert changed(case, change, base.engine.encoder.lists) is None


def test_a_change_replaces_the_part_that_it_makes_anew(base):
    """A filing made anew keeps nothing of the former one."""
    change = next(c for c in base.changes if c.iri.endswith("file-referral"))
    case = parse_case(guide(filing__endsOn="2025-12-31"), base.case_vocabulary)

    after = changed(case, change, base.engine.encoder.lists)

    assert {
        "filing": True,
        "filing.type": "referral",
        "filing.status": "accepted",
        "filing.destination": "110000",
        "filing.submittedOn": case["visit.admittedOn"],
        "filing.startsOn": case["visit.admittedOn"],
    } == {path: value for path, value in after.items() if path.startswith("filing")}


@settings(max_examples=60)
@given(case=cases())
def test_advice_never_makes_it_worse(base, case):
    """What is advised is settled no less directly, and no less is paid than without."""
    answer = base.decide(case)
    routes = (*base.vocabulary.lists["route"].codes, "undetermined")
    before = answer["settlement"]["route"]

    for entry in answer["advice"]:
        outcome = entry["outcome"]
        assert routes.index(outcome["route"]) <= routes.index(before)
        if answer["amount"] and None not in (answer["amount"]["fundPays"], outcome["fundPays"]):
            assert float(outcome["fundPays"]) >= float(answer["amount"]["fundPays"])
