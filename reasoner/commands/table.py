"""`yidi table`."""

from __future__ import annotations

import click


@click.command()
def table() -> None:
    """Not there yet."""
