"""`yidi fmt`."""

from __future__ import annotations

import click


@click.command()
def fmt() -> None:
    """Not there yet."""
