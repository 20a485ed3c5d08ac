"""What the rows of a table say, cell by cell, and everything that is wrong with any of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from yidi.base import Base
from yidi.messages import phrase
from yidi.model import Decision
from yidi.names import expand
from yidi.reading.graph import Graph
from yidi.reading.reader import did_you_mean
from yidi.sheets.columns import REQUIRED, Column
from yidi.sheets.grid import Grid
from yidi.sheets.lexical import plain
from yidi.sheets.messages import TableFault, Trouble
from yidi.sheets.spelling import Speller
from yidi.sheets.table import Row, heading, row_of, sheet_columns, unit_of

_HEAD: Final = re.compile(r"decision:(\S+)((?: area:\S+)*)")
_NAME: Final = re.compile(r"(?:rule|claim):[A-Za-z0-9][A-Za-z0-9_-]*")
_MOST_HEADINGS: Final = 10  # rows among which the ids are looked for
_ECHOES: Final = frozenset({"cell-empty", "value-empty", "unit-missing"})
_VALUES: Final = ("value", "atLeast", "atMost")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row: the rule it is about, what its cells say, and where they stand."""

    iri: str
    decision: Decision
    columns: tuple[Column, ...]  # those that the table has
    known: tuple[Column, ...]  # those that a table of the decision may have
    cells: Row
    state: str
    row: int
    at: dict[str, int]  # column of each id
    grid: Grid

    def place(self, column: str = "") -> str:
        """Where a cell of the row is; without a column the row's name."""
        first = next(iter(self.at.values()))
        return self.grid.place(self.row, self.at.get(column, first))


@dataclass(slots=True)
class Sheet:
    """A table that was read: its decision, the areas to which it is confined, its rows."""

    decision: Decision
    areas: tuple[str, ...]
    rows: list[Wanted]
    faults: list[TableFault] = field(default_factory=list)


def read_rows(grid: Grid, base: Base, graph: Graph) -> Sheet | list[TableFault]:
    """The rows of a table with all faults of their cells; only faults where it is no table of rules."""
    head = _head(grid)
    if head is None:
        whole = f"{grid.file}:{grid.sheet}" if grid.sheet else grid.file
        return [*(f for f in grid.faults if not grid.rows), *_headless(grid, whole)]
    row, column, name, areas = head
    decision = base.vocabulary.decisions.get(name)
    if decision is None:
        details = {"value": name, "guess": did_you_mean(name, base.vocabulary.decisions)}
        return [grid.fault(row, column, Trouble("decision-unknown", details))]
    sheet = Sheet(decision, areas, [], list(grid.faults))
    columns = {c.id: c for c in sheet_columns(base, graph, decision)}
    at = _columns(grid, row, column, columns, sheet)
    speller, known = Speller(graph, base.vocabulary), tuple(columns.values())
    reader = _Rows(grid, base, speller, sheet, known, tuple(columns[i] for i in at), at)
    for number in range(row + 1, len(grid.rows)):
        reader.read(number)
    sheet.faults = _without_echoes(sheet.faults)
    return sheet


def _without_echoes(faults: Sequence[TableFault]) -> list[TableFault]:
    """Faults row by row, without those that only say that a cell which is wrong holds nothing."""
    wrong = {f.place for f in faults if f.trouble.id not in _ECHOES}
    unknown = {_row(f.place) for f in faults if f.trouble.id == "unit-unknown"}
    kept = [
        f
        for f in faults
        if f.trouble.id not in _ECHOES
        or (f.place not in wrong and not (f.trouble.id == "unit-missing" and _row(f.place) in unknown))
    ]
    return sorted(kept, key=lambda f: _row(f.place))


def _row(place: str) -> int:
    """The row of a cell's place, 0 for a place that is none."""
    found = re.search(r"\d+$", place)
    return int(found[0]) if found else 0


def _headless(grid: Grid, whole: str) -> list[TableFault]:
    if not grid.rows and grid.faults:
        return []
    return [TableFault(whole, Trouble("sheet-skipped" if grid.sheet else "table-headless"))]


def _head(grid: Grid) -> tuple[int, int, str, tuple[str, ...]] | None:
    """Where the ids stand, of which decision, and to which areas the table is confined."""
    for r, row in enumerate(grid.rows[:_MOST_HEADINGS]):
        for c, text in enumerate(row):
            if found := _HEAD.fullmatch(plain(text)):
                return r, c, found[1], tuple(a.removeprefix("area:") for a in found[2].split())
    return None


def _columns(grid: Grid, row: int, first: int, known: dict[str, Column], sheet: Sheet) -> dict[str, int]:
    """The column of each id."""
    at: dict[str, int] = {}
    for c, text in enumerate(grid.rows[row]):
        name = f"decision:{sheet.decision.name}" if c == first else plain(text)
        if name and name not in known:
            details = {"value": text, "decision": sheet.decision.name, "guess": did_you_mean(name, known)}
            sheet.faults.append(grid.fault(row, c, Trouble("column-unknown", details)))
        elif name in at:
            sheet.faults.append(grid.fault(row, c, Trouble("column-twice", {"value": name})))
        elif name:
            at[name] = c
    return dict(sorted(at.items(), key=lambda pair: list(known).index(pair[0])))


