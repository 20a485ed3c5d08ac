"""A second process that does some of the work meanwhile, and leaves on the shelves what it found."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NoReturn

from yidi import files
from yidi.shelf import close_shelves

_LONGEST: Final = 60
"""Seconds after which a process that should have been done long ago is given up."""
_THREADS: Final = Path("/proc/self/task")


@contextmanager
def meanwhile(work: Callable[[], object], *, pays: bool = True) -> Iterator[None]:
    """Let a copy of this process do some work; what that puts on shelves is found on those not opened here before.

    Nothing depends on it: where there is no second core, no cache folder or no copy to be had, or where the copy fails,
    the shelves lack what it would have put there, and whoever asks for that makes it.
    """
    if not pays or not _can_copy():
        yield
        return
    close_shelves()  # each process writes what it made itself
    copy = os.fork()
    if not copy:
        _do(work)
    try:
        yield
    except BaseException:
        os.kill(copy, signal.SIGKILL)
        raise
    finally:
        os.waitpid(copy, 0)


def _can_copy() -> bool:
    """Whether this process may be copied: threads would not come along, and what they hold would be held for ever."""
    with suppress(OSError, AttributeError):  # where there is no /proc, or no such call
        alone = sum(1 for _ in _THREADS.iterdir()) == 1
        return alone and len(os.sched_getaffinity(0)) > 1 and files.cache_folder() is not None
    return False


def _do(work: Callable[[], object]) -> NoReturn:
    """Work, write the shelves and end at once: all else that lies open belongs to the process that was copied."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_LONGEST)
        work()
        close_shelves()
    finally:
        os._exit(0)
