"""`yidi diff`: two versions of the base, rule by rule, cell by cell and case by case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yidi.commands.shared import base_option, faults, language_option, unofficial_option, working
from yidi.defaults import ANSWERS, MESSAGES


@click.command()
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@click.option("--cases", type=click.Path(exists=True, path_type=Path), help="Example cases: a file or a folder.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--reasons", is_flag=True, help="Also list where the outcome stays and only the rule is another.")
@click.option("--exit-code", "status", is_flag=True, help="Exit with 1 if anything that matters differs.")
@unofficial_option
@language_option
@base_option
def diff(  # noqa: PLR0913, PLR0917 - the options of a command
    old: str,
    new: str | None,
    cases: Path | None,
    form: str,
    reasons: bool,
    status: bool,
    unofficial: bool,
    language: str | None,
    folder: Path | None,
) -> None:
    """What differs from OLD to NEW: folders with an ontology, or revisions of git.

    Without NEW the working tree is compared with OLD, without either with HEAD.
    Of a version in which rules contradict each other the rest is compared, and the status is 2.
    """
    from yidi.difference import compare
    from yidi.difference.forms import write
    from yidi.difference.revisions import choose_cases, home, read_version
    from yidi.shelf import open_shelves

    spoken, told = language or MESSAGES, language or ANSWERS
    with working("comparing"), faults(), open_shelves():  # what both versions share is worked out once
        root = home(folder)
        versions = (read_version(old, root, spoken), read_version(new, root, spoken))
        found = compare(*versions, choose_cases(cases, versions[1], spoken), unofficial=unofficial, language=told)
    click.echo(write(found, form, told, reasons=reasons))
    unusable = any(version.faults for version in versions)
    sys.exit(2 if unusable else 1 if status and not found.empty else 0)
