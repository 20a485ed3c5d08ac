"""What the README of the queries shows is what they are.

`YIDI_ACCEPT=1 .venv/bin/pytest tests/asking/test_queries_readme.py` writes the list and the file shown anew.
"""

import os
import re
from pathlib import Path

from yidi.asking.model import SECTIONS

FOLDER = Path(__file__).parents[2] / "queries"
README = FOLDER / "README.md"
LIST = re.compile(r"(?<=\|---\|---\|\n)(\|.*\n)*")
SHOWN = re.compile(r"(?<=```sparql\n)(.*\n)*?(?=```)")


def replaced(pattern, text):
    """Give the README with this text in the one place, written to the file on request."""
    written = README.read_text("utf-8")
    assert 1 == len(list(pattern.finditer(written)))
    wanted = pattern.sub(lambda _: text, written)
    if os.environ.get("YIDI_ACCEPT"):
        README.write_text(wanted, "utf-8")
        return wanted, wanted
    return wanted, written


def test_every_query_is_listed(library):
    """By section, with its question in both languages."""
    lines = []
    for section, queries in library.by_section().items():
        lines.append(f"| **{SECTIONS[section]['en']}** | **{SECTIONS[section]['zh']}** |\n")
        lines += [f"| `{q.name}` | {q.header.summary.en} {q.header.summary.zh} |\n" for q in queries]
    wanted, written = replaced(LIST, "".join(lines))

    assert wanted == written


def test_the_file_shown_is_the_file():
    """But for the rows of its example."""
    text = (FOLDER / "settled-conditions.rq").read_text("utf-8")
    wanted, written = replaced(SHOWN, re.sub(r"(?m)^#\+     - .*\n", "", text))

    assert wanted == written
