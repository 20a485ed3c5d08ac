"""Facts: every operator on what is known, what is not, and what lies in between."""

from datetime import date

import numpy as np
import pytest

from yidi.deciding.columns import INSURED, INSURED_DIVISION, Columns
from yidi.deciding.facts import OPERATORS, Things
from yidi.model import UNLIMITED

NO, YES, UNKNOWN = 0, 1, -1
DAY = date(2025, 3, 10).toordinal()
HOME, PLACE, FILED = "person.insuredIn", "visit.hospital.region", "filing.destination"


def fact(name, *operands, codes=None, bounds=(0, UNLIMITED), places=None, **values):
    """Give what an operator says of one case whose columns have these values, by path with __ for dots."""
    columns = {path.replace("__", "."): np.array([value]) for path, value in values.items()}
    least, most = (np.array([n]) for n in bounds)
    things = Things(Columns(1, columns), places, lambda _: np.array([codes]), lambda _: (least, most))
    return int(OPERATORS[name](things, *operands)[0])


def between(base, name, insured, region, destination=None):
    """Give what an operator says of places given by their codes; an empty one is unknown."""
    places = base.places
    area, division = places.insured[insured]
    columns = {INSURED: area, INSURED_DIVISION: division}
    columns |= {PLACE: places.divisions[region]} if region else {}
    columns |= {FILED: places.divisions[destination]} if destination else {}
    things = Things(Columns(1, {p: np.array([n]) for p, n in columns.items()}), places, None, None)
    operands = {"placeWithin": (PLACE, FILED), "outside": (PLACE,)}.get(name, (HOME, PLACE))
    return int(OPERATORS[name](things, *operands)[0])


@pytest.mark.parametrize(("values", "expected"), [({}, NO), ({"filing": 1}, YES)])
def test_whether_a_part_is_there_is_never_unknown(values, expected):
    """A filing that is left out was not made."""
    assert expected == fact("present", "filing", **values)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [(DAY, DAY, YES), (DAY, DAY + 1, YES), (DAY + 1, DAY, NO), (-1, DAY, UNKNOWN), (DAY, -1, UNKNOWN)],
)
def test_not_after(earlier, later, expected):
    """A filing that starts on the day of admission has started."""
    values = {"filing__startsOn": earlier, "visit__admittedOn": later}

    assert expected == fact("notAfter", "filing.startsOn", "visit.admittedOn", **values)


@pytest.mark.parametrize(
    ("filing", "submitted", "settled", "expected"),
    [
        (1, DAY + 1, DAY, YES),
        (1, DAY, DAY, NO),
        (1, -1, DAY, UNKNOWN),
        (-1, -1, DAY, NO),
        (1, DAY, -1, NO),
        (-1, -1, -1, NO),
    ],
)
def test_after_an_event(filing, submitted, settled, expected):
    """Nothing is done after an event that is yet to come, nor when it is not done at all."""
    values = {"filing": filing, "filing__submittedOn": submitted, "visit__settledOn": settled}

    assert expected == fact("after", "filing.submittedOn", "visit.settledOn", **values)


@pytest.mark.parametrize(
    ("code", "bits", "expected"),
    [(0, 0b101, YES), (1, 0b101, NO), (2, 0b101, YES), (0, 0, NO), (-1, 0b1, UNKNOWN), (0, -1, UNKNOWN)],
)
def test_a_code_in_a_list_given_or_decided(code, bits, expected):
    """A list may be empty, which is not the same as unknown; it may stand in the case or be decided."""
    given = fact("member", "visit.care", "visit.hospital.opened", visit__care=code, visit__hospital__opened=bits)

    assert (expected, expected) == (given, fact("member", "visit.care", "=settled", codes=bits, visit__care=code))


@pytest.mark.parametrize(("start", "expected"), [(date(2000, 3, 10), 25), (date(2000, 3, 11), 24), (None, UNKNOWN)])
def test_years_between(start, expected):
    """Years are full on the birthday."""
    values = {"person__birthDate": start.toordinal() if start else -1, "visit__admittedOn": DAY}

    assert expected == fact("yearsBetween", "person.birthDate", "visit.admittedOn", **values)


def ended(bounds, start=None, end=None):
    days = {"filing__startsOn": start, "filing__endsOn": end, "visit__admittedOn": date(2025, 3, 10)}
    values = {path: day.toordinal() for path, day in days.items() if day}
    operands = ("filing.startsOn", "filing.endsOn", "=validity", "visit.admittedOn")
    return fact("over", *operands, bounds=bounds, **values)


