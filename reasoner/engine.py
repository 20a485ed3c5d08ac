"""Deciding with a base: from what a case says to its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from yidi.answers.advice import advise, alternatives_of
from yidi.answers.answer import Writer
from yidi.cases.case import parse_case
from yidi.deciding.columns import AS_OF, Columns, add_defaults, encode, make_defaults, make_encoder
from yidi.deciding.decide import decide
from yidi.deciding.money import Amounts, price
from yidi.deciding.numbers import prefer_own_numbers
from yidi.deciding.results import Results
from yidi.defaults import ANSWERS, MESSAGES, PAINTED, REFERENCE
from yidi.tables.plan import Plan, make_plan

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.reference.engine import ReferenceEngine

__all__ = ["ANSWERS", "MESSAGES", "PAINTED", "REFERENCE", "Engine"]


class Engine:
    """Decides cases with one base; it holds only what is made from the base once.

    The plan may be given, where most of it is known from a base that differs little.
    """

    def __init__(self, base: Base, plan: Plan | None = None) -> None:
        self.base = base
        self.encoder = make_encoder(base.vocabulary, base.places)
        self.plan = plan or make_plan(base.tables, base.vocabulary.inputs)
        self.defaults = make_defaults(base.vocabulary)
        self._writers: dict[str, Writer] = {}

    def decide(
        self, cases: Sequence[object], *, as_of: date | None, language: str | None, engine: str = PAINTED
    ) -> list[dict[str, Any]]:
        """The answers to cases, decided together; raises CaseError with every fault of the first faulty one."""
        parsed = [parse_case(case, self.base.case_vocabulary, language or MESSAGES) for case in cases]
        return self.answers(parsed, as_of=as_of, language=language or ANSWERS, engine=engine)

    def answers(
        self, parsed: Sequence[Mapping[str, object]], *, as_of: date | None, language: str, engine: str = PAINTED
    ) -> list[dict[str, Any]]:
        """The answers to cases that `parse_case` has read, with advice."""
        if as_of is not None:
            parsed = [{**case, AS_OF: as_of} for case in parsed]
        alternatives = [alternatives_of(case, self.base.changes, self.encoder.lists) for case in parsed]
        after = [each.case for found in alternatives for each in found]
        results, amounts = self.run_cases([*parsed, *after], engine)
        # What a writer remembers of a cell holds for painted cells alone.
        writer = self.writer(language) if engine == PAINTED else Writer(self.base, language)
        answers = [writer.answer(results, amounts, row) for row in range(len(parsed))]
        row = len(parsed)
        for answer, found in zip(answers, alternatives, strict=True):
            outcomes = ((each.change, writer.outcome(results, amounts, row + i)) for i, each in enumerate(found))
            answer["advice"] = advise(answer, outcomes, self.routes, language)
            row += len(found)
        return answers

    @cached_property
    def column_words(self) -> dict[str, list[str | None]]:
        """What each outcome of each decision is called in the columns of a batch."""
        from yidi.batch.table import column_words  # pyarrow is needed for tables alone, and slow to import

        return {name: column_words(table) for name, table in self.base.tables.items()}

    def writer(self, language: str) -> Writer:
        """What writes the answers in a language."""
        if language not in self._writers:
            self._writers[language] = Writer(self.base, language)
        return self._writers[language]

    @cached_property
    def routes(self) -> tuple[str, ...]:
        """The ways in which a bill may be settled, by code."""
        return self.base.vocabulary.lists["route"].codes

    @cached_property
    def reference(self) -> ReferenceEngine:
        """The same base decided by SPARQL."""
        from yidi.reference.engine import ReferenceEngine  # a store is made only where one is asked for

        return ReferenceEngine(self)

    def run_cases(self, parsed: Sequence[Mapping[str, object]], engine: str = PAINTED) -> tuple[Results, Amounts]:
        """All decisions and amounts for cases that `parse_case` has read."""
        if engine == PAINTED:
            return self.run(encode(parsed, self.encoder))
        return self._priced(self.reference.run(parsed))

    def run(self, columns: Columns) -> tuple[Results, Amounts]:
        """All decisions and amounts for columns of cases."""
        base = self.base
        columns = add_defaults(columns, self.defaults)
        return self._priced(decide(columns, self.plan, base.tables, base.vocabulary.inputs, base.places))

    def _priced(self, results: Results) -> tuple[Results, Amounts]:
        """The decisions, those of claims only where the case has no number of its own, and the amounts."""
        if self.base.unofficial:
            prefer_own_numbers(results)
        return results, price(results)
