"""A statement that a rule or decision is said to carry is proved by a case that cites it, or it is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import yidi
from yidi.cli import main
from yidi.examples.evidence import all_cases, unproved
from yidi.examples.run import run_examples
from yidi.model import Carried
from yidi.names import expand
from yidi.reading.turtle import Place

ROOT = Path(__file__).parents[2]
UNFILED = """\
- name: 西安职工未备案
  source: [source:sx-1-reduction]
  given:
    person: {insuredIn: "610100", scheme: employee, retired: false}
    visit: {hospital: {region: "110000", level: tertiary, designated: true, opened: [inpatient]},
            care: inpatient, admittedOn: "2025-06-10", settledOn: "2025-06-20", emergency: false, admissionNumber: 1}
  expect: {travel: inter-provincial}
"""
CITED, OTHER = "source:sx-1-reduction", "source:sx-1-ratio"
FIRED, BEATEN = "rule:610100-reduction-unfiled", "rule:100000-route-direct"
BOUND, FAR_BOUND = "rule:100000-reduction-unfiled-limit", "rule:100000-validity-temporary"
DECIDED, UNDECIDED = "decision:reduction", "decision:changeLock"


@pytest.fixture(scope="module")
def base():
    return yidi.load()


@pytest.fixture
def told(base, tmp_path):
    """The findings of one link, of a statement that the case cites or of another."""
    (tmp_path / "a.yaml").write_text(UNFILED, encoding="utf-8")
    report = run_examples(base, [tmp_path])
    assert not report.all_failures

    def lines(statement, carrier, language="en"):
        link = Carried(expand(statement), expand(carrier), Place("sources.ttl", 7, 20))
        return [f.text(language) for f in unproved(replace(base, carried=(link,)), report)]

    return lines


@pytest.mark.parametrize("carrier", [FIRED, BOUND, DECIDED])
def test_a_citing_case_proves_what_it_fires_what_binds_it_and_what_it_decides(told, carrier):
    """A rule that prevails, a bound that applies, a decision with a value."""
    assert not told(CITED, carrier)


@pytest.mark.parametrize("carrier", [FIRED, BOUND, DECIDED])
def test_a_case_that_does_not_cite_the_statement_proves_nothing(told, carrier):
    """That the rule prevails somewhere is no evidence of what the statement says."""
    assert told(OTHER, carrier)


@pytest.mark.parametrize("carrier", [BEATEN, FAR_BOUND, UNDECIDED])
def test_a_citing_case_proves_nothing_that_it_does_not_reach(told, carrier):
    """A rule that is beaten, a bound on something else, a decision without a value."""
    assert told(CITED, carrier)


def test_the_finding_stands_at_the_link_and_says_what_to_do(told):
    """Whole lines, in both languages."""
    assert told(CITED, BEATEN) == [
        (
            "sources.ttl:7:20  error  statement-not-proved  source:sx-1-reduction says that rule:100000-route-direct "
            "carries it, but no case that cites it fires that rule. "
            "Cite it in a case that asks what it answers, or name what really carries it."
        )
    ]
    assert told(CITED, UNDECIDED, "zh") == [
        (
            "sources.ttl:7:20  error  statement-not-proved  source:sx-1-reduction 写明由 decision:changeLock 体现，"
            "但引用它的案例中，没有一个使这一判定有结论。请在问到这件事的案例中引用它，或者改写真正体现它的内容。"
        )
    ]


def test_the_links_of_the_base_stand_where_their_files_have_them(base):
    """The place of each is that of the carrier's name, and only rules and decisions are asked for."""
    links = base.carried

    assert len(links) >= 250
    for link in links[::25]:
        line = (ROOT / link.place.file).read_text(encoding="utf-8").splitlines()[link.place.line - 1]
        name = link.carrier.rpartition("/")[2]
        assert line[link.place.column - 1 :].partition(":")[2].startswith(name)
        assert link.carrier in base.rules or name in base.tables


def test_only_all_cases_of_the_base_itself_can_leave_something_unproved(base, tmp_path):
    """One file, a part of the folder or somebody's own cases say nothing about the rest."""
    cases = ROOT / "tests" / "cases"

    assert all_cases(base, [cases])
    assert all_cases(base, [ROOT / "tests"])
    assert all_cases(base, [cases / "demo.yaml", cases])
    assert not all_cases(base, [cases / "demo.yaml"])
    assert not all_cases(base, [cases / "statements"])
    assert not all_cases(base, [tmp_path])
    assert not all_cases(replace(base, folder=tmp_path), [cases])


def test_the_command_tells_it_where_all_cases_run_and_nowhere_else(tmp_path, monkeypatch):
    """By default and for the whole folder; not for a file of it, and not for cases chosen by name."""
    (tmp_path / "ontology").symlink_to(ROOT / "ontology")
    cases = tmp_path / "tests" / "cases"
    cases.mkdir(parents=True)
    (cases / "a.yaml").write_text(UNFILED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def told(*arguments):
        result = CliRunner().invoke(main, ["test", *arguments, "--base", str(tmp_path)])
        assert result.exit_code == ("statement-not-proved" in result.output)
        return result.exit_code == 1

    assert told()
    assert told("tests/cases")
    assert told("tests/cases", "--format", "junit")
    assert not told("tests/cases/a.yaml")
    assert not told("--filter", "西安")
