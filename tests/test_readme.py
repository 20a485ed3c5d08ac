"""What the README shows is what the software says."""

import re
from pathlib import Path

import yaml

from yidi import Base
from yidi.answers.text import TextWriter
from yidi.cases.file import read_cases

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_case_shown_is_the_file_named_above_it() -> None:
    shown = _blocks("yaml")[0]
    assert yaml.safe_load((ROOT / "docs/example.yaml").read_text(encoding="utf-8")) == yaml.safe_load(shown)


def test_the_answer_shown_is_the_one_given(base: Base) -> None:
    """Line by line; a line with … stands for lines left out, or for a part of one."""
    raw = next(read_cases(ROOT / "docs/example.yaml"))
    written = TextWriter(base, "zh").write(base.decide(raw.mapping)).split("\n")
    shown = _blocks("console")[0].rstrip().split("\n")[1:]
    parts = [[part for part in line.split("…") if part.strip()] for line in shown]
    missing = [line for line, pieces in zip(shown, parts, strict=True) if not _found(pieces, written)]
    assert [] == missing
    assert len(shown) > 20


def _found(pieces: list[str], lines: list[str]) -> bool:
    return not pieces or any(all(piece in line for piece in pieces) for line in lines)


def test_the_rule_shown_stands_in_the_file_named() -> None:
    rule = _blocks("turtle")[0].strip()
    name = re.search(r"such as this one in `(.*?)`", README)
    assert name
    file = (ROOT / name[1]).read_text(encoding="utf-8")
    start = file.index(rule.split("\n")[0])
    assert rule == file[start : start + len(rule)]


def test_the_figures_on_the_statements_of_sources_are_those_of_the_query(base: Base) -> None:
    rows = base.query("statement-count")
    names = ("statements", "carried", "overruled", "needless", "open")
    counted = [sum(row[name] for row in rows) for name in names]
    sentence = r"of (\d+) statements (\d+) are carried .*, (\d+) are overruled, (\d+) need .* (\d+) are open"
    shown = re.search(sentence, README)

    assert shown
    assert counted == [int(number) for number in shown.groups()]
    assert len(rows) >= 5
