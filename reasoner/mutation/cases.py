"""The example cases that rules are tried with: those that hold as the rules stand, decided once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yidi.answers.answer import Writer
from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.deciding.columns import Columns, encode
from yidi.deciding.results import Results
from yidi.errors import CaseError
from yidi.examples.compare import RULES, Expected, listed
from yidi.examples.run import example_files
from yidi.names import expand
from yidi.tables.table import Ints

if TYPE_CHECKING:
    from yidi.base import Base

Answer = Mapping[str, Any]


_BESIDES: Final = frozenset({"missing", "warnings", "bounds", "disagreements"})
"""What an answer says of more than the values: it may change with the rules behind them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case and what it expects: of which decisions it names the value, and of which a rule."""

    name: str
    facts: Mapping[str, object]
    expect: Mapping[str, object]
    unofficial: bool
    of_values: frozenset[str] = frozenset()
    of_rules: frozenset[str] = frozenset()

    def names(self, decision: str) -> bool:
        """Whether it says what a decision is to be or by which rules, so that it notices most of what changes there."""
        return decision in self.of_values or decision in self.of_rules

    def minds(self, decision: str) -> bool:
        """Whether it may notice that a decision has the same value for other reasons."""
        return decision in self.of_rules or any(path.partition(".")[0] in _BESIDES for path in self.expect)


def read(base: Base, paths: Iterable[str | Path]) -> tuple[list[Case], int]:
    """The cases of some files and folders that can be read, and how many cannot."""
    expected = Expected({**base.rules, **base.claims}, {t.decision.answer_path: n for n, t in base.tables.items()})
    cases: list[Case] = []
    faulty = 0
    for file in example_files(paths):
        try:
            raws = list(read_cases(file))
        except CaseError:
            faulty += 1
            continue
        for raw in raws:
            try:
                facts = parse_case(raw.mapping, base.case_vocabulary)
            except CaseError:
                faulty += 1
                continue
            name = raw.name or f"{raw.where}:{raw.position_in_entry('')[0]}"
            cases.append(_case(name, facts, raw.expect or {}, expected, unofficial=raw.unofficial))
    return cases, faulty


def _case(
    name: str, facts: Mapping[str, object], expect: Mapping[str, object], expected: Expected, *, unofficial: bool
) -> Case:
    rules = (expected.rules.get(expand(str(n))) for key in RULES for n in listed(expect.get(key)))
    of_rules = frozenset(rule.decision for rule in rules if rule is not None)
    return Case(name, facts, expect, unofficial, frozenset(map(expected.decision, expect)), of_rules)


@dataclass(frozen=True, slots=True)
class Decided:
    """Cases that hold, all their decisions, and what compares and writes their answers."""

    base: Base
    cases: tuple[Case, ...]
    results: Results
    compare: Expected
    writer: Writer

    def columns(self, rows: Sequence[int] | Ints) -> Columns:
        """The columns of some of the cases."""
        data = self.results.columns.data
        where = np.asarray(rows, np.int64)
        return Columns(len(rows), {path: column[where] for path, column in data.items()})


def decide_all(base: Base, cases: Sequence[Case]) -> Decided:
    """Those cases that hold, decided with a base; its writer knows what to say of their cells."""
    compare = Expected({**base.rules, **base.claims}, {t.decision.answer_path: name for name, t in base.tables.items()})
    engine, writer = base.engine, Writer(base, "en")
    results, amounts = engine.run(encode([case.facts for case in cases], engine.encoder))
    answers = [writer.answer(results, amounts, row) for row in range(len(cases))]
    holding = tuple(c for c, answer in zip(cases, answers, strict=True) if not fails(compare, c, answer))
    results, _ = engine.run(encode([case.facts for case in holding], engine.encoder))
    return Decided(base, holding, results, compare, writer)


def least_numbers(base: Base) -> dict[str, int]:
    """The inputs of which a case may not hold nought, such as the number of a stay: one is the least."""
    found = {}
    for name, used in base.vocabulary.inputs.items():
        if used.path is not None and used.datatype == "integer":
            case: object = 0
            for key in reversed(used.path.split(".")):
                case = {key: case}
            try:
                parse_case(case, base.case_vocabulary)
            except CaseError as error:
                if any(fault.path == used.path for fault in error.faults):
                    found[name] = 1
    return found


def fails(compare: Expected, case: Case, answer: Answer) -> bool:
    """Whether an answer differs from what a case expects."""
    differences: Iterator[object] = compare.differences(case.expect, answer)
    return next(differences, None) is not None
