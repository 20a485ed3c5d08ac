"""Example cases run: decided together, compared with what each expects; the same report by however many processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from yidi.answers.answer import Writer
from yidi.collecting import no_collecting
from yidi.deciding.columns import encode
from yidi.examples.acceptable import acceptable, differing
from yidi.examples.compare import Expected
from yidi.examples.context import Context
from yidi.examples.coverage import cover, coverage_failures, uncovered, without_twin
from yidi.examples.excuses import read_skipped
from yidi.examples.model import Coverage, Example, ExampleReport, Failure
from yidi.examples.read import Read, example_files, read_examples
from yidi.examples.report import junit_text, report_text
from yidi.names import expand
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.base import Base

__all__ = [
    "Example",
    "ExampleReport",
    "Failure",
    "coverage_failures",
    "example_files",
    "junit_text",
    "read_skipped",
    "report_text",
    "run_examples",
    "uncovered",
    "without_twin",
]


@dataclass(frozen=True, slots=True)
class Part:
    """What running the cases of some files gives."""

    examples: tuple[Example, ...]
    failures: tuple[Failure, ...]
    coverage: Coverage


def run_examples(
    base: Base,
    paths: Iterable[str | Path],
    *,
    pattern: str | None = None,
    language: str = "en",
    fail_fast: bool = False,
    jobs: int = 1,
) -> ExampleReport:
    """The report on all example cases in files and folders, or on those whose name contains a text.

    With `fail_fast` it ends with the first case that fails, in the order of the files, and tells no coverage.
    `jobs` is the number of processes, 0 for as many as make it faster; the report is the same whatever it is.
    Faults of a case are told in the language given; everything else can be shown in either later.
    """
    start = perf_counter()
    files = tuple(example_files(paths))
    parts: Iterable[Part]
    if fail_fast:
        parts = (run_part(base, [file], pattern, language, measure=False) for file in files)
    elif jobs == 1:
        parts = (run_part(base, files, pattern, language),)
    else:
        # Processes only where they are asked for; and shares run parts, so it imports this module.
        from yidi.examples.shares import run_shares  # noqa: PLC0415

        parts = run_shares(base, files, pattern, language, jobs)
    with no_collecting():  # answers are kept to the end
        return _together(parts, fail_fast=fail_fast, start=start)


def _together(parts: Iterable[Part], *, fail_fast: bool, start: float) -> ExampleReport:
    """The report on all parts, or on those up to the first failure; names must differ in all of them."""
    examples: list[Example] = []
    failures: list[Failure] = []
    coverage = Coverage()
    stopped = False
    for part in parts:
        failures += part.failures
        examples += part.examples
        coverage = coverage.plus(part.coverage)
        if fail_fast and (part.failures or any(e.failures for e in named_once(examples))):
            stopped = True
            break
    found = named_once(examples)
    if stopped and not failures:
        found = found[: 1 + next(number for number, each in enumerate(found) if each.failures)]
    return ExampleReport(tuple(found), tuple(failures), coverage, perf_counter() - start, stopped)


def named_once(examples: Iterable[Example]) -> list[Example]:
    """The examples; one whose name another has already is a failure."""
    first: dict[str, Place] = {}
    found = []
    for example in examples:
        other = first.setdefault(example.name, example.place)
        twice = Failure("name-twice", example.place, {"name": example.name, "other": other})
        found.append(example if other == example.place else replace(example, failures=(twice, *example.failures)))
    return found


def run_part(base: Base, files: Sequence[Path], pattern: str | None, language: str, *, measure: bool = True) -> Part:
    """What the cases of some files give, decided together, and unless it is not to `measure` what they try."""
    cases, broken = read_examples(base, files, pattern, language)
    sound = [case for case in cases if case.facts is not None]
    answers, coverage = _decided(base, sound, language, measure=measure)
    rules = {**base.rules, **base.claims}
    compare = Expected(rules, {t.decision.answer_path: name for name, t in base.tables.items()})
    context = Context(base, compare)
    judged = {id(case): (case, answer) for case, answer in zip(sound, answers, strict=True)}
    return Part(tuple(_example(c, judged.get(id(c)), compare, context) for c in cases), tuple(broken), coverage)


def _example(case: Read, judged: tuple[Read, dict[str, Any]] | None, compare: Expected, context: Context) -> Example:
    """A case with the differences between its answer and what it expects, each at its line."""
    expect, answer = case.raw.expect or {}, judged[1] if judged else {}
    found = list(compare.differences(expect, answer)) if judged else []
    failures = list(case.failures)
    for path, kind, details in found:
        lines = context.lines(kind, path, details, answer)
        told = any(failure.context == lines for failure in failures)  # a bill is shown once
        known = {"name": case.name, **details}
        failures.append(Failure(kind, case.place(f"expect.{path}"), known, () if told else lines))
    wrong = differing(path for path, _, _ in found)
    sources = tuple(map(expand, case.raw.source))
    accepted = acceptable(expect, wrong, answer, compare)
    return Example(case.name, sources, case.place("name"), tuple(failures), wrong, accepted)


def _decided(
    base: Base, cases: Sequence[Read], language: str, *, measure: bool
) -> tuple[list[dict[str, Any]], Coverage]:
    """The answers to all cases in order, and the rules that they try; claims decide where a case asks for them."""
    asking = [case.raw.unofficial for case in cases]
    by_rules, tried = _decided_together(base, _those(cases, asking, wanted=False), language, measure=measure)
    if not any(asking):
        return by_rules, tried
    by_claims, more = _decided_together(base.with_claims, _those(cases, asking, wanted=True), language, measure=measure)
    ruled, claimed = iter(by_rules), iter(by_claims)
    return [next(claimed if asks else ruled) for asks in asking], tried.plus(more)


def _those(cases: Iterable[Read], asking: Iterable[bool], *, wanted: bool) -> list[Read]:
    return [case for case, asks in zip(cases, asking, strict=True) if asks == wanted]


def _decided_together(
    base: Base, cases: Sequence[Read], language: str, *, measure: bool
) -> tuple[list[dict[str, Any]], Coverage]:
    """The answers of one base to all of these cases, decided together, and the rules that they try."""
    if not cases:
        return [], Coverage()
    engine = base.engine
    results, amounts = engine.run(encode([case.facts or {} for case in cases], engine.encoder))
    writer = Writer(base, language)
    answers = [writer.answer(results, amounts, row) for row in range(len(cases))]
    return answers, cover(base, results, answers, [case.name for case in cases]) if measure else Coverage()
