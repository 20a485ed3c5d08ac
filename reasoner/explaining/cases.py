"""Cases for a rule: example cases that fire or just miss it, and where none does a case that was made for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yidi.deciding.columns import encode
from yidi.examples.evidence import CASES
from yidi.examples.read import Read, example_files, read_examples
from yidi.model import Rule
from yidi.witness import Wish, find_case, fires, in_force, just_misses, prevails
from yidi.witness.score import Score

if TYPE_CHECKING:
    from yidi.base import Base

_MOST: Final = 3


def cases_of(base: Base, rule: Rule, wish: Wish, language: str) -> dict[str, Any]:
    """Example cases that fire a rule or just miss it, each with its place; where there are none, cases made for it.

    The wish is for one of the areas and days that were asked about; cases elsewhere are told where there is none.
    """
    read = _sound(base, language)
    firing = _lying(base, read, wish) or _lying(base, read, prevails(base, rule))
    found: dict[str, Any] = {"fires": [_told(case) for case in firing[:_MOST]], "justMisses": []}
    for name, near in _near(base, rule).items():
        found["justMisses"] += [{"but": name, **_told(case)} for case in _lying(base, read, near)[:1]]
    found["justMisses"] = found["justMisses"][:_MOST]
    if not firing:
        found["made"] = find_case(base, wish) or fires(base, rule)
    if not found["justMisses"]:
        made = ((name, case) for name, case in just_misses(base, rule))
        found["madeJustMisses"] = [{"but": name, "case": case} for name, case in made][:_MOST]
    return found


def _near(base: Base, rule: Rule) -> Mapping[str, Wish]:
    """For each condition of a rule the wish for a case that meets all others."""
    whole = in_force(base, rule)
    return {
        name: replace(whole, meets={n: c for n, c in whole.meets.items() if n != name}, misses={name: condition})
        for name, condition in whole.meets.items()
    }


def _sound(base: Base, language: str) -> list[Read]:
    folder = base.folder / CASES
    if not folder.is_dir():
        return []
    cases, _ = read_examples(base, list(example_files([folder])), None, language)
    return [case for case in cases if case.facts is not None and case.raw.unofficial == base.unofficial]


def _lying(base: Base, cases: list[Read], wish: Wish) -> list[Read]:
    score = Score.of(base, wish)
    if score is None or not cases:
        return []
    columns = encode([case.facts or {} for case in cases], base.engine.encoder)
    return [cases[i] for i in np.flatnonzero(score.distances(score.decide(columns)) == 0).tolist()]


def shown_path(path: Path) -> str:
    """A path as people type it: from where they are, if the file lies below."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _told(case: Read) -> dict[str, Any]:
    file, line, _ = case.place("name")
    return {"name": case.name, "file": shown_path(Path(file)), "line": line}
