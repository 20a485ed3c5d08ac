"""Why a decision came out as it did, and what is missing where it did not."""

from hypothesis import given, settings
from samples import guide
from strategies import cases

from yidi.answers.explain import is_undetermined, missing_inputs, outcomes_of
from yidi.cases.case import parse_case


def run(base, case):
    results, _ = base.engine.run_cases([parse_case(case, base.case_vocabulary)])
    return results


def rule(name):
    return f"https://w3id.org/yidi/id/rule/{name}"


def test_the_rule_that_prevails_and_those_under_it(base):
    """An emergency route is explained by the rule that prevails, and by those that it beat and why."""
    why = run(base, guide()).reasons("catalogue", 0)

    assert [rule("100000-catalogue-direct")] == [r.iri for r in why.prevailing]
    assert [(rule("100000-catalogue-inter-provincial"), rule("100000-catalogue-direct"), "more-specific")] == [
        (loser.iri, winner.iri, reason) for loser, winner, reason in why.defeated
    ]


def test_all_rules_that_contribute_where_a_decision_collects(base):
    """Materials come from several rules, and each of them is named."""
    results = run(base, guide())
    said = {v.text for group in outcomes_of(results, "filingMaterials", 0)[0].groups for v in group}

    assert said == {v.text for r in results.reasons("filingMaterials", 0).prevailing for v in r.values if v.text}
    assert len(results.reasons("filingMaterials", 0).prevailing) > 2


def test_missing_facts_are_named_through_facts_and_decisions(base):
    """Where the route turns on the standing, and that on the filing, the filing's own facts are missing."""
    results = run(base, guide(filing__startsOn=None, filing__type=None))

    assert is_undetermined(results, "settlementRoute", 0)
    assert {"filing.startsOn", "filing.endsOn", "filing.type"} == set(missing_inputs(results, "settlementRoute", 0))


def test_a_fact_that_does_not_matter_is_not_asked_for(base):
    """Lapsed coverage decides alone: nothing else is missing."""
    results = run(base, guide(person__coverage="lapsed", visit__hospital=None))

    assert [] == missing_inputs(results, "fundLiable", 0)
    assert not is_undetermined(results, "settlementRoute", 0)


@settings(max_examples=80)
@given(case=cases())
def test_every_missing_fact_is_one_that_the_case_left_out(base, case):
    """No fact is asked for that is already there, and every undetermined decision asks for one or lacks a rule."""
    case = parse_case(case, base.case_vocabulary)
    results, _ = base.engine.run_cases([case])

    asked = {path for name in results.tables for path in missing_inputs(results, name, 0)}

    too_wide = {"visit.hospital.region"} if str(case.get("visit.hospital.region")).endswith("0000") else set()
    assert set() == (asked & case.keys()) - too_wide


def test_a_place_that_is_told_only_as_a_province_is_asked_for_again(base):
    """Whether care in Jiangxi is local for a person of Nanchang turns on the city."""
    results = run(base, guide(person__insuredIn="360100", visit__hospital__region="360000", filing=None))

    assert ["visit.hospital.region"] == missing_inputs(results, "travel", 0)
