"""`yidi test --mutate`: mutants tried, progress on standard error, the report on standard output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yidi.base import load
from yidi.mutation.model import score
from yidi.mutation.report import as_json, as_junit, as_text, percent
from yidi.mutation.run import Choice, Told, mutate
from yidi.mutation.words import SAY


def mutate_command(
    folder: Path | None,
    paths: Sequence[str | Path],
    form: str,
    language: str,
    choice: Choice | None = None,
    *,
    least: float | None = None,
    jobs: int | None = None,
) -> int:
    """Write the report on the mutants of a base in a form, text, json or junit; give the exit status.

    The status is 1 where the score of the rules, in percent, is below `least`, else 0; claims are tried by other means.
    Raises BaseError where the base does not load, and UsageError where no rule or no case is chosen.
    """
    base = load(folder)
    with _progress() as told:
        report = mutate(base, paths, choice or Choice(), jobs=jobs, language=language, told=told)
    if report.failing:
        click.echo(SAY["failing"][language].format(count=report.failing), err=True)
    if form == "json":
        click.echo(as_json(report, language))
    elif form == "junit":
        click.echo(as_junit(report, language))
    else:
        click.echo(as_text(report, {n: d.labels for n, d in base.vocabulary.decisions.items()}, language))
    share = score(report.rules).share
    if least is None or share is None or share * 100 >= least:
        return 0
    click.echo(SAY["too-low"][language].format(score=percent(share), least=f"{least:g}%"), err=True)
    return 1


@contextmanager
def _progress() -> Iterator[Told | None]:
    """A bar on standard error while mutants are tried, where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("mutants", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
