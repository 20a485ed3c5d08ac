"""Example cases run by several processes, a share of the files each: worth it for thousands of cases."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from yidi.base import Base, load
from yidi.examples.run import Part, run_part

WORTH: Final = 1_000_000
"""Bytes of cases below which a further process costs more than it saves: some 1,800 cases, 2.5 s of work."""


def run_shares(base: Base, files: Sequence[Path], pattern: str | None, language: str, jobs: int) -> Iterator[Part]:
    """What each share of the files gives, in the order of the files."""
    shares = share(files, jobs or worth_while(files))
    if len(shares) <= 1:
        yield run_part(base, files, pattern, language)
        return
    # A new process rather than a fork: threads of libraries do not survive one.
    with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
        work = [pool.submit(_run, base.folder, mine, pattern, language, unofficial=base.unofficial) for mine in shares]
        yield from (each.result() for each in work)


def worth_while(files: Sequence[Path]) -> int:
    """The number of processes that makes it faster: as many as there are cores, and each with enough to do."""
    return min(os.cpu_count() or 1, 1 + sum(map(_size, files)) // WORTH)


def share(files: Sequence[Path], jobs: int) -> list[list[Path]]:
    """The files in at most so many shares of about the same size, in order."""
    total = sum(map(_size, files))
    shares: list[list[Path]] = []
    done = 0
    for file in files:
        number = done * jobs // max(total, 1)
        if not shares or number >= len(shares):
            shares.append([])
        shares[-1].append(file)
        done += _size(file)
    return shares


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _run(folder: Path, files: Sequence[Path], pattern: str | None, language: str, *, unofficial: bool) -> Part:
    """The part of a process of its own, which finds the compiled base where it is kept."""
    return run_part(load(folder, unofficial=unofficial), files, pattern, language)
