"""Snapshots that are being read: a shared lock that ends with the process that holds it, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

if sys.platform != "win32":
    import fcntl

_FILE: Final = "CURRENT"
"""Every snapshot has this file of the database's own; it is only locked, never written."""


def pin(snapshot: Path) -> BinaryIO:
    """Keep a snapshot from being removed until what comes back is closed.

    Raises FileNotFoundError if it has been removed already.
    """
    file = (snapshot / _FILE).open("rb")
    if sys.platform != "win32":  # where open files cannot be removed anyway
        fcntl.flock(file, fcntl.LOCK_SH)
    if not (snapshot / _FILE).is_file():  # removed while we waited
        file.close()
        raise FileNotFoundError(snapshot)
    return file


@contextmanager
def unread(snapshot: Path) -> Iterator[bool]:
    """Whether nobody reads a snapshot; nobody can begin to while this lasts."""
    try:
        with (snapshot / _FILE).open("rb") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
    except FileNotFoundError:
        yield True  # never finished
    except BlockingIOError:
        yield False
