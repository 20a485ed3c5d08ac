"""A rule that takes another's place from a day on, with its conditions; the old one ends the day before.

What is an exception from the old rule becomes one from the new rule too: without that, a change of one number would
contradict rules that nobody meant to touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.errors import UsageError
from yidi.files import shown
from yidi.model import Decision, Rule
from yidi.names import LABEL, SKOS, expand, short, term
from yidi.reading.turtle import TurtleFile
from yidi.reading.turtle_parser import parse
from yidi.scaffold.changes import Change
from yidi.scaffold.options import Options
from yidi.scaffold.rule import Draft, said_of
from yidi.scaffold.turtle import day, text
from yidi.scaffold.words import say
from yidi.sheets.blocks import cut_block
from yidi.sheets.columns import house_order
from yidi.sheets.edits import Namer, edit_block, with_prefixes

if TYPE_CHECKING:
    from yidi.base import Base

Objects = Mapping[str, Sequence[str]]
_DATED: Final = {"zh": re.compile(r"（\d{4}年[^（）]*起）$"), "en": re.compile(r" \(from \d{4}[\d-]*\)$")}
"""What an earlier succession wrote behind a label."""
_SAID_ANEW: Final = (
    *map(term, ("value", "atLeast", "atMost", "approximate", "validTo", "figure")),
    *(SKOS + name for name in ("editorialNote", "scopeNote", "example")),
)
"""What is true of the old rule and its source, and never of the new one unless that is said."""


@dataclass(frozen=True, slots=True)
class Successor:
    """The short name of the new rule, the changes that write it, and what became of other rules, in words."""

    name: str
    changes: list[Change]
    notes: list[str]


@dataclass(slots=True)
class _File:
    """A file of rules while its blocks are edited: stretches and their new text."""

    path: Path
    text: str
    parsed: TurtleFile
    name: Namer
    edits: list[tuple[int, int, str]]


def succeed(base: Base, draft: Draft, today: date, language: str) -> Successor:
    """The rule that takes the place of `draft.replaces` from `draft.begins` on; raises UsageError with every fault."""
    options = Options(base, language)
    iri = options.rule(draft.replaces or "", "--replaces")
    options.settle()
    old = {**base.rules, **base.claims}[iri]
    decision = base.vocabulary.decisions[old.decision]
    begins, lines, areas = _said(options, draft, old, decision, today)
    kind, name = (draft.name or _name(base, old, begins)).rpartition(":")[::2]
    options.name("--name", name)
    subject = f"{kind or short(old.iri).partition(':')[0]}:{name}"
    if expand(subject) in {**base.rules, **base.claims}:
        options.wrong("taken", name=subject)
    options.settle()
    files = _Files(base, language)
    last = date.fromisoformat(begins) - timedelta(days=1)
    ends = set(areas) >= set(old.jurisdictions) and old.valid_to > last.toordinal()
    files.succeed(old, decision, subject, lines, {term("validTo"): [day(last.isoformat())]} if ends else {})
    notes = [say("ended", language, rule=short(old.iri), day=last.isoformat())] if ends else []
    for rule in _exceptions(base, old, begins):
        files.also_over(rule, base.vocabulary.decisions[rule.decision], subject)
        notes.append(say("also-over", language, rule=short(rule.iri), other=subject))
    return Successor(subject, files.changes(), notes)


def _said(
    options: Options, draft: Draft, old: Rule, decision: Decision, today: date
) -> tuple[str, dict[str, Sequence[str]], list[str]]:
    """The first day, the lines of the new block that differ from the old one's, and the areas."""
    for option, given in (("--decision", draft.decision), (" ".join(draft.conditions), draft.conditions)):
        if given:
            options.wrong("from-replaced", option=option, rule=short(old.iri))
    begins = options.day("--from", options.needed("--from", draft.begins))
    options.settle()  # the rest is put in words with the day
    first = date.fromisoformat(begins)
    if first.toordinal() <= old.valid_from:
        options.wrong("not-later", rule=short(old.iri), day=date.fromordinal(old.valid_from).isoformat())
    zh, en = (given or _dated(old, tag, first) for given, tag in ((draft.zh, "zh"), (draft.en, "en")))
    kind = draft.kind or next((v.kind for v in (*old.values, old.at_least, old.at_most) if v is not None), None)
    areas = [options.jurisdiction(a.removeprefix("area:")) for a in draft.areas] or list(old.jurisdictions)
    said = said_of(options, decision, draft, kind if kind in decision.kinds else None)
    lines: dict[str, Sequence[str]] = dict.fromkeys(_SAID_ANEW, ())
    lines |= {
        LABEL: [text(zh, "zh"), text(en, "en")],
        **{expand(predicate): [objects] for predicate, objects in said},
        term("lastChecked"): [day(today.isoformat())],
    }
    if draft.areas:
        lines[term("jurisdiction")] = [f"area:{a}" for a in areas]
    if draft.overrides:
        lines[term("overrides")] = [short(options.rule(o, "--overrides")) for o in draft.overrides]
    return begins, lines, areas


