"""The list of rules that no example case can reach, each with the reason; an excuse that is not needed is a failure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yidi.cases.file import read_cases
from yidi.examples.compare import guess
from yidi.examples.model import ExampleReport, Failure
from yidi.names import expand, short
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.base import Base


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why no case can fire or just miss a rule, and where that is said."""

    reason: str
    place: Place


def read_excuses(file: Path) -> dict[str, Excuse]:
    """The short names of the rules that no case can fire or just miss, each with the reason; empty without a file.

    Raises CaseError where the file cannot be read.
    """
    if not file.exists():
        return {}
    return {
        str(rule): Excuse("" if why is None else str(why), Place(raw.where, *raw.position(str(rule))))
        for raw in read_cases(file)
        if isinstance(raw.mapping, Mapping)
        for rule, why in raw.mapping.items()
    }


def read_skipped(file: Path) -> dict[str, str]:
    """The short names of the rules that no case can fire or just miss, each with the reason alone."""
    return {rule: excuse.reason for rule, excuse in read_excuses(file).items()}


def excuse_failures(base: Base, report: ExampleReport, excuses: Mapping[str, Excuse]) -> Iterator[Failure]:
    """A finding at each excuse of a rule that there is not, that gives no reason, or that is no longer needed."""
    for rule, excuse in excuses.items():
        iri = expand(rule)
        if iri not in base.rules:
            yield Failure("excuse-unknown", excuse.place, {"rule": rule, "guess": _guess(rule, base)})
        elif not excuse.reason.strip():
            yield Failure("excuse-empty", excuse.place, {"rule": rule})
        elif report.coverage.fired.get(iri) and report.coverage.missed.get(iri):
            yield Failure("excuse-needless", excuse.place, {"rule": rule})


def _guess(rule: str, base: Base) -> object:
    return guess(rule, map(short, base.rules))
