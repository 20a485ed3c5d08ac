"""What is to be written: new files, and blocks added to files that exist; never anything overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from yidi.errors import UsageError
from yidi.scaffold.words import say


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is, None where there is none, and as it is to be."""

    path: Path
    before: str | None
    after: str


def changed(path: Path, after: str) -> Change:
    """A change of a file as it now stands."""
    return Change(path, path.read_text("utf-8") if path.exists() else None, after)


def created(path: Path, text: str, language: str) -> Change:
    """A new file; raises UsageError if there is one of that name."""
    if path.exists():
        raise UsageError(say("exists", language, path=path))
    return Change(path, None, text)


def appended(path: Path, text: str) -> Change:
    """A file with text behind what it holds, or a new file."""
    before = path.read_text("utf-8") if path.exists() else None
    return Change(path, before, text if not before else before.rstrip("\n") + "\n\n" + text)


def shown(changes: Iterable[Change], root: Path) -> str:
    """What would be written: new files in full, of others the lines that are added."""
    parts = []
    for change in changes:
        name = relative(change.path, root)
        old = [] if change.before is None else change.before.splitlines(keepends=True)
        lines = unified_diff(old, change.after.splitlines(keepends=True), name if old else "/dev/null", name)
        parts.append("".join(line if line.endswith("\n") else f"{line}\n" for line in lines))
    return "".join(parts)


def write(changes: Iterable[Change], language: str) -> None:
    """Writes all changes, or none: raises UsageError where a file is not what it was."""
    changes = list(changes)
    for change in changes:
        now = change.path.read_text("utf-8") if change.path.exists() else None
        if now != change.before:
            raise UsageError(say("changed", language, path=change.path))
    for change in changes:
        try:
            change.path.parent.mkdir(parents=True, exist_ok=True)
            change.path.write_text(change.after, "utf-8", newline="\n")
        except OSError as error:
            raise UsageError(say("unwritable", language, path=change.path, error=error.strerror)) from error


def relative(path: Path, root: Path) -> str:
    """A path as messages show it: from the base's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
