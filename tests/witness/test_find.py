"""A case for every rule: found by search, and confirmed by the rules read one by one."""

from dataclasses import replace

import naive
import pytest
from strategies import built_in

from yidi.cases.case import parse_case
from yidi.names import expand
from yidi.witness import Wish, applies, find_case, fires, in_force, just_misses, lies_there, prevails

BASE = built_in()
RULES = sorted((r for r in BASE.rules.values()), key=lambda r: r.iri)
SOME = RULES[::37]
REFERRAL = BASE.rules[expand("rule:360000-reduction-referral")]


def facts(case):
    return parse_case(case, BASE.case_vocabulary)


def decided(case, decision):
    """What the rules read one by one say of a decision; of slices of an amount, each."""
    found = naive.decide(BASE, facts(case))[decision]
    return found if isinstance(found, list) else [found]


def test_nearly_every_rule_has_a_case_that_fires_it():
    """Of the rules and bounds of the whole base at least 98 in a hundred; one in nine is tried here."""
    tried = RULES[::9]
    found = [rule for rule in tried if fires(BASE, rule) is not None]

    assert len(tried) > 40
    assert len(found) >= 0.98 * len(tried)


@pytest.mark.parametrize("rule", SOME, ids=lambda r: r.iri.rpartition("/")[2])
def test_a_case_found_is_decided_by_the_rule(rule):
    """The rule prevails in it, or applies to it if it is a bound, by the second opinion too."""
    case = fires(BASE, rule)
    said = decided(case, rule.decision)

    if rule.is_bound:
        assert lies_there(BASE, in_force(BASE, rule), case)
    else:
        assert any(rule.iri in each.rules for each in said)


@pytest.mark.parametrize("rule", SOME[::3], ids=lambda r: r.iri.rpartition("/")[2])
def test_a_case_that_just_misses_is_decided_by_others(rule):
    """It meets all conditions but one, which is known not to hold, so the rule does not apply."""
    missed = just_misses(BASE, rule)

    for name, case in missed:
        assert name in rule.conditions or name in ("validFrom", "validTo")
        assert all(rule.iri not in each.rules for each in decided(case, rule.decision))
        assert not lies_there(BASE, applies(BASE, rule), case)
    assert len({name for name, _ in missed}) == len(missed)


def test_the_same_wish_gives_the_same_case():
    """Nothing is left to chance, nor to the day on which it is asked."""
    assert fires(BASE, REFERRAL) == fires(BASE, REFERRAL)


def test_a_case_says_no_more_than_it_needs():
    """Without any of its optional fields the rule no longer prevails."""
    case = fires(BASE, REFERRAL)
    needed = {"person.insuredIn", "person.scheme", "visit.care", "visit.admittedOn"}

    for path in facts(case):
        if path in needed or path == "filing":
            continue
        *parts, last = path.split(".")
        less = dict(case)
        at = less
        for part in parts:
            at[part] = dict(at[part])
            at = at[part]
        del at[last]
        assert not lies_there(BASE, prevails(BASE, REFERRAL), less), path


def test_fields_stand_in_the_order_of_the_contract():
    """Who, what was filed, where one is treated."""
    case = fires(BASE, REFERRAL)

    assert ["person", "filing", "visit"] == list(case)
    assert ["insuredIn", "scheme"] == list(case["person"])
    assert ["hospital", "care", "admittedOn"] == list(case["visit"])


def test_an_area_and_days_can_be_wished_for():
    """A case of a city in the province, on one day."""
    day = REFERRAL.valid_from + 3
    case = find_case(BASE, replace(prevails(BASE, REFERRAL), jurisdictions=("360400",), days=(day, day)))

    assert "360400" == case["person"]["insuredIn"]
    assert "2025-01-04" == case["visit"]["admittedOn"]


@pytest.mark.parametrize(
    "wish",
    [
        Wish("reduction", prevail=frozenset({REFERRAL.iri, expand("rule:100000-reduction-local")})),
        Wish("reduction", prevail=frozenset({expand("rule:nowhere")})),
        Wish("nothing"),
        replace(prevails(BASE, REFERRAL), jurisdictions=("110000",)),
        replace(prevails(BASE, REFERRAL), days=(1, REFERRAL.valid_from - 1)),
    ],
)
def test_what_cannot_be_gives_no_case(wish):
    """Two rules that exclude one another, names that nothing has, an area or day where the rule does not hold."""
    assert find_case(BASE, wish) is None
