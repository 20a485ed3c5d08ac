import re

import pytest

from yidi.answers.words import STEPS, WARNINGS
from yidi.finding import LONGEST, Finding, in_order
from yidi.messages import FINDINGS, LEVELS, phrase
from yidi.reading.turtle import Place


def finding(line=3, column=1, **details):
    return Finding(
        "link-dead", Place("a.ttl", line, column), {"subject": "rule:a", "target": "x:b", "guess": "", **details}
    )


def test_a_finding_is_one_line_with_place_level_id_problem_and_what_to_do():
    """The line reads `file:line:column  level  id  what is wrong. What to do.`."""
    place = "a.ttl:3:1  error  link-dead  "
    line = f"{place}rule:a points at x:b, which is nowhere declared. Correct the name, or add its block."

    assert line == finding().text("en") == str(finding())


def test_context_stands_below_in_at_most_three_lines():
    """Further places follow, each with a few words, and never more than three."""
    related = tuple((Place("b.ttl", n, 1), f"rule:{n}") for n in range(1, 6))
    lines = Finding("name-twice", Place("a.ttl", 1, 1), {"subject": "rule:a"}, related).text().splitlines()

    assert ["    b.ttl:1:1  rule:1", "    b.ttl:2:1  rule:2", "    b.ttl:3:1  rule:3"] == lines[1:]


def test_a_detail_never_breaks_the_line_or_fills_the_screen():
    """Line ends are escaped, and a text without end is cut."""
    assert "\n" not in finding(target="x\ny").text()
    assert len(finding(target="x" * 10**7).text()) < LONGEST + 200


def test_a_detail_may_differ_by_language():
    """A part that is said in words is said in the language of the message."""
    found = finding(guess=phrase("did-you-mean", name="x:c"))

    assert "Did you mean x:c?" in found.message("en")
    assert "是不是 x:c？" in found.message("zh")


def test_findings_are_ordered_by_place_and_each_is_told_once():
    """Files and lines rise, and the same thing is not said twice."""
    a, b, c = finding(1), finding(2), finding(10)

    assert (a, b, c) == in_order([c, b, a, b])


@pytest.mark.parametrize("texts", [FINDINGS, WARNINGS, STEPS])
def test_every_message_is_there_in_both_languages(texts):
    """Each text has zh and en, each with the same details."""
    for name, text in texts.items():
        assert {"zh", "en"} == set(text), name
        assert set(re.findall(r"\{(\w+)", text["zh"])) == set(re.findall(r"\{(\w+)", text["en"])), name


def test_levels_are_given_to_findings_that_exist():
    """No level is left over from a finding of old."""
    assert set(LEVELS) <= set(FINDINGS)
