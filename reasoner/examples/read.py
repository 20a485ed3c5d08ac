"""Example cases read from their files, each with everything wrong with it that shows before it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from yidi.cases.case import parse_case
from yidi.cases.file import RawCase, read_cases
from yidi.errors import CaseError, Fault
from yidi.examples.compare import guess
from yidi.examples.model import Failure
from yidi.names import expand, short
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.base import Base

Paths = Sequence[Path]
SKIPPED: Final = "uncovered.yaml"
"""The file among the cases that lists rules which cannot fire, each with the reason."""
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Read:
    """One example case as read: its facts, unless there are faults, and what is wrong with it so far."""

    raw: RawCase
    name: str
    facts: Mapping[str, object] | None
    failures: tuple[Failure, ...]

    def place(self, path: str) -> Place:
        """Where a key of the case stands, such as "expect.settlement.route"."""
        return Place(self.raw.where, *self.raw.position_in_entry(path))


def example_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The case files that the paths mean: a file itself, of a folder every file of cases, in order."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(filter(is_example_file, path.rglob("*")))
        else:
            yield path


def is_example_file(path: PurePath) -> bool:
    """Whether a file among others holds example cases, by its name."""
    return path.suffix in _SUFFIXES and path.name != SKIPPED


def read_examples(
    base: Base, files: Iterable[Path], pattern: str | None, language: str
) -> tuple[list[Read], list[Failure]]:
    """The cases of files whose name contains a text, and the files that cannot be read."""
    cases: list[Read] = []
    broken: list[Failure] = []
    for file in files:
        try:
            cases += [_read(base, raw, language) for raw in _matching(read_cases(file, language), pattern)]
        except CaseError as error:
            broken += [Failure("file-unreadable", _fault_place(f, file), {"fault": f.message}) for f in error.faults]
    return cases, broken


def _matching(cases: Iterable[RawCase], pattern: str | None) -> Iterator[RawCase]:
    """The cases whose name contains a text, in whatever case; all without one."""
    return (c for c in cases if pattern is None or pattern.casefold() in (c.name or "").casefold())


def _read(base: Base, raw: RawCase, language: str) -> Read:
    place = Place(raw.where, *raw.position_in_entry("name"))
    name = raw.name or str(place)
    failures = list(_form_failures(base, raw, name, place))
    try:
        return Read(raw, name, parse_case(raw.mapping, base.case_vocabulary, language), tuple(failures))
    except CaseError as error:
        for fault in error.faults:
            where = Place(raw.where, *raw.position(fault.path))
            text = f"{fault.path}: {fault.message}" if fault.path else fault.message
            failures.append(Failure("case-invalid", where, {"name": name, "fault": text}))
        return Read(raw, name, None, tuple(failures))


def _form_failures(base: Base, raw: RawCase, name: str, place: Place) -> Iterator[Failure]:
    """What is wrong with the form of a case: its name, its sources, and that it expects nothing."""
    if not raw.name:
        yield Failure("name-missing", place, {})
    if not raw.expect:
        yield Failure("expect-missing", Place(raw.where, *raw.position_in_entry("expect")), {"name": name})
    for number, source in enumerate(raw.source):
        if expand(source) not in base.sources:
            details = {"name": name, "source": source, "guess": guess(source, map(short, base.sources))}
            at = Place(raw.where, *raw.position_in_entry(f"source.{number}"))
            yield Failure("source-unknown", at, details)


def _fault_place(fault: Fault, file: Path) -> Place:
    return Place(fault.source or str(file), fault.line or 1, fault.column or 1)
