"""The commands in documents, executed: what each prints, and whether that is what the document shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from click.testing import CliRunner

from yidi.cli import main
from yidi.errors import one_line

COPIED: Final = ("docs", "ontology", "queries", "shapes", "tests/cases", "tests/filings", "tests/broken", "README.md")
"""What an author has at hand: commands run in a copy, so that nothing of the project is written to."""
SHELLS: Final = ("sh", "console", "bash", "shell")
_COMMAND: Final = re.compile(r"(?:\$ )?(?:\.venv/bin/)?(yidi(?: .*)?)")
_PLACEHOLDER: Final = re.compile(r"…|\b(?!HEAD\b|README\b|CHANGELOG\b)[A-Z]{2,}\b(?!=)|<[a-z]")
_ENDLESS: Final = ("serve", "--watch", "--mutate", "--owl")
"""What does not end, or takes minutes."""
_READING: Final = ("check", "decide", "explain", "fmt", "query", "test", "validate")
_WRITING: Final = re.compile(r"--(accept|out|coverage-html|coverage-lcov|cases)\b")
_KNOWN: Final[dict[tuple[str, ...], tuple[str, int, str]]] = {}
"""What commands printed that ran in an untouched copy: many documents show the same ones."""
_OPERATORS: Final = frozenset("|<>&;$`")
_BAD_INPUT: Final = 2
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Ran:
    """A command of a document, at its line: what it printed, None where it is not one to run as it stands."""

    line: int
    command: str
    shown: tuple[str, ...]  # what the document says that it prints, if it says so
    printed: str | None
    fault: str  # what is wrong with it; empty where nothing is


class Workplace:
    """A folder to run the commands of one document in, with the files that the document has its reader save."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held = TemporaryDirectory(prefix="yidi-docs-")
        self.folder = Path(self._held.name)
        self._as_copied = True  # while nothing has been written
        for name in COPIED:
            source, target = root / name, self.folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
            elif source.exists():
                shutil.copy(source, target)

    def close(self) -> None:
        """Removes the folder."""
        self._held.cleanup()

    def save(self, name: str, text: str) -> None:
        """Writes a file of the document."""
        self._as_copied = False
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def prepare(self, command: str) -> None:
        """Does what the document has its reader do by hand; raises CalledProcessError where that cannot be done."""
        self._as_copied = False
        self._shell(command).check_returncode()

    def _shell(self, command: str) -> subprocess.CompletedProcess[str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(  # noqa: S603 - the documents are our own
            ["/bin/bash", "-ec", command],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            timeout=120,
            check=False,
            capture_output=True,
            text=True,
        )

    def block(self, text: str, line: int, kind: str) -> Iterator[Ran]:
        """Runs the commands of one block, whose first line is the one given."""
        lines = text.rstrip("\n").split("\n")
        at = 0
        while at < len(lines):
            match = _COMMAND.fullmatch(lines[at].rstrip())
            start, at = at, at + 1
            if not match or (kind == "console" and not lines[start].startswith("$ ")):
                continue
            command = match[1]
            while command.endswith("\\") and at < len(lines):
                command, at = command[:-1] + lines[at].strip(), at + 1
            shown: list[str] = []
            while kind == "console" and at < len(lines) and not lines[at].startswith("$ "):
                shown.append(lines[at])
                at += 1
            yield self._run(command, line + start, tuple(shown), compared=kind == "console")

    def _run(self, command: str, line: int, shown: tuple[str, ...], *, compared: bool) -> Ran:
        words = _words(command)
        if _PLACEHOLDER.search(" ".join(words)) or any(word in _ENDLESS for word in words):
            return Ran(line, command, shown, None, "")
        printed, code, fault = self._printed(command, words)
        # A path of the copy is nothing that a reader has.
        printed = printed.replace(f"{self.folder.resolve()}/", "").replace(f"{self.folder}/", "")
        if not fault and compared:
            fault = _difference(shown, printed)
        elif not fault and code == _BAD_INPUT:
            fault = f"ends with status {code}: {one_line(printed[-300:])}"
        return Ran(line, command, shown, printed, fault)

    def _printed(self, command: str, words: list[str]) -> tuple[str, int, str]:
        """What a command prints, its exit status, and what broke, if anything."""
        key = (str(self.root), *words)
        if self._as_copied and key in _KNOWN:
            return _KNOWN[key]
        found = self._invoked(command, words)
        self._as_copied &= words[1:2] != [] and words[1] in _READING and not _WRITING.search(command)
        if self._as_copied:
            _KNOWN[key] = found
        return found

    def _invoked(self, command: str, words: list[str]) -> tuple[str, int, str]:
        if _OPERATORS.intersection(_without_quoted(command)):
            done = self._shell(command)
            return done.stdout + done.stderr, done.returncode, ""
        with chdir(self.folder):
            result = CliRunner().invoke(main, _here(words[1:]), prog_name="yidi", terminal_width=100)
        broke = result.exception
        fault = "" if broke is None or isinstance(broke, SystemExit) else f"breaks: {broke!r}"
        return result.output, result.exit_code, fault


def _here(words: list[str]) -> list[str]:
    """The arguments of a command with the copy as its base, so that nothing is written to the project itself."""
    command: click.Command | None = main
    context = click.Context(main)
    for word in words:
        if not isinstance(command, click.Group):
            break
        command = command.get_command(context, word)
    takes = command is not None and any("--base" in option.opts for option in command.params)
    return [*words, "--base", "."] if takes and "--base" not in words and "--help" not in words else words


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command, comments=True)
    except ValueError:
        return command.split()


def _without_quoted(command: str) -> str:
    """A command without what stands in quotes or behind a comment sign."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\s#.*", "", command)


def _difference(shown: tuple[str, ...], printed: str) -> str:
    """What the document shows and the command does not print; "…" stands for what is left out."""
    written = printed.split("\n")
    for line in shown:
        parts = [part for part in line.split("…") if part.strip()]
        if parts and not any(all(part in one for part in parts) for one in written):
            return f"does not print “{one_line(line.strip())}”"
    return ""
