"""A shape that no filing can violate under the rules that are known is violated under an invented one."""

import os
import shutil

import pytest
from filed import FOLDER, accept, cases, expected, findings, found

import yidi
from yidi.filings import FilingReader, Judge

ELSEWHERE = FOLDER / "fail" / "elsewhere"
LONGEST = ELSEWHERE / "filing-longest.yaml"
ROOT = FOLDER.parents[1]


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Give the judge of a base that has the invented rule besides all others."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    shutil.copytree(ROOT / "shapes", folder / "shapes")
    shutil.copy(ELSEWHERE / "longest-validity.ttl", folder / "ontology" / "rules")
    return Judge(yidi.load(folder))


def test_a_filing_longer_than_its_validity_is_told(judge):
    """With the number of months that the rule has, and with the rule."""
    if os.environ.get("YIDI_ACCEPT"):
        accept(judge, LONGEST)

    assert expected(LONGEST) == found(judge, LONGEST)


@pytest.mark.parametrize(
    ("first", "last"), [("2025-03-01", "2026-02-28"), ("2025-03-31", "2026-03-30"), ("2024-02-29", "2025-02-27")]
)
def test_the_last_day_of_the_validity_still_fits(judge, first, last):
    """Months are counted as in the answers."""
    (case,) = cases(LONGEST)
    filing = case["given"]["filing"] | {"submittedOn": first, "startsOn": first, "endsOn": last}
    entries = list(FilingReader(judge).entries([case["given"] | {"filing": filing}]))

    assert [[]] == findings(judge, judge.judge(entries), entries)
