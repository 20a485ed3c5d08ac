"""What is known of the areas, and whom to ask about the rest: the queries beside a count by hand."""

from datetime import date

import pytest

from yidi.answers.contacts import Contacts

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def rows(asker):
    """Give what answers a named query."""
    return lambda name, **given: asker.rows(name, given)


def levels(base, area):
    """Give for each decision that all areas have the level that settles it, from the rules one by one."""
    chain = base.places.chains[base.places.areas[area]]
    found = {}
    for name, decision in base.vocabulary.decisions.items():
        if decision.occasional:
            continue
        said = [r for r in (*base.rules.values(), *base.claims.values()) if r.decision == name]
        said = [r for r in said if r.valid_from <= DAY.toordinal() <= r.valid_to and {*chain} & {*r.jurisdictions}]
        values = {j for r in said if not r.claimed and not r.is_bound for j in r.jurisdictions if j in chain}
        if values:
            depth = max(map(chain.index, values))
            found[name] = "own" if depth == len(chain) - 1 else "province" if depth else "nation"
        else:
            found[name] = "claim" if any(r.claimed for r in said) else "bound" if said else "unknown"
    return found


def test_every_area_is_counted_in_its_province(base, rows):
    """Each pooling area once, the Corps in Xinjiang, and the counts are those of the rules."""
    found = rows("area-coverage", day=DAY)

    assert set(base.places.areas) == {row["area"] for row in found}
    assert len(base.places.areas) == len(found)
    assert {"650000"} == {row["province"] for row in found if row["area"] == "650000-xpcc"}
    assert all(row["province"][:2] == row["area"][:2] for row in found)
    for row in found[::7]:
        level = list(levels(base, row["area"]).values())
        assert len(level) == row["of"]
        assert [level.count(name) for name in ("own", "province", "nation")] == [
            row[name] for name in ("own", "provincial", "national")
        ]
        assert row["of"] - row["own"] - row["provincial"] - row["national"] == row["unknown"]
        assert [level.count("claim"), level.count("bound")] == [row["claims"], row["bounds"]]


def test_one_province_or_one_area_alone(rows):
    """Both parameters may be left out, and both may be given."""
    province = rows("area-coverage", province="650000", day=DAY)

    assert "650000-xpcc" in {row["area"] for row in province}
    assert [row for row in province if row["area"] == "650100"] == rows("area-coverage", area="650100", day=DAY)
    assert [] == rows("area-coverage", province="110000", area="650100", day=DAY)


@pytest.mark.parametrize("area", ["360100", "440100", "510100", "110000", "650000-xpcc", "530000-provincial"])
def test_every_decision_has_its_level(base, rows, area):
    """A line for each decision, with the level that the rules have one by one."""
    found = rows("area-status", area=area, day=DAY)

    assert set(base.vocabulary.decisions) == {row["decision"] for row in found}
    told = {row["decision"]: row["level"] for row in found}
    assert levels(base, area) == {name: told[name] for name in levels(base, area)}
    for row in found:
        assert (row["level"] in ("unknown", "none")) == (not row["authority"] and not row["checked"])


@pytest.mark.parametrize("area", ["360100", "440100", "530000-provincial"])
@pytest.mark.parametrize("decision", ["settlementRoute", "channels", "cap"])
def test_the_query_names_those_whom_the_answer_names(base, rows, area, decision):
    """Where to ask is the same in an answer and in the query."""
    found = rows("where-to-ask", area=area, decision=decision)
    named = Contacts(base, "zh").about(base.places.areas[area], {decision})

    assert sorted((c["label"], c["phone"]) for c in named) == sorted((r["office"], r["phone"]) for r in found)
