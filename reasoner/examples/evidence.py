"""Whether what is said to carry a statement of a source really does: an example case that cites it must show it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.examples.model import ExampleReport, Failure, Words
from yidi.names import short

if TYPE_CHECKING:
    from yidi.base import Base

CASES: Final = Path("tests") / "cases"
"""Where the example cases of a base lie in its folder."""


def all_cases(base: Base, paths: Iterable[Path]) -> bool:
    """Whether files and folders of cases take in every example case of a base, so that what none shows is unproved."""
    whole = (base.folder / CASES).resolve()
    return any(whole.is_relative_to(path.resolve()) for path in paths)


def unproved(base: Base, report: ExampleReport) -> tuple[Failure, ...]:
    """A finding at each link of a statement to a rule or decision that no case citing the statement proves.

    A case proves a rule that prevails in it, a bound that applies to it, and a decision that has a value in its answer.
    Links to codes, inputs, shapes and queries need no case: they are declared, or have examples of their own.
    """
    citing: dict[str, set[str]] = {}
    for example in report.examples:
        for source in example.sources:
            citing.setdefault(source, set()).add(example.name)
    shown = {**report.coverage.decided, **report.coverage.fired}
    decisions = {table.decision.iri for table in base.tables.values()}
    found = []
    for link in base.carried:
        if citing.get(link.statement, set()).isdisjoint(shown.get(link.carrier, ())):
            does = Words("decides-it" if link.carrier in decisions else "fires-it", {})
            details = {"statement": short(link.statement), "carrier": short(link.carrier), "does": does}
            found.append(Failure("statement-not-proved", link.place, details))
    return tuple(found)
