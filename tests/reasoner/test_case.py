import copy
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.cases.case import CaseVocabulary, parse_case
from yidi.cases.values import MOST_YUAN, read_date, read_money
from yidi.errors import CaseError

VOCABULARY = CaseVocabulary(
    codes={
        "scheme": ("employee", "resident"),
        "coverage": ("active", "lapsed"),
        "filing-type": ("long-term", "temporary", "long-term-worker", "referral"),
        "filing-status": ("accepted", "pending", "rejected", "cancelled"),
        "filed-by": ("self", "family-member", "agent"),
        "channel": ("agency-window", "national-app"),
        "care": ("inpatient", "outpatient", "pharmacy"),
        "level": ("primary", "secondary", "tertiary", "community", "tertiary-a", "tertiary-special"),
        "injury": ("none", "no-third-party", "third-party"),
        "condition": tuple(f"condition-{number}" for number in range(15)),
        "credential": ("e-credential", "id-card"),
        "material": ("identity", "work-contract"),
    },
    places={"110000", "410100"},
    areas={"530000-provincial", "110000", "410100"},
    hospitals={"h1": {"region": "110000", "level": "tertiary", "designated": True, "opened": ("inpatient",)}},
)

SMALL = {
    "person": {"insuredIn": "410100", "scheme": "employee"},
    "visit": {"care": "inpatient", "admittedOn": "2025-03-10"},
}

FULL = {
    "person": {
        "insuredIn": "530000-provincial",
        "scheme": "employee",
        "coverage": "active",
        "retired": False,
        "birthDate": "1960-01-01",
        "residesIn": "110000",
        "hukouIn": "410100",
        "worksIn": "110000",
        "name": "张三",
        "idNumber": "11010519491231002X",
    },
    "filing": {
        "type": "long-term-worker",
        "destination": "110000",
        "submittedOn": "2025-02-20",
        "startsOn": date(2025, 3, 1),
        "endsOn": None,
        "status": "accepted",
        "materials": ["id-card", "work-contract"],
        "commitment": False,
        "noticeAcknowledged": True,
        "contact": {"name": "张三", "phone": "18800000000", "address": "北京"},
        "channel": "national-app",
        "filedBy": "self",
        "referredBy": {"level": "tertiary"},
    },
    "visit": {
        "hospital": {
            "name": "某医院",
            "region": "110000",
            "level": "tertiary",
            "designated": True,
            "opened": ["inpatient"],
        },
        "care": "inpatient",
        "admittedOn": "2025-03-10",
        "settledOn": "2025-03-20",
        "emergency": False,
        "injury": "none",
        "condition": None,
        "conditionQualified": False,
        "credential": "e-credential",
        "admissionNumber": 1,
    },
    "expense": {
        "total": "50000.00",
        "eligible": 50000,
        "outOfCatalogue": 0.1,
        "classB": "0",
        "classBShare": "0.10",
        "fundPaidThisYear": Decimal("1.5"),
    },
    "parameters": {
        "deductible": "800.00",
        "ratio": "0.8",
        "cap": "300000",
        "reductionPoints": "10",
        "reductionFactor": "0.9",
        "firstSelfPayShare": "0.1234",
    },
    "asOf": "2025-03-20",
}


def case_with(path, value):
    """Give the small case with one field set."""
    case = copy.deepcopy(SMALL)
    *parts, last = path.split(".")
    part = case
    for name in parts:
        part = part.setdefault(name, {})
    part[last] = value
    return case


def faults_of(case, lang="en"):
    """Give the lines that a bad case is refused with."""
    with pytest.raises(CaseError) as caught:
        parse_case(case, VOCABULARY, lang)
    return str(caught.value).splitlines()


# What is read -------------------------------------------------------------------


