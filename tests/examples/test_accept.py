"""`--accept`: only the expectations that differ are rewritten, in the layout that the file has, or not at all."""

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from yidi.cases.file import read_cases
from yidi.examples.accept import accept, accepted_text
from yidi.examples.rewrite import UnsafeError, applied, entry_nodes, replacement, value_node
from yidi.examples.run import run_examples

GIVEN = """\
# A file of cases.
- name: 西安职工未备案
  source: [source:sx-1-reduction]
  given:
    person: {insuredIn: "610100", scheme: employee, retired: false}
    visit: {hospital: {region: "110000", level: tertiary, designated: true, opened: [inpatient]},
            care: inpatient, admittedOn: "2025-06-10", settledOn: "2025-06-20", emergency: false, admissionNumber: 1}
    expense: {total: "30000.00", eligible: "30000.00"}
"""


@pytest.fixture
def accepted(base, tmp_path):
    """Accept what a case with these expectations gives; give the text after its facts, and what is told of it."""

    def result(expect, given=GIVEN, language="en"):
        file = tmp_path / "a.yaml"
        file.write_bytes((given + expect).encode())
        done = list(accept(run_examples(base, [file]).examples))
        left = [f.id for f in run_examples(base, [file]).all_failures]
        text = file.read_bytes().decode()
        assert text.startswith(given)
        return text.removeprefix(given), accepted_text(done, language).replace(str(tmp_path), "cases"), left

    return result


def test_a_value_keeps_its_quotes_its_comment_and_its_neighbours(accepted):
    """In a block, beside values that hold."""
    text, told, left = accepted(
        """\
  expect:
    travel: local   # where it is
    amount.fundPays: "1.00"
    'settlement.route': 'direct'

    benefit.cap: null
"""
    )

    assert text == (
        """\
  expect:
    travel: inter-provincial   # where it is
    amount.fundPays: "17280.00"
    'settlement.route': 'manual'

    benefit.cap: "400000.00"
"""
    )
    assert not left
    assert told.splitlines() == [
        "cases/a.yaml:10:5  travel: 'local' → 'inter-provincial'",
        "cases/a.yaml:11:5  amount.fundPays: '1.00' → '17280.00'",
        "cases/a.yaml:12:5  settlement.route: 'direct' → 'manual'",
        "cases/a.yaml:14:5  benefit.cap: null → '400000.00'",
        "4 expectations rewritten. Read the difference before you commit it: git diff",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{travel: local, settlement.fundLiable: false}", "{travel: inter-provincial, settlement.fundLiable: true}"),
        ("{amount.fundPays: 17280.00}", '{amount.fundPays: "17280.00"}'),
        (
            "{missing: []}",
            "{missing: [filing.type, filing.commitment, person.residesIn, person.worksIn, visit.referred]}",
        ),
        ("{missing: [visit.care, filing.type]}", "{missing: [filing.type]}"),
        (
            "{bounds: [{decision: claimProcessing, atMost: '9'}]}",
            '{bounds: [{decision: claimProcessing, atMost: "30"}]}',
        ),
        ("{because: [rule:610100-reduction-referral]}", "{because: [rule:610100-reduction-unfiled]}"),
        (
            "{because: [rule:100000-route-unfiled, rule:610100-reduction-referral, rule:610100-reduction-unfiled]}",
            "{because: [rule:100000-route-unfiled, rule:610100-reduction-unfiled]}",
        ),
        (
            "{not-because: [rule:610100-reduction-unfiled, rule:610100-reduction-referral]}",
            "{not-because: [rule:610100-reduction-referral]}",
        ),
        (
            "\n    settlement.credentials:\n    - e-credential\n    asOf: '2025-06-20'",
            "\n    settlement.credentials:\n    - e-credential\n    - social-security-card\n    asOf: '2025-06-20'",
        ),
    ],
)
def test_each_kind_of_expectation(accepted, before, after):
    """Objects and lists on one line and on several, rules, inputs, bounds."""
    text, _, left = accepted(f"  expect: {before}\n")

    assert text == f"  expect: {after}\n"
    assert not left


def test_lines_may_end_as_they_do_elsewhere(accepted):
    """Carriage returns stay."""
    crlf = GIVEN.replace("\n", "\r\n")

    assert (
        accepted("  expect:\r\n    travel: local\r\n", given=crlf)[0] == "  expect:\r\n    travel: inter-provincial\r\n"
    )


