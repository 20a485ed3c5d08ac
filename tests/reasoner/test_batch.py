"""Many cases at once: the same answers as one by one, row by row, and faults that disturb nobody else."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from yidi import CaseError
from yidi.batch import table as batch

CASE = {
    "person": {"insuredIn": "410100", "scheme": "employee"},
    "visit": {
        "hospital": {"region": "110000", "level": "tertiary", "designated": True, "opened": ["inpatient"]},
        "care": "inpatient",
        "admittedOn": "2025-03-10",
        "emergency": False,
    },
    "filing": {"type": "long-term-worker", "destination": "110000", "startsOn": "2025-03-01"},
    "expense": {"total": "50000.00", "eligible": "50000.00"},
    "parameters": {"deductible": "1500.00", "ratio": "0.85", "cap": "1000000.00"},
}


def flat(case, prefix=""):
    """Give a case by dotted path."""
    found = {}
    for key, value in case.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def as_table(several):
    """Give cases as a table of text, flags, numbers and lists."""
    rows = [flat(case) for case in several]
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})


def changed(**values):
    """Give the case by dotted path with some values changed; None leaves one out."""
    return {name: value for name, value in (flat(CASE) | values).items() if value is not None}


def table_of(*rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})


def in_words(value):
    """Give a part of an answer as a batch writes it."""
    if isinstance(value, list):
        return ",".join("|".join(item["anyOf"]) if isinstance(item, dict) else item for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def at(answer, path):
    for key in path.split("."):
        answer = None if answer is None else answer.get(key)
    return answer


def expected_row(answer, names):
    """Give the row that stands for an answer."""
    return {name: None if name == "faults" else in_words(at(answer, name)) for name in names}


def rows_of(table):
    """Give the rows of a table of answers, numbers written as briefly as they are exact."""
    return [{name: written(value) for name, value in row.items()} for row in table.to_pylist()]


def written(value):
    return value if value is None or isinstance(value, str) else f"{value:f}"


def same(expected, actual):
    """Whether two rows agree, numbers by their value."""
    return expected.keys() == actual.keys() and all(
        expected[k] == actual[k]
        or (None not in (expected[k], actual[k]) and _number(expected[k]) == _number(actual[k]))
        for k in expected
    )


def _number(text):
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def differences(base, several, table):
    """Give the rows of a table of answers that are not the answers to the cases one by one."""
    answers = [expected_row(base.decide(case), table.column_names) for case in several]
    found = rows_of(table)
    assert len(answers) == len(found)
    return [(a, b) for a, b in zip(answers, found, strict=True) if not same(a, b)]


@settings(max_examples=40)
@given(few=st.lists(cases(), min_size=1, max_size=4), rows=st.lists(st.integers(0, 3), max_size=12))
def test_a_table_is_decided_as_its_rows_one_by_one(base, few, rows):
    """Route, amounts and every code of a row are those of the single answer, whatever the other rows are."""
    several = few + [few[row % len(few)] for row in rows]

    assert [] == differences(base, several, base.decide_batch(as_table(several)))


@settings(max_examples=25)
@given(several=st.lists(cases(), min_size=1, max_size=4))
def test_a_list_of_cases_is_decided_as_one_by_one(base, several):
    """Mappings give the same rows as the table of them."""
    assert [] == differences(base, several, base.decide_batch(several))


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_chunks_do_not_show(base, monkeypatch, size):
    """However many rows are decided together, the answers are the same and in order."""
    rows = [changed(**{"expense.total": f"{n}000.00", "expense.eligible": None}) for n in range(1, 8)]
    rows[4]["visit.care"] = "surgery"
    whole = base.decide_batch(table_of(*rows))

    monkeypatch.setattr(batch, "CHUNK", size)

    assert whole.to_pylist() == base.decide_batch(table_of(*rows)).to_pylist()


def test_a_case_in_typed_columns(base):
    """Days, flags and amounts may come as text or in Arrow's own types."""
    texts = table_of(changed(), changed())
    typed = pa.table(
        {
            **{name: texts.column(name) for name in texts.column_names},
            "visit.admittedOn": pa.array([date(2025, 3, 10)] * 2),
            "filing.startsOn": pa.array([date(2025, 3, 1), None], pa.date32()),
            "visit.emergency": pa.array([False, None]),
            "visit.hospital.opened": pa.array([["inpatient"], None]),
            "visit.care": pa.array(["inpatient"] * 2).dictionary_encode(),
            "expense.total": pa.array([Decimal("50000.00"), Decimal("1.5")], pa.decimal128(12, 2)),
            "expense.eligible": pa.array([50_000, 1]),
            "parameters.ratio": pa.array([0.85, None]),
        }
    )

    found = base.decide_batch(typed)

    lesser = {
        "filing.startsOn": None,
        "visit.emergency": None,
        "visit.hospital.opened": None,
        "expense.total": "1.5",
        "expense.eligible": "1",
        "parameters.ratio": None,
    }
    assert base.decide_batch(table_of(changed(), changed(**lesser))).to_pylist() == found.to_pylist()


def test_empty_tables_and_lists(base):
    """No case gives no row, under the same columns."""
    one = base.decide_batch([CASE])

    for none in ([], as_table([CASE]).slice(0, 0), pa.table({})):
        empty = base.decide_batch(none)
        assert (0, one.column_names) == (empty.num_rows, empty.column_names)


@pytest.mark.parametrize("opened", [[], ["outpatient"], ["outpatient", "inpatient"]])
def test_an_empty_list_is_not_an_unknown_one(base, opened):
    """An institution that opened nothing is known to have opened nothing."""
    case = CASE | {"visit": CASE["visit"] | {"hospital": CASE["visit"]["hospital"] | {"opened": opened}}}

    assert [] == differences(base, [case], base.decide_batch(as_table([case])))


