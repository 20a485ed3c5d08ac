"""Checks of the whole base: what a policy author should know before anybody relies on it.

`yidi.base` finds what keeps a base from compiling.  Each module here adds one family of checks that do not: wording,
links, figures, names and dates, what carries the statements of sources, the named queries and the shapes.  Each is a
pure function of the statements, or of the compiled base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yidi.base import Base, open_base, read_graph
from yidi.check.addresses import broken_addresses
from yidi.check.authorities import misplaced_authorities
from yidi.check.characters import odd_characters, odd_prefixes
from yidi.check.claims import unsound_claims
from yidi.check.classes import wrong_classes
from yidi.check.conditions import idle_conditions
from yidi.check.dates import impossible_dates, overdue_checks
from yidi.check.decisions import unsound_decisions
from yidi.check.disagreements import mute_enquiries, open_disagreements
from yidi.check.figures import unsourced_figures, wrong_figures
from yidi.check.gather import gathered
from yidi.check.in_force import rules_out_of_force
from yidi.check.links import circles, dead_links
from yidi.check.names import shared_answer_paths, shared_in_lists, shared_labels, twice_declared
from yidi.check.outliers import far_off_values
from yidi.check.overrides import unfounded_overrides
from yidi.check.paths import paths_inside, paths_nowhere
from yidi.check.periods import broken_periods
from yidi.check.place_words import contradicted_places
from yidi.check.places import misplaced_places
from yidi.check.queries import are_unchecked, are_unread, named_queries, read_ahead, wrong_queries
from yidi.check.query_names import undeclared_in_queries
from yidi.check.ranges import misused_predicates
from yidi.check.repeated import repeated_rules, repeated_values
from yidi.check.shapes import named_shapes, wrong_shapes
from yidi.check.slices import holes_in_slices
from yidi.check.sources import sources_elsewhere, unfounded_sources
from yidi.check.statements import untold_statements, unused_provisions
from yidi.check.steps import wrong_steps
from yidi.check.translations import differing_numbers
from yidi.check.unread import unread_files
from yidi.check.usual import unusual_orders
from yidi.check.wording import contradicted_words
from yidi.check.words import missing_words
from yidi.checked import checked
from yidi.finding import Finding, in_order
from yidi.meanwhile import meanwhile
from yidi.reading.graph import Graph
from yidi.shelf import open_shelves

__all__ = ["check", "check_texts", "unread_files"]
_LINKS: Final = frozenset({"link-dead", "term-undeclared"})
_ECHOES: Final = frozenset(
    {"class-wrong", "label-repeated", "definition-repeated", "predicate-repeated"}
    | {"shape-text-repeated", "values-several"}
)

_COMPILED: Final = frozenset(
    {"rule-conflict", "decision-gap", "rule-never-prevails", "exception-hidden", "override-without-effect"}
    | {"override-needless", "rule-repeated", "condition-idle", "source-elsewhere", "rules-circle"}
    | {"condition-redundant"}
)
"""What compiling finds; where things lie within themselves it means nothing."""


def check(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with the base of a folder, by file and line."""
    return checked(folder)


