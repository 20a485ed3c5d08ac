"""`yidi fmt`: whether Turtle files are laid out alike; nothing is rewritten, so nothing is ever lost."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yidi.commands.shared import base_option, faults, findings_option, language_option
from yidi.defaults import MESSAGES


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@findings_option
@language_option
@base_option
def fmt(paths: tuple[Path, ...], form: str, language: str | None, folder: Path | None) -> None:
    """Check the layout of Turtle files, or of the base's ontology and shapes. No file is ever changed."""
    from yidi.check.formats import write
    from yidi.files import builtin_folder
    from yidi.layout import layout_faults, read_turtle

    with faults():
        findings = layout_faults(read_turtle(folder or builtin_folder(), paths))
    if text := write(findings, form, language or MESSAGES, "yidi fmt"):
        click.echo(text)
    if form == "text":
        click.echo(f"{len(findings)} findings", err=True)
    sys.exit(1 if findings else 0)