@pytest.mark.parametrize(
    ("bounds", "start", "end", "expected"),
    [
        ((6, 6), date(2024, 9, 10), None, YES),
        ((6, 6), date(2024, 9, 11), None, NO),
        ((6, UNLIMITED), date(2024, 9, 11), None, NO),
        ((6, UNLIMITED), date(2024, 9, 10), None, UNKNOWN),
        ((0, 6), date(2024, 9, 10), None, YES),
        ((0, 6), date(2024, 9, 11), None, UNKNOWN),
        ((0, UNLIMITED), date(2025, 3, 10), None, NO),
        ((0, UNLIMITED), date(2025, 3, 9), None, UNKNOWN),
        ((UNLIMITED, UNLIMITED), date(2000, 1, 1), None, NO),
        ((UNLIMITED, UNLIMITED), None, None, NO),
        ((6, 6), None, None, UNKNOWN),
        ((6, 6), date(2020, 1, 1), date(2025, 3, 10), NO),
        ((UNLIMITED, UNLIMITED), date(2025, 1, 1), date(2025, 3, 9), YES),
        ((6, 6), None, date(2025, 3, 9), YES),
    ],
    ids=[
        "six months are over",
        "the last day of six months",
        "within the least validity",
        "after the least validity",
        "after the greatest validity",
        "within the greatest validity",
        "the first day of any validity",
        "the second day of a validity that nobody knows",
        "no limit",
        "no limit, start unknown",
        "start unknown",
        "its own last day",
        "the day after its own last day",
        "its own end, start unknown",
    ],
)
def test_a_period_is_over(bounds, start, end, expected):
    """A filing's own end decides; without one a bound on its validity decides what it can."""
    assert expected == ended(bounds, start, end)


@pytest.mark.parametrize(
    ("insured", "region", "area", "province"),
    [
        ("360100", "360102", YES, YES),
        ("360121", "360100", YES, YES),
        ("360100", "360400", NO, YES),
        ("360100", "360000", UNKNOWN, YES),
        ("360100", "110000", NO, NO),
        ("360100", "320000", NO, NO),
        ("110000", "110101", YES, YES),
        ("530000-provincial", "530102", YES, YES),
        ("360000-provincial", "360100", YES, YES),
        ("360000-provincial", "360400", NO, YES),
        ("360100", "810000", NO, NO),
        ("360100", "", UNKNOWN, UNKNOWN),
    ],
)
def test_same_pooling_area_and_same_province(base, insured, region, area, province):
    """A provincial unit is at home in its city; a province alone says nothing of the pooling area."""
    found = tuple(between(base, name, insured, region) for name in ("samePoolingArea", "sameProvince"))

    assert (area, province) == found


@pytest.mark.parametrize(
    ("insured", "place", "expected"),
    [
        ("360100", "360121", NO),
        ("360100", "360400", YES),
        ("360100", "110000", YES),
        ("360100", "360000", UNKNOWN),
        ("360000-provincial", "360100", NO),
        ("360100", "810000", NO),
        ("360100", "", UNKNOWN),
    ],
)
def test_another_pooling_area_is_one_of_the_country(base, insured, place, expected):
    """Who lives abroad lives in no other pooling area; of a province alone it cannot be said inside the own one."""
    assert expected == between(base, "otherPoolingArea", insured, place)


@pytest.mark.parametrize(("region", "expected"), [("810000", YES), ("360000", NO), ("110101", NO), ("", UNKNOWN)])
def test_outside_of_all_schemes(base, region, expected):
    """Hong Kong, Macao and Taiwan belong to no pooling area."""
    assert expected == between(base, "outside", "360100", region)


@pytest.mark.parametrize(
    ("region", "destination", "expected"),
    [
        ("110101", "110000", YES),
        ("360102", "360100", YES),
        ("360100", "360000", YES),
        ("360121", "360102", YES),
        ("360400", "360100", NO),
        ("360000", "360100", UNKNOWN),
        ("110000", "360100", NO),
        ("110000", "", UNKNOWN),
        ("", "110000", UNKNOWN),
    ],
)
def test_a_place_within_the_one_filed_for(base, region, destination, expected):
    """A filing for a city holds in all of its pooling area; where only the province is known it may hold."""
    assert expected == between(base, "placeWithin", "360100", region, destination)


@pytest.mark.parametrize(
    ("insured", "region", "zone"),
    [
        ("110101", "130100", "beijing-tianjin-hebei"),
        ("360100", "110000", "none"),
        ("110000", "360100", "none"),
        ("110000", "", None),
        ("310118", "330421", "yangtze-delta-demonstration"),
        ("310000", "330421", None),
        ("310118", "320500", None),
        ("310000", "320000", None),
        ("310115", "330421", "none"),
        ("310000", "330100", "none"),
    ],
)
def test_the_zone_that_holds_both_places(base, insured, region, zone):
    """Only a zone that holds both places is shared; of a place that lies in one in part alone it is not known."""
    codes = base.vocabulary.lists["zone"].codes

    assert (codes.index(zone) if zone else UNKNOWN) == between(base, "sharedZone", insured, region)


def test_every_fact_of_the_base_has_its_operator(base):
    """The ontology names operators that there are."""
    named = {i.operator for i in base.vocabulary.inputs.values() if i.operator}

    assert named - {"tier"} == OPERATORS.keys()
