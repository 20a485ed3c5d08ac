"""What example cases reach, all of it in one record: rules, decisions, states, shapes, queries and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yidi.base import read_graph
from yidi.examples.beyond import queries_reached, shapes_reached, statements_reached
from yidi.examples.item import KINDS, Item, StateItem
from yidi.examples.model import ExampleReport
from yidi.examples.states import rules_of, sizes
from yidi.examples.words import cell_in_words
from yidi.files import read_files
from yidi.finding import NOWHERE
from yidi.model import Rule
from yidi.names import short

if TYPE_CHECKING:
    from yidi.base import Base


@dataclass(frozen=True, slots=True)
class Measured:
    """All that cases should reach; `items` in the order of `KINDS` and of their files."""

    items: tuple[Item, ...]
    states: tuple[StateItem, ...]

    def of(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind."""
        return tuple(item for item in self.items if item.kind == kind)

    def unreached(self, decision: str) -> list[StateItem]:
        """The states of a decision that no case reaches, those that hold for most areas and cells first."""
        found = (s for s in self.states if s.decision == decision and not s.reached)
        return sorted(found, key=lambda s: (-s.areas, -s.cells, s.number))


def measure(base: Base, report: ExampleReport) -> Measured:
    """What the cases of a report reach; named queries are asked, and the faulty filings are read."""
    items = [*_rules(base, report), *_decisions(base, report), *shapes_reached(base.folder), *queries_reached(base)]
    items += statements_reached(base, report)
    items.sort(key=lambda item: (KINDS.index(item.kind), item.place))
    return Measured(tuple(items), tuple(_states(base, report)))


def _rules(base: Base, report: ExampleReport) -> Iterator[Item]:
    """Rules that state a value, bounds, and claims, which are counted apart."""
    yield from (_rule(r, "bound" if r.is_bound else "rule", report) for r in base.rules.values())
    yield from (_rule(r, "claim", report) for r in base.claims.values())


def _rule(rule: Rule, kind: str, report: ExampleReport) -> Item:
    fired, missed = report.coverage.fired.get(rule.iri, ()), report.coverage.missed.get(rule.iri, ())
    return Item(kind, short(rule.iri), rule.labels, rule.place, fired, None if rule.is_bound else missed, rule.decision)


def _decisions(base: Base, report: ExampleReport) -> Iterator[Item]:
    """Decisions, with the cases in whose answer they have a value."""
    graph, _ = read_graph(read_files(base.folder))
    for name, table in base.tables.items():
        iri = table.decision.iri
        place = graph.place(iri) or NOWHERE
        yield Item(
            "decision", short(iri), table.decision.labels, place, report.coverage.decided.get(iri, ()), None, name
        )


def _states(base: Base, report: ExampleReport) -> Iterator[StateItem]:
    """The states of every table in which some rule applies; where none does there is nothing to try."""
    for name, table in base.tables.items():
        reached = report.coverage.states.get(name, {})
        for number, size in sizes(base, table).items():
            prevailing, beaten = rules_of(table, number)
            if prevailing:
                yield StateItem(
                    name,
                    number,
                    _names(prevailing),
                    _names(beaten),
                    size.cells,
                    size.areas,
                    cell_in_words(base, table, size.first),
                    reached.get(number, ()),
                )


def _names(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(short(rule.iri) for rule in rules)
