"""The runner: what is shown below a failure, the first failure alone, and several processes."""

import pytest
import yaml

from yidi.examples.run import run_examples
from yidi.examples.shares import WORTH, share, worth_while

GIVEN = """\
- name: {name}
  source: [source:sx-1-reduction]
  given:
    person: {{insuredIn: "610100", scheme: employee, retired: false}}
    visit: {{hospital: {{region: "110000", level: tertiary, designated: true, opened: [inpatient]}},
            care: inpatient, admittedOn: "2025-06-10", settledOn: "2025-06-20", emergency: false, admissionNumber: 1}}
    expense: {{total: "30000.00", eligible: "30000.00"}}
  expect: {expect}
"""
GOOD, BAD = "{travel: inter-provincial}", "{travel: local}"


def write(folder, **files):
    """Write files of cases, each by the expectations of its cases."""
    for name, expectations in files.items():
        cases = (GIVEN.format(name=f"{name}{n}", expect=expect) for n, expect in enumerate(expectations))
        (folder / f"{name}.yaml").write_text("".join(cases), "utf-8")
    return folder


def context(base, folder, expect, language="en"):
    """The lines below the failures of one case."""
    report = run_examples(base, [write(folder, a=[expect])], language=language)
    return [[words.text(language) for words in f.context] for f in report.all_failures]


def test_the_rule_behind_what_was_found_is_shown_with_its_provision(base, tmp_path):
    """Place, name, label, document and provision, and where to read more."""
    rule, more = context(base, tmp_path, "{benefit.reductionPoints: '9'}")[0]

    held = next(r for r in base.rules.values() if r.iri.endswith("/610100-reduction-unfiled"))
    source = base.sources[held.basis[0]]
    assert rule.startswith(f"{held.place}  rule:610100-reduction-unfiled “{held.labels['en']}”")
    assert f"({source.title['en']}, {source.labels['en']})" in rule
    assert more == "more: yidi explain rule:610100-reduction-unfiled"


def test_an_amount_is_shown_step_by_step_and_once(base, tmp_path):
    """With the rule of each step that has one, in the language asked for."""
    first, second = context(base, tmp_path, "{amount.fundPays: '1.00', amount.personPays: '1.00'}", "zh")

    assert any(line.startswith("统筹基金支付：17280.00") for line in first)
    assert any("rule:610100-" in line for line in first)
    assert not second


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("rule:100000-route-direct", "it gives way to rule:100000-route-unfiled “"),
        ("rule:611000-reduction-unfiled", "it does not apply here: rule:611000-reduction-unfiled “"),
    ],
)
def test_a_rule_that_should_prevail_is_shown_with_what_keeps_it(base, tmp_path, rule, why):
    """One that beats it, or that it does not apply."""
    lines = context(base, tmp_path, f"{{because: [{rule}]}}")[0]

    assert why in lines[0]
    assert lines[1] == f"more: yidi explain {rule}"


def test_it_stops_at_the_first_case_that_fails_in_the_order_of_the_files(base, tmp_path):
    """Later cases of that file and later files are left out."""
    write(tmp_path, a=[GOOD, GOOD], b=[GOOD, BAD, BAD], c=[BAD])

    report = run_examples(base, [tmp_path], fail_fast=True)

    assert [e.name for e in report.examples] == ["a0", "a1", "b0", "b1"]
    assert [bool(e.failures) for e in report.examples] == [False, False, False, True]
    assert report.stopped
    assert not run_examples(base, [write(tmp_path, b=[GOOD], c=[GOOD])], fail_fast=True).stopped


def test_a_name_that_another_file_has_fails_first_too(base, tmp_path):
    """Whatever share of the files it is in."""
    write(tmp_path, a=[GOOD], b=[GOOD])
    (tmp_path / "b.yaml").write_text((tmp_path / "a.yaml").read_text("utf-8"), "utf-8")

    report = run_examples(base, [tmp_path], fail_fast=True)

    assert [f.id for f in report.all_failures] == ["name-twice"]


def test_two_processes_give_the_same_report(base, tmp_path):
    """Cases, failures and coverage, all in the order of the files."""
    write(tmp_path, a=[GOOD, BAD], b=[GOOD], c=[BAD, GOOD])
    (tmp_path / "d.yaml").write_text("- name: [\n", "utf-8")

    one, two = (run_examples(base, [tmp_path], jobs=jobs) for jobs in (1, 2))

    assert [e.name for e in one.examples] == ["a0", "a1", "b0", "c0", "c1"]
    assert (one.examples, one.failures, one.coverage) == (two.examples, two.failures, two.coverage)


def test_shares_hold_every_file_once_and_in_order(tmp_path):
    """However many there are, none is empty."""
    files = [tmp_path / f"{n:02}" for n in range(11)]
    for n, file in enumerate(files):
        file.write_text("x" * (n * 37 % 50))

    for jobs in range(1, 14):
        shares = share(files, jobs)
        assert [file for each in shares for file in each] == files
        assert all(shares)
        assert len(shares) <= jobs
    assert share([], 3) == []


def test_few_cases_are_run_by_one_process(tmp_path, monkeypatch):
    """More only where each has enough to do, and never more than cores."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_text("x")
    large.write_bytes(b"x" * 3 * WORTH)

    assert [worth_while([small]), worth_while([large]), worth_while([])] == [1, 2, 1]


def test_the_cases_here_are_yaml():
    """What the tests write is what they mean."""
    assert yaml.safe_load(GIVEN.format(name="a", expect=GOOD))[0]["expect"] == {"travel": "inter-provincial"}
