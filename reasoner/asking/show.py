"""Tables and queries as text: for terminals, pipes and programs, in Chinese and English."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rich.cells import cell_len

from yidi.asking.library import Library
from yidi.asking.model import SECTIONS, Parameter
from yidi.asking.query import NamedQuery
from yidi.asking.table import Cell, Table
from yidi.asking.words import LISTING, TYPES
from yidi.names import NS, RDF, XSD

RESULT_SET: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NOTHING: Final = ""


# Tables ---------------------------------------------------------------------------


def json_text(table: Table) -> str:
    """The rows as a JSON array of objects."""
    return json.dumps(table.rows(), ensure_ascii=False, indent=2)


def csv_text(table: Table) -> str:
    """The rows as CSV under the names of the columns; what is not there is left empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_shown(value) for value in row.values()] for row in table.rows())
    return text.getvalue()


def turtle(table: Table) -> str:
    """The terms as a result set in the vocabulary of the SPARQL test suite, each solution with its place."""
    written = serialize(
        _result_set(table), format=RdfFormat.TURTLE, prefixes={"rs": RESULT_SET, "yidi": NS, "xsd": XSD}
    )
    assert written is not None  # noqa: S101 - None only where an output is given
    return written.decode()


def _result_set(table: Table) -> Iterable[Triple]:
    kind = NamedNode(RDF + "type")
    results = BlankNode("results")
    yield Triple(results, kind, _rs("ResultSet"))
    for name in table.columns:
        yield Triple(results, _rs("resultVariable"), Literal(name))
    for number, row in enumerate(table.terms, 1):
        solution = BlankNode(f"solution{number}")
        yield Triple(results, _rs("solution"), solution)
        yield Triple(solution, _rs("index"), Literal(number))
        for name, term in zip(table.columns, row, strict=True):
            if term is not None:
                binding = BlankNode(f"solution{number}-{name}")
                yield Triple(solution, _rs("binding"), binding)
                yield Triple(binding, _rs("variable"), Literal(name))
                yield Triple(binding, _rs("value"), term)


def _rs(name: str) -> NamedNode:
    return NamedNode(RESULT_SET + name)


def on_terminal(table: Table, language: str) -> bool:
    """Shows the table on a terminal, as wide as that is; False where standard output is none."""
    if not sys.stdout.isatty():
        return False
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415 - nothing in a cell is markup

    shown = RichTable()
    for column in table.columns.values():
        shown.add_column(column.of(language), overflow="fold")
    for row in table.rows():
        shown.add_row(*(Text(_shown(value)) for value in row.values()))
    Console().print(shown)
    return True


def aligned(table: Table, language: str) -> str:
    """The table as plain text with its columns aligned, Chinese characters counted as two wide."""
    heads = [column.of(language) for column in table.columns.values()]
    return columns_text([heads, *([_shown(value) for value in row.values()] for row in table.rows())])


def columns_text(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, each column as wide as its widest cell."""
    flat = [[" ".join(value.split()) for value in line] for line in lines]
    widths = [max(map(cell_len, column)) for column in zip(*flat, strict=True)]
    padded = ([v + " " * (w - cell_len(v)) for v, w in zip(line, widths, strict=True)] for line in flat)
    return "".join("  ".join(line).rstrip() + "\n" for line in padded)


def _shown(value: Cell) -> str:
    if value is None:
        return NOTHING
    return str(value).lower() if isinstance(value, bool) else str(value)


# Queries --------------------------------------------------------------------------


def listing(library: Library, language: str) -> str:
    """All queries by section, each with its question and the names of its parameters."""
    parts = []
    for section, queries in library.by_section().items():
        lines = [[f"  {q.name}", q.header.summary.of(language)] for q in queries]
        asked = [" ".join(n if p.required else f"[{n}]" for n, p in q.parameters.items()) for q in queries]
        width = max(cell_len(line[0]) for line in lines) + 2
        text = "".join(
            f"{name}{' ' * (width - cell_len(name))}{summary}\n{' ' * width}{parameters}\n"
            for (name, summary), parameters in zip(lines, asked, strict=True)
        )
        parts.append(f"{SECTIONS[section][language]}\n{text}")
    return "\n".join(parts).rstrip("\n")


def description(query: NamedQuery, language: str) -> str:
    """What a query asks for and answers, and how to ask it."""
    header = query.header
    parameters = [
        [name, _needed(p, language), _type(p, language), p.of(language)] for name, p in query.parameters.items()
    ]
    columns = [[name, _type(c, language), c.of(language)] for name, c in query.columns.items()]
    arguments = " ".join(f"--param {name}={_shown(value)}" for name, value in header.example.parameters.items())
    return (
        f"{query.name}: {header.summary.of(language)}\n"
        f"\n{LISTING['parameters'][language]}\n{_indented(parameters)}"
        f"\n{LISTING['columns'][language]}\n{_indented(columns)}"
        f"\n{LISTING['example'][language]}\n  yidi query {query.name} {arguments}".rstrip()
    )


def _indented(lines: Sequence[Sequence[str]]) -> str:
    return indent(columns_text(lines), "  ") if lines else ""


def _needed(parameter: Parameter, language: str) -> str:
    if parameter.required:
        return LISTING["required"][language]
    if parameter.default is None:
        return LISTING["optional"][language]
    default = LISTING["today"][language] if parameter.default == "today" else parameter.default
    return LISTING["default"][language].format(default=_shown(default))


def _type(described: Parameter | object, language: str) -> str:
    kind, codes = getattr(described, "type", ""), getattr(described, "codes", None)
    return f"{TYPES[kind][language]} ({codes})" if codes else TYPES[kind][language]
