"""A new rule: its block in the order of the house, named as its neighbours are, in the file where it belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.model import UNLIMITED, Decision, Rule
from yidi.names import expand, local, short
from yidi.scaffold.changes import Change, changed, created
from yidi.scaffold.options import Options
from yidi.scaffold.turtle import block, day, in_both, new_file, section, text, with_block

if TYPE_CHECKING:
    from yidi.base import Base

_MOST_LINES: Final = 300
_COMMON: Final = 20
"""Words that stand in the names of so many places tell none of them apart."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author says of a new rule, as typed."""

    decision: str | None
    areas: tuple[str, ...]
    conditions: Sequence[str]
    value: str | None
    at_least: str | None
    at_most: str | None
    kind: str | None
    begins: str | None
    ends: str | None
    basis: tuple[str, ...]
    figure: str | None
    zh: str | None
    en: str | None
    name: str | None
    overrides: tuple[str, ...]
    file: Path | None
    replaces: str | None = None


def new_rule(base: Base, draft: Draft, today: date, language: str) -> tuple[str, list[Change]]:
    """The short name of the new rule, and the change that writes it; raises UsageError with every fault."""
    options = Options(base, language)
    decision = options.decision(options.needed("--decision", draft.decision))
    areas = [options.jurisdiction(a.removeprefix("area:")) for a in draft.areas]
    if not areas:
        options.needed("--area", None)
    lines = [] if decision is None else _lines(options, decision, draft, areas, today)
    options.settle()
    assert decision is not None  # noqa: S101 - or it would have been a fault
    conditions = options.conditions(decision, draft.conditions)
    name = draft.name or _name(base, decision, areas[0], conditions, draft.begins or "")
    options.name("--name", name.removeprefix("rule:"))
    subject = f"rule:{name.removeprefix('rule:')}"
    if expand(subject) in base.rules:
        options.wrong("taken", name=subject)
    options.settle()
    return subject, [_placed(base, decision, areas[0], block(subject, lines), draft.file, language)]


def _lines(options: Options, decision: Decision, draft: Draft, areas: list[str], today: date) -> list[tuple[str, str]]:
    zh, en = options.needed("--label-zh", draft.zh), options.needed("--label-en", draft.en)
    lines = [
        ("a", "yidi:Rule"),
        ("rdfs:label", in_both(zh, en)),
        ("yidi:decides", f"decision:{decision.name}"),
        ("yidi:jurisdiction", " , ".join(f"area:{a}" for a in areas)),
    ]
    if draft.overrides:
        lines.append(("yidi:overrides", " , ".join(short(options.rule(o, "--overrides")) for o in draft.overrides)))
    lines += [(f"yidi:{name}", codes) for name, codes in options.conditions(decision, draft.conditions).items()]
    return [*lines, *said_of(options, decision, draft, draft.kind), ("yidi:lastChecked", day(today.isoformat()))]


def said_of(options: Options, decision: Decision, draft: Draft, kind: str | None) -> list[tuple[str, str]]:
    """What a draft says, from when, and on what it rests: the lines between the conditions and the day of checking."""
    lines: list[tuple[str, str]] = []
    said = [("value", draft.value), ("atLeast", draft.at_least), ("atMost", draft.at_most)]
    given = [(predicate, value) for predicate, value in said if value]
    if not given or (draft.value and len(given) > 1):
        options.wrong("one-of-values")
    for predicate, value in given:
        option = {"atLeast": "--at-least", "atMost": "--at-most"}.get(predicate, "--value")
        lines.append((f"yidi:{predicate}", options.value(decision, option, value, kind)))
    begins = options.day("--from", options.needed("--from", draft.begins))
    ends = options.day("--to", draft.ends or "")
    if begins and ends and ends < begins:
        options.wrong("dates")
    lines += [("yidi:validFrom", day(begins)), *([("yidi:validTo", day(ends))] if ends else [])]
    if not draft.basis:
        options.needed("--basis", None)
    lines.append(("yidi:basis", " , ".join(options.source(b) for b in draft.basis)))
    if draft.figure:
        lines.append(("yidi:figure", text(draft.figure, "zh")))
    elif options.is_number(decision):
        options.wrong("figure")
    return lines


