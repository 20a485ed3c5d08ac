"""The command line, the HTTP interface and the Python interface, each as the software itself describes it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import click
from click.testing import CliRunner

import yidi
from website.model import Entry, Page, same
from website.world import World
from yidi.api.app import create_app
from yidi.cli import VERBS, main


def pages(world: World) -> Iterator[Page]:
    """The three pages."""
    yield _commands()
    yield _http(world)
    yield _python()


def _commands() -> Page:
    """Every verb with its help."""
    verbs = [{"name": v, "says": _says(v), "help": _help(v)} for v in VERBS]
    entries = tuple(Entry(v, "command", same(f"yidi {v}"), f"command {v}", _says(v)) for v in VERBS)
    labels = {"zh": "命令行", "en": "Command line"}
    return Page(
        "reference/commands.html", "commands", "part", "commands.j2", labels, lambda _: {"verbs": verbs},
        entries=entries,
    )  # fmt: skip


def _says(verb: str) -> str:
    command = main.get_command(click.Context(main), verb)
    return command.get_short_help_str(200) if command else ""


def _help(verb: str) -> str:
    return CliRunner().invoke(main, [verb, "--help"], prog_name="yidi", terminal_width=100).output


def _http(world: World) -> Page:
    """Every route, from the description that the server gives of itself."""
    described = create_app(world.root).openapi()
    routes = [
        {"method": method.upper(), "path": path, "said": said, "anchor": _anchor(method, path)}
        for path, methods in sorted(described["paths"].items())
        for method, said in sorted(methods.items())
    ]
    entries = tuple(
        Entry(r["anchor"], "route", same(f"{r['method']} {r['path']}"), also=r["said"].get("summary", ""))
        for r in routes
    )
    labels = {"zh": "HTTP 接口", "en": "HTTP interface"}
    return Page("reference/http.html", "http", "part", "http.j2", labels, lambda _: {"routes": routes}, entries=entries)


def _anchor(method: str, path: str) -> str:
    return f"{method}-" + "".join(c if c.isalnum() else "-" for c in path).strip("-")


def _python() -> Page:
    """Every public name of the package, with its signature and docstring."""
    names = [_described(f"yidi.{name}", getattr(yidi, name)) for name in sorted(yidi.__all__)]
    entries = tuple(Entry(n["anchor"], "function", same(n["name"]), also=n["doc"].split("\n")[0]) for n in names)
    members = [
        _described(f"Base.{name}", member)
        for name, member in inspect.getmembers(yidi.Base, inspect.isfunction)
        if not name.startswith("_")
    ]
    entries += tuple(Entry(m["anchor"], "function", same(m["name"]), also=m["doc"].split("\n")[0]) for m in members)
    labels = {"zh": "Python 接口", "en": "Python interface"}
    context = {"names": names, "members": members}
    return Page("reference/python.html", "python", "part", "python.j2", labels, lambda _: context, entries=entries)


def _described(name: str, thing: object) -> Mapping[str, Any]:
    try:
        signature = str(inspect.signature(thing)) if callable(thing) and not inspect.isclass(thing) else ""
    except ValueError:
        signature = ""
    kind = "class" if inspect.isclass(thing) else "function"
    return {
        "name": name,
        "anchor": name.replace(".", "-"),
        "kind": kind,
        "signature": signature,
        "doc": inspect.getdoc(thing) or "",
        "bases": [b.__name__ for b in thing.__mro__[1:-1]] if inspect.isclass(thing) else [],
    }
