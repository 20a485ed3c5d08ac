"""English words follow the number before them."""

import re

import pytest

from yidi.finding import NOWHERE, Finding
from yidi.findings import FINDINGS
from yidi.messages import PHRASES, phrase
from yidi.plural import filled

TEXT = "{days} {days:day has|days have} no rule"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day has"), ("1", "1 day has"), (0, "0 days have"), (2, "2 days have")]
)
def test_words_follow_the_number(days, words):
    """One is one; nothing and all else are many."""
    assert filled(TEXT, {"days": days}) == f"{words} no rule"


def test_a_finding_and_a_phrase_count_in_english():
    """What an author reads of one day and of one finding."""
    details = {"subject": "a", "begins": "b", "other": "c", "ends": "d"}

    assert "1 day has no rule" in Finding("period-gap", NOWHERE, {**details, "days": 1}).message()
    assert "3 days have no rule" in Finding("period-gap", NOWHERE, {**details, "days": 3}).message()
    assert "… days have no rule" in Finding("period-gap", NOWHERE).summary()
    assert [phrase("found", count=n)["en"] for n in (0, 1, 2)] == ["0 findings", "1 finding", "2 findings"]


def test_no_text_forms_a_plural_for_a_detail_that_it_lacks():
    """The number that chooses the words stands in the same text."""
    texts = [text["en"] for texts in (FINDINGS, PHRASES) for text in texts.values()]
    chosen = [(text, name) for text in texts for name in re.findall(r"\{(\w+):[^{}]*\|", text)]

    assert len(chosen) >= 6
    assert [text for text, name in chosen if f"{{{name}}}" not in text] == []
