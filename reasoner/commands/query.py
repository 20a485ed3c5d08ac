"""`yidi query`: lists the named queries, describes one, or asks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yidi.commands.shared import base_option, faults, language_option, load_base, working
from yidi.defaults import ANSWERS, MESSAGES
from yidi.errors import Fault, UsageError

if TYPE_CHECKING:
    from yidi.asking import Library, NamedQuery
    from yidi.base import Base

FORMATS = ("table", "csv", "json", "ttl")


@click.command()
@click.argument("name", required=False)
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter; repeat it for others.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--describe", is_flag=True, help="Say what the query asks for and answers, with an example.")
@click.option("--store", "where", default="memory", help="Where to ask: memory, a folder, or the address of a server.")
@language_option
@base_option
def query(
    name: str | None,
    pairs: tuple[str, ...],
    form: str,
    describe: bool,
    where: str,
    language: str | None,
    folder: Path | None,
) -> None:
    """Ask the named query NAME; without NAME, list them."""
    from yidi.asking import load_library

    with faults():
        library = load_library(folder)
        if name is None:
            return _list(library, language or ANSWERS)
        chosen = library.find(name, language or MESSAGES)
        if describe:
            return _describe(chosen, language or ANSWERS)
        _ask(chosen, _given(chosen, pairs, language), load_base(folder), where, form, language)
        return None


def _given(query: NamedQuery, pairs: tuple[str, ...], language: str | None) -> dict[str, object]:
    """The parameters as they were written, and the language of labels where only --lang says it."""
    from yidi.asking.words import FAULTS

    given: dict[str, object] = {}
    wrong: list[Fault] = []
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            wrong.append(Fault("--param", FAULTS["pair"][language or MESSAGES].format(value=pair)))
        elif key in given:
            wrong.append(Fault(key, FAULTS["twice"][language or MESSAGES]))
        given[key] = value
    if wrong:
        raise UsageError("\n".join(map(str, wrong)), wrong)
    if language and "lang" in query.parameters:
        given.setdefault("lang", language)
    return given


def _ask(query: NamedQuery, given: dict[str, object], base: Base, where: str, form: str, language: str | None) -> None:
    from yidi.asking import ask
    from yidi.asking.show import aligned, csv_text, json_text, on_terminal, turtle
    from yidi.asking.words import LISTING
    from yidi.store.store import open_store

    with working(f"asking {where}"):
        store = open_store(where, base)
        try:
            table = ask(store, query, given, base, language or MESSAGES)
        finally:
            store.close()
    spoken = str(given.get("lang") or language or ANSWERS)
    if form == "csv":
        click.echo(csv_text(table), nl=False)
    elif form == "json":
        click.echo(json_text(table))
    elif form == "ttl":
        click.echo(turtle(table), nl=False)
    else:
        if not on_terminal(table, spoken):
            click.echo(aligned(table, spoken), nl=False)
        note = "more" if table.following is not None else "one" if len(table.terms) == 1 else "rows"
        words = LISTING[note][spoken].format(count=len(table.terms), offset=table.following)
        click.echo(words, err=True)


def _list(library: Library, language: str) -> None:
    from yidi.asking.show import listing

    click.echo(listing(library, language))


def _describe(query: NamedQuery, language: str) -> None:
    from yidi.asking.show import description

    click.echo(description(query, language))