@pytest.mark.parametrize(
    ("expect", "why"),
    [
        ("{settlement.rout: null}", "the answer does not say what should be expected instead."),
        ("{not-because: [rule:610100-reduction-unfiled]}", "the answer does not say what should be expected instead."),
        ("{because: [rule:nowhere]}", "the answer does not say what should be expected instead."),
        ("{settlement.credentials: [e-credential # why\n    ]}", "there is a comment inside the value"),
        ("\n    travel: |-\n      local", "it is laid out in a way that cannot be kept."),
        ("\n    benefit.cap: &cap null\n    benefit.ratio: *cap", "the file uses YAML aliases"),
    ],
)
def test_what_cannot_be_rewritten_safely_is_left_and_told(accepted, expect, why):
    """The file stays as it is."""
    text, told, left = accepted(f"  expect: {expect}\n")

    assert text == f"  expect: {expect}\n"
    assert why in told
    assert told.splitlines()[0].startswith(("cases/a.yaml:9:", "cases/a.yaml:10:"))
    assert told.endswith("No expectation was rewritten.")
    assert left


def test_an_invalid_case_stays_failing(accepted):
    """There is no answer to take anything from."""
    given = GIVEN.replace("level: tertiary", "level: third")

    text, told, left = accepted("  expect: {travel: local}\n", given=given)

    assert (text, told, left) == (
        "  expect: {travel: local}\n",
        "No expectation was rewritten.",
        ["case-invalid"],
    )


def test_json_stays_json(base, tmp_path):
    """Whatever the value was, the new one has the quotes of JSON."""
    case = {**yaml.safe_load(GIVEN)[0], "expect": {"travel": None, "settlement.credentials": ["e-credential"]}}
    file, lines = tmp_path / "a.json", tmp_path / "b.jsonl"
    file.write_text(json.dumps(case, ensure_ascii=False, indent=1), "utf-8")
    lines.write_text(json.dumps({**case, "name": "b"}) + "\n", "utf-8")

    done = list(accept(run_examples(base, [file, lines]).examples))

    assert [each.why for each in done] == ["", "", "why-form", "why-form"]
    assert json.loads(file.read_text("utf-8"))["expect"] == {
        "travel": "inter-provincial",
        "settlement.credentials": ["e-credential", "social-security-card"],
    }


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | TEXTS
    | st.sampled_from(["null", "1e3", "0.10", "a: b", "#", "- x"]),
    lambda inner: st.lists(inner, max_size=12),
    max_leaves=14,
)
FRAME = "- expect:\n    a: {before}  # kept\n    z: [1, 2] # kept too\n"


@given(VALUES, st.sampled_from(["x", "'x'", '"x"', "[x, 'y']", "[]", '[\n      "x", y]']))
@example(["0?"], "x")
def test_whatever_is_written_reads_the_same_and_nothing_else_changes(new, before):
    """Every value in every style."""
    text = FRAME.format(before=before)
    edit = replacement(text, value_node(entry_nodes(text)[0], "expect", "a"), new, strict=False)

    after = applied(text, [edit])

    assert yaml.safe_load(after) == [{"expect": {"a": new, "z": [1, 2]}}]
    assert after.startswith("- expect:\n    a: ")
    assert after.endswith("  # kept\n    z: [1, 2] # kept too\n")


def test_a_long_list_is_broken_where_lines_are_full():
    """Under its first entry, as the cases of the base are laid out."""
    text = FRAME.format(before="[]")
    edit = replacement(
        text, value_node(entry_nodes(text)[0], "expect", "a"), [f"rule:{n:030}" for n in range(9)], strict=False
    )

    lines = edit.text.splitlines()

    assert len(lines) == 3
    assert all(line.startswith(" " * 8 + "rule:") for line in lines[1:])
    assert max(len(line) for line in lines) <= 120


def test_a_key_that_is_not_there_is_refused():
    """Where parser and reader of cases differ nothing is touched."""
    with pytest.raises(UnsafeError):
        value_node(entry_nodes("- expect: {a: 1}")[0], "expect", "b")


def test_cases_can_be_read_from_text_that_is_not_yet_written(tmp_path):
    """As the check before writing does."""
    file = tmp_path / "a.yaml"
    file.write_text(GIVEN + "  expect: {travel: local}\n", "utf-8")

    assert [case.name for case in read_cases(file)] == ["西安职工未备案"]
