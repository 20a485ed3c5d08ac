"""`yidi check`: everything that is wrong with the base, by file, line and column."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yidi.commands.shared import base_option, fail, faults, findings_option, language_option, working
from yidi.defaults import MESSAGES
from yidi.messages import phrase

if TYPE_CHECKING:
    from yidi.finding import Finding


@click.command()
@findings_option
@click.option(
    "--cases",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write an example case into this folder for each gap, conflict or broken bound.",
)
@click.option("--explain", "finding", metavar="ID", help="Only say what a finding means and why, and how to mend it.")
@click.option("--watch", "watching", is_flag=True, help="Go on, and check again whenever a file changes.")
@click.option(
    "--owl", is_flag=True, help="Also ask a description-logic reasoner (needs Java: pip install 'yidi[owl]')."
)
@click.option(
    "--reasoner",
    type=click.Choice(["hermit", "pellet"]),
    default="hermit",
    show_default=True,
    help="Which one; with pellet, both.",
)
@language_option
@base_option
def check(  # noqa: PLR0913, PLR0917 - the options of a command
    form: str,
    cases: Path | None,
    finding: str | None,
    watching: bool,
    owl: bool,
    reasoner: str,
    language: str | None,
    folder: Path | None,
) -> None:
    """Check the whole base: syntax, links, gaps, conflicts, rules that never prevail, bounds, figures."""
    from yidi.checked import checked
    from yidi.files import builtin_folder

    spoken = language or MESSAGES
    if finding is not None:
        _explain(finding, spoken)
        return
    if watching:
        _watch(folder or builtin_folder(), spoken, alone=form == "text" and cases is None and not owl)
        return
    with working("checking the base"), faults():
        findings = checked(folder or builtin_folder())
    if owl:
        findings = (*findings, *_reasoned(folder or builtin_folder(), reasoner, spoken))
    if findings or form != "text":
        from yidi.check.formats import write

        click.echo(write(findings, form, spoken))
    if cases is not None:
        _write_cases(folder or builtin_folder(), findings, cases, spoken)
    if form == "text":
        if findings:
            click.echo(phrase("explain-hint", name=findings[0].id)[spoken], err=True)
        click.echo(phrase("found", count=len(findings))[spoken], err=True)
    sys.exit(1 if findings else 0)


def _explain(finding: str, language: str) -> None:
    from yidi.check.explained import explained
    from yidi.files import builtin_folder

    with faults():
        click.echo(explained(finding, language, builtin_folder()))


def _reasoned(folder: Path, reasoner: str, language: str) -> tuple[Finding, ...]:
    """What a description-logic reasoner finds besides."""
    from yidi.owl.check import check_owl

    with working("reasoning"), faults():
        return check_owl(folder, reasoner=reasoner, language=language)


def _watch(folder: Path, language: str, *, alone: bool) -> None:
    if not alone:
        fail(phrase("watch-format")[language])
    from yidi.commands.watching import watch_base
    from yidi.files import read_files

    with faults():
        read_files(folder)  # one mistyped folder is not waited for
    watch_base(folder, language)


def _write_cases(folder: Path, findings: Sequence[Finding], cases: Path, language: str) -> None:
    """A file for each finding that a case shows, and a line on standard error for each."""
    from yidi.base import examine
    from yidi.witness.files import WRITTEN, write_cases

    if any(finding.case for finding in findings) and (base := examine(folder)[0]) is not None:
        with faults():
            for path, written in write_cases(base, findings, cases, language):
                click.echo(WRITTEN[written][language].format(path=path), err=True)
