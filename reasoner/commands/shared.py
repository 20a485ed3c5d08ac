"""What all verbs share: their common options, faults on standard error, and a word on what takes its time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from yidi.defaults import MESSAGES
from yidi.errors import YidiError

if TYPE_CHECKING:
    from yidi.base import Base

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    envvar="YIDI_LANG",
    show_envvar=True,
    help="Language; by default answers are Chinese, messages English.",
)
base_option = click.option(
    "--base", "folder", type=click.Path(file_okay=False, path_type=Path), help="Another folder with an ontology."
)
findings_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit", "github"]),
    default="text",
    show_default=True,
)
unofficial_option = click.option(
    "--unofficial", is_flag=True, help="Where no rule gives a number, use one that only unofficial sources give."
)


def load_base(folder: Path | None, *, unofficial: bool = False) -> Base:
    """The base of a folder, or the built-in one; what keeps it from loading goes to standard error."""
    from yidi.base import load

    with working("compiling the base"), faults():
        return load(folder, unofficial=unofficial)


def base_so_far(folder: Path | None) -> Base:
    """The base of a folder as far as it compiles; what is wrong with it goes to standard error all the same.

    So a conflict can be explained before it is mended.  Ends as `load_base` does where nothing can be made of it.
    """
    from yidi.base import load_so_far
    from yidi.errors import BaseError
    from yidi.files import builtin_folder, read_files

    root = folder or builtin_folder()
    with working("compiling the base"), faults():
        base, errors = load_so_far(root, read_files(root))
        if errors:
            click.echo(_told(BaseError(errors)), err=True)
        return base


@contextmanager
def faults() -> Iterator[None]:
    """Faults of the input on standard error, and exit status 2."""
    try:
        yield
    except YidiError as error:
        fail(_told(error))


def _told(error: YidiError) -> str:
    """What is wrong, in the language that the command was asked for, where the error knows more than one."""
    from yidi.finding import Finding

    context = click.get_current_context(silent=True)
    language = (context.params.get("language") if context else None) or MESSAGES
    told = getattr(error, "findings", ())
    findings = [f for f in told if isinstance(f, Finding)]
    if not findings:
        return "\n".join(map(str, told)) or str(error)
    from yidi.check.gather import gathered
    from yidi.messages import phrase

    lines = [f.text(language) for f in gathered(findings)] + [str(f) for f in told if not isinstance(f, Finding)]
    return "\n".join([*lines, phrase("see-check")[language]])


def fail(message: str) -> NoReturn:
    """Ends with a message and exit status 2."""
    click.echo(message, err=True)
    sys.exit(2)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what takes its time; rich shows it on standard error and wipes it off afterwards.

    It stands still: what turns has a thread, and a process with threads cannot be copied (`meanwhile`).
    """
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.live import Live

    with Live(f"{what} …", console=Console(stderr=True), transient=True, auto_refresh=False):
        yield
