"""`yidi serve`: the same answers over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from yidi.commands.shared import base_option, faults


@click.command()
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
