"""`yidi validate`: every fault of filings, where it stands, what to do and which provision says so."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yidi.commands.shared import base_option, fail, faults, language_option, load_base, working
from yidi.defaults import ANSWERS, MESSAGES
from yidi.errors import CaseError, Fault

if TYPE_CHECKING:
    from yidi.filings import Entry, Judge, Judgement, Told, Words

FORMATS = ("text", "json", "ttl", "sarif", "junit", "github")
_WORDS = {
    "checked": {
        "zh": "已检查 {filings} 份备案：{violation} 处不符合，{warning} 处要留意，{information} 处说明。",
        "en": "Filings checked: {filings}. Violations: {violation}, warnings: {warning}, notes: {information}.",
    },
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    show_default=True,
    help="What runs the shapes: our own engine, or pySHACL, with which it agrees.",
)
@language_option
@base_option
def validate(files: tuple[Path, ...], form: str, engine: str, language: str | None, folder: Path | None) -> None:
    """Check the filings of FILES and folders ("-" for standard input) before they are sent."""
    from yidi.filings import Judge, Words, tell
    from yidi.filings.words import UNTOUCHED

    base = load_base(folder)
    with faults(), working("reading the shapes"):
        judge = Judge(base, engine)
    entries = _read(judge, files, language or MESSAGES)
    judgement = judge.judge(entries)
    if not any(judgement.report.focus.values()):
        fail(UNTOUCHED[language or MESSAGES])
    chosen = language or ANSWERS
    words = Words(judge, chosen)
    _print(judgement, entries, list(tell(judgement, entries, words, chosen)), words, form, chosen)
    sys.exit(0 if judgement.conform else 1)


def _read(judge: Judge, paths: Sequence[Path], language: str) -> list[Entry]:
    """The filings of all files; everything that cannot be read in any of them is told at once."""
    from yidi.filings import FilingReader, filing_files
    from yidi.filings.words import NOTHING

    reader = FilingReader(judge, language)
    entries: list[Entry] = []
    wrong: list[Fault] = []
    for path in filing_files(paths):
        try:
            entries += reader.read(sys.stdin if str(path) == "-" else path)
        except CaseError as error:
            wrong += error.faults
    if wrong:
        fail("\n".join(map(str, wrong)))
    if not entries:
        fail(NOTHING[language])
    return entries


def _print(
    judgement: Judgement, entries: Sequence[Entry], told: Sequence[Told], words: Words, form: str, language: str
) -> None:
    from yidi.check.formats import write
    from yidi.filings import by_file, report_turtle

    if form == "json":
        for answer in by_file(judgement, entries, words):
            click.echo(json.dumps(answer, ensure_ascii=False))
    elif form == "ttl":
        click.echo(report_turtle(judgement), nl=False)
    elif told or form != "text":
        click.echo(write(told, form, language, "yidi validate"))
    counts = {level: sum(t.level == level for t in told) for level in ("violation", "warning", "information")}
    click.echo(_WORDS["checked"][language].format(filings=len(entries), **counts), err=True)
