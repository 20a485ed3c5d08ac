"""Queries that cannot be asked, and named ones whose example is not the one that their text runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath

from yidi.base import Base
from yidi.files import digest
from yidi.finding import Finding
from yidi.names import individual
from yidi.shelf import Shelf, key_of, shelf


def named_queries(texts: Mapping[str, bytes]) -> frozenset[str]:
    """The IRIs of named queries, each by the name of its file."""
    return frozenset(individual("query", PurePath(file).stem) for file in texts)


def wrong_queries(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> list[Finding]:
    """What is wrong with named queries, and with other queries that need only be SPARQL.

    Found again where neither the queries have changed, nor the day, nor what their parameters may name.
    """
    today = datetime.now(UTC).date()
    named = (base.surroundings, sorted(base.rules), sorted(base.sources)) if base else ()
    found: Shelf[list[Finding]] = shelf("wrong-queries")
    return found.made(key_of(digest(texts), digest(stages), today, *named), lambda: _faults_of(texts, stages, base))


def _faults_of(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> list[Finding]:
    from yidi.check.queries_read import faults_of  # what reads queries is slow to import, and seldom needed

    return list(faults_of(texts, stages, base))
