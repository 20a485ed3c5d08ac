"""Every example case holds, and every rule has a case that fires it and a twin that just misses."""

from pathlib import Path

import pytest

import yidi
from yidi.cases.file import read_cases
from yidi.examples.evidence import unproved
from yidi.examples.run import (
    ExampleReport,
    coverage_failures,
    example_files,
    read_skipped,
    run_examples,
)
from yidi.names import expand, short

CASES = Path(__file__).parent / "cases"
SKIPPED = read_skipped(CASES / "uncovered.yaml")
RECORDED_CASES = 500
RECORDED_FILES = 40
RAW = [raw for file in example_files([CASES]) for raw in read_cases(file)]
NAMES = [raw.name or f"{raw.where}:{raw.position_in_entry('')}" for raw in RAW]


@pytest.fixture(scope="module")
def base() -> yidi.Base:
    return yidi.load()


@pytest.fixture(scope="module")
def report(base: yidi.Base) -> ExampleReport:
    return run_examples(base, [CASES])


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, report: ExampleReport) -> None:
    wrong = [f.text() for e in report.examples if e.name == name for f in e.failures]

    assert not wrong, "\n".join(wrong)


def test_every_case_is_collected_and_named_once(report: ExampleReport) -> None:
    assert len(NAMES) >= RECORDED_CASES
    assert len(set(NAMES)) == len(NAMES) == len(report.examples)
    assert len(list(example_files([CASES]))) >= RECORDED_FILES
    assert not report.failures


def test_every_case_names_its_source() -> None:
    assert not [raw.name for raw in RAW if not raw.source]


def test_every_rule_has_a_case_that_fires_it_and_a_twin_that_just_misses(
    base: yidi.Base, report: ExampleReport
) -> None:
    open_ = [f.text() for f in coverage_failures(base, report, list(SKIPPED))]

    assert not open_, "\n".join(open_)


def test_what_carries_a_statement_is_proved_by_a_case_that_cites_it(base: yidi.Base, report: ExampleReport) -> None:
    open_ = [f.text() for f in unproved(base, report)]

    assert not open_, "\n".join(open_)


def test_the_list_of_exceptions_holds_only_rules_that_no_case_fires(base: yidi.Base, report: ExampleReport) -> None:
    known = {short(iri) for iri in base.rules}

    assert set(SKIPPED) <= known
    assert not [rule for rule in SKIPPED if report.coverage.fired.get(expand(rule))]
    assert all(SKIPPED.values()), "each needs its reason"


def test_no_file_of_cases_grows_too_long() -> None:
    long = [str(f) for f in example_files([CASES]) if len(f.read_text(encoding="utf-8").splitlines()) > 300]

    assert not long
