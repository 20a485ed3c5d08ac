"""The command line: one short function a verb.  Results go to standard output, everything else to standard error."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """异地就医: what to file, how the bill is settled, how much the fund pays, and which provision says so."""