@dataclass(slots=True)
class _Rows:
    grid: Grid
    base: Base
    speller: Speller
    sheet: Sheet
    known: tuple[Column, ...]
    columns: tuple[Column, ...]
    at: dict[str, int]
    names: dict[str, int] = field(default_factory=dict)

    def read(self, row: int) -> None:
        """Reads a row, unless it is empty."""
        texts = {c.id: self._text(row, c.id) for c in self.columns}
        if not any(t.strip() for c, t in texts.items() if c != "state"):
            return
        iri = self._name(row, texts[self.columns[0].id])
        rule = self.base.rules.get(iri) or self.base.claims.get(iri)
        known = row_of(self.speller, self.columns, iri) if rule else None
        unit = self._unit(row, texts, known)
        cells: Row = {}
        for column in self.columns:
            if column.predicate:
                cells[column.id] = self._cell(row, column, texts[column.id], unit)
        self._required(row, texts, new=rule is None)
        if iri:
            decision, state = self.sheet.decision, texts.get("state", "").strip().lstrip("#")
            self.sheet.rows.append(
                Wanted(iri, decision, self.columns, self.known, cells, state, row, self.at, self.grid)
            )

    def _text(self, row: int, column: str) -> str:
        cells = self.grid.rows[row]
        return cells[self.at[column]] if self.at[column] < len(cells) else ""

    def _fault(self, row: int, column: str, trouble: Trouble) -> None:
        first = next(iter(self.at.values()))
        self.sheet.faults.append(self.grid.fault(row, self.at.get(column, first), trouble))

    def _name(self, row: int, text: str) -> str:
        """The IRI of the rule, empty where the name will not do."""
        name, column = plain(text), self.columns[0].id
        if not name:
            self._fault(row, column, Trouble("name-missing"))
            return ""
        iri = expand(name)
        rule = self.base.rules.get(iri) or self.base.claims.get(iri)
        if name in self.names:
            self._fault(row, column, Trouble("name-twice", {"value": name, "row": self.names[name] + 1}))
            return ""
        self.names[name] = row
        if rule is None and not _NAME.fullmatch(name):
            self._fault(row, column, Trouble("name-invalid", {"value": name}))
        elif rule is None and iri in self.speller.graph:
            self._fault(row, column, Trouble("name-taken", {"value": name, "what": ""}))
        elif rule is not None and rule.decision != self.sheet.decision.name:
            self._fault(row, column, Trouble("name-taken", {"value": name, "what": f"decision:{rule.decision}"}))
        else:
            return iri
        return ""

    def _unit(self, row: int, texts: dict[str, str], known: Row | None) -> str:
        """The kind of the row's numbers: what the row says, else what the rule has."""
        column = next((c for c in self.columns if c.kind == "unit"), None)
        if column is None or not texts[column.id].strip():
            return unit_of(known) if known and column is None else ""
        found = self._cell(row, column, texts[column.id], "")
        return found[0] if len(found) == 1 else ""

    def _cell(self, row: int, column: Column, text: str, unit: str) -> list[str]:
        items, troubles = self.speller.read(column, text, self.sheet.decision, unit)
        for trouble in troubles:
            self._fault(row, column.id, trouble)
        one = column.id in ("binding", "approximate") or (column.id == "value" and not self.sheet.decision.collects)
        if one and len(items) > 1:
            self._fault(row, column.id, Trouble("several", {"count": len(items)}))
        return items

    def _heading(self, name: str) -> dict[str, str]:
        column = next(c for c in self.known if c.id == name)
        return {tag: heading(column, self.speller.graph, tag) for tag in phrase("nothing")}

    def _required(self, row: int, texts: dict[str, str], *, new: bool) -> None:
        """Finds what every rule must have and this row has not; of a known rule only what the table has columns for."""
        for name in sorted(REQUIRED):
            if not texts.get(name, "").strip() and (new or name in self.at):
                self._fault(row, name, Trouble("cell-empty", {"column": self._heading(name)}))
        told = [name for name in _VALUES if name in self.at]
        all_told = all(c.id in self.at for c in self.known if c.id in _VALUES)
        if not any(texts[name].strip() for name in told) and (new or all_told):
            self._fault(row, "value", Trouble("value-empty"))


def repeated(sheets: Sequence[Sheet]) -> list[TableFault]:
    """Rules that stand in several tables."""
    counts = Counter(w.iri for s in sheets for w in s.rows)
    first: dict[str, Wanted] = {}
    faults = []
    for wanted in (w for s in sheets for w in s.rows if counts[w.iri] > 1):
        if (other := first.setdefault(wanted.iri, wanted)) is not wanted:
            details = {"value": wanted.iri.rpartition("/")[2], "row": other.place()}
            faults.append(TableFault(wanted.place(), Trouble("name-twice", details)))
    return faults
