"""The situation in which a mutant would be noticed: a cell in words, and a case that lies there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from yidi.model import UNLIMITED, Condition
from yidi.mutation.model import Both
from yidi.mutation.sameness import Cell
from yidi.mutation.saying import LANGUAGES, Sayer, joined, range_words
from yidi.mutation.words import SAY
from yidi.tables.axes import TIER, domain
from yidi.witness import Wish, find_case

if TYPE_CHECKING:
    from yidi.base import Base


def situation(cell: Cell, base: Base) -> Both:
    """An area, the days and what the inputs are in a cell, such as "南昌市，2025-06-30 当日，参保险种为职工医保"."""
    say = Sayer(base.vocabulary, base.places)
    first, last = cell.days
    name = "on-day" if first == last else "in-days" if last < UNLIMITED else "from-day"
    days = {"first": date.fromordinal(first), "last": date.fromordinal(last) if last < UNLIMITED else ""}
    area = say.area(base.places.chains[cell.area][-1])
    parts: list[Both] = [{lang: SAY[name][lang].format(area=area[lang], **days) for lang in LANGUAGES}]
    for n, codes in cell.codes.items():
        used = base.vocabulary.inputs[n]
        words = joined([say.code(code, used.code_list) for code in _codes(n, codes, base)], "or")
        parts.append(_with(say.input(used), words))
    for n, (low, high) in cell.ranges.items():
        used = base.vocabulary.inputs[n]
        parts.append(_with(say.input(used), range_words(low, high, used.datatype)))
    return joined(parts, "and")


def case_in(cells: Iterable[Cell], decision: str, base: Base) -> tuple[Cell, Mapping[str, Any]] | None:
    """The first of some cells for which a case can be found, and that case."""
    for cell in cells:
        meets = {name: Condition(_codes(name, codes, base)) for name, codes in cell.codes.items()}
        ranges = {n: Condition((), (r,)) for n, r in cell.ranges.items() if base.vocabulary.inputs[n].operator != TIER}
        area = base.places.chains[cell.area][-1]
        if case := find_case(base, Wish(decision, meets={**meets, **ranges}, jurisdictions=(area,), days=cell.days)):
            return cell, case
    return None


def _codes(name: str, numbers: Iterable[int], base: Base) -> tuple[str, ...]:
    codes = domain(base.vocabulary.inputs[name], base.vocabulary)
    return tuple(codes[number] for number in numbers)


def _with(used: Both, words: Both) -> Both:
    return {lang: SAY["with"][lang].format(input=used[lang], codes=words[lang]) for lang in LANGUAGES}
