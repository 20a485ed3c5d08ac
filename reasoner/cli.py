"""The command line: one short function a verb.  Results go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from yidi.base import Base
from yidi.commands.load import load
from yidi.commands.query import query
from yidi.commands.shared import base_option, fail, faults, language_option, load_base, unofficial_option, working
from yidi.commands.validate import validate
from yidi.engine import ANSWERS, MESSAGES, PAINTED, REFERENCE
from yidi.errors import CaseError, Fault

CASES = Path("tests/cases")
SKIPPED = CASES / "uncovered.yaml"
"""The example cases, and the rules that none of them can reach, with the reasons."""


@click.group()
@click.version_option(package_name="yidi")
def main() -> None:
    """异地就医: what to file, how the bill is settled, how much the fund pays, and which provision says so."""


@main.command()
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


@main.command()
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


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "junit"]), default="text", show_default=True)
@click.option("--coverage", is_flag=True, help="Also list the rules that no case reaches.")
@click.option("--filter", "pattern", help="Only cases whose name contains this text.")
@language_option
@base_option
def test(
    paths: tuple[Path, ...], form: str, coverage: bool, pattern: str | None, language: str | None, folder: Path | None
) -> None:
    """Run the example cases of PATHS (files or folders; tests/cases without any)."""
    from yidi.examples.coverage import coverage_failures
    from yidi.examples.evidence import all_cases, unproved
    from yidi.examples.report import junit_text, report_text
    from yidi.examples.run import read_skipped, run_examples

    base, spoken = load_base(folder), language or MESSAGES
    with working("running the cases"), faults():
        report = run_examples(base, paths or (CASES,), pattern=pattern, language=spoken)
    extra = coverage_failures(base, report, tuple(read_skipped(SKIPPED))) if coverage else ()
    if pattern is None and all_cases(base, paths or (CASES,)):
        extra += unproved(base, report)
    if form == "junit":
        click.echo(junit_text(report, spoken, extra), nl=False)
    else:
        click.echo("\n".join([*(f.text(spoken) for f in extra), report_text(report, spoken)]))
    sys.exit(1 if report.all_failures or extra else 0)


@main.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--engine", type=click.Choice(["local"]), expose_value=False, help="Where it runs: on this machine.")
@unofficial_option
@base_option
def batch(source: Path, target: Path, unofficial: bool, folder: Path | None) -> None:
    """Decide all cases of a Parquet, CSV or JSON Lines file, one row a case, columns named by dotted path."""
    from yidi.batch.files import decide_file

    base = load_base(folder, unofficial=unofficial)
    with working(f"deciding {source}"), faults():
        rows, rejected = decide_file(base, source, target)
    click.echo(f"{rows} cases, {rejected} rejected", err=True)
    sys.exit(1 if rejected else 0)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--store", default="memory", show_default=True, metavar="memory|PATH|URL", help="Where queries find the triples."
)
@base_option
def serve(host: str, port: int, store: str, folder: Path | None) -> None:
    """Serve the HTTP interface and the web page."""
    from yidi.api.server import serve as serve_app

    with faults():
        serve_app(folder, host=host, port=port, store=store)


main.add_command(load)
main.add_command(query)
main.add_command(validate)


if __name__ == "__main__":
    main()
