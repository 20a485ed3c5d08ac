"""Values and conditions in words: labels of codes, areas by name, periods by dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from yidi.base import Base
from yidi.difference.messages import UNITS, WORDS
from yidi.difference.model import Box, Ranges, Said
from yidi.difference.places import AreaWords
from yidi.model import UNLIMITED, CodeList, Decision, Value
from yidi.tables.table import DAYS
from yidi.values import number_text

_PERCENT: Final = ("ratio", "firstSelfPayShare")
_FEW: Final = 2
"""So many exceptions read better than a longer list of what is meant."""


class Speech:
    """What two versions say, in the words of one language; labels are those of the newer version if it has any."""

    def __init__(self, old: Base, new: Base, language: str) -> None:
        self.language, self.words = language, WORDS[language]
        self._bases = (new, old)
        self._areas = AreaWords(old, new, language)
        lists = {**old.vocabulary.lists, **new.vocabulary.lists}
        self._known = [c.labels.get(language, c.code) for each in lists.values() for c in each.concepts]

    # Values ---------------------------------------------------------------------------

    def arrow(self, decision: Decision, old: Said, new: Said) -> str:
        """What was said and what is: ``10 → 5 percentage points``; of several values only those that differ."""
        if old.groups and new.groups and not (old.contradicts or new.contradicts):
            if decision.collects:
                return self._apart(decision, old.groups, new.groups)
            was, now = old.groups[0][0], new.groups[0][0]
            if was.kind == now.kind and max(was.number, now.number) < UNLIMITED:
                before, behind = UNITS[self.language].get(now.kind, ("", ""))
                return f"{before}{self._bare(was, decision)} → {self._bare(now, decision)}{behind}"
        return f"{self.said(decision, old)} → {self.said(decision, new)}"

    def said(self, decision: Decision, said: Said) -> str:
        """What a version says, in words."""
        words = self.words
        if said.absent:
            return words["absent"]
        if said.undetermined:
            return words["undetermined"]
        if said.groups and said.contradicts:
            values = words["or-else"].join(self.value(group[0], decision) for group in said.groups)
            return words["contradiction"].format(values=values)
        if said.groups is not None:
            return self._groups(decision, said.groups)
        unknown = words["none" if decision.occasional else "not-known"]
        bounds = []
        if said.low > 0:
            bounds.append(words["at-least"].format(n=self._bound(decision, said.low)))
        if said.high < UNLIMITED:
            bounds.append(words["at-most"].format(n=self._bound(decision, said.high)))
        return f"{unknown}{words['comma']}{words['and'].join(bounds)}" if bounds else unknown

    def value(self, value: Value, decision: Decision) -> str:
        """A value with its unit, or the label of its code."""
        before, behind = UNITS[self.language].get(value.kind, ("", "")) if value.number < UNLIMITED else ("", "")
        return f"{before}{self._bare(value, decision)}{behind}"

    def _bare(self, value: Value, decision: Decision) -> str:
        if value.kind == "code":
            return self.code(decision.code_list, value.text)
        if value.kind in ("boolean", "gMonthDay"):
            return self.words.get(value.text, value.text.removeprefix("--"))
        if value.number >= UNLIMITED:
            return self.words["unlimited"]
        text = number_text(value.kind, value.number)
        return f"{float(text) * 100:g}%" if value.kind in _PERCENT else text

    def _bound(self, decision: Decision, number: int) -> str:
        kind = decision.kinds[0] if decision.kinds else "integer"
        return self.value(Value(kind, number_text(kind, number), number), decision)

    def _groups(self, decision: Decision, groups: Iterable[tuple[Value, ...]]) -> str:
        join = self.words["or" if decision.alternatives else "and"]
        texts = [join.join(self.value(v, decision) for v in group) for group in groups]
        return self.words["sep"].join(texts) or self.words["none"]

    def _apart(self, decision: Decision, old: Iterable[tuple[Value, ...]], new: Iterable[tuple[Value, ...]]) -> str:
        """What is added and what is taken away, of a decision that collects."""
        if not decision.alternatives:
            old, new = ([(v,) for group in side for v in group] for side in (old, new))
        old, new = list(old), list(new)
        signs = [f"+ {self._groups(decision, [g])}" for g in new if g not in old]
        signs += [f"− {self._groups(decision, [g])}" for g in old if g not in new]
        return self.words["sep"].join(signs)

    # Conditions -----------------------------------------------------------------------

    def where(self, box: Box) -> str:
        """The cells of a box in words: areas, conditions, periods."""
        parts = [self._areas.of(box.areas)]
        parts += [self.codes(name, codes) for name, codes in box.codes.items()]
        parts += [self.numbers(name, ranges) for name, ranges in box.numbers.items()]
        if box.days is not None:
            parts.append(self.periods(box.days))
        return self.words["comma"].join(parts)

    def areas(self, codes: frozenset[str] | None) -> str:
        """Areas in words."""
        return self._areas.of(codes)

    def input(self, name: str) -> str:
        """The label of an input."""
        for base in self._bases:
            if name in base.vocabulary.inputs:
                return base.vocabulary.inputs[name].labels.get(self.language, name)
        return name

    def code(self, code_list: str | None, code: str) -> str:
        """The label of a code."""
        for base in self._bases:
            found = base.vocabulary.lists.get(code_list or "")
            for concept in found.concepts if found else ():
                if concept.code == code:
                    return concept.labels.get(self.language, code)
        return code

    def codes(self, name: str, codes: frozenset[str]) -> str:
        """A condition on an input of codes, or of yes and no."""
        if codes <= {"true", "false"}:
            return self.words["is" if codes == {"true"} else "is-not"].format(input=self.input(name))
        code_list = self._code_list(name)
        if code_list is None:
            return f"{self.input(name)}{self.words['colon']}{self.words['and'].join(sorted(codes))}"
        texts = self._widest(code_list, codes)
        rest = self._widest(code_list, frozenset(code_list.codes) - codes)
        if len(texts) > len(rest) and 0 < len(rest) <= _FEW:
            text = self.words["all-but"].format(rest=self.words["and"].join(rest))
            return f"{self.input(name)}{self.words['colon']}{text}"
        joined = self.words["and"].join(texts)
        plain = all(self._known.count(text) == 1 and len(text) > 1 for text in texts)
        return joined if plain else f"{self.input(name)}{self.words['colon']}{joined}"

    def named_codes(self, name: str, codes: Iterable[str]) -> str:
        """The codes that a rule names as its condition; each stands for all that are narrower."""
        if set(codes) <= {"true", "false"}:
            return self.codes(name, frozenset(codes))
        code_list = self._code_list(name)
        return self.words["and"].join(self.code(code_list.name if code_list else None, code) for code in codes)

    def _code_list(self, name: str) -> CodeList | None:
        for base in self._bases:
            if (used := base.vocabulary.inputs.get(name)) and used.code_list in base.vocabulary.lists:
                return base.vocabulary.lists[used.code_list or ""]
        return None

    def _widest(self, code_list: CodeList, codes: frozenset[str]) -> list[str]:
        """The labels of the widest codes that stand for these."""
        texts: list[str] = []
        done: set[str] = set()
        for concept in code_list.concepts:
            if concept.code in codes and concept.code not in done:
                narrower = [c for c in code_list.concepts if concept.code in c.broader]
                lacking = [c.labels.get(self.language, c.code) for c in narrower if c.code not in codes]
                done |= {c.code for c in narrower}
                label = concept.labels.get(self.language, concept.code)
                rest = self.words["and"].join(lacking)
                texts.append(self.words["except"].format(whole=label, rest=rest) if lacking else label)
        unlisted = sorted(codes - set(code_list.codes))
        return texts + [self.code(code_list.name, code) for code in unlisted]

    def numbers(self, name: str, ranges: Ranges) -> str:
        """A condition on an input of numbers."""
        kind = next((b.vocabulary.inputs[name].datatype for b in self._bases if name in b.vocabulary.inputs), "integer")
        texts = [self._range(kind, low, high) for low, high in ranges]
        return self.words["range"].format(input=self.input(name), range=self.words["or"].join(texts))

    def _range(self, kind: str, low: int, high: int) -> str:
        ends = {"low": number_text(kind, low), "high": number_text(kind, high)}
        whole = kind in ("integer", "months", "workingDays")
        form = "only" if whole and high == low + 1 else "least" if high >= UNLIMITED else "within" if low else "below"
        return self.words[form].format(**ends)

    def periods(self, days: Ranges) -> str:
        """Periods by their first and last days."""
        return self.words["and"].join(self._period(low, high - 1) for low, high in days)

    def _period(self, first: int, last: int) -> str:
        ends: Mapping[str, str] = {
            "first": "" if first <= 1 else date.fromordinal(first).isoformat(),
            "last": "" if last >= DAYS - 1 or last >= UNLIMITED else date.fromordinal(last).isoformat(),
        }
        form = (
            "between" if all(ends.values()) else "from" if ends["first"] else "until" if ends["last"] else "period-open"
        )
        return self.words[form].format(**ends)
