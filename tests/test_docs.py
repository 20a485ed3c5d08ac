"""What the documentation names is there."""

import re
from pathlib import Path

from yidi.answers.words import WARNINGS
from yidi.filings import FilingReader, Judge, Words, tell

ROOT = Path(__file__).parent.parent
ANSWER = (ROOT / "docs/answer.md").read_text(encoding="utf-8")


def test_every_warning_is_described():
    described = ANSWER[ANSWER.index("## Warnings") : ANSWER.index("## In a table")]
    assert set(WARNINGS) == set(re.findall(r"`([a-z-]+)`", described))


def test_the_findings_shown_are_those_of_the_filing(base):
    """Line by line; a line with … stands for lines left out, or for a part of one."""
    judge = Judge(base)
    entries = FilingReader(judge).read(ROOT / "docs/filing.yaml")
    found = "\n".join(told.text("en") for told in tell(judge.judge(entries), entries, Words(judge, "en"), "en"))
    written = [line.replace(f"{ROOT}/", "") for line in found.split("\n")]
    page = (ROOT / "docs/filings.md").read_text(encoding="utf-8")
    shown = page[page.index("$ yidi validate") : page.index("```\n\n## What goes in")].rstrip().split("\n")[1:]

    parts = [[part for part in line.split("…") if part.strip()] for line in shown]
    assert [] == [
        line
        for line, pieces in zip(shown, parts, strict=True)
        if pieces and not any(all(piece in one for piece in pieces) for one in written)
    ]
    assert len(shown) > 8


def test_every_field_of_a_result_is_described(base):
    """The page on filings names what a result holds."""
    page = (ROOT / "docs/filings.md").read_text(encoding="utf-8")
    (result, *_) = base.validate({"person": {}})["results"]

    assert [] == [name for name in result if f"`{name}`" not in page and f"results[].{name}`" not in page]
