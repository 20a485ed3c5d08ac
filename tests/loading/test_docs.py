"""The files of docs/loading.md are saved, its commands run, and their output compared with what it shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

TEXT = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NAME = re.compile(r"`([\w.]+\.(?:csv|yaml))`")


def save_files(folder):
    """Write each table and mapping under a name that the text before it gives; give how many there are."""
    names = iter(name for name in dict.fromkeys(NAME.findall(TEXT)))
    blocks = [body for language, body in BLOCK.findall(TEXT) if language in ("csv", "yaml")]
    for body in blocks:
        (folder / next(names)).write_text(body, encoding="utf-8")
    return len(blocks)


def run(command, folder, status=None):
    """Give what a command of the document says, on both outputs, as lines; check the status with which it ends."""
    program, *arguments = shlex.split(command)
    assert "yidi" == program
    ran = subprocess.run(
        [sys.executable, "-m", "yidi.cli", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert status in (None, ran.returncode), ran.stdout
    return ran.stdout.splitlines()


def test_every_command_says_what_the_document_shows(tmp_path):
    """Line by line; … stands for a number that changes with the base."""
    assert 5 == save_files(tmp_path)
    shown = [line for language, body in BLOCK.findall(TEXT) if language == "console" for line in body.splitlines()]
    said = []
    for line in shown:
        if line.startswith("$ "):
            said += [line, *run(line[2:], tmp_path)]
    pattern = [re.escape(line).replace("…", r"\d+") for line in shown]
    assert 5 == sum(line.startswith("$ ") for line in shown)
    assert len(shown) == len(said), said
    assert [] == [(p, s) for p, s in zip(pattern, said, strict=True) if not re.fullmatch(p, s)]
    decided = [line for language, body in BLOCK.findall(TEXT) if language == "sh" for line in body.splitlines()]
    assert ["yidi decide case.yaml --store store", "yidi serve --store store"] == decided
    assert len(run(decided[0], tmp_path, status=0)) > 5
    (fault,) = run("yidi decide case.yaml", tmp_path, status=2)
    assert "case.yaml:2:9" == fault.split()[0]
