"""Example cases on both engines: the whole answer, word for word.

Of cases that are alike one is compared: the first in which a set of rules prevails in some decision that did so in
none before.  `make prove` compares all.
"""

from pathlib import Path

import pytest
import yaml
from agreement import check_agreement
from hypothesis import settings

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases

FOLDER = Path(__file__).parent.parent / "cases"
FILES = sorted(p for p in FOLDER.glob("*.yaml") if p.name != "uncovered.yaml")
CASES = 1200
STATES = 280
"""There are at least so many example cases, and so many that are not alike."""


def given(base, file):
    """Give what each case of a file says."""
    return [raw.mapping.get("given", raw.mapping) for raw in read_cases(file, "en", base.vocabulary, base.hospitals)]


@pytest.fixture(scope="module")
def compared(base):
    """Give the cases to compare, by file."""
    by_file = {file: given(base, file) for file in FILES}
    if settings.get_current_profile_name() == "prove":
        return by_file
    cases = [(file, case) for file in FILES for case in by_file[file]]
    results, _ = base.engine.run_cases([_parsed(base, case) for _, case in cases])
    seen = set()
    chosen = {file: [] for file in FILES}
    for row, (file, case) in enumerate(cases):
        states = {(name, frozenset(r.iri for r in results.reasons(name, row).prevailing)) for name in results.tables}
        if states - seen:
            chosen[file].append(case)
            seen |= states
    return chosen


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_engines_give_the_same_answers(base, compared, file):
    """Decisions, reasons, amounts, what is missing, advice and warnings."""
    cases = compared[file]
    painted = base.engine.decide(cases, as_of=None, language="en")
    reference = base.engine.decide(cases, as_of=None, language="en", engine="reference")
    for case, one, other in zip(cases, painted, reference, strict=True):
        assert one == other, case


def test_all_examples_are_collected(base, compared):
    assert sum(len(given(base, file)) for file in FILES) >= CASES
    assert sum(map(len, compared.values())) >= STATES


def test_a_disagreement_is_shown_as_a_case_that_runs(base):
    """A case file with the differences above it, which reads as the same case."""
    case = given(base, FOLDER / "demo.yaml")[0]
    parsed = _parsed(base, case)
    painted, _ = base.engine.run_cases([parsed])
    reference = base.engine.reference.run([parsed])
    reference.outcomes["travel"] = reference.outcomes["travel"] * 0  # as if SPARQL did not know
    with pytest.raises(AssertionError) as told:
        check_agreement(base, painted, reference, [parsed])
    text = str(told.value).split("differ on this case:\n", 1)[1].split("\nassert", 1)[0]
    assert text.startswith("# travel: painted and reference differ: {'value': ")
    assert _parsed(base, yaml.safe_load(text)) == parsed


def _parsed(base, case):
    return parse_case(case, base.case_vocabulary)
