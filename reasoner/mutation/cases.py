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
from yidi.examples.compare import Expected, listed
from yidi.examples.run import example_files
from yidi.names import expand

if TYPE_CHECKING:
    from yidi.base import Base

Answer = Mapping[str, Any]


_BESIDES: Final = frozenset({"missing", "warnings", "bounds", "disagreements"})
"""What an answer says of more than the values: it may change with the rules behind them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case and what it expects.

    `looks_at` names the decisions of whose rules it expects something, None where that may be any.
    """

    name: str
    facts: Mapping[str, object]
    expect: Mapping[str, object]
    unofficial: bool
    looks_at: frozenset[str] | None = None

    def minds(self, decision: str) -> bool:
        """Whether it may notice that a decision has the same value for other reasons."""
        return self.looks_at is None or decision in self.looks_at


def read(base: Base, paths: Iterable[str | Path]) -> tuple[list[Case], int]:
    """The cases of some files and folders that can be read, and how many cannot."""
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
            expect = raw.expect or {}
            cases.append(Case(name, facts, expect, raw.unofficial, _looks_at(base, expect)))
    return cases, faulty


def _looks_at(base: Base, expect: Mapping[str, object]) -> frozenset[str] | None:
    if any(path.partition(".")[0] in _BESIDES for path in expect):
        return None
    rules = {**base.rules, **base.claims}
    named = [expand(str(n)) for key in ("because", "not-because") for n in listed(expect.get(key))]
    return frozenset(rules[iri].decision for iri in named if iri in rules)


@dataclass(frozen=True, slots=True)
class Decided:
    """Cases that hold, all their decisions, and what compares and writes their answers."""

    base: Base
    cases: tuple[Case, ...]
    results: Results
    compare: Expected
    writer: Writer

    def columns(self, rows: Sequence[int]) -> Columns:
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
