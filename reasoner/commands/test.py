"""`yidi test`: the example cases, what they reach, and whether they would notice a mistake."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from yidi.commands.shared import base_option, fail, faults, language_option, load_base, working
from yidi.defaults import MESSAGES

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.examples.model import ExampleReport, Failure
    from yidi.examples.read import Paths

_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_FOLDER: Final = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--filter", "pattern", metavar="TEXT", help="Only cases whose name contains this text.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first case that fails.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; without it as many as are faster.")
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True)
@click.option("--coverage", is_flag=True, help="Tell what no case reaches.")
@click.option("--coverage-html", "html", type=_FOLDER, metavar="DIR", help="Write what cases reach as pages.")
@click.option("--coverage-lcov", "lcov", type=_FILE, metavar="FILE", help="Write what cases reach as an LCOV trace.")
@click.option("--accept", "accepting", is_flag=True, help="Rewrite expectations that differ, for review by git diff.")
@click.option("--mutate", is_flag=True, help="Make small mistakes in the rules, and tell which no case notices.")
@click.option("--decision", metavar="NAME", help="With --mutate: only rules of this decision.")
@click.option("--area", metavar="CODE", help="With --mutate: only rules of this jurisdiction.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="With --mutate: so many, drawn at random.")
@click.option("--least", type=click.FloatRange(0, 100), metavar="PERCENT", help="With --mutate: fail below this score.")
@language_option
@base_option
def test(paths: tuple[Path, ...], language: str | None, folder: Path | None, **options: Any) -> None:
    """Run the example cases of PATHS (files or folders; without any, those of the base)."""
    spoken = language or MESSAGES
    _refuse_together(options, spoken)
    chosen = paths or (_cases_of(folder),)
    if options["mutate"]:
        sys.exit(_mutate(folder, chosen, spoken, options))
    base = load_base(folder)
    report = _run(base, chosen, spoken, options)
    if options["accepting"] and report.all_failures:
        report = _accept(base, chosen, report, spoken, options)
    sys.exit(_tell(base, chosen, report, spoken, options))


def _cases_of(folder: Path | None) -> Path:
    """The cases of the base, or those below where the command runs."""
    from yidi.examples.evidence import CASES

    return folder / CASES if folder is not None and (folder / CASES).is_dir() else CASES


def _refuse_together(options: dict[str, Any], language: str) -> None:
    """Options of which one makes no sense with the other, or without it."""
    from yidi.examples.messages import WORDS

    measures = options["coverage"] or options["html"] or options["lcov"]
    if options["mutate"] and (measures or options["accepting"] or options["fail_fast"] or options["pattern"]):
        fail(WORDS["mutate-alone"][language])
    if options["fail_fast"] and (measures or options["accepting"]):
        fail(WORDS["fast-or-all"][language])
    for name in ("decision", "area", "sample", "least"):
        if options[name] is not None and not options["mutate"]:
            fail(WORDS["mutate-needed"][language].format(option=name))


def _mutate(folder: Path | None, paths: Paths, language: str, options: dict[str, Any]) -> int:
    from yidi.mutation.command import mutate_command
    from yidi.mutation.run import Choice

    choice = Choice(decision=options["decision"], area=options["area"], sample=options["sample"])
    with faults():
        least, jobs = options["least"], options["jobs"] or None
        return mutate_command(folder, paths, options["form"], language, choice, least=least, jobs=jobs)


def _run(base: Base, paths: Paths, language: str, options: dict[str, Any]) -> ExampleReport:
    from yidi.examples.messages import WORDS
    from yidi.examples.run import run_examples

    pattern, fail_fast = options["pattern"], options["fail_fast"]
    with working("running the cases"), faults():
        report = run_examples(
            base, paths, pattern=pattern, language=language, fail_fast=fail_fast, jobs=options["jobs"]
        )
    if not report.examples and not report.failures:
        words = WORDS["no-case-named" if pattern else "no-case"][language]
        fail(words.format(paths=", ".join(map(str, paths)), pattern=pattern))
    return report


def _accept(base: Base, paths: Paths, report: ExampleReport, language: str, options: dict[str, Any]) -> ExampleReport:
    """Rewrite what differs, say so on standard error, and run the cases again."""
    from yidi.examples.accept import accept, accepted_text

    with faults():
        done = list(accept(report.examples))
    click.echo(accepted_text(done, language), err=True)
    return report if all(each.why for each in done) else _run(base, paths, language, options)


def _tell(base: Base, paths: Paths, report: ExampleReport, language: str, options: dict[str, Any]) -> int:
    """Write the report, and what is reached where that is wanted; give the exit status."""
    from yidi.examples.report import junit_text, object_text, report_text

    measured = None
    whole = options["pattern"] is None and not options["fail_fast"] and _is_whole(base, paths)
    extra = _wanting(base, report, coverage=options["coverage"]) if whole else ()
    if options["coverage"] or options["html"] or options["lcov"]:
        from yidi.examples.measured import measure

        with working("measuring what the cases reach"), faults():
            measured = measure(base, report)
    if measured and (options["html"] or options["lcov"]):
        _write(base, report, measured, language, options)
    if options["form"] == "junit":
        click.echo(junit_text(report, language, extra), nl=False)
    elif options["form"] == "json":
        click.echo(object_text(report, language, extra, measured))
    else:
        if measured and options["coverage"]:
            from yidi.examples.covered import covered_text

            click.echo(covered_text(base, measured, language, whole=whole))
        click.echo(report_text(report, language, extra))
    return 1 if report.all_failures or extra else 0


def _is_whole(base: Base, paths: Paths) -> bool:
    from yidi.examples.evidence import all_cases

    return all_cases(base, paths)


def _wanting(base: Base, report: ExampleReport, *, coverage: bool) -> tuple[Failure, ...]:
    """What all cases together should show and do not: rules without a case or excuse, statements not proved."""
    from yidi.examples.coverage import coverage_failures
    from yidi.examples.evidence import CASES, unproved
    from yidi.examples.excuses import excuse_failures, read_excuses
    from yidi.examples.read import SKIPPED

    with faults():
        excuses = read_excuses(base.folder / CASES / SKIPPED)
    uncovered = coverage_failures(base, report, tuple(excuses)) if coverage else ()
    return (*uncovered, *excuse_failures(base, report, excuses), *unproved(base, report))


def _write(base: Base, report: ExampleReport, measured: Any, language: str, options: dict[str, Any]) -> None:
    """The files that were asked for, each named on standard error."""
    from yidi.examples.lcov import lcov_text
    from yidi.examples.messages import WORDS
    from yidi.examples.site import write_site

    try:
        if lcov := options["lcov"]:
            lcov.parent.mkdir(parents=True, exist_ok=True)
            lcov.write_text(lcov_text(measured), encoding="utf-8")
            click.echo(lcov, err=True)
        if options["html"]:
            click.echo(write_site(options["html"], base, report, measured, language), err=True)
    except OSError as error:
        fail(WORDS["not-written"][language].format(file=error.filename, why=error.strerror))
