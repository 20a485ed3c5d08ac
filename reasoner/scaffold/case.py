"""A case that fires a rule, and a twin that just misses it; the expectation is what the rule itself says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yidi.answers.answer import written_value
from yidi.cases.written import in_lines, one_line
from yidi.errors import UsageError
from yidi.examples.compare import found_at, same
from yidi.model import Rule
from yidi.names import short
from yidi.scaffold.changes import Change, appended
from yidi.scaffold.rule import slug
from yidi.scaffold.words import say
from yidi.tables.table import Outcome
from yidi.witness import fires, just_misses

if TYPE_CHECKING:
    from yidi.base import Base

_REDUCED: Final = {
    "percentagePoints": "benefit.reductionPoints",
    "factor": "benefit.reductionFactor",
    "firstSelfPayShare": "benefit.firstSelfPayShare",
}
"""Where the kinds of a decision that has several stand in an answer."""
_MISSES: Final = "{label}：{but}不符，不适用"
_DAYS: Final = {"validFrom": "日期", "validTo": "日期"}
"""How the twin is called, for the author to say better; cases bear Chinese names."""


def new_case(base: Base, rule: Rule, out: Path | None, language: str) -> list[Change]:
    """The change that adds both cases to the file of the rule's area; raises UsageError where no case fires it."""
    known = base.with_claims if rule.claimed else base
    case = fires(known, rule)
    if case is None:
        raise UsageError(say("no-case", language, rule=short(rule.iri)))
    path = out or _file(base, rule)
    entries = [_entry(rule, rule.labels["zh"], case, _expected(known, rule, case))]
    if missed := _twin(known, rule):
        but, twin = missed
        name = _MISSES.format(label=rule.labels["zh"], but=but)
        entries.append(_entry(rule, name, twin, [_because(rule, "not-")]))
    held = path.read_text("utf-8") if path.exists() else ""
    label = rule.labels["zh"]
    if any(f"name: {written}\n" in held for written in (label, one_line(label))):
        raise UsageError(say("case-taken", language, path=path, name=label))
    return [appended(path, "\n".join(entries))]


def _twin(base: Base, rule: Rule) -> tuple[str, Mapping[str, Any]] | None:
    """A case that misses a rule by one condition, and the label of its input; where there is none, by its days."""
    found = just_misses(base, rule)
    for name, case in found:
        used = base.vocabulary.inputs.get(name)
        return (used.labels["zh"] if used else _DAYS[name]), case
    return None


def _because(rule: Rule, negated: str = "") -> str:
    return f"{negated}because: [{short(rule.iri)}]"


def _expected(base: Base, rule: Rule, case: Mapping[str, Any]) -> list[str]:
    """What is expected: the rule, and its value where the answer gives it by itself."""
    if rule.is_bound:
        limits = {k: v.text for k, v in (("atLeast", rule.at_least), ("atMost", rule.at_most)) if v is not None}
        return [f"bounds: [{one_line({'decision': rule.decision, **limits})}]"]
    decision = base.vocabulary.decisions[rule.decision]
    path = _REDUCED.get(rule.values[0].kind, decision.answer_path) if len(decision.kinds) > 1 else decision.answer_path
    value = written_value(decision, Outcome((rule.values,)))
    actual = found_at(base.decide(case), path)
    # A number may be changed further on, or a list hold what other rules add: then the rule alone is expected.
    return [*([f"{path}: {one_line(value)}"] if same(actual, value) else []), _because(rule)]


def _entry(rule: Rule, name: str, case: Mapping[str, Any], expect: list[str]) -> str:
    lines = [
        f"- name: {name if _plain(name) else one_line(name)}",
        f"  source: {one_line([short(b) for b in rule.basis])}",
    ]
    if rule.claimed:
        lines.append("  unofficial: true")
    lines += ["  given:", *in_lines(case, "    "), "  expect:", *(f"    {line}" for line in expect)]
    return "\n".join([*lines, ""])


def _plain(name: str) -> bool:
    """Whether YAML takes a name without quotes as text."""
    return name[:1].isalpha() and ": " not in name and " #" not in name and name == name.strip()


def _file(base: Base, rule: Rule) -> Path:
    """The file of cases of the rule's area: the first that there is, or a new one."""
    folder, area = base.folder / "tests" / "cases", rule.jurisdictions[0]
    known = sorted(folder.glob(f"{area}-*.yaml"), key=lambda p: (len(p.name), p.name))
    return known[0] if known else folder / f"{area}-{slug(base, area)}.yaml"
