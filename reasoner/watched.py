"""A base checked again whenever a file of it changes, for as long as somebody works on it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

from watchfiles import watch

from yidi.checked import Files, checked, read_base
from yidi.errors import BaseError
from yidi.finding import Finding
from yidi.shelf import close_shelves, open_shelves

_FOLDERS: Final = ("ontology", "shapes", "queries", "tests/filings")
_PATIENCE: Final = 1000
"""Milliseconds after which to look whether a folder has come or gone, or a new day has begun."""
_TRIES: Final = 20
_MOMENT: Final = 0.05
"""Seconds until a file that was going away is gone."""


@dataclass(frozen=True)
class Pass:
    """What one check found and how many seconds it took; `trouble` where there is no base to check."""

    findings: tuple[Finding, ...]
    seconds: float
    trouble: str = ""


def watched(folder: Path) -> Iterator[Pass]:
    """What is wrong with the base of a folder, now and after each change of its files, without end.

    What did not change stays in memory.  A file that is half written is a finding until the rest is there.
    """
    last: Files | str | None = None
    with open_shelves():
        for _ in _changes(folder):
            started = perf_counter()
            read = _read(folder)
            if read == last:
                continue
            last = read
            if isinstance(read, str):
                yield Pass((), perf_counter() - started, read)
                continue
            findings = checked(folder, read)
            yield Pass(findings, perf_counter() - started)
            close_shelves()
            gc.collect()  # which waits while shelves are open


def _read(folder: Path) -> Files | str:
    """Everything that a check reads, or why there is nothing."""
    trouble = ""
    for _ in range(_TRIES):
        try:
            return read_base(folder)
        except BaseError as error:
            return str(error)
        except OSError as error:  # a file went away between being seen and being read
            trouble = f"{error.filename}: {error.strerror}"
        sleep(_MOMENT)
    return trouble


def _changes(folder: Path) -> Iterator[None]:
    """Something may have changed: at the start, once it is watched, and after each change from then on."""
    yield
    while True:
        there, day, watching = _there(folder), _day(), False
        if not there:
            sleep(_PATIENCE / 1000)
            yield
            continue
        for changes in watch(*there, rust_timeout=_PATIENCE, yield_on_timeout=True):
            if changes or not watching or (there, day) != (_there(folder), _day()):
                watching = True
                yield
            if (there, day) != (_there(folder), _day()):
                break


def _there(folder: Path) -> list[Path]:
    return [path for path in (folder / name for name in _FOLDERS) if path.is_dir()]


def _day() -> int:
    return datetime.now(UTC).toordinal()
