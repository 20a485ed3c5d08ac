"""`yidi check --watch`, as a terminal and a pipe see it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from select import select
from time import monotonic

import pytest
from click.testing import CliRunner
from sound import SOUND

from yidi.checked import read_base
from yidi.cli import main
from yidi.commands.watching import new_among
from yidi.finding import Finding
from yidi.reading.turtle import Place
from yidi.watched import watched

YIDI = Path(sys.executable).with_name("yidi")
PATIENCE = 120
"""Seconds after which something is wrong and not slow."""


@pytest.fixture
def folder(tmp_path):
    """Give a small sound base of the author's own."""
    (tmp_path / "ontology").mkdir()
    for name, content in SOUND.items():
        (tmp_path / "ontology" / Path(name).name).write_bytes(content)
    return tmp_path


class Watcher:
    """The command as it runs; `until` reads what it prints."""

    def __init__(self, folder, *words, terminal=False):
        ours, theirs = os.openpty() if terminal else os.pipe()
        command = [YIDI, "check", "--watch", "--base", ".", *words]
        self.process = subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL)
        os.close(theirs)
        self._output, self._read = ours, ""

    def until(self, words):
        """All that came, up to these words and with them."""
        deadline = monotonic() + PATIENCE
        while words not in self._read:
            ready, _, _ = select([self._output], [], [], max(deadline - monotonic(), 0))
            assert ready, f"{words!r} did not come: {self._read}"
            came = os.read(self._output, 65536).decode("utf-8", "replace")
            assert came, f"{words!r} did not come, and no more will: {self._read}"
            self._read += came
        end = self._read.index(words) + len(words)
        found, self._read = self._read[:end], self._read[end:]
        return found

    def end(self):
        """Ctrl-C: what came after it, and the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        rest = self._read
        while select([self._output], [], [], 0)[0]:
            try:
                came = os.read(self._output, 65536).decode("utf-8", "replace")
            except OSError:  # a terminal of which nobody is left
                break
            if not came:
                break
            rest += came
        os.close(self._output)
        return rest, status


def test_a_mistake_is_told_while_one_writes_and_gone_when_it_is_mended(folder):
    """A file that is half written or taken away is no more than that; Ctrl-C ends without a word."""
    path = folder / "ontology" / "common.ttl"
    sound = path.read_bytes()
    lines = sound.count(b"\n")
    watcher = Watcher(folder)
    watcher.until("0 findings, in ")
    path.write_bytes(sound + b"\nrule:half a yidi:Rule ;")
    half = watcher.until("1 finding, in ")
    path.write_bytes(sound)
    watcher.until("0 findings, in ")
    path.unlink()
    gone = watcher.until(" findings, in ")
    path.write_bytes(sound)
    watcher.until("0 findings, in ")
    rest, status = watcher.end()

    assert f"ontology/common.ttl:{lines + 2}:" in half
    assert "  error  turtle-unfinished  " in half
    assert "  link-dead  " in gone
    assert rest.endswith(" s. Waiting for changes; Ctrl-C ends.\n")
    assert (1, 0) == (rest.count("\n"), status)


def test_a_terminal_marks_what_is_new(folder):
    """The screen is cleared, and an asterisk stands before what was not there the last time."""
    path = folder / "ontology" / "base.ttl"
    sound = path.read_bytes()
    path.write_bytes(sound + b"@prefix one: <https://example.org/one#> .\n")
    watcher = Watcher(folder, "--lang", "zh", terminal=True)
    first = watcher.until("1 个问题，用时 ")
    path.write_bytes(
        sound + b"\n@prefix two: <https://example.org/two#> .\n@prefix one: <https://example.org/one#> .\n"
    )
    second = watcher.until("2 个问题，其中 1 个是新的（*），用时 ")
    _, status = watcher.end()

    assert "* ontology" not in first
    assert [True, False] == ["* ontology" in line for line in second.splitlines() if "prefix-unused" in line]
    assert "\x1b[2J" in second
    assert status == 0


def finding(line, detail="x"):
    return Finding("prefix-unused", Place("f.ttl", line, 1), {"prefix": detail})


def test_a_finding_that_moved_is_not_new():
    """New is what was not there, however often; nothing is new the first time."""
    before = [finding(1), finding(2, "y")]

    assert [] == new_among(None, before)
    assert [] == new_among(before, [finding(8), finding(9, "y")])
    assert [finding(4), finding(3, "z")] == new_among(before, [finding(1), finding(4), finding(3, "z")])


def test_a_folder_that_goes_is_said_to_be_gone_and_waited_for(folder, monkeypatch):
    """Such as when another branch is checked out."""
    steps = iter([None, lambda: (folder / "ontology").rename(folder / "away"), None])

    def changes(_):
        for step in steps:
            if step:
                step()
            yield
        (folder / "away").rename(folder / "ontology")
        yield

    monkeypatch.setattr("yidi.watched._changes", changes)
    passes = list(watched(folder))

    assert ["", f"{folder}: there is no folder 'ontology' here. Give the folder that holds it.", ""] == [
        each.trouble for each in passes
    ]
    assert passes[0].findings == passes[2].findings == ()


def test_a_file_that_goes_while_it_is_read_is_looked_for_again(folder, monkeypatch):
    """Editors write a file beside the old one and put it in its place."""
    tries = iter([FileNotFoundError(2, "No such file or directory", "f.ttl")] * 3)

    def read(where):
        for error in tries:
            raise error
        return read_base(where)

    monkeypatch.setattr("yidi.watched.read_base", read)
    monkeypatch.setattr("yidi.watched._changes", lambda _: iter([None]))
    monkeypatch.setattr("yidi.watched._MOMENT", 0)

    assert ["", ()] == [part for each in watched(folder) for part in (each.trouble, each.findings)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "json"], "--watch shows text for people: leave out --format, --cases and --owl.\n"),
        (["--base", "nowhere"], "nowhere: there is no folder 'ontology' here. Give the folder that holds it.\n"),
    ],
)
def test_what_cannot_be_watched_is_refused(words, told, tmp_path, monkeypatch):
    """At once, instead of waiting for ever."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--watch", *words])

    assert (told, 2) == (result.stderr, result.exit_code)