def test_every_field_of_a_case_is_read():
    """A case becomes flat facts; days are dates, money is fen, ratios and points are ten-thousandths."""
    assert parse_case(FULL, VOCABULARY) == {
        "person.insuredIn": "530000-provincial",
        "person.scheme": "employee",
        "person.coverage": "active",
        "person.retired": False,
        "person.birthDate": date(1960, 1, 1),
        "person.residesIn": "110000",
        "person.hukouIn": "410100",
        "person.worksIn": "110000",
        "person.name": "张三",
        "person.idNumber": "11010519491231002X",
        "filing": True,
        "filing.type": "long-term-worker",
        "filing.destination": "110000",
        "filing.submittedOn": date(2025, 2, 20),
        "filing.startsOn": date(2025, 3, 1),
        "filing.status": "accepted",
        "filing.materials": ("id-card", "work-contract"),
        "filing.commitment": False,
        "filing.noticeAcknowledged": True,
        "filing.contact.name": "张三",
        "filing.contact.phone": "18800000000",
        "filing.contact.address": "北京",
        "filing.channel": "national-app",
        "filing.filedBy": "self",
        "filing.referredBy.level": "tertiary",
        "visit.hospital.name": "某医院",
        "visit.hospital.region": "110000",
        "visit.hospital.level": "tertiary",
        "visit.hospital.designated": True,
        "visit.hospital.opened": ("inpatient",),
        "visit.care": "inpatient",
        "visit.admittedOn": date(2025, 3, 10),
        "visit.settledOn": date(2025, 3, 20),
        "visit.emergency": False,
        "visit.injury": "none",
        "visit.conditionQualified": False,
        "visit.credential": "e-credential",
        "visit.admissionNumber": 1,
        "expense.total": 5_000_000,
        "expense.eligible": 5_000_000,
        "expense.outOfCatalogue": 10,
        "expense.classB": 0,
        "expense.classBShare": 1000,
        "expense.fundPaidThisYear": 150,
        "parameters.deductible": 80_000,
        "parameters.ratio": 8000,
        "parameters.cap": 30_000_000,
        "parameters.reductionPoints": 1000,
        "parameters.reductionFactor": 9000,
        "parameters.firstSelfPayShare": 1234,
        "asOf": date(2025, 3, 20),
    }


def test_what_is_left_out_or_null_is_not_there():
    """A small case gives few facts, and null counts as left out; nothing is filled in."""
    case = {**SMALL, "filing": None, "expense": {"total": None}, "parameters": {}, "asOf": None}

    assert parse_case(case, VOCABULARY) == {
        "person.insuredIn": "410100",
        "person.scheme": "employee",
        "visit.care": "inpatient",
        "visit.admittedOn": date(2025, 3, 10),
    }


def test_a_filing_without_any_field_is_still_a_filing():
    """That a filing was made is a fact of its own."""
    assert parse_case({**SMALL, "filing": {}}, VOCABULARY)["filing"] is True


def test_a_known_hospital_may_be_given_by_its_id():
    """The id stands for the fields that the base knows."""
    facts = parse_case(case_with("visit.hospital", "h1"), VOCABULARY)

    assert facts["visit.hospital.id"] == "h1"
    assert facts["visit.hospital.region"] == "110000"
    assert facts["visit.hospital.opened"] == ("inpatient",)


def test_what_a_case_says_of_a_known_hospital_comes_first():
    """Fields beside the id replace what the base knows, except where they are null."""
    hospital = {"id": "h1", "level": "secondary", "region": None}
    facts = parse_case(case_with("visit.hospital", hospital), VOCABULARY)

    assert facts["visit.hospital.level"] == "secondary"
    assert facts["visit.hospital.region"] == "110000"


# What is refused ----------------------------------------------------------------

