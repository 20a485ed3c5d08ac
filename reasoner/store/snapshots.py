"""The folder of a store on disk: which snapshot is current, one writer at a time, and the removal of old ones."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from filelock import FileLock, Timeout

from yidi.errors import StoreError
from yidi.store.pins import unread

CURRENT: Final = "CURRENT.json"
LOCK: Final = "LOCK"
_SNAPSHOT: Final = "snapshot-"
_FULL: Final = ("No space left on device", "Disk quota exceeded", "File too large")


@dataclass(frozen=True, slots=True)
class Current:
    """What a store holds: the folder of its snapshot, the hash of its base, and the snapshot before."""

    snapshot: str
    base: str
    previous: str | None = None


def read_current(folder: Path) -> Current | None:
    """What a store holds now, or None where no store is."""
    try:
        return Current(**json.loads((folder / CURRENT).read_bytes()))
    except FileNotFoundError:
        return None
    except (TypeError, ValueError):
        raise StoreError(f"{folder / CURRENT} is damaged. Remove the folder, and load it again.", "wrong") from None


def check_folder(folder: Path) -> None:
    """Raise StoreError if a folder holds anything but a store; one that is empty or not there may become one."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file. Give a folder for the store.", "wrong")
    if folder.is_dir() and not (folder / CURRENT).exists():
        strange = [p.name for p in folder.iterdir() if p.name != LOCK and not p.name.startswith(_SNAPSHOT)]
        if strange:
            raise StoreError(f"{folder} is no store: it holds {min(strange)}. Give an empty or a new folder.", "wrong")


@contextmanager
def alone(folder: Path, wait: float) -> Iterator[None]:
    """Keep every other writer out; raises StoreError if another one stays for longer than `wait` seconds."""
    try:
        lock = FileLock(folder / LOCK).acquire(timeout=wait)
    except Timeout:
        message = f"{folder} is being written by another process for more than {wait:g} s. Try again when it is done."
        raise StoreError(message, "locked") from None
    with lock:
        yield


@contextmanager
def new_snapshot(folder: Path, current: Current | None, base: str) -> Iterator[Path]:
    """The folder, not made yet, of a new snapshot; it becomes current afterwards if nothing is raised meanwhile."""
    name = f"{_SNAPSHOT}{uuid4().hex}"
    try:
        yield folder / name
        _write_current(folder, Current(name, base, current.snapshot if current else None))
    except BaseException:
        shutil.rmtree(folder / name, ignore_errors=True)
        raise
    _remove_old(folder)


def _write_current(folder: Path, current: Current) -> None:
    unfinished = folder / f"{_SNAPSHOT}{uuid4().hex}.json"
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(asdict(current), file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / CURRENT)
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_old(folder: Path) -> None:
    """Remove every snapshot but the current one, the one before it, and those that somebody reads."""
    current = read_current(folder)
    kept = {current.snapshot, current.previous} if current else set()
    for path in folder.glob(f"{_SNAPSHOT}*"):
        if path.name in kept:
            continue
        if path.is_file():
            with suppress(OSError):
                path.unlink()
            continue
        with unread(path) as free:
            if free:
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Whatever the system has against a store, as a StoreError that says what to do."""
    try:
        yield
    except OSError as error:
        text = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(words in text for words in _FULL):
            message = f"There is no room left for {folder}; it holds what it held before. Make room, and try again."
            raise StoreError(message, "full") from error
        if isinstance(error, PermissionError) or "Permission denied" in text or error.errno == errno.EROFS:
            raise StoreError(
                f"{folder} may not be written. Change its permissions, or use another.", "refused"
            ) from error
        raise StoreError(f"{folder} cannot be read: {text}. Remove it, and load it again.", "wrong") from error
