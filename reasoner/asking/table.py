"""What a query answers: rows of terms, and the same rows in words that a program or a person reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from yidi.asking.model import Column
from yidi.asking.query import NamedQuery, Term
from yidi.names import ID, NS, XSD, local
from yidi.reading.turtle import Literal as TurtleLiteral
from yidi.values import number_text, parse_value

Cell = str | int | bool | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query, one page of it; `following` is where the next page begins, if there is one."""

    columns: Mapping[str, Column]
    terms: tuple[tuple[Term | None, ...], ...]
    following: int | None = None

    def rows(self) -> list[Row]:
        """The rows by column: codes and names for addresses of ours, numbers as answers have them, None for nothing."""
        columns = list(self.columns.items())
        return [
            {name: cell(column, term) for (name, column), term in zip(columns, row, strict=True)} for row in self.terms
        ]


def table_of(query: NamedQuery, solutions: Iterable[Iterable[Term | None]], page: tuple[int, int] | None) -> Table:
    """The table of a query's solutions; of a page, one solution more than the page may hold says that more follow."""
    rows = tuple(tuple(row) for row in solutions)
    if page is None or len(rows) <= page[0]:
        return Table(query.columns, rows)
    return Table(query.columns, rows[: page[0]], following=sum(page))


def read_results(query: NamedQuery, results: bytes, page: tuple[int, int] | None) -> Table:
    """The table of results in the SPARQL JSON format."""
    parsed = parse_query_results(results, format=QueryResultsFormat.JSON)
    return table_of(query, parsed if isinstance(parsed, QuerySolutions) else (), page)


def cell(column: Column, term: Term | None) -> Cell:
    """A term as its column shows it."""
    if isinstance(term, NamedNode):
        return local(term.value) if column.type != "link" and term.value.startswith((ID, NS)) else term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    text = term.value
    match column.type:
        case "boolean":
            return text in ("true", "1")
        case "integer":
            return int(Decimal(text)) if _is_number(text) else text
        case "yuan":
            return f"{Decimal(text):.2f}" if _is_number(text) else text
        case "number":
            return f"{Decimal(text).normalize():f}" if _is_number(text) else text
        case "value":
            return _value(term)
    return text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _value(term: Literal) -> Cell:
    """The value of a rule, written as answers write it."""
    if term.datatype.value == XSD + "boolean":
        return term.value == "true"
    value = parse_value(TurtleLiteral(term.value, term.datatype.value, term.language or ""))
    return number_text(value.kind, value.number) if value and value.kind not in ("code", "gMonthDay") else term.value


def cut(results: bytes, page: tuple[int, int] | None) -> tuple[bytes, int | None]:
    """Results in the SPARQL JSON format without the one solution that says that more follow, and where these begin."""
    if page is None:
        return results, None
    document = json.loads(results)
    solutions = document["results"]["bindings"]
    if len(solutions) <= page[0]:
        return results, None
    del solutions[page[0] :]
    return json.dumps(document, ensure_ascii=False).encode(), sum(page)
