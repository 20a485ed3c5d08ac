"""One mutant tried: its decision compiled anew, looked up for the cases, and the answers that change written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from yidi.deciding.columns import INSURED, Columns
from yidi.deciding.results import Results
from yidi.engine import Engine
from yidi.model import Rule
from yidi.mutation.cases import Decided, fails, least_numbers
from yidi.mutation.model import Mutant, Verdict
from yidi.mutation.sameness import Asked, differences
from yidi.mutation.situation import case_in, situation
from yidi.mutation.views import Numbers, view
from yidi.reading.places import Places
from yidi.tables.compile import compile_decision
from yidi.tables.plan import make_plan, with_table
from yidi.tables.table import Ints, Table

if TYPE_CHECKING:
    from yidi.base import Base

_FIRST: Final = 4
"""So many of the cases that change are written out first: most mutants fail one of them."""
_HELD: Final = 100
"""What is known of so many places is kept at a time: mutants of one place come together."""
_SOUGHT: Final = 6
"""In so many of the cells in which a survivor differs a case is looked for."""


@dataclass(slots=True)
class _Here:
    """The areas that some jurisdictions hold, the cases insured there, and what was decided of them."""

    areas: Ints
    places: Places  # in which the other areas know the nation's rules alone, so that nothing is compiled for them
    rules: Mapping[str, list[Rule]]  # of each decision those that hold anywhere here, in the order of the base
    rows: Ints
    results: Results
    views: dict[str, Ints] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)


@dataclass
class Trial:
    """Tries mutants of the rules of one base against cases that hold."""

    decided: Decided
    _here: dict[tuple[str, ...], _Here] = field(default_factory=dict)
    _numbers: Numbers = field(default_factory=dict)

    @property
    def base(self) -> Base:
        """The base as it stands."""
        return self.decided.base

    @cached_property
    def _in_order(self) -> tuple[Rule, ...]:
        return tuple(self.base.rules.values())

    @cached_property
    def _numbered(self) -> dict[str, list[int]]:
        """For each jurisdiction the numbers of its rules in the order of the base."""
        found: dict[str, list[int]] = {}
        for number, rule in enumerate(self._in_order):
            for jurisdiction in rule.jurisdictions:
                found.setdefault(jurisdiction, []).append(number)
        return found

    @cached_property
    def _least(self) -> dict[str, int]:
        return least_numbers(self.base)

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of a mutant."""
        name, edited = mutant.rule.decision, mutant.edited
        here = self._among(tuple(sorted({*mutant.rule.jurisdictions, *(edited.jurisdictions if edited else ())})))
        mine = here.rules.get(name, [])
        changed = (edited if r.iri == mutant.rule.iri else r for r in mine)
        table, wrong = self._compiled(name, [r for r in changed if r is not None], here)
        if table is None:
            return Verdict(mutant, "refused", wrong)
        rows = self._changed(name, table, here)
        if failing := self._failing(name, table, rows):
            return Verdict(mutant, "killed", failing)
        if name not in here.tables:
            original, _ = self._compiled(name, mine, here)
            here.tables[name] = original if original is not None else self.base.tables[name]
        asked = Asked(here.areas, self.base.first_day, self._least)
        cells = differences(here.tables[name], table, asked, _SOUGHT)
        if not cells:
            return Verdict(mutant, "equivalent")
        cell, case = case_in(cells, name, self.base) or (cells[0], None)
        return Verdict(mutant, "survived", cell=situation(cell, self.base), case=case)

    def _among(self, jurisdictions: tuple[str, ...]) -> _Here:
        if jurisdictions not in self._here:
            places, results = self.base.places, self.decided.results
            inside = [not set(jurisdictions).isdisjoint(chain) for chain in places.chains]
            chains = tuple(c if i else c[:1] for c, i in zip(places.chains, inside, strict=True))
            rows = np.flatnonzero(np.array(inside)[results.columns[INSURED]])
            some = _some(results, rows, self.decided.columns(rows))
            for step in results.plan.steps:  # as decided, before a case's own numbers go before claims
                some.outcomes[step.name] = step.outcomes(some.cells[step.name])
            areas = np.flatnonzero(np.array(inside))
            rules = self._rules({j for chain in chains for j in chain})
            if len(self._here) >= _HELD:
                self._here.pop(next(iter(self._here)))
            self._here[jurisdictions] = _Here(areas, replace(places, chains=chains), rules, rows, some)
        return self._here[jurisdictions]

    def _rules(self, jurisdictions: Iterable[str]) -> dict[str, list[Rule]]:
        """The rules of each decision that hold in any of some jurisdictions, in the order of the base."""
        numbers = {number for j in jurisdictions for number in self._numbered.get(j, ())}
        found: dict[str, list[Rule]] = {}
        for rule in (self._in_order[number] for number in sorted(numbers)):
            found.setdefault(rule.decision, []).append(rule)
        return found

    def _compiled(self, name: str, rules: Sequence[Rule], here: _Here) -> tuple[Table | None, str]:
        """The table of a decision for the areas here, or why it is refused."""
        base = self.base
        decision = base.vocabulary.decisions[name]
        table, findings = compile_decision(decision, rules, base.vocabulary, here.places, base.first_day)
        wrong = next((f.id for f in findings if f.level == "error"), "")
        return (None if wrong else table), wrong

    def _changed(self, name: str, table: Table, here: _Here) -> list[int]:
        """The cases of which the table says something else, those first that are most likely to notice."""
        if not len(here.rows):
            return []
        known = here.results
        if name not in here.views:
            here.views[name] = self._view(known, name, here)
        tables = {**known.tables, name: table}
        plan = make_plan({name: table}, known.inputs)
        results = Results(known.columns, tables, known.inputs, known.places, plan, {**known.cells}, {**known.outcomes})
        step = plan.step(name)
        rows = plan.rows(known.columns[INSURED], known.columns["asOf"])
        results.cells[name] = step.cells(rows, results.input)
        results.outcomes[name] = step.outcomes(results.cells[name])
        differs = self._view(results, name, here) != here.views[name]
        cases = self.decided.cases
        changed = [(row, d) for row, d in zip(here.rows.tolist(), differs.T.tolist(), strict=True) if any(d)]
        noticing = [(row, d[0]) for row, d in changed if d[0] or d[2] or cases[row].minds(name)]
        return [row for row, _ in sorted(noticing, key=lambda n: (not cases[n[0]].names(name), not n[1]))]

    def _view(self, results: Results, name: str, here: _Here) -> Ints:
        """What is said of a decision of each case here: of all cases in one cell the same."""
        _, firsts, which = np.unique(results.cells[name], return_index=True, return_inverse=True)
        one_each = _some(results, firsts, self.decided.columns(here.rows[firsts]))
        return view(one_each, name, self._numbers)[:, which]

    def _failing(self, name: str, table: Table, rows: Sequence[int]) -> str:
        """The name of the first of some cases that no longer holds, or "" where all do."""
        if not rows:
            return ""
        decided = self.decided
        base = replace(self.base, tables={**self.base.tables, name: table})
        plan = with_table(decided.results.plan, name, base.tables, base.vocabulary.inputs)
        engine, writer = Engine(base, plan), decided.writer.beside(base, name)
        for part in (p for p in (rows[:_FIRST], rows[_FIRST:]) if p):
            results, amounts = engine.run(decided.columns(part))
            answers = (writer.answer(results, amounts, i) for i in range(len(part)))
            for row, answer in zip(part, answers, strict=True):
                if fails(decided.compare, decided.cases[row], answer):
                    return decided.cases[row].name
        return ""


def _some(results: Results, rows: Ints, columns: Columns) -> Results:
    """What was decided of some of the cases, whose columns are given."""
    cells = {name: of_all[rows] for name, of_all in results.cells.items()}
    outcomes = {name: of_all[..., rows] for name, of_all in results.outcomes.items()}
    return Results(columns, results.tables, results.inputs, results.places, results.plan, cells, outcomes)