@pytest.mark.parametrize("name", ["visit.hospital", "visit.hospital.id"])
def test_a_known_institution_is_named_by_its_id(base, name):
    """What the base knows of an institution holds for its row, unless the row says otherwise."""
    known = next(iter(base.hospitals))
    rows = [
        values | {path: value for path, value in changed(**values).items() if "hospital" not in path}
        for values in ({name: known}, {name: known, "visit.hospital.designated": False}, {})
    ]
    several = [nested({path.replace(name, "visit.hospital.id"): v for path, v in row.items()}) for row in rows[:1]]
    several += [CASE | {"visit": CASE["visit"] | {"hospital": {"id": known, "designated": False}}}]
    several += [CASE | {"visit": {k: v for k, v in CASE["visit"].items() if k != "hospital"}}]

    assert [] == differences(base, several, base.decide_batch(table_of(*rows)))


def test_materials_may_stand_in_a_column(base):
    """A list that no decision looks at is read and does no harm, as a list or as text with commas."""
    listed = table_of(changed(**{"filing.materials": ["id-card", "work-contract"]}))
    texts = table_of(changed(**{"filing.materials": "id-card,work-contract"}))
    wrong = table_of(changed(**{"filing.materials": ["id-cart"]}))

    assert [None, None] == [base.decide_batch(t).column("faults")[0].as_py() for t in (listed, texts)]
    assert "filing.materials.0: 'id-cart' is not one of" in base.decide_batch(wrong).column("faults")[0].as_py()


# Faults -----------------------------------------------------------------------------

WRONG = [
    {"person.insuredIn": "999999"},
    {"person.insuredIn": None},
    {"person.scheme": None},
    {"visit.care": "surgery"},
    {"visit.admittedOn": "2025-02-30"},
    {"visit.admittedOn": None},
    {"visit.settledOn": "2025-03-09"},
    {"filing.endsOn": "2025-02-01"},
    {"person.birthDate": "2025-03-11"},
    {"visit.hospital.level": "third", "visit.hospital.region": "11"},
    {"visit.hospital.opened": ["surgery"]},
    {"visit.admissionNumber": 0},
    {"expense.total": "-0.01"},
    {"expense.total": "-1.00"},
    {"expense.total": "12.345"},
    {"expense.total": "1e3"},
    {"expense.total": "much"},
    {"expense.eligible": "50000.01"},
    {"expense.eligible": None, "expense.outOfCatalogue": "30000", "expense.classB": "20000.01"},
    {"parameters.ratio": "1.5"},
]


@pytest.mark.parametrize("values", WRONG, ids=lambda v: ", ".join(f"{k} {x}" for k, x in v.items()))
def test_a_faulty_row_says_what_a_single_case_would(base, values):
    """The faults of a row are those of the case, in the same words; the rows beside it are decided as ever."""
    wrong = changed(**values)
    with pytest.raises(CaseError) as raised:
        base.decide(nested(wrong))

    found = base.decide_batch(table_of(changed(), wrong, changed(**{"expense.total": "60000.00"})))

    faults = found.column("faults").to_pylist()
    assert [None, sorted(map(str, raised.value.faults)), None] == [f and sorted(f.split("; ")) for f in faults]
    assert {None} == {value for name, value in found.to_pylist()[1].items() if name != "faults"}
    good = [CASE, CASE | {"expense": CASE["expense"] | {"total": "60000.00"}}]
    assert [] == differences(base, good, found.take([0, 2]))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("person.insuredIn", pa.array([True])),
        ("expense.total", pa.array([True])),
        ("person.scheme", pa.array([date(2025, 3, 10)])),
        ("expense.total", pa.array([12.345])),
        ("expense.total", pa.array([-1])),
        ("expense.total", pa.array([Decimal("-0.01")])),
        ("visit.emergency", pa.array(["false"])),
        ("visit.admissionNumber", pa.array([1.5])),
        ("visit.admittedOn", pa.array([date(1066, 10, 14)])),
    ],
    ids=str,
)
def test_a_column_of_the_wrong_type_is_a_fault_and_not_a_number(base, name, column):
    """What a single case refuses is refused in a column as well, whatever type the column has."""
    wrong = changed(**{name: column[0].as_py()})
    with pytest.raises(CaseError) as raised:
        base.decide(nested(wrong))
    table = table_of(changed())

    others = table.drop_columns([name]) if name in table.column_names else table
    found = base.decide_batch(others.append_column(name, column))

    assert list(map(str, raised.value.faults)) == found.column("faults")[0].as_py().split("; ")


def nested(row):
    """Give a row as a case."""
    case = {}
    for path, value in row.items():
        *parents, last = path.split(".")
        part = case
        for key in parents:
            part = part.setdefault(key, {})
        part[last] = value
    return {"person": {}, "visit": {}} | case


def test_faulty_cases_of_a_list_keep_their_places(base):
    """In a list of mappings, too, a faulty case has its own row and says what is wrong."""
    found = base.decide_batch([CASE, {"person": {}}, CASE, "no case"])

    assert ["direct", None, "direct", None] == found.column("settlement.route").to_pylist()
    assert [
        None,
        "person.insuredIn: is required; person.scheme: is required; visit: is required",
        None,
        "must be an object of key: value pairs, not 'no case'",
    ] == found.column("faults").to_pylist()


def test_only_faulty_cases(base):
    """A batch of nothing but faulty cases is a batch of faults."""
    found = base.decide_batch([{}, {}])

    assert ["person: is required; visit: is required"] * 2 == found.column("faults").to_pylist()
