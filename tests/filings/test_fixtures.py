"""Every example filing gives the findings that it expects, to the last word; every shape has its example.

After words have changed, `YIDI_ACCEPT=1 .venv/bin/pytest tests/filings/test_fixtures.py` writes the expectations anew;
read the difference before you commit it.
"""

import os

import pytest
from filed import FOLDER, accept, expected, files, found, results

from yidi.filings import FilingReader
from yidi.names import local

FAIL, PASS = files("fail"), files("pass")
ALL_FAULTS = FOLDER / "all-faults.yaml"
MOST_FAULTS = 115
SHARES = 10
"""So many shapes, at least, the file with every fault at once violates."""


@pytest.mark.parametrize("path", [*FAIL, ALL_FAULTS], ids=lambda path: path.stem)
def test_a_faulty_filing_gives_what_it_expects(judge, path):
    """The shape, the path, the severity, the line, the words in both languages, the rules and the provisions."""
    if os.environ.get("YIDI_ACCEPT"):
        accept(judge, path)

    assert expected(path) == found(judge, path)


@pytest.mark.parametrize("path", FAIL, ids=lambda path: path.stem)
def test_one_fault_gives_one_finding(path):
    """Where it cannot but give two, a comment at the head of the file says why."""
    several = [own for own in expected(path) if len(own) != 1]

    assert not several or path.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("path", PASS, ids=lambda path: path.name)
def test_a_sound_filing_gives_nothing(judge, path):
    """No violation, no warning, and nothing to note."""
    assert not any(found(judge, path))


def test_every_file_is_collected():
    """A file that is not looked at proves nothing."""
    assert len(FAIL) >= 190
    assert len(PASS) >= 29
    assert len(list((FOLDER / "fail").iterdir())) == len(FAIL) + 1, "and the folder elsewhere"
    assert len(list((FOLDER / "pass").iterdir())) == len(PASS)


def test_every_shape_that_tells_something_has_its_example(judge):
    """A shape that no example violates may be one that never can be."""
    telling = {local(iri) for iri, about in judge.shapes.about.items() if about.remedies}
    met = {finding["shape"] for path in FAIL for own in expected(path) for finding in own}

    assert telling - {"filing-longest"} == met, "for that one see test_elsewhere.py"


def test_all_faults_at_once_are_told_at_once():
    """None hides behind another."""
    told = {finding["shape"] for own in expected(ALL_FAULTS) for finding in own}

    assert len(told) >= MOST_FAULTS


@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")  # rdflib, on no date
@pytest.mark.parametrize("share", range(SHARES))
def test_both_engines_find_the_same(judge, reference, share):
    """Our own engine and pySHACL, on the examples of a share in one graph, with blank nodes taken as one.

    pySHACL takes four times as long for twice as many, so all of them in one graph would take minutes.
    """
    reader = FilingReader(judge)
    files = [*FAIL, *PASS, ALL_FAULTS][share::SHARES]
    entries = [entry for path in files for entry in reader.read(path)]
    ours, theirs = judge.judge(entries), reference.judge(entries)

    assert results(ours) == results(theirs)
    assert results(ours).total() >= len(set(files) & set(FAIL)) > 0
