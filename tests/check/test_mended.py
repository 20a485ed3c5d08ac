"""Every finding has a sound twin of its example: the same file with the mistake mended, in few lines."""

import pytest
from examples_of_check import BROKEN, expected, found, one_cache  # noqa: F401 - a fixture
from sound import ROOT

from yidi.check.explained import HEADS, body, changes
from yidi.layout import layout_faults
from yidi.messages import FINDINGS

MENDED = sorted((ROOT / "tests/mended").glob("*.*"))
AT_LEAST = 130
WITHOUT = {
    "file-unread": "mended by another name, not in the file",
    "shape-untested": "mended by a filing in tests/filings/fail, not in the file of the shape",
    "turtle-nested": "a hundred brackets within one another are written anew, not mended",
}
"""Findings whose example is not mended in its own file; those of the reasoner (`owl-`) take seconds each."""
FEW = 6
LONGER = {"decision-empty": 13, "list-empty": 7, "shape-unnamed": 9}
"""How many lines a mending may change at most, and where it has to add a whole block."""


@pytest.mark.parametrize("path", MENDED, ids=lambda p: p.stem)
def test_a_mended_example_is_sound(path):
    """What mends a mistake brings no other; and what is mended was a mistake."""
    content, broken = path.read_bytes(), (BROKEN / path.name).read_bytes()

    assert found(path.name, content, "en") == []
    assert 0 < changes(broken, content) <= LONGER.get(path.stem, FEW)
    assert body(content) == content


def test_every_finding_has_a_mended_example():
    """None is missing, none is left over, and none is excused for nothing."""
    ids = {name for name in FINDINGS if not name.startswith("owl-")}

    assert {p.stem for p in MENDED} == ids - WITHOUT.keys()
    assert WITHOUT.keys() <= ids
    assert len(MENDED) >= AT_LEAST


def test_mended_examples_are_laid_out_as_the_base_is():
    """Authors copy what they see."""
    faults = layout_faults({p.name: p.read_bytes() for p in MENDED if p.suffix == ".ttl"})

    assert [str(f) for f in faults] == []


def test_every_finding_is_told_in_both_languages():
    """The example that bears its name says in English and in Chinese what is found."""
    for name in {*FINDINGS} - {n for n in FINDINGS if n.startswith("owl-")}:
        (path,) = BROKEN.glob(f"{name}.*")
        for language in HEADS:
            assert any(f"  {name}  " in line for line in expected(path.read_bytes(), language) or ()), name
