"""The names of ours that queries use are declared, so that no part of a query asks for what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from yidi.check.links import undeclared
from yidi.finding import Finding
from yidi.names import ID, NS
from yidi.reading.graph import Graph
from yidi.reading.turtle import place_at

_PREFIX: Final = re.compile(r"^[ \t]*prefix\s+([A-Za-z][\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_TOKEN: Final = re.compile(
    r"""\#[^\n]*|<[^>\s]*>|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|([A-Za-z][\w-]*):([A-Za-z0-9_](?:[\w-]*[\w])?)"""
)


def undeclared_in_queries(graph: Graph, queries: Mapping[str, bytes]) -> Iterator[Finding]:
    """Terms and named things of ours that a query names with a prefix and that are nowhere declared."""
    for file, content in queries.items():
        text = content.decode("utf-8", "replace")
        prefixes = {short: iri for short, iri in _PREFIX.findall(text) if iri.startswith((NS, ID))}
        for found in _TOKEN.finditer(text):
            space = prefixes.get(found[1] or "")
            if space is not None and (name := space + found[2]) not in graph:
                place = place_at(file, tuple(i for i, c in enumerate(text) if c == "\n"), found.start())
                yield undeclared(graph, "term-undeclared" if name.startswith(NS) else "link-dead", place, file, name)
