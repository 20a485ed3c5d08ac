"""Days by look-up, against the calendar of Python."""

from datetime import date

import naive
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.cases.values import EARLIEST, LATEST
from yidi.deciding.days import EPOCH, full_years, plus_months
from yidi.model import UNLIMITED

DAYS = st.dates(EARLIEST, LATEST) | st.sampled_from([EARLIEST, LATEST, date(2024, 2, 29), date(2000, 2, 29)])


def ordinals(*days):
    return np.array([day.toordinal() for day in days], np.int64)


def later(day, months):
    return date.fromordinal(int(plus_months(ordinals(day), np.array([months]))[0]))


def years(start, end):
    return int(full_years(ordinals(start), ordinals(end))[0])


def test_days_are_counted_from_1970():
    """The number by which NumPy and Arrow are shifted is that of 1970-01-01."""
    assert date(1970, 1, 1).toordinal() == EPOCH


@given(start=DAYS, end=DAYS)
def test_full_years_are_birthdays_passed(start, end):
    """A year is full on the day of the same name; before the start there is none."""
    start, end = sorted((start, end))

    assert end.year - start.year - ((end.month, end.day) < (start.month, start.day)) == years(start, end)
    assert 0 == years(end, start) or start == end


@given(day=DAYS, months=st.integers(0, 1200))
def test_months_later_is_the_day_of_the_same_number(day, months):
    """So many months later is the same day of the month, or the last one of a shorter month."""
    assert naive._later(day, months) == later(day, months)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 3, 1), 0, date(2025, 3, 1)),
    ],
)
def test_ends_of_months(day, months, expected):
    """31 August and six months is the last day of February."""
    assert expected == later(day, months)


@pytest.mark.parametrize(("end", "full"), [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1), (date(2028, 2, 29), 4)])
def test_who_is_born_on_29_february_is_a_year_older_on_1_march(end, full):
    """In a year without 29 February the birthday is 1 March."""
    assert full == years(date(2024, 2, 29), end)


def test_no_limit_is_farther_than_any_day():
    """A period without end ends after every day that a case may name."""
    assert [UNLIMITED] == plus_months(ordinals(LATEST), np.array([UNLIMITED])).tolist()
