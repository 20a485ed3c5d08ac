"""A table as statements: CSV, row by row, every value checked once and remembered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from yidi.collecting import no_collecting
from yidi.loading.mapping import Column, TableMapping
from yidi.loading.source import Source
from yidi.loading.terms import Terms, Wrong
from yidi.loading.trouble import Trouble
from yidi.names import TYPE, XSD, individual
from yidi.reading.turtle import Place

ENDINGS: Final = (".csv", ".tsv")
_SPACE: Final = " \t\r\n\u3000\ufeff"
_SAFE: Final = "-._~!$&'()*+,;=:@"
_TYPE: Final = ox.NamedNode(TYPE)
_EVERY: Final = 1000
_BOOLEAN: Final = {"1": "true", "0": "false"}

Progress = Callable[[int, int], None]
"""Told now and then how many rows have been read, and of how many."""
_Values = tuple[ox.NamedNode | ox.Literal, ...]


def read_table(
    name: str, ending: str, text: str, mapping: TableMapping, terms: Terms, progress: Progress
) -> Source | list[Trouble]:
    """The statements of a table, or everything that is wrong with it."""
    return _Table(name, "\t" if ending == ".tsv" else ",", text, mapping, terms).read(progress)


def header(ending: str, text: str) -> tuple[str, ...]:
    """The names of the columns: what the first line of a table says."""
    first = next(csv.reader(io.StringIO(text), delimiter="\t" if ending == ".tsv" else ","), [])
    return tuple(cell.strip(_SPACE) for cell in first)


class _Table:
    """One table while it is read."""

    def __init__(self, name: str, delimiter: str, text: str, mapping: TableMapping, terms: Terms) -> None:
        self.name = name
        self.delimiter = delimiter
        self.text = text
        self.mapping = mapping
        self.terms = terms
        self.troubles: list[Trouble] = []
        self.quads: list[ox.Quad] = []
        self.lines: list[int] = []
        self._known: dict[tuple[str, str], tuple[_Values, tuple[Wrong, ...]]] = {}
        self._raw: list[str] = []

    def read(self, progress: Progress) -> Source | list[Trouble]:
        rows = csv.reader(io.StringIO(self.text), delimiter=self.delimiter, strict=False)
        columns = tuple(cell.strip(_SPACE) for cell in next(rows, []))
        self._check_header(columns)
        if self.troubles:
            return self.troubles
        try:
            with no_collecting():  # a million terms are made and none is garbage
                self._rows(rows, columns, progress)
        except csv.Error as error:
            self._wrong("syntax", rows.line_num, 1, format="CSV", why=error)
        if not self.quads and not self.troubles:
            return [Trouble("file-empty", Place(self.name, 1, 1))]
        if self.troubles:
            return self.troubles
        unused = tuple(c for c in columns if c and c not in self.mapping.columns and c not in self.mapping.named_by)
        return Source(
            self.name, self.quads, lambda i: Place(self.name, self.lines[i], 1), checked=True, left_out=unused
        )

    def _check_header(self, columns: Sequence[str]) -> None:
        for column in self.mapping.named_by:
            if column not in columns:
                self._wrong("column-missing", 1, 1, column=column, columns=", ".join(columns))
        for index, column in enumerate(columns):
            if column in columns[:index]:
                self._wrong("column-twice", 1, self._at(1, index), column=column)

    def _rows(self, rows: Iterator[list[str]], columns: Sequence[str], progress: Progress) -> None:
        total = self.text.count("\n")
        known = self.mapping.columns
        used = [(i, known[c], ox.NamedNode(known[c].property)) for i, c in enumerate(columns) if c in known]
        kind = ox.NamedNode(self.mapping.kind)
        seen: dict[str, int] = {}
        end = 1
        for row in rows:
            line, end = end + 1, rows.line_num  # type: ignore[attr-defined]  # a csv reader knows its line
            if end % _EVERY == 0:
                progress(end, total)
            if not any(cell.strip(_SPACE) for cell in row):
                continue
            if len(row) != len(columns):
                self._wrong("row-length", line, 1, found=len(row), expected=len(columns))
                continue
            iri = self._iri(row, columns, line)
            if iri is None:
                continue
            if (first := seen.setdefault(iri, line)) != line:
                self._wrong("row-repeated", line, 1, first=first)
            subject = ox.NamedNode(iri)
            self.quads.append(ox.Quad(subject, _TYPE, kind))
            for index, column, predicate in used:
                if cell := row[index].strip(_SPACE):
                    self.quads += [ox.Quad(subject, predicate, v) for v in self._cell(line, index, column, cell)]
            self.lines += [line] * (len(self.quads) - len(self.lines))
        progress(total, total)

    def _iri(self, row: Sequence[str], columns: Sequence[str], line: int) -> str | None:
        """The name of a row, made of its cells."""
        cells = {name: row[columns.index(name)].strip(_SPACE) for name in self.mapping.named_by}
        for column, cell in cells.items():
            if not cell:
                self._wrong("row-unnamed", line, self._at(line, columns.index(column)), column=column)
                return None
        return re.sub(r"\{([^{}]+)\}", lambda found: _escaped(cells[found[1]]), self.mapping.iri)

    def _cell(self, line: int, index: int, column: Column, cell: str) -> _Values:
        """The values of a cell; what is wrong with it is noted."""
        if (key := (column.property, cell)) not in self._known:
            parts = re.split(f"[{re.escape(column.separators)}]", cell) if column.separators else [cell]
            found = [self._values(column, part.strip(_SPACE)) for part in parts if part.strip(_SPACE)]
            values = tuple(value for some, _ in found for value in some)
            self._known[key] = values, tuple(wrong for _, wrong in found if wrong)
        values, troubles = self._known[key]
        for identity, details in troubles:
            self.troubles.append(Trouble(identity, Place(self.name, line, self._at(line, index)), details))
        return values

    def _values(self, column: Column, cell: str) -> tuple[_Values, Wrong | None]:
        """What a text stands for in a column, or what is wrong with it."""
        words = column.values.get(cell, (cell,)) if column.values else (cell,)
        found: list[ox.NamedNode | ox.Literal] = []
        for word in words:
            value = self._value(column, word)
            wrong = value if isinstance(value, tuple) else self.terms.wrong_value(column.property, value)
            if wrong:
                return (), wrong
            if not isinstance(value, tuple):
                found.append(value)
        return tuple(found), None

    def _value(self, column: Column, word: str) -> ox.NamedNode | ox.Literal | Wrong:
        kind = self.terms.kind(column.property)
        wanted = (self.terms.fields[column.property].value_type or "") if kind else ""
        if kind == "code":
            codes = self.terms.codes[wanted]
            return ox.NamedNode(codes[word]) if word in codes else self.terms.unknown_code(wanted, word)
        if kind == "place":
            division = individual("division", word)
            return ox.NamedNode(division if division in self.terms.places[wanted] else individual("area", word))
        if column.language:
            return ox.Literal(word, language=column.language)
        datatype = column.type or wanted or XSD + "string"
        text = _BOOLEAN.get(word, word) if datatype == XSD + "boolean" else word
        return ox.Literal(text, datatype=ox.NamedNode(datatype))

    def _wrong(self, identity: str, line: int, at: int, **details: object) -> None:
        self.troubles.append(Trouble(identity, Place(self.name, line, at), details))

    def _at(self, line: int, index: int) -> int:
        """The column at which a field begins in its line; looked for only where something is wrong."""
        if not self._raw:
            self._raw = self.text.split("\n")
        quoted, fields = False, 0
        for at, character in enumerate(self._raw[line - 1]):
            if fields == index:
                return at + 1
            if character == '"':
                quoted = not quoted
            elif character == self.delimiter and not quoted:
                fields += 1
        return len(self._raw[line - 1]) + 1 if fields == index else 1


def _escaped(cell: str) -> str:
    """A cell as part of an IRI: letters of any script as they are, and what an IRI may not hold escaped."""
    if cell.isalnum():
        return cell
    return "".join(c if c.isalnum() or c in _SAFE else quote(c, safe="") for c in cell)


def decode(name: str, content: bytes, encoding: str | None) -> str | list[Trouble]:
    """The text of a table: in the encoding given, else by its mark, else UTF-8; or every line that is not in it."""
    marks: Mapping[bytes, str] = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    chosen = encoding or next((e for mark, e in marks.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(chosen).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        troubles: list[Trouble] = []
        other = "gb18030" if chosen.startswith("utf") else "utf-8"
        for number, line in enumerate(content.split(b"\n"), 1):
            try:
                line.decode(chosen)
            except UnicodeDecodeError as error:
                at = len(line[: error.start].decode(chosen, "replace")) + 1
                details = {"encoding": chosen.removesuffix("-sig").upper(), "other": other}
                troubles.append(Trouble("encoding", Place(name, number, at), details))
        return troubles
