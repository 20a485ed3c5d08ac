"""The command line: one verb a module of `commands`, which is read when the verb is used.

Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Final

import click

VERBS: Final = (
    "decide",
    "validate",
    "query",
    "check",
    "test",
    "diff",
    "explain",
    "new",
    "fmt",
    "table",
    "batch",
    "load",
    "serve",
)
"""In the order in which people meet them."""


class _Verbs(click.Group):
    """A group whose commands are imported when they are asked for, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature of click
        """All verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb of a name, from the module of that name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"yidi.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Verbs)
@click.version_option(package_name="yidi")
def main() -> None:
    """异地就医: what to file, how the bill is settled, how much the fund pays, and which provision says so."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here needs the threads that NumPy else starts


if __name__ == "__main__":
    main()
