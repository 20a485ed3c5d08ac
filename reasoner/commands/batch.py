"""`yidi batch`: a table of cases to a table of decisions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yidi.commands.shared import base_option, faults, load_base, unofficial_option, working


@click.command()
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
