"""Queries that cannot be asked, and named ones whose example is not the one that their text runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from yidi.base import Base
from yidi.files import digest
from yidi.finding import Finding
from yidi.names import individual
from yidi.shelf import Shelf, is_missing, key_of, shelf

_SHELF: Final = "wrong-queries"


def named_queries(texts: Mapping[str, bytes]) -> frozenset[str]:
    """The IRIs of named queries, each by the name of its file."""
    return frozenset(individual("query", PurePath(file).stem) for file in texts)


def wrong_queries(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> list[Finding]:
    """What is wrong with named queries, and with other queries that need only be SPARQL.

    Found again where neither the queries have changed, nor the day, nor what their parameters may name.
    """
    found: Shelf[list[Finding]] = shelf(_SHELF)
    return found.made(_key(texts, stages, base), lambda: _faults_of(texts, stages, base))


def read_ahead(texts: Mapping[str, bytes], stages: Mapping[str, bytes]) -> None:
    """Put on the shelves what can be said of queries before anything is known of the base."""
    from yidi.check.queries_read import read_alone

    read_alone(texts, stages)


def are_unread(texts: Mapping[str, bytes]) -> bool:
    """Whether no query was read before, or at least not the first."""
    return any(is_missing("queries", key_of(file, content)) for file, content in list(texts.items())[:1])


def are_unchecked(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> bool:
    """Whether it is not known yet what is wrong with queries."""
    return is_missing(_SHELF, _key(texts, stages, base))


def _key(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> bytes:
    today = datetime.now(UTC).date()
    named = (base.surroundings, sorted(base.rules), sorted(base.sources)) if base else ()
    return key_of(digest(texts), digest(stages), today, *named)


def _faults_of(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> list[Finding]:
    from yidi.check.queries_read import faults_of  # what reads queries is slow to import, and seldom needed

    return list(faults_of(texts, stages, base))
