"""Divisions, areas and chains of the built-in base."""

import numpy as np
import pytest

UNPOOLED = 40
"""Divisions without a pooling area of their own: the nation, provinces with several pools, regions outside."""


def test_every_division_has_been_found(base):
    """All divisions down to the county are there, and nearly all lie in a pooling area."""
    assert len(base.places.divisions) > 3_000
    assert len(base.places.areas) > 330
    assert int((base.places.pool < 0).sum()) < UNPOOLED


def test_containment_follows_the_digits_of_the_codes(base):
    """A division lies within its province and its city, as the digits say, and in no other division."""
    places = base.places
    codes = list(places.divisions)
    for wide in ("360000", "360100", "110000", "460000", "659001", "810000"):
        i = places.divisions[wide]
        inside = (places.first >= places.first[i]) & (places.first <= places.last[i])
        digits = wide
        while digits.endswith("00"):
            digits = digits[:-2]
        assert {c for c in codes if c.startswith(digits)} == {c for c, held in zip(codes, inside, strict=True) if held}


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("360100", ("100000", "360000", "360100")),
        ("360102", ("100000", "360000", "360100")),
        ("110101", ("100000", "110000")),
        ("360000-provincial", ("100000", "360000", "360000-provincial")),
        ("530000-provincial", ("100000", "530000", "530000-provincial")),
        ("419001", ("100000", "410000", "419001")),
    ],
)
def test_the_chain_of_jurisdictions_of_a_place_of_insurance(base, code, chain):
    """A person is under the nation, the province and the pooling area, from wide to narrow."""
    area, _ = base.places.insured[code]

    assert chain == base.places.chains[area]


@pytest.mark.parametrize("code", ["360000", "100000", "810000"])
def test_nobody_is_insured_in_a_place_that_is_not_pooled(base, code):
    """A province that has several pooling areas is not one itself."""
    assert code not in base.places.insured


def test_the_nation_is_no_place_of_treatment(base):
    """Every province is a place that a case may name; the whole country is not one, and not a place abroad either."""
    known = base.case_vocabulary.places

    assert {"110000", "360000", "360102", "810000"} <= known
    assert "100000" not in known


def test_a_provincial_unit_shares_the_territory_of_its_city(base):
    """省本级 has its own rules, but its members are at home in the provincial capital."""
    places = base.places
    own, capital = places.areas["360000-provincial"], places.areas["360100"]

    assert (capital, places.area_province[capital]) == (places.area_home[own], places.area_province[own])


def test_provinces_are_numbered_alike_for_areas_and_divisions(base):
    """A province's own division has the number of the areas in it; what lies outside has none."""
    places = base.places

    assert places.area_province[places.areas["360100"]] == places.province[places.divisions["360000"]]
    assert places.province[places.divisions["320100"]] != places.province[places.divisions["360100"]]
    assert [-1, -1, -1] == [places.province[places.divisions[c]] for c in ("710000", "810000", "820000")]


def test_a_zone_holds_all_that_lies_in_its_members(base):
    """Beijing, Tianjin and Hebei are one zone with all their districts and counties."""
    places, codes = base.places, base.vocabulary.lists["zone"].codes
    bit = 1 << codes.index("beijing-tianjin-hebei")

    zoned = {code[:2] for code, i in places.divisions.items() if places.zones[i] & bit}

    assert {"11", "12", "13"} == zoned
    assert all(places.zones[i] & bit for code, i in places.divisions.items() if code[:2] in zoned)


def test_every_place_and_area_has_both_labels(base):
    """Answers name places in Chinese and in English."""
    places = base.places
    unnamed = [c for c in [*places.divisions, *places.areas] if {"zh", "en"} != places.labels[c].keys()]

    assert [] == unnamed
    assert np.all(places.area_division >= 0)
