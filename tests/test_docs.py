"""What the documentation names is there."""

import re
from pathlib import Path

from yidi.answers.words import WARNINGS

ANSWER = (Path(__file__).parent.parent / "docs/answer.md").read_text(encoding="utf-8")


def test_every_warning_is_described():
    described = ANSWER[ANSWER.index("## Warnings") : ANSWER.index("## In a table")]
    assert set(WARNINGS) == set(re.findall(r"`([a-z-]+)`", described))
