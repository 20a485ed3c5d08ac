"""Rules as rows: the table of one decision, as it is written to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from yidi.base import Base
from yidi.model import Decision
from yidi.names import short
from yidi.reading.graph import Graph
from yidi.sheets.columns import Column, columns_of, texts_of
from yidi.sheets.messages import WORDS
from yidi.sheets.spelling import Speller

Row = dict[str, list[str]]
"""What a rule says: by the id of a column the items of its cell."""


@dataclass(frozen=True)
class Table:
    """The rules of one decision as rows under columns; `areas` are those to which the rows are confined, if any."""

    decision: Decision
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, Row], ...]
    areas: tuple[str, ...]


def make_table(base: Base, graph: Graph, decision: Decision, areas: Sequence[str] = ()) -> Table:
    """The table of a decision: its rules and claims in the order of the files, of all areas or of some."""
    speller = Speller(graph, base.vocabulary)
    columns = sheet_columns(base, graph, decision)
    rules = [r for r in (*base.rules.values(), *base.claims.values()) if r.decision == decision.name]
    wanted = [r.iri for r in rules if not areas or not set(areas).isdisjoint(r.jurisdictions)]
    return Table(decision, columns, tuple((iri, row_of(speller, columns, iri)) for iri in wanted), tuple(areas))


def sheet_columns(base: Base, graph: Graph, decision: Decision) -> tuple[Column, ...]:
    """The columns of a decision's table."""
    return columns_of(decision, base.vocabulary, texts_of(graph, (*base.rules, *base.claims)))


def row_of(speller: Speller, columns: Iterable[Column], rule: str) -> Row:
    """What a rule says, by column; a number with its kind behind it."""
    graph = speller.graph
    return {
        c.id: [
            speller.show(c, v)
            for v in graph.objects(rule, c.predicate)
            if c.kind != "text" or getattr(v, "language", None) == c.source
        ]
        for c in columns
        if c.predicate
    }


def state_of(row: Row) -> str:
    """A short name for all that a row says, by which one sees whether the rule has changed since."""
    said = sorted((name, tuple(items)) for name, items in row.items() if items)
    return blake2b(repr(said).encode(), digest_size=4).hexdigest()


def lines(table: Table, graph: Graph, language: str) -> Iterator[tuple[str, ...]]:
    """The table as text: headings, ids, and a line a rule."""
    scope = " ".join([table.columns[0].id, *(f"area:{a}" for a in table.areas)])
    yield tuple(heading(c, graph, language) for c in table.columns)
    yield (scope, *(c.id for c in table.columns[1:]))
    for iri, row in table.rows:
        yield tuple(cell(c, row, iri) for c in table.columns)


def cell(column: Column, row: Row, iri: str) -> str:
    """The text of one cell."""
    if column.kind == "name":
        return short(iri)
    if column.kind == "state":
        return f"#{state_of(row)}"
    units = _units(row)
    if column.kind == "unit":
        return units[0] if len(units) == 1 else ""
    items = row[column.id]
    if column.kind == "number" and len(units) == 1:
        items = [item.split(" ")[0] for item in items]
    return "\n".join(items) if column.kind == "text" else "; ".join(items)


def heading(column: Column, graph: Graph, language: str) -> str:
    """What a column is called."""
    name, _, tag = column.id.partition("@")
    if column.kind == "name":
        return WORDS["name"][language]
    words = WORDS[name][language] if name in WORDS else graph.labels(column.predicate).get(language, name)
    said = words[:1].upper() + words[1:]
    return f"{said} ({WORDS[tag][language] if tag in WORDS else tag})" if tag else said


def unit_of(row: Row) -> str:
    """The one kind of number that a row's value or bounds have, or nothing."""
    units = _units(row)
    return units[0] if len(units) == 1 else ""


def _units(row: Row) -> list[str]:
    items = [i for name in ("value", "atLeast", "atMost") for i in row.get(name, ())]
    return list(dict.fromkeys(item.split(" ")[1] for item in items if " " in item))
