"""Example cases run: every case of the files decided in one batch and compared with what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from yidi.answers.answer import Writer
from yidi.cases.case import parse_case
from yidi.cases.file import RawCase, read_cases
from yidi.deciding.columns import encode
from yidi.errors import CaseError, Fault
from yidi.examples.compare import Expected, guess
from yidi.examples.coverage import cover, coverage_failures, uncovered, without_twin
from yidi.examples.model import Coverage, Example, ExampleReport, Failure
from yidi.examples.report import junit_text, report_text
from yidi.names import expand, short
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

SKIPPED: Final = "uncovered.yaml"
"""The file among the cases that lists rules which cannot fire, each with the reason."""
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class _Read:
    """One example case as read: its facts, unless there are faults, and what is wrong with it so far."""

    raw: RawCase
    name: str
    facts: Mapping[str, object] | None
    failures: tuple[Failure, ...]


def run_examples(
    base: Base, paths: Iterable[str | Path], *, pattern: str | None = None, language: str = "en"
) -> ExampleReport:
    """The report on all example cases in files and folders, or on those whose name contains a text.

    Faults of a case are told in the language given; everything else can be shown in either later.
    """
    start = perf_counter()
    cases: list[_Read] = []
    broken: list[Failure] = []
    first: dict[str, Place] = {}
    for file in example_files(paths):
        try:
            cases += [_read(base, raw, first, language) for raw in _matching(read_cases(file, language), pattern)]
        except CaseError as error:
            broken += [Failure("file-unreadable", _fault_place(f, file), {"fault": f.message}) for f in error.faults]
    sound = [case for case in cases if case.facts is not None]
    answers, coverage = _decided(base, sound)
    compare = Expected({**base.rules, **base.claims}, {t.decision.answer_path: name for name, t in base.tables.items()})
    found = {id(case): tuple(_failures(case, compare, answer)) for case, answer in zip(sound, answers, strict=True)}
    examples = (_example(c, found.get(id(c), ())) for c in cases)
    return ExampleReport(tuple(examples), tuple(broken), coverage, perf_counter() - start)


def _example(case: _Read, failures: tuple[Failure, ...]) -> Example:
    sources = tuple(map(expand, case.raw.source))
    return Example(case.name, sources, _place(case.raw, "name"), case.failures + failures)


def _matching(cases: Iterable[RawCase], pattern: str | None) -> Iterator[RawCase]:
    """The cases whose name contains a text, in whatever case; all without one."""
    return (c for c in cases if pattern is None or pattern.casefold() in (c.name or "").casefold())


def example_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The case files that the paths mean: a file itself, of a folder every file of cases, in order."""
    for path in map(Path, paths):
        if path.is_dir():
            inside = (f for f in path.rglob("*") if f.suffix in _SUFFIXES and f.name != SKIPPED)
            yield from sorted(inside)
        else:
            yield path


def read_skipped(file: Path) -> dict[str, str]:
    """The short names of the rules that no case can fire or just miss, each with the reason; empty without a file."""
    if not file.exists():
        return {}
    entries = [raw.mapping for raw in read_cases(file)]
    return {str(rule): str(why) for entry in entries if isinstance(entry, Mapping) for rule, why in entry.items()}


def _read(base: Base, raw: RawCase, first: dict[str, Place], language: str) -> _Read:
    """A case read, with everything wrong with it that shows before it is decided."""
    place = _place(raw, "name")
    name = raw.name or str(place)
    failures = list(_form_failures(base, raw, name, first))
    try:
        return _Read(raw, name, parse_case(raw.mapping, base.case_vocabulary, language), tuple(failures))
    except CaseError as error:
        for fault in error.faults:
            where = Place(raw.where, *raw.position(fault.path))
            text = f"{fault.path}: {fault.message}" if fault.path else fault.message
            failures.append(Failure("case-invalid", where, {"name": name, "fault": text}))
        return _Read(raw, name, None, tuple(failures))


def _form_failures(base: Base, raw: RawCase, name: str, first: dict[str, Place]) -> Iterator[Failure]:
    """What is wrong with the form of a case: its name, its sources, and that it expects nothing."""
    place = _place(raw, "name")
    if not raw.name:
        yield Failure("name-missing", place, {})
    elif (other := first.setdefault(raw.name, place)) != place:
        yield Failure("name-twice", place, {"name": name, "other": other})
    if not raw.expect:
        yield Failure("expect-missing", _place(raw, "expect"), {"name": name})
    for number, source in enumerate(raw.source):
        if expand(source) not in base.sources:
            details = {"name": name, "source": source, "guess": guess(source, map(short, base.sources))}
            yield Failure("source-unknown", _place(raw, f"source.{number}"), details)


def _decided(base: Base, cases: Sequence[_Read]) -> tuple[list[dict[str, Any]], Coverage]:
    """The answers to all cases in order, and the rules that they try; claims decide where a case asks for them."""
    asking = [case.raw.unofficial for case in cases]
    by_rules, tried = _decided_together(base, [c for c, asks in zip(cases, asking, strict=True) if not asks])
    if not any(asking):
        return by_rules, tried
    by_claims, more = _decided_together(base.with_claims, [c for c, asks in zip(cases, asking, strict=True) if asks])
    ruled, claimed = iter(by_rules), iter(by_claims)
    return [next(claimed if asks else ruled) for asks in asking], tried.plus(more)


def _decided_together(base: Base, cases: Sequence[_Read]) -> tuple[list[dict[str, Any]], Coverage]:
    """The answers of one base to all of these cases, decided together, and the rules that they try."""
    if not cases:
        return [], Coverage({}, {}, {})
    engine = base.engine
    results, amounts = engine.run(encode([case.facts or {} for case in cases], engine.encoder))
    writer = Writer(base, "en")
    answers = [writer.answer(results, amounts, row) for row in range(len(cases))]
    return answers, cover(base, results, answers, [case.name for case in cases])


def _failures(case: _Read, compare: Expected, answer: Mapping[str, Any]) -> Iterator[Failure]:
    """The differences between an answer and what its case expects, each at its line."""
    for path, kind, details in compare.differences(case.raw.expect or {}, answer):
        yield Failure(kind, _place(case.raw, f"expect.{path}"), {"name": case.name, **details})


def _place(raw: RawCase, path: str) -> Place:
    return Place(raw.where, *raw.position_in_entry(path))


def _fault_place(fault: Fault, file: Path) -> Place:
    return Place(fault.source or str(file), fault.line or 1, fault.column or 1)
