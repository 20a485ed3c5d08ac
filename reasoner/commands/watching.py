"""`yidi check --watch`: findings shown again whenever a file changes, until Ctrl-C."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from yidi.finding import Finding
from yidi.messages import phrase
from yidi.watched import Pass, watched


def watch_base(folder: Path, language: str) -> None:
    """Check a base, and again after each change; in a terminal what is new since the last time is marked."""
    before: Sequence[Finding] | None = None
    with suppress(KeyboardInterrupt):
        for found in watched(folder):
            new = new_among(before, found.findings)
            _show(found, new if sys.stdout.isatty() else [], language)
            before = before if found.trouble else found.findings


def new_among(before: Sequence[Finding] | None, now: Sequence[Finding]) -> list[Finding]:
    """The findings that were not there before, wherever they stand: what stands above them moves them."""
    if before is None:
        return []
    left = Counter(map(_same, before))
    new = []
    for finding in now:
        left[_same(finding)] -= 1
        if left[_same(finding)] < 0:
            new.append(finding)
    return new


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.id, finding.place.file, finding.message()


def _show(found: Pass, new: list[Finding], language: str) -> None:
    if sys.stdout.isatty():
        click.clear()
    if found.trouble:
        click.echo(found.trouble, err=True)
        return
    for finding in found.findings:
        text = finding.text(language)
        click.echo(click.style(f"* {text}", bold=True) if finding in new else text)
    key = "watch-new" if new else "watch"
    words = phrase(key, count=len(found.findings), new=len(new), seconds=f"{found.seconds:.2f}")
    click.echo(words[language], err=True)
