"""Cases shared out among processes."""

import pytest

from tests.bench.cases import as_mappings, uniform
from yidi.cases.case import parse_case
from yidi.reference import apart, engine


@pytest.fixture
def parsed(base):
    """Give twelve cases that have been read."""
    return [parse_case(case, base.case_vocabulary) for case in as_mappings(uniform(base, 12))]


def test_two_processes_decide_as_one_does(base, parsed, monkeypatch):
    """Every outcome and every reason is the same, whichever process found it."""
    monkeypatch.setattr(engine.os, "sched_getaffinity", lambda _: {0, 1})
    alone = base.engine.reference.run(parsed)
    monkeypatch.setattr(engine, "APART", 4)
    shares = base.engine.reference._shares(range(12))
    together = base.engine.reference.run(parsed)

    assert [6, 6] == list(map(len, shares))
    for name in base.tables:
        assert (alone.outcomes[name] == together.outcomes[name]).all()
        assert all(alone.reasons(name, row) == together.reasons(name, row) for row in range(12))


def test_few_cases_are_decided_here(base):
    """No process is started for what is soon done."""
    assert [range(7)] == base.engine.reference._shares(range(7))
    assert [range(0)] == base.engine.reference._shares(range(0))


def test_a_process_that_fails_is_told_of(monkeypatch):
    """Its last words are those of the error."""
    monkeypatch.setattr(apart, "_COMMAND", (*apart._COMMAND[:1], "-c", "raise SystemExit('no memory')"))

    with pytest.raises(RuntimeError, match="no memory"):
        apart.start(b"", []).result()
