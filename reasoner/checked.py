"""The check of a base, which is worked out anew only where a file or the day has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from yidi.files import digest, read_all, read_files, read_texts
from yidi.finding import Finding
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

    def key(self) -> bytes:
        """A digest of all of it."""
        parts = (self.texts, self.queries, self.stages, self.shapes, self.examples)
        return key_of(self.today, *(part if part is None else digest(part) for part in parts))


def read_base(folder: Path) -> Files:
    """Everything that a check of a base's folder reads; raises BaseError where it has no `ontology`."""
    filings = folder / "tests" / "filings"
    return Files(
        read_files(folder),
        read_texts(folder),
        read_texts(folder, "*/**/*.rq"),
        read_all(folder / "shapes", "**/*.ttl"),
        read_all(filings / "fail", "**/*") if filings.is_dir() else None,
        datetime.now(UTC).date(),
    )


@open_shelves()
def checked(folder: Path, read: Files | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with the base of a folder, or with files of it that were read, by file and line."""
    read = read_base(folder) if read is None else read
    found: Shelf[tuple[Finding, ...]] = shelf("checked")
    return found.made(read.key(), partial(_check, folder, read))


def _check(folder: Path, read: Files) -> tuple[Finding, ...]:
    from yidi.check import check_texts  # what works everything out is not needed where it is known

    return check_texts(folder, read.texts, read.queries, read.stages, read.shapes, read.examples)