def _name(base: Base, decision: Decision, area: str, conditions: Mapping[str, str], begins: str) -> str:
    """The next fitting name: the area, what it decides as its neighbours call that, the conditions; a year if taken."""
    codes = [_word(name, part) for name, objects in conditions.items() for part in objects.split(" , ")]
    plain = "-".join([area, stem(base, decision), *codes])
    numbered = [f"{plain}-{n}" for n in range(2, 100)]
    return next(n for n in (plain, f"{plain}-{begins[:4]}", *numbered) if expand(f"rule:{n}") not in base.rules)


def _word(name: str, condition: str) -> str:
    """What a condition is called in a name: its code, its input for yes and no, its numbers."""
    if condition in ("true", "false"):
        return f"{'' if condition == 'true' else 'not-'}{_kebab(name)}"
    if condition.startswith("["):
        return "-".join(re.findall(r"from|below|\d+", condition))
    return condition.rpartition(":")[2]


def stem(base: Base, decision: Decision) -> str:
    """What the names of a decision's rules call it: the word that most of them have behind the area."""
    words = [local(r.iri).split("-") for r in base.rules.values() if r.decision == decision.name]
    known = Counter(w[1] for w in words if len(w) > 1 and w[0].isdigit() and w[1].isalpha() and w[1] != "provincial")
    return min(known, key=lambda w: (-known[w], w)) if known else _kebab(decision.name)


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def slug(base: Base, area: str) -> str:
    """A jurisdiction's name as files have it."""
    labels = [label.get("en", "").lower().split() for label in base.places.labels.values()]
    common = Counter(word for words in labels for word in set(words))
    label = base.places.labels.get(area, {}).get("en", "").lower().split()
    own = [word for word in label if common[word] < _COMMON]
    plain = "-".join(own or label).replace("'", "")  # Xi'an is xian
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "area"


def _placed(base: Base, decision: Decision, area: str, body: str, file: Path | None, language: str) -> Change:
    """The block behind the last rule on the same decision in a file of the area; in a new one where none has room."""
    folder = base.folder / "ontology" / "rules"
    own = [r for r in base.rules.values() if r.jurisdictions[:1] == (area,)]
    here = [r for r in own if r.valid_to >= UNLIMITED]
    past = {Path(r.place.file).name for r in own} - {Path(r.place.file).name for r in here}
    files = [file] if file else [f for f in _files_of(folder, area, here, decision) if f.name not in past]
    for path in files:
        if path.exists():
            held = path.read_text("utf-8")
            if file or held.count("\n") + body.count("\n") < _MOST_LINES:
                beside = [
                    r.place.line for r in here if r.decision == decision.name and Path(r.place.file).name == path.name
                ]
                added = body if beside else f"{section(decision.labels['en'])}\n{body}"
                return changed(path, with_block(held, added, max(beside, default=0)))
    title = " / ".join(base.places.labels.get(area, {}).get(tag, area) for tag in ("zh", "en"))
    first = folder / f"{area}-{slug(base, area)}.ttl"
    path = file or (first if not first.exists() else folder / f"{area}-{slug(base, area)}-{stem(base, decision)}.ttl")
    return created(path, new_file(title, [section(decision.labels["en"]), body]), language)


def _files_of(folder: Path, area: str, rules: list[Rule], decision: Decision) -> list[Path]:
    """The files of an area: those with most rules on the decision first, then the shortest names."""
    count = Counter(Path(r.place.file).name for r in rules if r.decision == decision.name)
    return sorted(folder.glob(f"{area}-*.ttl"), key=lambda p: (-count[p.name], len(p.name), p.name))
