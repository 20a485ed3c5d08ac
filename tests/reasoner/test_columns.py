"""Cases as columns of whole numbers."""

from datetime import date

import numpy as np

from yidi.cases.case import parse_case
from yidi.deciding.columns import AS_OF, INSURED, INSURED_DIVISION, Columns, encode

CASE = {
    "person": {"insuredIn": "360102", "scheme": "employee", "retired": False, "birthDate": "1960-01-01"},
    "visit": {
        "hospital": {"region": "110000", "level": "tertiary-a", "opened": ["inpatient", "inpatient"]},
        "care": "inpatient",
        "admittedOn": "2025-03-10",
    },
    "expense": {"total": "50000.01"},
}


def columns_of(base, *cases):
    return encode([parse_case(case, base.case_vocabulary) for case in cases], base.engine.encoder)


def with_defaults(base, *cases):
    """Give the columns by which the engine decides."""
    results, _ = base.engine.run(columns_of(base, *cases))
    return results.columns


def code(base, name, value):
    return base.vocabulary.lists[name].codes.index(value)


def test_every_value_has_its_number(base):
    """Codes stand by their place in the list, flags as 0 and 1, days as ordinals, yuan in fen, lists as bits."""
    columns = columns_of(base, CASE)

    assert {
        INSURED: base.places.areas["360100"],
        INSURED_DIVISION: base.places.divisions["360102"],
        "person.scheme": code(base, "scheme", "employee"),
        "person.retired": 0,
        "person.birthDate": date(1960, 1, 1).toordinal(),
        "visit.hospital.region": base.places.divisions["110000"],
        "visit.hospital.level": code(base, "level", "tertiary-a"),
        "visit.hospital.opened": 1 << code(base, "care", "inpatient"),
        "visit.care": code(base, "care", "inpatient"),
        "visit.admittedOn": date(2025, 3, 10).toordinal(),
        "expense.total": 5_000_001,
    } == {path: int(column[0]) for path, column in columns.data.items()}


def test_what_is_left_out_is_unknown(base):
    """A path that no case has is a column of unknowns; one that some have is unknown in the others."""
    filed = CASE | {"filing": {"type": "referral"}}
    columns = columns_of(base, CASE, filed)

    assert [-1, -1] == columns["visit.settledOn"].tolist()
    assert [-1, code(base, "filing-type", "referral")] == columns["filing.type"].tolist()
    assert [-1, 1] == columns["filing"].tolist()


def test_care_that_is_opened_with_another_is_opened(base):
    """An institution that opened outpatient care is connected for emergency care without admission as well."""
    care = base.vocabulary.lists["care"].codes
    bits = base.engine.encoder.lists["visit.hospital.opened"]

    opened = {c: {w for w in care if bits[c] >> care.index(w) & 1} for c in care}

    assert {c: {c} | ({"emergency-outpatient"} if c == "outpatient" else set()) for c in care} == opened


def test_defaults_fill_only_what_is_unknown(base):
    """Coverage is active, a filing accepted and an injury none unless the case says otherwise."""
    lapsed = CASE | {"person": CASE["person"] | {"coverage": "lapsed"}}
    columns = with_defaults(base, CASE, lapsed)

    assert [code(base, "coverage", "active"), code(base, "coverage", "lapsed")] == columns["person.coverage"].tolist()
    assert [code(base, "filing-status", "accepted")] * 2 == columns["filing.status"].tolist()
    assert [code(base, "injury", "none")] * 2 == columns["visit.injury"].tolist()
    assert [-1, -1] == columns["visit.emergency"].tolist()


def test_no_chronic_condition_is_the_default_but_for_chronic_care(base):
    """Outpatient chronic care is for some condition; which, nobody knows unless it is said."""
    chronic = CASE | {"visit": CASE["visit"] | {"care": "outpatient-chronic"}}
    columns = with_defaults(base, CASE, chronic)

    assert [code(base, "condition", "none"), -1] == columns["visit.condition"].tolist()


def test_the_day_asked_for_is_that_of_settlement_or_else_of_admission(base):
    """A case is decided by what held when the bill was settled, unless it asks for another day."""
    settled = CASE | {"visit": CASE["visit"] | {"settledOn": "2025-03-20"}}
    asked = settled | {"asOf": "2024-01-01"}
    columns = with_defaults(base, CASE, settled, asked)

    days = [date.fromordinal(int(n)).isoformat() for n in columns[AS_OF]]

    assert ["2025-03-10", "2025-03-20", "2024-01-01"] == days


def test_no_case_is_no_row(base):
    """Columns of no case have no row."""
    assert 0 == columns_of(base).count
    assert [] == Columns(0, {})["visit.care"].tolist()
    assert np.int64 == columns_of(base)[INSURED_DIVISION].dtype
