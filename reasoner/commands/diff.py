"""`yidi diff`."""

from __future__ import annotations

import click


@click.command()
def diff() -> None:
    """Not there yet."""