def _dated(rule: Rule, language: str, first: date) -> str:
    """The label of a rule with the day from which its successor holds, in place of an earlier one."""
    plain = _DATED[language].sub("", rule.labels.get(language, ""))
    if (first.month, first.day) == (1, 1):
        return f"{plain}（{first.year}年起）" if language == "zh" else f"{plain} (from {first.year})"
    return f"{plain}（{first.year}年{first.month}月{first.day}日起）" if language == "zh" else f"{plain} (from {first})"


def _name(base: Base, old: Rule, begins: str) -> str:
    """The old name with the year, or the whole day where that is taken."""
    plain = re.sub(r"-20\d\d(-\d\d-\d\d)?$", "", short(old.iri))
    taken = {**base.rules, **base.claims}
    return next((n for n in (f"{plain}-{begins[:4]}", f"{plain}-{begins}") if expand(n) not in taken), plain)


def _exceptions(base: Base, old: Rule, begins: str) -> Iterable[Rule]:
    """The rules that override the old one by its name and still hold on the day."""
    first = date.fromisoformat(begins).toordinal()
    return [r for r in (*base.rules.values(), *base.claims.values()) if old.iri in r.overrides and r.valid_to >= first]


class _Files:
    """The files whose blocks are edited, each read once."""

    def __init__(self, base: Base, language: str) -> None:
        self._paths = {shown(path): path for path in sorted((base.folder / "ontology").rglob("*.ttl"))}
        self._known: dict[str, _File] = {}
        self._language = language

    def succeed(self, old: Rule, decision: Decision, subject: str, new: Objects, ended: Objects) -> None:
        """A copy of a rule's block behind it, under another name and with other lines; the rule itself ended."""
        file = self._file(old)
        block = cut_block(file.text, file.parsed, old.iri)
        if block is None:
            raise UsageError(say("scattered", self._language, rule=short(old.iri), file=file.path))
        order = house_order(decision)
        copy = edit_block(file.text, block, new, order, file.name)
        head = file.text[block.start : block.lines[0].start]
        copy = subject + head[len(head.rstrip()) :] + copy[len(head) :]
        kept = edit_block(file.text, block, ended, order, file.name)
        gap = "\r\n\r\n" if "\r\n" in file.text else "\n\n"
        file.edits.append((block.start, block.end, kept + gap + copy))

    def also_over(self, rule: Rule, decision: Decision, subject: str) -> None:
        """One more rule among those that a rule overrides."""
        file = self._file(rule)
        block = cut_block(file.text, file.parsed, rule.iri)
        if block is None:
            raise UsageError(say("scattered", self._language, rule=short(rule.iri), file=file.path))
        named = [file.text[s.start : s.end] for line in block.of(term("overrides")) for s, _ in line.objects]
        objects = {term("overrides"): [*named, subject]}
        file.edits.append(
            (block.start, block.end, edit_block(file.text, block, objects, house_order(decision), file.name))
        )

    def changes(self) -> list[Change]:
        """The edited files."""
        return [Change(f.path, f.text, _edited(f)) for f in self._known.values()]

    def _file(self, rule: Rule) -> _File:
        name = rule.place.file
        if name not in self._known:
            path = self._paths[name]
            held = path.read_text("utf-8")
            parsed = parse(held.encode(), name)
            self._known[name] = _File(path, held, parsed, Namer(parsed.prefixes), [])
        return self._known[name]


def _edited(file: _File) -> str:
    held = file.text
    for start, end, new in sorted(file.edits, reverse=True):
        held = held[:start] + new + held[end:]
    return with_prefixes(held, file.name.added)