@open_shelves()
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
    # A second process reads queries, then says what is wrong with them and with shapes: an author waits half as long.
    with meanwhile(partial(read_ahead, queries, stages), pays=are_unread(queries)):
        graph, base, findings = open_base(folder, texts)
    if any(f.id.startswith("turtle-") for f in findings):
        return in_order([*findings, *wrong_queries(queries, stages, None), *wrong_shapes(shapes, None)])
    shaped = read_graph(shapes, "shapes")[0]
    if odd := [*odd_prefixes((*graph.files, *shaped.files), {**texts, **shapes})]:  # all else are but echoes
        return in_order([*odd, *wrong_queries(queries, stages, None)])
    today = datetime.now(UTC).date().toordinal()
    known = {f.place for f in findings}
    places = [*misplaced_places(graph)]
    if places:  # then gaps are but echoes
        findings = tuple(f for f in findings if f.id != "decision-gap")
    asked, shown = partial(wrong_queries, queries, stages, base), partial(wrong_shapes, shapes, graph, examples)
    with meanwhile(lambda: (asked(), paths_nowhere(graph), shown()), pays=are_unchecked(queries, stages, base)):
        found = [
            *missing_words(graph),
            *differing_numbers(graph),
            *differing_numbers(shaped),
            *odd_characters(graph),
            *broken_addresses(graph),
            *twice_declared(graph),
            *shared_labels(graph),
            *shared_in_lists(graph),
            *shared_answer_paths(graph),
            *paths_inside(graph),
            *dead_links(graph, named_queries(queries) | named_shapes(shapes)),
            *circles(graph),
            *unfounded_sources(graph),
            *misplaced_authorities(graph),
            *contradicted_places(graph),
            *untold_statements(graph),
            *unused_provisions(graph, shaped),
            *(wrong_steps(graph, base.vocabulary) if base else ()),
            *overdue_checks(graph, today),
            *impossible_dates(graph, today),
            *repeated_values(graph),
            *open_disagreements(graph),
            *mute_enquiries(graph),
            *places,
            *(_of_the_compiled(graph, base, today) if base else ()),
            *(wrong_figures(graph, (*base.rules.values(), *base.claims.values())) if base else ()),
            *(unsourced_figures(graph, (*base.rules.values(), *base.claims.values())) if base else ()),
            *(unsound_claims(graph, base, findings) if base else ()),
        ]
        general = [*wrong_classes(graph), *misused_predicates(graph)]
    found += [*asked(), *undeclared_in_queries(graph, {**queries, **stages}), *paths_nowhere(graph), *shown()]
    everything = [*findings, *(f for f in found if f.id not in _LINKS or f.place not in known)]
    told = {f.place for f in everything}
    everything += [f for f in general if f.place not in told]  # what is found closer at hand is told better there
    if any(f.id == "link-circle" for f in everything):
        everything = [f for f in everything if f.id not in _COMPILED]
    if base is not None and everything:
        from yidi.witness.shown import with_cases  # deciding cases is slow to import, and a sound base needs none

        everything = with_cases(base, everything)
    dead = {f.details["subject"] for f in everything if f.id == "link-dead"}
    everything = [f for f in everything if f.id != "rule-never-prevails" or f.details["subject"] not in dead]
    doubled = {f.details["subject"] for f in everything if f.id == "name-twice"}
    unread = [f.details["subject"] for f in general if f.id == "class-wrong"]
    return in_order(gathered((f for f in in_order(everything) if not _is_echo(f, doubled)), unread))


def _of_the_compiled(graph: Graph, base: Base, today: int) -> Iterator[Finding]:
    """What can be said of rules and decisions only once they were read; a base that does not compile has some too."""
    yield from unsound_decisions(graph, base)
    rules, claims = ({i: r for i, r in each.items() if r.decision in base.tables} for each in (base.rules, base.claims))
    base = replace(base, rules=rules, claims=claims)  # where a rule was not read whole, it says less than it seems to
    yield from idle_conditions(graph, base)
    yield from repeated_rules((*base.rules.values(), *base.claims.values()))
    yield from broken_periods(graph, base, today)
    yield from holes_in_slices(graph, base)
    yield from unfounded_overrides(graph, base)
    yield from sources_elsewhere(graph, base)
    yield from contradicted_words(graph, base)
    yield from unusual_orders(graph, base)
    yield from far_off_values(graph, (*base.rules.values(), *base.claims.values()))
    yield from rules_out_of_force(graph, (*base.rules.values(), *base.claims.values()))


def _is_echo(finding: Finding, twice: set[object]) -> bool:
    """Whether a finding only says once more that a thing is declared twice."""
    return finding.id in _ECHOES and finding.details.get("subject") in twice
