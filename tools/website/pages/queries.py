"""A page for each named query, with its example asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from website.model import Page
from website.world import World
from yidi.asking import NamedQuery
from yidi.asking.model import SECTIONS
from yidi.asking.read import header_place
from yidi.names import individual


def pages(world: World) -> Iterator[Page]:
    """All queries by section, then each."""
    labels = {"zh": "命名查询", "en": "Named queries"}
    context = {"sections": world.library.by_section(), "labels": SECTIONS}
    yield Page("queries/index.html", "queries", "part", "queries.j2", labels, lambda _: context)
    for query in world.library:
        yield _page(world, query)


def _page(world: World, query: NamedQuery) -> Page:
    return Page(
        f"queries/{query.name}.html",
        "queries",
        "query",
        "query.j2",
        {"zh": query.header.summary.zh, "en": query.header.summary.en},
        lambda language: _context(world, query, language),
        name=individual("query", query.name),
        also=query.name,
    )


def _context(world: World, query: NamedQuery, language: str) -> Mapping[str, Any]:
    example = query.header.example
    given = dict(example.parameters)
    rows = world.base.query(query.name, **given) if world.run else [dict(row) for row in example.rows]
    if [dict(row) for row in example.rows] != rows:
        place = header_place(query, "example.rows")
        world.failures.append(f"{place}: the example of {query.name} gives other rows than its header says")
    body = "\n".join(line for line in query.text.split("\n") if not line.startswith("#+")).strip("\n")
    return {
        "query": query,
        "given": given,
        "rows": rows,
        "body": body,
        "command": " ".join(["yidi query", query.name, *(f"--param {k}={_shown(v)}" for k, v in given.items())]),
        "url": "&".join(f"{k}={_shown(v)}" for k, v in given.items()),
        "call": ", ".join([f'"{query.name}"', *(f"{k}={v!r}" for k, v in given.items())]),
        "words": query.header.summary.of(language),
    }


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
