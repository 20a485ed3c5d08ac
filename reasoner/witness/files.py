"""Findings as files of example cases: what is given, and what the author has to choose between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.cases.written import in_lines, one_line
from yidi.finding import Finding
from yidi.model import Rule
from yidi.names import expand, short

if TYPE_CHECKING:
    from yidi.base import Base

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "name": {"en": "To be decided: {what}", "zh": "待定：{what}"},
    "choose": {
        "en": "Keep the one line that the source bears out, without its #; mend the rules until `yidi test` agrees; "
        "then keep this file in tests/cases.",
        "zh": "保留有依据的一行并去掉行首的 #；修改规则，直到 yidi test 通过；然后把本文件放进 tests/cases。",
    },
    "fill": {"en": "the answer that the source gives", "zh": "填写依据给出的结果"},
    "no-source": {"en": "name the provision that answers this", "zh": "写明回答这个问题的条文"},
}

WRITTEN: Final[Mapping[bool, Mapping[str, str]]] = {
    True: {"en": "{path} written", "zh": "已写入 {path}"},
    False: {"en": "{path} exists and was left as it is", "zh": "{path} 已存在，未改动"},
}
"""What to say of a file, by whether it was written."""


def write_cases(base: Base, findings: Iterable[Finding], folder: Path, language: str) -> Iterator[tuple[Path, bool]]:
    """A file in a folder for each finding with a case, and whether it was written: one that exists is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for finding in findings:
        if finding.case is None:
            continue
        path = folder / f"{_name(finding)}.yaml"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(case_file(base, finding, language))
        except FileExistsError:
            yield path, False
        else:
            yield path, True


def _name(finding: Finding) -> str:
    parts = [finding.details[key] for key in ("subject", "other") if key in finding.details]
    names = [str(part).partition(":")[2] for part in parts] or [str(finding.details["decision"])]
    return "-".join([finding.id, *names])


def case_file(base: Base, finding: Finding, language: str) -> str:
    """The file of one finding: its message, a case in which it shows, and the answers among which to choose."""
    known = {**base.rules, **base.claims}
    rules = [known[iri] for key in ("subject", "other") if (iri := expand(str(finding.details.get(key, "")))) in known]
    decision = base.vocabulary.decisions.get(str(finding.details.get("decision", "")))
    what = " / ".join(rule.labels[language] for rule in rules) or (decision.labels[language] if decision else "")
    sources = list(dict.fromkeys(short(iri) for rule in rules for iri in rule.basis))
    lines = [f"# {line.strip()}" for line in (finding.message(language), _WORDS["choose"][language])]
    lines += ["", f"- name: {one_line(_WORDS['name'][language].format(what=what))}"]
    lines += [f"  source: {one_line(sources)}" if sources else f"  source: []  # {_WORDS['no-source'][language]}"]
    if any(rule.claimed for rule in rules):
        lines.append("  unofficial: true")
    lines += ["  given:", *in_lines(finding.case or {}, "    "), "  expect:"]
    lines += [f"    # {_answer(rule)}  # {_says(rule, language)}" for rule in rules]
    if not rules and decision is not None:
        lines.append(f"    # {decision.answer_path}: …  # {_WORDS['fill'][language]}")
    return "\n".join([*lines, ""])


def _answer(rule: Rule) -> str:
    """The expectation that bears a rule out; a bound never prevails, so it is only told."""
    return short(rule.iri) if rule.is_bound else f"because: [{short(rule.iri)}]"


def _says(rule: Rule, language: str) -> str:
    """What a rule says, in the words of its source or its own."""
    values = [value.text for value in (*rule.values, rule.at_least, rule.at_most) if value is not None]
    return " ".join(filter(None, [rule.labels[language], rule.figure or " + ".join(values)]))
