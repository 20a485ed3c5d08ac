"""What the queries about rules and sources answer is what the base says, read without SPARQL."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yidi.asking import ask
from yidi.model import UNLIMITED
from yidi.names import local

FIRST = date(2021, 1, 1)
DAYS = st.integers(0, 2500).map(lambda days: FIRST + timedelta(days))
AREAS = st.sampled_from(
    ["110000", "320100", "320500", "360100", "440100", "530000-provincial", "610500", "611000", "650100"]
)


@pytest.fixture(scope="module")
def rows(base, asker):
    """Give what asks a query of the built-in base."""

    def asked(name, **given_):
        return ask(asker.store, asker.library[name], given_, base).rows()

    return asked


def in_force(base, area, day):
    """Give the rules in force in an area, each with the jurisdiction that it is of there."""
    chain = base.places.chains[base.places.areas[area]]
    return {
        (local(rule.iri), local(place))
        for rule in base.rules.values()
        for place in rule.jurisdictions
        if local(place) in chain and rule.valid_from <= day.toordinal() <= rule.valid_to
    }


@settings(max_examples=50)
@given(AREAS, DAYS)
def test_the_rules_in_an_area_are_all_of_its_jurisdictions_on_that_day(base, rows, area, day):
    """Those of the area and of every wider one, begun and not yet ended, each once for everything that it says."""
    found = rows("rules-in-area", area=area, day=day)
    rules = {local(rule.iri): rule for rule in base.rules.values()}

    assert in_force(base, area, day) == {(row["rule"], row["jurisdiction"]) for row in found}
    assert len(found) == len({tuple(row.values()) for row in found})
    for row in found:
        last = rules[row["rule"]].valid_to
        assert row["validTo"] == (None if last == UNLIMITED else date.fromordinal(last).isoformat())
        assert (row["bound"] is None) == (not rules[row["rule"]].is_bound)


@settings(max_examples=50)
@given(AREAS, DAYS, DAYS)
def test_weak_rules_are_those_without_an_official_source_or_not_checked_since(base, rows, area, day, checked):
    """As the warnings of an answer count them."""
    found = rows("unofficial-rules", area=area, day=day, checked=checked + timedelta(1800))
    rules = {local(rule.iri): rule for rule in base.rules.values()}
    here = in_force(base, area, day)
    weak = {
        ("unofficial", *pair)
        for pair in here
        if not any(base.sources[source].official for source in rules[pair[0]].basis)
    }
    stale = {
        ("unchecked", *pair) for pair in here if rules[pair[0]].last_checked < (checked + timedelta(1800)).toordinal()
    }

    assert weak | stale == {(row["weakness"], row["rule"], row["jurisdiction"]) for row in found}
    assert len(weak | stale) == len(found)


@settings(max_examples=50)
@given(AREAS, DAYS, DAYS)
def test_what_changes_between_two_days_leads_from_the_one_to_the_other(base, rows, area, one, another):
    """Who was in force, without those that ended, with those that began, is who is in force."""
    before, after = min(one, another), max(one, another)
    found = rows("rules-changed", area=area, since=before, until=after)
    begun = {(row["rule"], row["jurisdiction"]) for row in found if row["change"] == "begun"}
    ended = {(row["rule"], row["jurisdiction"]) for row in found if row["change"] == "ended"}

    assert in_force(base, area, after) == (in_force(base, area, before) | begun) - ended
    assert in_force(base, area, before).isdisjoint(begun)
    assert all(before.isoformat() <= row["day"] <= after.isoformat() for row in found)


def test_the_rules_of_a_document_are_those_of_its_provisions(base, rows):
    """And of a provision, its own."""
    documents = sorted({source.document for source in base.sources.values()})
    expected, found = {}, {}
    for document in documents:
        name = local(document)
        expected[name] = {
            (local(rule.iri), local(source))
            for rule in base.rules.values()
            for source in rule.basis
            if base.sources[source].document == document
        }
        found[name] = {(row["rule"], row["provision"]) for row in rows("rules-of-document", source=name)}

    assert expected == found
    assert len(documents) > 20
    assert sum(map(bool, found.values())) > 10
    assert {"n22-2-6"} == {row["provision"] for row in rows("rules-of-document", source="n22-2-6")}


def test_every_disagreement_is_told_in_full(base, rows):
    """With what settles it and what it touches; asked for a decision, with those that touch it."""
    found = rows("disagreements")

    assert {local(d.iri) for d in base.disagreements} == {row["disagreement"] for row in found}
    for disagreement in base.disagreements:
        parts = [row for row in found if row["disagreement"] == local(disagreement.iri)]
        settled = {row["names"] for row in parts if row["part"] == "settlement" and row["names"]}

        assert set(disagreement.touches) == {row["names"] for row in parts if row["part"] == "touches"}
        assert set(map(local, disagreement.settled_by)) == settled
        assert len({row["text"] for row in parts if row["part"] == "claim"}) > 1
    touching = {local(d.iri) for d in base.disagreements if "reduction" in d.touches}
    assert touching == {row["disagreement"] for row in rows("disagreements", decision="reduction")}
    assert touching


@pytest.mark.parametrize(
    ("area", "hospital", "travel"),
    [
        ("320100", "320500", "intra-provincial"),
        ("320100", "110000", "inter-provincial"),
        ("360100", "110000", "inter-provincial"),
        ("360100", "360200", "intra-provincial"),
        ("110000", "110000", "local"),
    ],
)
@pytest.mark.parametrize("day", ["2023-01-01", "2024-12-30", "2024-12-31", "2026-01-01"])
def test_the_conditions_settled_are_those_of_the_decision(base, rows, area, hospital, travel, day):
    """The compiled tables say the same."""
    case = {
        "person": {"insuredIn": area, "scheme": "employee"},
        "visit": {"hospital": {"region": hospital}, "care": "outpatient-chronic", "admittedOn": day},
    }
    decided = base.decide(case)
    found = rows("settled-conditions", area=area, travel=travel, day=day)

    assert travel == decided["travel"]
    assert sorted(decided["settlement"]["conditions"] or []) == sorted({row["condition"] for row in found})


def test_the_disagreements_among_the_sources_are_complete(base, rows):
    """All that were found: two sides or more with documents and their authority, a settlement, something touched."""
    found = rows("disagreements")
    parts = defaultdict(lambda: defaultdict(list))
    for row in found:
        parts[row["disagreement"]][row["part"]].append(row)

    assert [f"c-{n:02}" for n in range(1, 46)] == sorted(name for name in parts if name.startswith("c-"))
    for name, told in parts.items():
        assert len({row["text"] for row in told["claim"]}) > 1, name
        assert all(row["title"] and row["authority"] for row in told["claim"]), name
        assert told["settlement"], name
        assert told["touches"], name
    # Where no source of rank was seen nothing settles it, and the text says so.
    unsettled = {local(d.iri) for d in base.disagreements if not d.settled_by}
    assert {"c-24", "c-31"} == {name for name in unsettled if name.startswith("c-")}


@pytest.mark.parametrize(
    ("side", "authority"),
    [("s4-036", "other"), ("js75-art-12", "provincial"), ("s4-093", "other")],
)
def test_each_side_of_a_disagreement_has_the_authority_of_its_document(rows, side, authority):
    found = [row for row in rows("disagreements", decision="filingState") if row["names"] == side]

    assert {authority} == {row["authority"] for row in found}
    assert "c-35" in {row["disagreement"] for row in found}
