"""The runner of example cases: what it compares, where it points, what it counts."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import yidi
from yidi.examples.run import (
    coverage_failures,
    example_files,
    junit_text,
    read_skipped,
    report_text,
    run_examples,
    uncovered,
    without_twin,
)
from yidi.names import expand

UNFILED = """\
- name: 西安职工未备案
  source: [source:sx-1-reduction]
  given:
    person: {insuredIn: "610100", scheme: employee, retired: false}
    visit: {hospital: {region: "110000", level: tertiary, designated: true, opened: [inpatient]},
            care: inpatient, admittedOn: "2025-06-10", settledOn: "2025-06-20", emergency: false, admissionNumber: 1}
    expense: {total: "30000.00", eligible: "30000.00"}
  expect:
"""


@pytest.fixture(scope="module")
def base():
    return yidi.load()


@pytest.fixture
def run(base, tmp_path):
    """Run the unfiled case with these expectations, and give its failures as text, file names shortened."""

    def lines(*expectations, text=UNFILED, language="en"):
        file = tmp_path / "a.yaml"
        file.write_text(text + "".join(f"    {e}\n" for e in expectations), encoding="utf-8")
        report = run_examples(base, [file], language=language)
        return [f.line(language).replace(str(tmp_path), "cases") for f in report.all_failures]

    return lines


def test_what_holds_gives_nothing(run):
    assert not run(
        "travel: inter-provincial",
        'benefit.reductionPoints: "20"',
        'amount.fundPays: "17280.00"',
        "amount.byPayer.critical-illness: null",
        "filing.validUntil: null",
        "because: [rule:610100-reduction-unfiled, rule:100000-route-unfiled]",
        "not-because: [rule:610100-reduction-referral]",
        "missing: [filing.type]",
        "warnings: [nothing-paid-assumed]",
    )


def test_a_difference_is_told_at_the_line_of_the_expectation(run):
    assert run("travel: inter-provincial", "settlement.route: direct") == [
        (
            "cases/a.yaml:10:5  error  case-differs  西安职工未备案: settlement.route is 'manual', expected 'direct'. "
            "It rests on rule:100000-route-unfiled."
        )
    ]


def test_a_difference_in_chinese(run):
    assert run("settlement.route: direct", language="zh") == [
        (
            "cases/a.yaml:9:5  error  case-differs  西安职工未备案：settlement.route 为 'manual'，应为 'direct'。"
            "依据为 rule:100000-route-unfiled。"
        )
    ]


def test_null_means_null(run):
    assert run("benefit.cap: null") == [
        (
            "cases/a.yaml:9:5  error  case-differs  西安职工未备案: benefit.cap is '400000.00', expected null. "
            "It rests on rule:610100-cap-employee."
        )
    ]


def test_an_amount_without_quotes_is_explained(run):
    assert run("amount.fundPays: 17280.00") == [
        (
            "cases/a.yaml:9:5  error  case-differs  西安职工未备案: amount.fundPays is '17280.00', expected 17280.0. "
            "Put 17280.0 in quotes: amounts and ratios are text."
        )
    ]


def test_true_is_not_one(run):
    assert run("settlement.fundLiable: 1")
    assert not run("settlement.fundLiable: true")


def test_lists_are_compared_as_sets(run):
    assert not run("settlement.credentials: [social-security-card, e-credential]")
    assert run("settlement.credentials: [e-credential]")
    assert run("settlement.credentials: [e-credential, e-credential]")


@pytest.mark.parametrize(
    "written",
    [
        "[receipt, expense-list, diagnosis-certificate, medical-record]",
        "[{anyOf: [medical-record]}, {anyOf: [receipt]}, [expense-list], diagnosis-certificate]",
    ],
)
def test_alternatives_can_be_written_short(run, written):
    assert not run(f"settlement.claim.documents: {written}")


def test_a_group_of_alternatives_is_not_several_items(run):
    assert run("settlement.claim.documents: [receipt, expense-list, [diagnosis-certificate, medical-record]]")


def test_a_field_that_does_not_exist_is_no_null(run):
    assert run("settlement.rout: null") == [
        (
            "cases/a.yaml:9:5  error  field-unknown  西安职工未备案: the answer has no field settlement.rout. "
            "Did you mean settlement.route? Correct the path."
        )
    ]


def test_a_rule_that_does_not_prevail_is_told_with_the_one_that_does(run):
    assert run("because: [rule:100000-route-unfiled, rule:610100-reduction-referral]") == [
        (
            "cases/a.yaml:9:42  error  because-missing  西安职工未备案: rule:610100-reduction-referral "
            "does not prevail. For that decision rule:610100-reduction-unfiled prevails."
        )
    ]


def test_a_rule_that_should_not_prevail(run):
    assert run("not-because: [rule:610100-reduction-unfiled]") == [
        (
            "cases/a.yaml:9:19  error  because-unwanted  西安职工未备案: rule:610100-reduction-unfiled prevails, "
            "and should not."
        )
    ]


def test_a_rule_that_does_not_exist(run):
    assert run("because: [rule:610100-reduction-unfilled]") == [
        (
            "cases/a.yaml:9:15  error  rule-unknown  西安职工未备案: rule:610100-reduction-unfilled "
            "is nowhere declared. Did you mean rule:610100-reduction-unfiled? Correct the name."
        )
    ]


def test_an_input_that_is_not_missing(run):
    assert run("missing: [visit.emergency]")[0].startswith(
        "cases/a.yaml:9:15  error  entry-missing  西安职工未备案: 'visit.emergency' is not among the missing, "
    )


def test_an_empty_list_allows_none(run):
    assert run("warnings: []")[0].startswith(
        "cases/a.yaml:9:5  error  entry-unwanted  西安职工未备案: there should be no warnings, but there are ["
    )


def test_bounds_are_compared_by_what_is_named(run):
    assert run("bounds: [{decision: reduction, atMost: '20'}]")
    referral = UNFILED.replace("emergency: false", "emergency: true")
    assert not run("bounds: [{decision: reduction, atMost: '10'}]", text=referral)


def test_a_source_that_does_not_exist(run):
    text = UNFILED.replace("sx-1-reduction", "sx-1-reductoin")

    assert run("travel: inter-provincial", text=text) == [
        (
            "cases/a.yaml:2:12  error  source-unknown  西安职工未备案: source:sx-1-reductoin is nowhere declared. "
            "Did you mean source:sx-1-reduction? Correct the name, or add it to ontology/sources."
        )
    ]


def test_every_fault_of_a_case_is_told_at_its_place_and_the_other_cases_still_run(base, tmp_path):
    bad = UNFILED.replace("level: tertiary", "level: third").replace("scheme: employee", "scheme: worker")
    good = UNFILED.replace("西安职工未备案", "西安职工还是未备案")
    file = tmp_path / "a.yaml"
    file.write_text(f"{bad}    travel: local\n{good}    travel: local\n", encoding="utf-8")

    report = run_examples(base, [file])

    found = [(f.id, f.place.line, f.place.column) for f in report.all_failures]
    assert found == [("case-invalid", 4, 35), ("case-invalid", 5, 42), ("case-differs", 18, 5)]
    assert "person.scheme: 'worker' is not one of employee, resident" in report.all_failures[0].message()


def test_a_file_that_cannot_be_read_is_one_failure_and_the_other_files_still_run(base, tmp_path):
    (tmp_path / "a.yaml").write_text("- name: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(UNFILED + "    travel: inter-provincial\n", encoding="utf-8")

    report = run_examples(base, [tmp_path])

    assert [f.id for f in report.all_failures] == ["file-unreadable"]
    assert len(report.examples) == 1
    assert not report.passed


def test_names_are_needed_and_told_apart(run):
    assert run("travel: inter-provincial", text=UNFILED.replace("name: 西安职工未备案\n  ", ""))[0].startswith(
        "cases/a.yaml:1:3  error  name-missing  "
    )
    twice = UNFILED + "    travel: inter-provincial\n" + UNFILED
    assert run("travel: inter-provincial", text=twice) == [
        (
            "cases/a.yaml:10:3  error  name-twice  西安职工未备案: another case has this name (cases/a.yaml:1:3). "
            "Say what is different."
        )
    ]


def test_a_case_that_expects_nothing_is_a_failure(run):
    assert run(text=UNFILED.replace("  expect:\n", "  expect: {}\n")) == [
        (
            "cases/a.yaml:8:3  error  expect-missing  西安职工未备案: nothing is expected. "
            "Add `expect` with at least one field of the answer."
        )
    ]


def test_a_pattern_chooses_cases_by_name(base, tmp_path):
    other = UNFILED.replace("西安职工未备案", "另一个")
    (tmp_path / "a.yaml").write_text(f"{UNFILED}    travel: local\n{other}    travel: local\n", encoding="utf-8")

    assert [e.name for e in run_examples(base, [tmp_path], pattern="另").examples] == ["另一个"]


def test_no_case_at_all_does_not_pass(base, tmp_path):
    assert not run_examples(base, [tmp_path]).passed


def test_the_list_of_exceptions_is_no_file_of_cases(tmp_path):
    (tmp_path / "uncovered.yaml").write_text("rule:x: cannot happen\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.yaml").write_text("- {}\n", encoding="utf-8")

    assert [f.name for f in example_files([tmp_path])] == ["a.yaml"]
    assert read_skipped(tmp_path / "uncovered.yaml") == {"rule:x": "cannot happen"}
    assert read_skipped(tmp_path / "nowhere.yaml") == {}


# Coverage -----------------------------------------------------------------------


def test_coverage_tells_fired_rules_from_those_just_missed_and_those_far_off(base, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(UNFILED + "    travel: inter-provincial\n", encoding="utf-8")

    report = run_examples(base, [file])
    fired = set(report.coverage.fired)
    missed = {rule for rule, names in report.coverage.missed.items() if names}

    assert expand("rule:610100-reduction-unfiled") in fired
    assert expand("rule:610100-ratio-employee-tertiary-retired") in missed  # but for one condition
    assert expand("rule:100000-route-direct") in missed  # applies, and is beaten
    assert expand("rule:610100-ratio-resident-primary") not in missed  # two conditions away
    assert expand("rule:611000-reduction-unfiled") not in missed  # another area's
    assert not fired & missed
    assert expand("rule:611000-reduction-unfiled") in {r.iri for r in uncovered(base, report)}
    assert expand("rule:611000-reduction-unfiled") in {r.iri for r in without_twin(base, report)}


def test_an_uncovered_rule_is_told_at_its_place_unless_it_is_skipped(base, tmp_path):
    report = run_examples(base, [tmp_path])
    rule = base.rules[expand("rule:611000-reduction-unfiled")]

    lines = [f.text() for f in coverage_failures(base, report)]

    text = "rule:611000-reduction-unfiled prevails in no example case. Add a case that fires it."
    assert f"{rule.place}  error  rule-uncovered  {text}" in lines
    assert not [f for f in coverage_failures(base, report, ["rule:611000-reduction-unfiled"]) if f.place == rule.place]


# Reports ------------------------------------------------------------------------


def test_the_report_ends_with_the_counts(base, tmp_path):
    (tmp_path / "a.yaml").write_text(UNFILED + "    travel: local\n", encoding="utf-8")
    report = run_examples(base, [tmp_path])

    *lines, last = report_text(report).splitlines()

    assert [line.startswith("    ") for line in lines] == [False, True, True]
    assert last.startswith("1 case, 1 failed; of ")
    assert report_text(report, "zh").splitlines()[-1].startswith("1 个案例，1 个不符；")


def test_junit_has_a_suite_for_each_file_and_escapes_what_xml_cannot_hold(base, tmp_path):
    strange = UNFILED.replace("name: 西安职工未备案", 'name: "<&> \\x01 案例"')
    (tmp_path / "a.yaml").write_text(strange + "    travel: local\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(UNFILED + "    travel: inter-provincial\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("- name: [\n", encoding="utf-8")
    report = run_examples(base, [tmp_path])

    root = ET.fromstring(junit_text(report))  # noqa: S314 -- our own text

    assert [s.get("name", "").rpartition("/")[2] for s in root] == ["a.yaml", "b.yaml", "findings"]
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    cases = list(root.iter("testcase"))
    assert cases[0].get("name") == "<&> \ufffd 案例"
    assert [c.find("failure") is not None for c in cases] == [True, False, True]


def test_the_places_of_the_built_in_cases_can_be_opened(base):
    cases = Path(__file__).parents[1] / "cases"

    report = run_examples(base, [cases / "demo.yaml"])

    assert all(Path(e.place.file).is_file() for e in report.examples)
