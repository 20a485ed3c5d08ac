"""`yidi check`: everything that is wrong with the base, by file, line and column."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yidi.commands.shared import base_option, faults, language_option, working
from yidi.engine import MESSAGES


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit", "github"]),
    default="text",
    show_default=True,
)
@language_option
@base_option
def check(form: str, language: str | None, folder: Path | None) -> None:
    """Check the whole base: syntax, links, gaps, conflicts, rules that never prevail, bounds, figures."""
    from yidi.check import check as check_base
    from yidi.check.formats import write
    from yidi.files import builtin_folder

    with working("checking the base"), faults():
        findings = check_base(folder or builtin_folder())
    if text := write(findings, form, language or MESSAGES):
        click.echo(text)
    if form == "text":
        click.echo(f"{len(findings)} findings", err=True)
    sys.exit(1 if findings else 0)
