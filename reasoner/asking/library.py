"""All named queries of a base, found by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Final

from yidi.asking.model import SECTIONS
from yidi.asking.query import NamedQuery
from yidi.asking.read import read_query
from yidi.asking.words import LISTING
from yidi.defaults import MESSAGES
from yidi.errors import BaseError, UsageError, one_line
from yidi.files import builtin_folder, digest, keep, kept, read_texts
from yidi.finding import Finding, in_order
from yidi.shelf import Shelf, key_of, shelf

MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Library:
    """Named queries by name, in the order of their sections and names."""

    queries: Mapping[str, NamedQuery]

    def __iter__(self) -> Iterator[NamedQuery]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)

    def __getitem__(self, name: str) -> NamedQuery:
        return self.find(name)

    def find(self, name: str, language: str = MESSAGES) -> NamedQuery:
        """The query of this name; UsageError where there is none."""
        if name in self.queries:
            return self.queries[name]
        raise UsageError(
            LISTING["no-query"][language].format(name=one_line(name[:MOST_SHOWN]), nearest=self.nearest(name))
        )

    def nearest(self, name: str) -> str:
        """The name of a query that is most like another name."""
        return next(iter(get_close_matches(name[:MOST_SHOWN], self.queries, 1, cutoff=0)), "")

    def by_section(self) -> dict[str, list[NamedQuery]]:
        """The queries of each section that has any."""
        found = {section: [q for q in self if q.header.section == section] for section in SECTIONS}
        return {section: queries for section, queries in found.items() if queries}


def load_library(folder: Path | None = None) -> Library:
    """The queries of a base's folder, or the built-in ones where it has none.

    Raises BaseError with everything that is wrong with them.
    """
    texts = read_texts(folder or builtin_folder()) or read_texts(builtin_folder())
    name = f"queries-{digest(texts)}"
    if isinstance(known := kept(name), Library):
        return known
    library, findings = examine(texts)
    if findings:
        raise BaseError(findings)
    keep(name, library)
    return library


def examine(texts: Mapping[str, bytes]) -> tuple[Library, tuple[Finding, ...]]:
    """The queries that can be read, and everything that is wrong with any of them."""
    queries: list[NamedQuery] = []
    findings: list[Finding] = []
    read: Shelf[tuple[NamedQuery | None, list[Finding]]] = shelf("queries")
    for file, content in texts.items():
        query, found = read.made(key_of(file, content), partial(read_query, file, content))
        findings += found
        if query is not None:
            queries.append(query)
    order = list(SECTIONS)
    queries.sort(key=lambda q: (order.index(q.header.section), q.name))
    return Library({q.name: q for q in queries}), in_order(findings)
