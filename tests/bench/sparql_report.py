"""The figures of SPARQL as tables for a reader."""

from __future__ import annotations

from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.measure import told
from tests.bench.named import DISK, MEMORY, NAMED, NAMED_JSON, SPARQL


def show(console: Console, figures: dict[str, Any]) -> None:
    """Print everything about SPARQL."""
    console.print(f"{figures['hospitals']:,} hospitals, {figures['rules']:,} rules, {figures['triples']:,} triples")
    for name, rows in figures["rows"].items():
        console.print(
            f"  rows of {rows['rules']:,} rules ({name}): {rows['triples']:,} in {told(rows['seconds'])} of processor"
        )
    console.print(_named(figures))
    console.print(_fixed(figures["named"]))
    console.print(_pressed(figures["throughput"]))
    console.print(_reference(figures["reference"]))
    console.print(_loaded(figures["loading"]))


def _table(title: str, first: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def _named(figures: dict[str, Any]) -> Table:
    headings = ("rows", "memory", "its processor", "disk", SPARQL, "named", "as JSON", "/ disk", "rdflib", "/ memory")
    table = _table("Named queries, median", "query", *headings)
    table.columns[0].no_wrap = True
    slow = figures["rdflib"]["seconds"]
    for name, found in figures["named"]["queries"].items():
        seconds = found["seconds"]
        times = [told(seconds[way]) for way in (MEMORY, DISK, SPARQL, NAMED, NAMED_JSON)]
        times.insert(1, told(found["processor"][MEMORY]))
        ratio = f"{seconds[NAMED] / seconds[DISK]:.2f}"
        table.add_row(name, str(found["rows"]), *times, ratio, *_slower(slow[name], seconds[MEMORY], figures))
    return table


def _slower(taken: float | str | None, memory: float, figures: dict[str, Any]) -> tuple[str, str]:
    budget = figures["rdflib"]["budget"]
    if isinstance(taken, str):
        return taken, ""
    return (told(taken), f"{taken / memory:,.0f}x") if taken else (f"> {budget:.0f} s", f"> {budget / memory:,.0f}x")


def _fixed(named: dict[str, Any]) -> str:
    """What a request costs besides the query itself."""
    found = [each["best"] for each in named["queries"].values()]
    said = [f"{way} {told(median(best[way] - best[DISK] for best in found))}" for way in (SPARQL, NAMED, NAMED_JSON)]
    floor = told(named["floor"])
    return f"Over HTTP beyond the store on disk, median of the best times: {', '.join(said)}; /healthz {floor}"


def _pressed(throughput: dict[str, Any]) -> Table:
    title = (
        f"{throughput['clients']} clients, alone and beside a query that is stopped after {throughput['deadline']} s"
    )
    table = _table(title, "request", "", "per second", "median", "99 %", "longest", "processor", "statuses", "stopped")
    for kind, found in throughput["kinds"].items():
        for way in ("alone", "beside"):
            each = found[way]
            times = [told(each[name]) for name in ("median", "p99", "longest")]
            times.append(told(each["processor"]) if way == "alone" else "")  # else the runaway's would count
            stopped = f"{len(found['stopped'])}" if way == "beside" else ""
            table.add_row(kind, way, f"{each['per_second']:,.0f}", *times, str(each["statuses"]), stopped)
    return table


def _reference(reference: list[dict[str, Any]]) -> Table:
    table = _table("The reference engine, best", "cases", "time", "cases/s", "processor", "painted", "ratio")
    for found in reference:
        seconds, count = found["seconds"], found["cases"]
        times = (
            told(seconds["reference"]),
            f"{count / seconds['reference']:,.0f}",
            told(found["processor"]["reference"]),
        )
        ratio = f"{seconds['reference'] / seconds['painted']:,.0f}x"
        table.add_row(f"{count:,}", *times, told(seconds["painted"]), ratio)
    return table


def _loaded(loading: dict[str, Any]) -> Table:
    title = (
        f"{loading['hospitals']:,} hospitals from CSV ({loading['bytes'] / 1e6:.1f} MB, {loading['triples']:,} triples)"
    )
    table = _table(title, "step", "time", "processor")
    for name, taken in loading.items():
        if isinstance(taken, dict):
            table.add_row(name, told(taken["seconds"]), told(taken["processor"]))
    return table
