"""`yidi new`."""

from __future__ import annotations

import click


@click.command()
def new() -> None:
    """Not there yet."""
