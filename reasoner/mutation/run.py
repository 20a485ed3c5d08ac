"""All mutants of a base tried: chosen by name, drawn as a sample, shared out among processes."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from yidi.base import read_graph
from yidi.collecting import no_collecting
from yidi.errors import UsageError
from yidi.files import read_files
from yidi.model import Rule
from yidi.mutation.cases import Case, decide_all, read
from yidi.mutation.edits import Editor
from yidi.mutation.model import Mutant, MutationReport, Verdict
from yidi.mutation.mutants import Mutants
from yidi.mutation.saying import Sayer
from yidi.mutation.trial import Trial
from yidi.mutation.words import SAY
from yidi.names import short

if TYPE_CHECKING:
    from yidi.base import Base

_PART: Final = 20
"""So many mutants a process is given at a time."""
_WORTH: Final = 200
"""From so many mutants on, further processes are worth their start."""
Told = Callable[[int, int], None]
"""Is told how many mutants have been tried, and of how many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mutants are tried: of a decision, of an area's own rules, of rules whose name contains a text; a sample."""

    decision: str | None = None
    area: str | None = None
    rule: str | None = None
    sample: int | None = None
    seed: int = 1

    def takes(self, rule: Rule) -> bool:
        """Whether mutants of a rule are wanted."""
        return (
            self.decision in (None, rule.decision)
            and (self.area is None or self.area in rule.jurisdictions)
            and (self.rule is None or self.rule in short(rule.iri))
        )

    @property
    def words(self) -> str:
        """What was chosen, for a message."""
        return ", ".join(str(part) for part in (self.decision, self.area, self.rule) if part is not None)


def mutate(
    base: Base,
    paths: Sequence[str | Path],
    choice: Choice,
    *,
    jobs: int | None = None,
    language: str = "en",
    told: Told | None = None,
) -> MutationReport:
    """The verdicts on the mutants of a base's rules and claims, tried with the example cases of files and folders.

    Rules are tried with the cases that decide by rules alone, claims with those that ask for unofficial numbers.
    `jobs` is the number of processes, by default as many as there are processors; `language` that of faults.
    Raises UsageError where no rule or no case is chosen.
    """
    start = perf_counter()
    with no_collecting():  # nearly all that is made here is needed to the end
        cases, faulty = read(base, paths)
        made = made_mutants(base, choice)
        chosen = _drawn(made, choice)
        if not chosen:
            raise UsageError(SAY["nothing"][language].format(what=choice.words))
        trials = _Trials(base, cases)
        holding = trials.holding(chosen)
    if not holding:
        raise UsageError(SAY["no-cases"][language])
    workers = jobs or os.cpu_count() or 1
    found: list[Verdict] = []
    if workers == 1 or len(chosen) < _WORTH:
        verdicts: Iterator[Verdict] = (trials.verdict(mutant) for mutant in chosen)
        _gather(found, verdicts, len(chosen), told)
    else:
        parts = [chosen[i : i + _PART] for i in range(0, len(chosen), _PART)]
        context = get_context("spawn")  # a copy of a process that draws its progress would hang
        with ProcessPoolExecutor(workers, context, _begin, (base, cases)) as pool:
            _gather(found, (v for part in pool.map(_try, parts) for v in part), len(chosen), told)
    rules = tuple(v for v in found if not v.mutant.rule.claimed)
    claims = tuple(v for v in found if v.mutant.rule.claimed)
    seed = choice.seed if len(chosen) < len(made) else None
    return MutationReport(rules, claims, len(made), seed, faulty + len(cases) - holding, perf_counter() - start)


def made_mutants(base: Base, choice: Choice) -> Mutants:
    """All mutants of the rules and claims that are chosen, in the order of the files, rules first."""
    graph, _ = read_graph(read_files(base.folder))
    make = Editor(graph, Sayer(base.vocabulary, base.places))
    in_order = (sorted(rules.values(), key=lambda r: r.place) for rules in (base.rules, base.claims))
    return Mutants(make, (rule for rules in in_order for rule in rules if choice.takes(rule)))


def _drawn(made: Mutants, choice: Choice) -> list[Mutant]:
    """All of them, or a sample in the same order."""
    if choice.sample is None or choice.sample >= len(made):
        return list(made)
    places = random.Random(choice.seed).sample(range(len(made)), choice.sample)  # noqa: S311 - no secret
    return [made[i] for i in sorted(places)]


def _gather(found: list[Verdict], verdicts: Iterator[Verdict], total: int, told: Told | None) -> None:
    for verdict in verdicts:
        found.append(verdict)
        if told is not None:
            told(len(found), total)


class _Trials:
    """A trial of rules and one of claims, each made when first needed."""

    def __init__(self, base: Base, cases: Sequence[Case]) -> None:
        self._base = base
        self._cases = cases

    @cached_property
    def _by_rules(self) -> Trial:
        return Trial(decide_all(self._base, [case for case in self._cases if not case.unofficial]))

    @cached_property
    def _by_claims(self) -> Trial:
        return Trial(decide_all(self._base.with_claims, [case for case in self._cases if case.unofficial]))

    def holding(self, made: Sequence[Mutant]) -> int:
        """How many of the cases hold that some mutants are tried with, and of the others all."""
        kinds = {mutant.rule.claimed for mutant in made}
        trials = [self._by_claims if claimed else self._by_rules for claimed in kinds]
        others = [case for case in self._cases if case.unofficial not in kinds]
        return sum(len(trial.decided.cases) for trial in trials) + len(others)

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of a mutant."""
        return (self._by_claims if mutant.rule.claimed else self._by_rules).verdict(mutant)


_trials: list[_Trials] = []
"""What a process of its own tries mutants with."""


def _begin(base: Base, cases: Sequence[Case]) -> None:
    _trials[:] = [_Trials(base, cases)]


def _try(part: Sequence[Mutant]) -> list[Verdict]:
    return [_trials[0].verdict(mutant) for mutant in part]
