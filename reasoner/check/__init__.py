"""Checks of the whole base: what a policy author should know before anybody relies on it.

`yidi.base` finds what keeps a base from compiling.  Each module here adds one family of checks that do not: wording,
links, figures, names and dates, what carries the statements of sources, the named queries and the shapes.  Each is a
pure function of the statements, or of the compiled base.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yidi.asking.library import read_texts
from yidi.base import open_base, read_graph
from yidi.check.claims import unsound_claims
from yidi.check.dates import overdue_checks
from yidi.check.figures import wrong_figures
from yidi.check.links import circles, dead_links
from yidi.check.names import shared_answer_paths, shared_labels, twice_declared
from yidi.check.queries import named_queries, wrong_queries
from yidi.check.shapes import named_shapes, read_shapes, wrong_shapes
from yidi.check.shapes_tested import read_examples
from yidi.check.sources import unfounded_sources
from yidi.check.statements import untold_statements, unused_provisions
from yidi.check.steps import wrong_steps
from yidi.check.words import missing_words
from yidi.files import read_files
from yidi.finding import Finding, in_order

__all__ = ["check", "check_texts"]
_LINKS: Final = frozenset({"link-dead", "term-undeclared"})
_ECHOES: Final = frozenset(
    {"label-repeated", "definition-repeated", "predicate-repeated", "shape-text-repeated", "values-several"}
)


def check(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with the base of a folder, by file and line."""
    return check_texts(
        folder,
        read_files(folder),
        read_texts(folder),
        read_texts(folder, "*/**/*.rq"),
        read_shapes(folder),
        read_examples(folder),
    )


def check_texts(
    folder: Path,
    texts: dict[str, bytes],
    queries: Mapping[str, bytes] = MappingProxyType({}),
    stages: Mapping[str, bytes] = MappingProxyType({}),
    shapes: Mapping[str, bytes] = MappingProxyType({}),
    examples: Mapping[str, bytes] | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with a base whose files are given by the names that findings show.

    `queries` are named ones; `stages` are those that only others run.  `shapes` are files of shapes, and `examples` the
    filings that each have a fault which a shape finds, None where there are none.

    A file that is not Turtle hides what it declares, so nothing else is then said about links to it.
    """
    graph, base, findings = open_base(folder, texts)
    if any(f.id.startswith("turtle-") for f in findings):
        return in_order([*findings, *wrong_queries(queries, stages, None), *wrong_shapes(shapes, None)])
    today = datetime.now(UTC).date().toordinal()
    known = {f.place for f in findings}
    found = [
        *missing_words(graph),
        *twice_declared(graph),
        *shared_labels(graph),
        *shared_answer_paths(graph),
        *dead_links(graph, named_queries(queries) | named_shapes(shapes)),
        *circles(graph),
        *unfounded_sources(graph),
        *untold_statements(graph),
        *unused_provisions(graph, read_graph(shapes, "shapes")[0]),
        *(wrong_steps(graph, base.vocabulary) if base else ()),
        *overdue_checks(graph, today),
        *(wrong_figures(graph, (*base.rules.values(), *base.claims.values())) if base else ()),
        *(unsound_claims(graph, base, findings) if base else ()),
        *wrong_queries(queries, stages, base),
        *wrong_shapes(shapes, graph, examples),
    ]
    everything = [*findings, *(f for f in found if f.id not in _LINKS or f.place not in known)]
    doubled = {f.details["subject"] for f in everything if f.id == "name-twice"}
    return in_order(f for f in everything if not _is_echo(f, doubled))


def _is_echo(finding: Finding, twice: set[object]) -> bool:
    """Whether a finding only says once more that a thing is declared twice."""
    return finding.id in _ECHOES and finding.details.get("subject") in twice
