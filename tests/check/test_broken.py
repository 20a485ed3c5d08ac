"""Every example in tests/broken has one mistake and gives exactly the findings that stand at its head.

After a message has changed, `YIDI_ACCEPT=1 .venv/bin/pytest tests/check/test_broken.py` writes the heads anew;
read the difference before you commit it.
"""

import os
import re

import pytest
from examples_of_check import BROKEN, EXAMPLES, accept, expected, found, one_cache  # noqa: F401 - a fixture
from sound import CASES, ROOT, SHAPES, SOUND, TESTED

from yidi.check import check_texts
from yidi.check.explained import HEADS
from yidi.messages import FINDINGS, PHRASES

AT_LEAST = 240


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_broken_base_gives_the_findings_at_its_head(path):
    """The whole lines, with place, level, id, what is wrong and what to do, and nothing besides."""
    if os.environ.get("YIDI_ACCEPT"):
        accept(path)
    content = path.read_bytes()

    for language in HEADS:
        lines = expected(content, language)
        assert lines is None or lines == found(path.name, content, language)
    assert expected(content, "en")


def test_the_examples_are_all_collected():
    """No example is lost, and some say what they expect in Chinese too."""
    chinese = [p for p in EXAMPLES if expected(p.read_bytes(), "zh")]

    assert len(EXAMPLES) >= AT_LEAST
    assert len(chinese) >= 5


def test_the_common_base_is_sound():
    """What the examples add to has no mistake of its own."""
    assert check_texts(ROOT, SOUND) == ()
    assert check_texts(ROOT, SOUND | CASES, shapes=SHAPES, examples=TESTED) == ()


def test_every_finding_has_an_example():
    """Each id is shown by an example that bears its name; what needs the description-logic reasoner, in `owl/`."""
    shown = {line.split("  ")[2] for p in EXAMPLES for line in expected(p.read_bytes(), "en") if line[0] != " "}

    assert {name for name in FINDINGS if not name.startswith("owl-")} - shown == set()


def test_the_worst_file_finds_many_things_at_once():
    """One file with many mistakes gives each kind of finding that can stand beside others."""
    lines = expected((BROKEN / "everything-wrong.ttl").read_bytes(), "en")
    ids = [line.split("  ")[2] for line in lines if line[0] != " "]

    assert len(set(ids)) >= 25


@pytest.mark.parametrize("texts", [FINDINGS, PHRASES])
def test_messages_have_the_same_details_in_both_languages(texts):
    """A translation loses no detail."""
    for name, text in texts.items():
        details = [set(re.findall(r"\{(\w+)\}", text[language])) for language in ("zh", "en")]
        assert details[0] == details[1], name
