"""`yidi test`: the example cases, and what they try."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yidi.commands.shared import base_option, faults, language_option, load_base, working
from yidi.engine import MESSAGES

CASES = Path("tests/cases")
SKIPPED = CASES / "uncovered.yaml"
"""The example cases, and the rules that none of them can reach, with the reasons."""


@click.command()
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