MONEY = f"is not an amount in yuan (0 to {MOST_YUAN}, at most two decimals)"
NOON = datetime(2025, 3, 1, 12)  # noqa: DTZ001 - as YAML gives it
CONDITIONS = ", ".join(f"condition-{number}" for number in range(12))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("visit.care", None, "is required"),
        ("person.scheme", "employe", "'employe' is not one of employee, resident; did you mean 'employee'?"),
        ("person.scheme", 3, "3 is not one of employee, resident"),
        ("person.retired", "yes", "'yes' is neither true nor false"),
        ("person.insuredIn", 410100, '410100 is a number here; write it in quotes, "410100"'),
        (
            "person.insuredIn",
            "999999",
            "'999999' is not the code of a pooling area or of a place in one (six digits, in quotes)",
        ),
        (
            "person.residesIn",
            "530000-provincial",
            "'530000-provincial' is not the code of a known place (six digits, in quotes)",
        ),
        ("person.idNumber", 110, "110 is not text; write it in quotes"),
        ("person.name", "\ud800", "'\\ud800' has characters that cannot be written"),
        ("person.name", "x" * 501, "is longer than 500 characters"),
        ("person.foo", 1, "unknown key"),
        ("person.insured_in", "410100", "unknown key; did you mean 'insuredIn'?"),
        ("person.admittedOn", "2025-01-01", "unknown key; did you mean 'visit.admittedOn'?"),
        ("insuredIn", "410100", "unknown key; did you mean 'person.insuredIn'?"),
        ("filing", [], "must be an object of key: value pairs, not a list"),
        ("filing.materials", "id-card", "must be a list of codes, not 'id-card'"),
        ("filing.materials", ["id-card"] * 101, "has more than 100 entries"),
        ("filing.materials", {}, "must be a list of codes, not an object"),
        (
            "visit.hospital.level",
            "third",
            "'third' is not one of primary, secondary, tertiary, community, tertiary-a, tertiary-special",
        ),
        (
            "visit.hospital",
            "h2",
            "'h2' is not the id of a known hospital; its region and level may be given instead",
        ),
        (
            "visit.hospital.id",
            "h2",
            "'h2' is not the id of a known hospital; its region and level may be given instead",
        ),
        ("visit.hospital", 3, "must be an object of key: value pairs, not 3"),
        ("visit.condition", "flu", f"'flu' is not one of {CONDITIONS}, …"),
        ("visit.admittedOn", "2025-02-30", "'2025-02-30' is not a date (YYYY-MM-DD)"),
        ("visit.admittedOn", "20250210", "'20250210' is not a date (YYYY-MM-DD)"),
        ("visit.admittedOn", "2025-W10-1", "'2025-W10-1' is not a date (YYYY-MM-DD)"),
        ("visit.admittedOn", NOON, "'2025-03-01 12:00:00' is not a date (YYYY-MM-DD)"),
        ("visit.admittedOn", "1899-12-31", "'1899-12-31' is not between 1900-01-01 and 2100-12-31"),
        ("asOf", date(2101, 1, 1), "'2101-01-01' is not between 1900-01-01 and 2100-12-31"),
        ("visit.admissionNumber", 0, "0 is not a whole number from 1 to 1000"),
        ("visit.admissionNumber", True, "true is not a whole number from 1 to 1000"),
        ("visit.admissionNumber", 10**30, f"1{'0' * 30} is not a whole number from 1 to 1000"),
        ("expense.total", "-1", f"'-1' {MONEY}"),
        ("expense.total", "1.005", f"'1.005' {MONEY}"),
        ("expense.total", 0.1 + 0.2, f"0.30000000000000004 {MONEY}"),
        ("expense.total", float("nan"), f"nan {MONEY}"),
        ("expense.total", "1,000", f"'1,000' {MONEY}"),
        ("expense.total", f"{MOST_YUAN}.01", f"'{MOST_YUAN}.01' {MONEY}"),
        ("expense.total", True, f"true {MONEY}"),
        ("expense.total", "١", f"'١' {MONEY}"),
        ("expense.total", {}, f"an object {MONEY}"),
        ("expense.classBShare", "1.0001", "'1.0001' is not a share (0 to 1, at most four decimals)"),
        ("parameters.reductionFactor", "2.1", "'2.1' is not a factor (0 to 2, at most four decimals)"),
        (
            "parameters.reductionPoints",
            "0.123",
            "'0.123' is not a number of percentage points (0 to 100, at most two decimals)",
        ),
        (
            "parameters.ratio",
            b"1",
            "a value that has no place in a case is not a share (0 to 1, at most four decimals)",
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_path(path, value, message):
    """One wrong field gives one line: its path, and what is wrong in plain words."""
    assert [f"{path}: {message}"] == faults_of(case_with(path, value))


def test_a_number_too_long_to_print_is_refused():
    """Python declines to print such a number, so the message does without it."""
    assert faults_of(case_with("asOf", 10**5000)) == ["asOf: a very long number is not a date (YYYY-MM-DD)"]
    assert faults_of(case_with("expense.total", 10**5000)) == [f"expense.total: a very long number {MONEY}"]


def test_a_wrong_entry_of_a_list_is_named_by_its_position():
    """Positions in a list count from 0, as in JSON paths; null is no code."""
    assert faults_of(case_with("visit.hospital.opened", ["inpatient", None])) == [
        "visit.hospital.opened.1: null is not one of inpatient, outpatient, pharmacy"
    ]


@pytest.mark.parametrize(
    ("part", "values", "line"),
    [
        (
            "visit",
            {"settledOn": "2025-03-09"},
            "visit.settledOn: '2025-03-09' is before visit.admittedOn (2025-03-10)",
        ),
        (
            "filing",
            {"startsOn": "2025-03-01", "endsOn": "2025-02-28"},
            "filing.endsOn: '2025-02-28' is before filing.startsOn (2025-03-01)",
        ),
        (
            "person",
            {"birthDate": "2025-03-11"},
            "person.birthDate: '2025-03-11' is after visit.admittedOn (2025-03-10)",
        ),
        (
            "expense",
            {"total": "10", "eligible": "10.01"},
            "expense.eligible: '10.01' is more than expense.total ('10.00')",
        ),
        (
            "expense",
            {"total": "10", "outOfCatalogue": "10.01"},
            "expense.outOfCatalogue: '10.01' is more than expense.total ('10.00')",
        ),
        (
            "expense",
            {"total": "10", "outOfCatalogue": "6", "classB": "5"},
            "expense.classB: outOfCatalogue + classB = '11.00' is more than expense.total ('10.00')",
        ),
    ],
)
def test_facts_that_cannot_both_be_true_are_named(part, values, line):
    """Days out of order and parts larger than the whole are faults of the fact to correct."""
    case = {**SMALL, part: {**SMALL.get(part, {}), **values}}

    assert [line] == faults_of(case)


def test_days_and_amounts_may_just_meet():
    """The same day, and parts that make up the whole, are no contradiction."""
    case = case_with("visit.settledOn", "2025-03-10")
    case["expense"] = {"total": "10", "eligible": "10", "outOfCatalogue": "6", "classB": "4"}

    assert parse_case(case, VOCABULARY)["expense.total"] == 1000


def test_all_faults_are_told_at_once():
    """Missing, unknown, wrong and contradicting facts come together."""
    case = {
        "person": {"scheme": "x"},
        "visit": {"admittedOn": "2025-03-10", "settledOn": "2025-03-01"},
        "viist": {},
    }

    assert faults_of(case) == [
        "person.insuredIn: is required",
        "person.scheme: 'x' is not one of employee, resident",
        "visit.care: is required",
        "viist: unknown key; did you mean 'visit'?",
        "visit.settledOn: '2025-03-01' is before visit.admittedOn (2025-03-10)",
    ]


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        (None, ["must be an object of key: value pairs, not null"]),
        ([], ["must be an object of key: value pairs, not a list"]),
        ({}, ["person: is required", "visit: is required"]),
        ({"person": None, "visit": 3}, ["person: is required", "visit: must be an object of key: value pairs, not 3"]),
    ],
)
def test_what_is_no_case_at_all_is_refused(case, lines):
    """Anything may be handed in; the answer is always the same kind of error."""
    assert lines == faults_of(case)


