"""`yidi decide`: an answer to each case, with the reasons."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yidi.commands.shared import base_option, fail, faults, language_option, load_base, unofficial_option
from yidi.defaults import ANSWERS, MESSAGES, PAINTED, REFERENCE
from yidi.errors import CaseError, Fault

if TYPE_CHECKING:
    from yidi.base import Base


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Decide by what held on this day.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ttl"]), default="text", show_default=True)
@click.option(
    "--engine",
    type=click.Choice([PAINTED, REFERENCE]),
    default=PAINTED,
    show_default=True,
    help="What decides: the painted tables, or the SPARQL that they are proved against.",
)
@click.option("--store", "where", metavar="PATH|URL", help="A store with hospitals that the cases name.")
@unofficial_option
@language_option
@base_option
def decide(  # noqa: PLR0913, PLR0917 - the options of a command
    cases: tuple[Path, ...],
    as_of: datetime | None,
    form: str,
    engine: str,
    where: str | None,
    unofficial: bool,
    language: str | None,
    folder: Path | None,
) -> None:
    """Answer each case of the files CASES ("-" for standard input)."""
    base = load_base(folder, unofficial=unofficial)
    with faults():
        if where:
            from yidi.store.institutions import institutions_at

            base = institutions_at(where, base).added_to(base)
        titles, parsed = _read(base, cases, language or MESSAGES)
        day = as_of.date() if as_of else None
        answers = base.engine.answers(parsed, as_of=day, language=language or ANSWERS, engine=engine)
    _print_answers(base, answers, titles, form, language or ANSWERS)


def _read(base: Base, paths: tuple[Path, ...], language: str) -> tuple[list[str], list[dict[str, object]]]:
    """The names and the facts of all cases; everything that is wrong in any of them is raised at once."""
    from yidi.cases.file import read_cases

    titles: list[str] = []
    parsed: list[dict[str, object]] = []
    faults: list[Fault] = []
    for path in paths:
        source = sys.stdin if str(path) == "-" else path
        try:
            for raw in read_cases(source, language, base.vocabulary, base.hospitals):
                try:
                    parsed.append(raw.parse(base.case_vocabulary, language))
                    titles.append(raw.name or "")
                except CaseError as error:
                    faults += error.faults
        except CaseError as error:
            faults += error.faults
        except OSError as error:
            fail(f"{path}: {error.strerror or error}")
    if faults:
        raise CaseError(faults)
    return titles, parsed


def _print_answers(base: Base, answers: list[dict[str, Any]], titles: list[str], form: str, language: str) -> None:
    if form == "json":
        indent = 2 if len(answers) == 1 else None
        for answer in answers:
            click.echo(json.dumps(answer, ensure_ascii=False, indent=indent))
    elif form == "ttl":
        from yidi.answers.rdf import answers_turtle

        click.echo(answers_turtle(base, answers), nl=False)
    else:
        from yidi.answers.text import TextWriter

        writer = TextWriter(base, language)
        click.echo("\n\n".join(writer.write(a, t) for a, t in zip(answers, titles, strict=True)))
