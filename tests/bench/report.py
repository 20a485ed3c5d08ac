"""The figures as tables for a reader."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.comparison import OPENFISCA
from tests.bench.measure import told
from tests.bench.starting import BARE

_MILLION = 1e6


def show(console: Console, figures: dict[str, Any]) -> None:
    """Print everything about deciding."""
    for compared in figures["comparison"]:
        console.print(_compared(compared))
    scope = figures["scope"]
    console.print(
        f"The areas: {', '.join(scope['areas'])}; {scope['combinations']:,} combinations of codes; figures on "
        f"{scope['dates']} dates. OpenFisca also takes {told(scope['openfisca_build'])} to build its country.",
        style="dim",
    )
    console.print(_compiled(figures["compiling"]))
    console.print(_started(figures["starting"]))
    one = figures["single"]
    console.print(
        f"[b]One decision with all parts and reasons[/b] ({one['cases']} different cases): "
        f"median {told(one['median'])}, 99 % within {told(one['p99'])}, best {told(one['best'])}"
    )


def _compared(compared: dict[str, Any]) -> Table:
    count, seconds, processor = compared["cases"], compared["seconds"], compared["processor"]
    table = Table(title=f"{count:,} {'case' if count == 1 else 'cases'}", title_justify="left")
    table.add_column("engine")
    for heading in ("time", "cases/s", "against OpenFisca", "processor", "against", "differing amounts"):
        table.add_column(heading, justify="right")
    for name, taken in seconds.items():
        wall = (told(taken), f"{count / taken:,.0f}", f"{seconds[OPENFISCA] / taken:.1f}x")
        used = (told(processor[name]), f"{processor[OPENFISCA] / processor[name]:.1f}x")
        table.add_row(name, *wall, *used, _differing(compared, name))
    return table


def _differing(compared: dict[str, Any], name: str) -> str:
    """How many amounts differ from Yidi's, and by how much at most; nothing for Yidi itself."""
    if name not in compared["differing"]:
        return ""
    count = compared["differing"][name]
    return f"{count:,}, by {compared['largest'][name]} fen" if count else "none"


def _compiled(compiling: dict[str, Any]) -> Table:
    table = Table(title="Compiling", title_justify="left")
    table.add_column("base")
    for heading in ("rules", "areas", "best", "median", "peak memory", "tables", "findings"):
        table.add_column(heading, justify="right")
    for found in compiling["synthetic"]:
        table.add_row("synthetic", *_base(found), str(found["finding_count"]))
    for name in ("nothing kept", "parsed files kept", "everything kept"):
        table.add_row(f"built-in, {name}", *_base(compiling["builtin"][name]), "")
    return table


def _base(found: dict[str, Any]) -> list[str]:
    megabytes = [f"{found[name] / _MILLION:.1f} MB" for name in ("peak_bytes", "table_bytes")]
    return [f"{found['rules']:,}", f"{found['areas']:,}", told(found["seconds"]), told(found["median"]), *megabytes]


def _started(starting: dict[str, float]) -> Table:
    table = Table(title="Whole processes (median)", title_justify="left")
    table.add_column("command")
    table.add_column("time", justify="right")
    table.add_column("against bare Python", justify="right")
    for name, taken in starting.items():
        table.add_row(name, told(taken), f"{taken / starting[BARE]:.1f}x")
    return table