def test_faults_are_told_in_chinese():
    """The path stays as it is written, the words are Chinese."""
    person = {"insuredIn": "410100", "scheme": "employee", "retried": True}
    assert faults_of({"person": person, "visit": {"care": "x"}}, "zh") == [
        "person.retried: 没有这个字段；是否想写 'retired'？",
        "visit.care: 'x' 不在下列代码之中：inpatient, outpatient, pharmacy",
        "visit.admittedOn: 必须填写",
    ]


def test_very_many_faults_are_cut_short():
    """A case of nothing but faults gets a hundred of them and the number of the rest."""
    lines = faults_of({**SMALL, **{f"key{number}\n": 1 for number in range(150)}})

    assert len(lines) == 101
    assert lines[0] == "key0\\n: unknown key"
    assert lines[-1] == "and 50 more faults"


# Properties ---------------------------------------------------------------------

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def cases_like(example):
    """Give a strategy of cases shaped like this one, with anything in some of the places."""
    if isinstance(example, dict):
        parts = {key: cases_like(value) for key, value in example.items()}
        return st.fixed_dictionaries({}, optional=parts) | anything
    return st.just(example) | anything


@given(st.integers(0, MOST_YUAN * 100))
def test_an_amount_survives_being_written_and_read(fen):
    """Every amount of whole fen is read back from its text exactly."""
    assert read_money(f"{fen // 100}.{fen % 100:02}") == fen
    assert read_money(Decimal(fen) / 100) == fen


@given(st.integers(0, 10_000_000))
def test_an_amount_survives_being_a_float(fen):
    """A float that stands for whole fen is taken for just those."""
    assert read_money(fen / 100) == fen


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_survives_being_written_and_read(day):
    """Every day in range is read back from its text."""
    assert read_date(day.isoformat()) == day == read_date(day)


@given(anything | cases_like(FULL) | st.dictionaries(st.integers() | st.binary() | st.text(), anything))
def test_nothing_but_a_case_error_comes_of_any_input(case):
    """Whatever is handed in, it is read or refused with faults that can be written, a line each."""
    faults, text = ("none",), "none"
    try:
        facts = parse_case(case, VOCABULARY)
    except CaseError as error:
        faults, text, facts = error.faults, str(error), {}

    assert 0 < len(faults) == len(text.encode().splitlines())
    assert None not in facts.values()
