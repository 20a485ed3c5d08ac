"""The check of a base, which is worked out anew only where a file or the day has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from yidi.files import digest, read_all, read_files, read_texts, shown, unread
from yidi.finding import NOWHERE, Finding, in_order
from yidi.reading.turtle import Place
from yidi.shelf import Shelf, key_of, open_shelves, shelf


@dataclass(frozen=True)
class Files:
    """All that a check reads, by the names that findings show, and the day on which it does."""

    texts: dict[str, bytes]
    queries: dict[str, bytes]
    stages: dict[str, bytes]
    shapes: dict[str, bytes]
    examples: dict[str, bytes] | None
    today: date
    unread: tuple[str, ...] = ()

    def key(self) -> bytes:
        """A digest of all of it."""
        parts = (self.texts, self.queries, self.stages, self.shapes, self.examples)
        return key_of(self.today, self.unread, *(part if part is None else digest(part) for part in parts))

    def within(self, start: str) -> Files | None:
        """What is read, by names without what all of them start with; None where one starts otherwise."""
        parts = (self.texts, self.queries, self.stages, self.shapes, self.examples or {})
        if not all(name.startswith(start) for part in parts for name in part):
            return None
        texts, queries, stages, shapes, examples = (
            {name[len(start) :]: content for name, content in part.items()} for part in parts
        )
        return Files(texts, queries, stages, shapes, None if self.examples is None else examples, self.today)


def read_base(folder: Path) -> Files:
    """Everything that a check of a base's folder reads; raises BaseError where it has no `ontology`."""
    filings = folder / "tests" / "filings"
    texts, queries, stages = read_files(folder), read_texts(folder), read_texts(folder, "*/**/*.rq")
    shapes = read_all(folder / "shapes", "**/*.ttl")
    return Files(
        texts,
        queries,
        stages,
        shapes,
        read_all(filings / "fail", "**/*") if filings.is_dir() else None,
        datetime.now(UTC).date(),
        unread(folder, texts.keys() | queries.keys() | stages.keys() | shapes.keys()),
    )


@open_shelves()
def checked(folder: Path, read: Files | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with the base of a folder, or with files of it that were read, by file and line.

    Files go by their names within the folder meanwhile: what is kept of a base serves a copy that lies elsewhere, too.
    """
    read = read_base(folder) if read is None else read
    start = str(Path(shown(folder)) / "_")[:-1]
    inner = read.within(start)
    known: Shelf[tuple[Finding, ...]] = shelf("checked")
    found = known.made((inner or read).key(), partial(_check, folder, inner or read))
    if inner and start:
        found = tuple(_moved(start, each) for each in found)
    if read.unread:
        from yidi.check import unread_files

        found = in_order([*found, *unread_files(read.unread)])
    return found


def _check(folder: Path, read: Files) -> tuple[Finding, ...]:
    from yidi.check import check_texts  # what works everything out is not needed where it is known

    return check_texts(folder, read.texts, read.queries, read.stages, read.shapes, read.examples)


def _moved(start: str, finding: Finding) -> Finding:
    """A finding in files whose names begin with something more."""
    related = tuple((place and _below(start, place), words) for place, words in finding.related)
    return replace(finding, place=_below(start, finding.place), related=related)


def _below(start: str, place: Place) -> Place:
    return place if place == NOWHERE else place._replace(file=start + place.file)
