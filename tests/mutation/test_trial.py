"""What becomes of mutants: the quick way against the slow one, and mutants of which it is known."""

import random
from dataclasses import replace

import pytest

from yidi.base import Base
from yidi.errors import UsageError
from yidi.examples.run import run_examples
from yidi.mutation.cases import decide_all, least_numbers, read
from yidi.mutation.model import score
from yidi.mutation.run import Choice, _begin, _try, made_mutants, mutate
from yidi.mutation.trial import Trial
from yidi.names import short
from yidi.tables.compile import compile_base

FEW = ["tests/cases/time.yaml", "tests/cases/national-filing.yaml", "tests/cases/settlement-route.yaml"]
SAMPLE = 120
LEAST = 0.95
"""Of the changes that can be noticed the cases must notice so many."""
RATIO = "rule:360100-ratio-employee-tertiary"
CASE = """
name: 南昌职工2026年在本市三级医院住院
given:
  person: {insuredIn: "360100", scheme: employee}
  visit: {hospital: {region: "360102", level: tertiary, designated: true}, care: inpatient, admittedOn: "2026-03-01"}
expect: %s
"""


def a_trial(base, paths, least):
    cases, faulty = read(base, paths)
    by_rules = [case for case in cases if not case.unofficial]
    decided = decide_all(base, by_rules)
    assert (faulty, len(decided.cases)) == (0, len(by_rules))
    assert len(by_rules) >= least
    return Trial(decided)


@pytest.fixture(scope="module")
def trial(base):
    """Give a trial with a few cases, which leave more to be desired than all together."""
    return a_trial(base, FEW, 50)


@pytest.fixture(scope="module")
def made(base):
    """Give all mutants of rules."""
    return [m for m in made_mutants(base, Choice()) if not m.rule.claimed]


def drawn(made, seed):
    chosen = random.Random(seed).sample(range(len(made)), SAMPLE)  # noqa: S311 - no secret
    return [made[i] for i in sorted(chosen)]


@pytest.fixture(scope="module")
def sample(made, trial):
    """Give the verdicts on a fixed sample of the mutants of all rules, tried with a few cases."""
    return [trial.verdict(mutant) for mutant in drawn(made, 7)]


def slowly(base, mutant):
    """Give how many cases fail where the whole base is compiled anew, None where it does not compile."""
    rules = {r.iri: r for r in base.rules.values() if r.iri != mutant.rule.iri}
    if mutant.edited is not None:
        rules = {iri: mutant.edited if iri == mutant.rule.iri else r for iri, r in base.rules.items()}
    tables, findings = compile_base(base.vocabulary, rules.values(), base.places, base.first_day)
    if any(f.level == "error" for f in findings):
        return None
    # Expectations name rules that may be gone: their names stay known.
    changed: Base = replace(base, tables=tables, rules=base.rules)
    report = run_examples(changed, FEW)
    return sum(bool(e.failures) for e in report.examples)


@pytest.mark.parametrize("status", ["killed", "survived", "equivalent", "refused"])
def test_the_slow_way_comes_to_the_same(base, sample, status):
    found = [v for v in sample if v.status == status]
    assert len(found) > 3
    mutant = found[len(found) // 2].mutant
    failing = slowly(base, mutant)
    assert (failing is None) == (status == "refused"), mutant.title()
    assert bool(failing) == (status == "killed"), mutant.title()


def test_a_killed_mutant_names_the_case_and_a_survivor_where_it_shows(sample, trial):
    names = {case.name for case in trial.decided.cases}
    assert all(v.by in names for v in sample if v.status == "killed")
    assert all(v.cell["zh"] and v.cell["en"] for v in sample if v.status == "survived")


def tried(base, tmp_path, expect, **choice):
    """Give what became of the mutants of the tertiary ratio, by edit, tried with one case."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE % expect, encoding="utf-8")
    report = mutate(base, [file], Choice(rule=RATIO, **choice), jobs=1)
    assert {short(v.mutant.rule.iri) for v in report.rules} >= {RATIO}
    return {v.mutant.edit(): v.status for v in report.rules if short(v.mutant.rule.iri) == RATIO}


def test_a_case_kills_what_it_expects_and_nothing_else(base, tmp_path):
    found = tried(base, tmp_path, "{benefit.deductible: '800.00'}")
    assert "killed" not in found.values()
    found = tried(base, tmp_path, "{benefit.ratio: '0.85'}")
    assert {found["value: 85% → 84%"], found["value: 85% → 86%"]} == {"killed"}
    assert found["the whole rule removed"] == "killed"
    assert found["condition dropped: Kind of care, Inpatient"] == "survived"
    because = tried(base, tmp_path, f"{{because: ['{RATIO}']}}")
    assert because["value: 85% → 84%"] == "survived"
    assert because["the whole rule removed"] == "killed"


def test_a_survivor_comes_with_a_case_in_which_it_shows(base, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(CASE % "{travel: local}", encoding="utf-8")
    report = mutate(base, [file], Choice(rule=RATIO), jobs=1)
    shift = next(v for v in report.rules if v.mutant.edit() == "value: 85% → 86%")
    assert base.decide(shift.case)["benefit"]["ratio"] == "0.85"
    file.write_text(f"name: 有了\ngiven: {shift.case}\nexpect: {{benefit.ratio: '0.85'}}\n", encoding="utf-8")
    assert "killed" in {v.status for v in mutate(base, [file], Choice(rule=RATIO), jobs=1).rules}


def test_a_case_that_fails_already_kills_nothing(base, tmp_path):
    with pytest.raises(UsageError, match="no case"):
        tried(base, tmp_path, "{benefit.ratio: '0.99'}")


def test_claims_are_tried_with_the_cases_that_ask_for_them(base):
    report = mutate(base, ["tests/cases/claims-filing.yaml"], Choice(decision="filingRequirement"), jobs=1)
    assert {True} == {v.mutant.rule.claimed for v in report.claims}
    assert {False} == {v.mutant.rule.claimed for v in report.rules}
    assert score(report.claims).killed > 0


def test_a_sample_is_drawn_by_its_seed(base):
    def drawn(seed):
        report = mutate(base, ["tests/cases/time.yaml"], Choice(decision="travel", sample=5, seed=seed), jobs=1)
        assert (report.seed, len(report.verdicts)) == (seed, 5)
        return [v.mutant for v in report.verdicts]

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_process_of_its_own_finds_the_same(base, sample):
    cases, _ = read(base, FEW)
    _begin(base, cases)
    assert sample[:20] == _try([v.mutant for v in sample[:20]])


def test_what_is_known_of_a_place_may_be_forgotten(sample, trial, monkeypatch):
    monkeypatch.setattr("yidi.mutation.trial._HELD", 1)
    few = Trial(trial.decided)
    assert sample[:12] == [few.verdict(v.mutant) for v in sample[:12]]
    assert len(few._here) == 1


def test_an_unknown_name_is_told(base):
    with pytest.raises(UsageError, match="no rule matches nowhere"):
        mutate(base, FEW, Choice(area="nowhere"))


def test_the_cases_notice_most_changes(base, made):
    trial = a_trial(base, ["tests/cases"], 547)
    share = score(trial.verdict(mutant) for mutant in drawn(made, 11)).share
    assert share is not None
    assert share >= LEAST


def test_numbers_that_no_case_may_hold_are_not_looked_at(base):
    assert least_numbers(base) == {"admissionNumber": 1}
