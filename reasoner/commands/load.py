"""`yidi load`: an integrator's hospitals, persons and filings into a store; what it holds; and out of it again."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yidi.commands.shared import base_option, fail, faults, language_option, load_base, working
from yidi.defaults import MESSAGES

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.loading.load import Read
    from yidi.store.store import Store


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--store", "where", help="Where to: a folder, or the address of a SPARQL server.")
@click.option("--graph", help="The graph, by its IRI; by default one named after each file.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="How the columns of tables are meant (YAML).")
@click.option("--encoding", help="The encoding of tables, such as gb18030; by default UTF-8.")
@click.option("--check", "only_check", is_flag=True, help="Say what is wrong, and load nothing.")
@click.option("--list", "listing", is_flag=True, help="List the graphs of the store.")
@click.option("--drop", metavar="IRI", help="Remove a graph from the store.")
@language_option
@base_option
def load(  # noqa: PLR0913, PLR0917 - the options of a command
    files: tuple[Path, ...],
    where: str | None,
    graph: str | None,
    mapping: Path | None,
    encoding: str | None,
    only_check: bool,
    listing: bool,
    drop: str | None,
    language: str | None,
    folder: Path | None,
) -> None:
    """Load FILES into a store: Turtle, N-Triples, N-Quads, TriG, JSON-LD or CSV; all of them or none.

    Exit status 1 if something is wrong with the files.
    """
    if not (files or listing or drop):
        fail("Name the files to load, or use --list or --drop.")
    if where is None and not (only_check and files):
        fail("Name the store: --store FOLDER, or --store http://…")
    if where == "memory":
        fail("What is loaded into memory is gone when the command ends. Name a folder or a server: --store …")
    _check_encoding(encoding)
    base, spoken = load_base(folder), language or MESSAGES
    with faults():
        statements = _read(files, base, spoken, graph=graph, mapping=mapping, encoding=encoding)
        if only_check or where is None:
            click.echo("nothing is wrong", err=True)
            return
        with working(f"opening {_without_password(where)}"):
            store = _open(where, base)
        try:
            _write(store, statements, drop)
            if listing:
                _list(store)
        finally:
            store.close()


def _read(files: tuple[Path, ...], base: Base, language: str, **options: object) -> Read:
    """What stands in the files; ends with status 1 if something is wrong with them."""
    from yidi.loading.load import read
    from yidi.loading.trouble import report

    with _progress() as progress:
        statements = read(files, base, progress=progress, **options)  # type: ignore[arg-type]  # as `load` has them
    for name, columns in statements.left_out.items():
        click.echo(f"{name}: left out, for no mapping names them: {', '.join(columns)}", err=True)
    if statements.troubles:
        click.echo(report(statements.troubles, language), err=True)
        click.echo("nothing was loaded", err=True)
        sys.exit(1)
    return statements


def _open(where: str, base: Base) -> Store:
    from yidi.store.store import open_store

    return open_store(where, base, writable=True)


def _write(store: Store, statements: Read, drop: str | None) -> None:
    from yidi.loading.load import check_graph
    from yidi.loading.load import load as load_statements

    if drop:
        check_graph(drop)
        if drop not in store.graphs():
            fail(f"The store holds no graph {drop}. `yidi load --list` names those that it holds.")
        store.drop(drop)
        click.echo(f"{drop}  dropped")
    if statements.graphs:
        with _progress() as progress:
            loaded = load_statements(store, statements, progress)
        for name, size in loaded.graphs.items():
            click.echo(f"{name}  {size} statements")
        if loaded.held_elsewhere:
            click.echo(f"{loaded.held_elsewhere} statements left out: other graphs hold them already", err=True)


def _list(store: Store) -> None:
    for name, size in sorted(store.graphs().items()):
        click.echo(f"{name}  {size} statements")


def _check_encoding(encoding: str | None) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        fail(f"'{encoding}' is no known encoding. Chinese tables are mostly utf-8 or gb18030.")


def _without_password(where: str) -> str:
    scheme, mark, rest = where.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else where


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """What shows on a terminal how far a load is; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=total)

        yield show
