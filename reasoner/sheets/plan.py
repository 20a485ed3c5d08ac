"""What a table changes in the files: rules edited where they stand, added behind their like, removed on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from yidi.base import Base
from yidi.model import Rule
from yidi.names import individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.rules import CLAIM, RULE
from yidi.reading.turtle import TurtleFile
from yidi.reading.turtle_parser import parse
from yidi.sheets.blocks import Block, cut_block
from yidi.sheets.columns import Column, house_order
from yidi.sheets.edits import Namer, edit_block, new_block, with_prefixes, without_prefixes
from yidi.sheets.messages import TableFault, Trouble
from yidi.sheets.rows import Sheet, Wanted
from yidi.sheets.spelling import Speller
from yidi.sheets.table import heading, row_of, state_of
from yidi.values import datatype

MOST_LINES = 300  # of a file of rules


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that a table changes: what its column is called, and what it said and says, by language."""

    column: Mapping[str, str]
    old: Mapping[str, str]
    new: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that a table changes, adds or removes: in which cells, and where the row stands."""

    rule: str
    what: str  # changed, added, removed
    place: str
    cells: tuple[CellChange, ...] = ()


@dataclass(slots=True)
class Plan:
    """The new texts of files by name, the changes behind them, and the rules of the base that the tables leave out."""

    texts: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """The edits of one file: stretches and their new text, and blocks to come behind offsets."""

    file: TurtleFile
    text: str
    name: Namer
    edits: list[tuple[int, int, str]] = field(default_factory=list)


def make_plan(
    sheets: Sequence[Sheet], base: Base, graph: Graph, texts: Mapping[str, bytes], *, delete: bool = False
) -> Plan:
    """The plan that makes the base say what the tables say; rules that no row names go only with `delete`."""
    return _Planner(base, graph, texts).plan(sheets, delete=delete)


@dataclass(slots=True)
class _Planner:
    base: Base
    graph: Graph
    texts: Mapping[str, bytes]
    result: Plan = field(default_factory=Plan)
    files: dict[str, _File] = field(default_factory=dict)

    def plan(self, sheets: Sequence[Sheet], *, delete: bool) -> Plan:
        named = {w.iri for s in sheets for w in s.rows}
        for wanted in (w for s in sheets for w in s.rows):
            if wanted.iri in self.graph:
                self._change(wanted)
        for sheet in sheets:
            self._missing(sheet, named, delete=delete)
        added = [w for s in sheets for w in s.rows if w.iri not in self.graph]
        places = [(self._behind(w), w) for w in added]
        for place, group in groupby(sorted(places, key=lambda p: p[0]), key=lambda p: p[0]):
            self._add(place, [w for _, w in group])
        for name, file in self.files.items():
            if (new := _edited(file)) != file.text:
                self.result.texts[name] = new
        return self.result

    def _rule(self, iri: str) -> Rule:
        return self.base.rules.get(iri) or self.base.claims[iri]

    def _file(self, name: str) -> _File:
        if name not in self.files:
            file = next(f for f in self.graph.files if f.name == name)
            text = self.texts[name].decode("utf-8-sig")
            self.files[name] = _File(file, text, Namer(file.prefixes))
        return self.files[name]

    def _block(self, iri: str, place: str) -> tuple[_File, Block] | None:
        file = self._file(self._rule(iri).place.file)
        block = cut_block(file.text, file.file, iri)
        scattered = any(s.subject == iri for f in self.graph.files if f is not file.file for s in f.statements)
        if block is None or scattered:
            trouble = Trouble("block-scattered", {"value": short(iri), "file": file.file.name})
            self.result.faults.append(TableFault(place, trouble))
            return None
        return file, block

    def _change(self, wanted: Wanted) -> None:
        """Notes the edits that make a rule say what its row says."""
        speller = Speller(self.graph, self.base.vocabulary)
        known = row_of(speller, wanted.columns, wanted.iri)
        differ = [c for c in wanted.columns if c.predicate and not _same(speller, c, known[c.id], wanted.cells[c.id])]
        if not differ:
            return
        if wanted.state and wanted.state != state_of(row_of(speller, wanted.known, wanted.iri)):
            place = wanted.place(differ[0].id)
            self.result.faults.append(TableFault(place, Trouble("row-stale", {"value": short(wanted.iri)})))
            return
        found = self._block(wanted.iri, wanted.place())
        if found is None:
            return
        file, block = found
        objects = {
            predicate: _objects(file, block, predicate, wanted.known, {c.id for c in differ}, wanted.cells, speller)
            for predicate in dict.fromkeys(c.predicate for c in differ)
        }
        new = edit_block(file.text, block, objects, house_order(wanted.decision), file.name)
        file.edits.append((block.start, block.end, new))
        cells = tuple(
            CellChange(
                {language: heading(c, self.graph, language) for language in ("zh", "en")},
                *(_shown(speller, c, items) for items in (known[c.id], wanted.cells[c.id])),
            )
            for c in differ
        )
        self.result.changes.append(Change(wanted.iri, "changed", wanted.place(differ[0].id), cells))

    def _missing(self, sheet: Sheet, named: set[str], *, delete: bool) -> None:
        """Notes the rules of a table's decision and areas that no row names, and removes them if that is wished."""
        for rule in (*self.base.rules.values(), *self.base.claims.values()):
            inside = not sheet.areas or not set(sheet.areas).isdisjoint(rule.jurisdictions)
            if rule.decision != sheet.decision.name or rule.iri in named or not inside:
                continue
            if not delete:
                self.result.missing.append(rule.iri)
            elif found := self._block(rule.iri, str(rule.place)):
                file, block = found
                end = block.end
                for _ in range(2):  # its own line end, and the empty line behind it
                    end += 2 * file.text.startswith("\r\n", end) or file.text.startswith("\n", end)
                file.edits.append((block.start, end, ""))
                self.result.changes.append(Change(rule.iri, "removed", str(rule.place)))

    def _behind(self, wanted: Wanted) -> tuple[str, int]:
        """Behind which offset of which file a new rule goes: its like, else the area's last rule, else a new file."""
        kind = self.base.claims if short(wanted.iri).startswith("claim:") else self.base.rules
        area = next(iter(wanted.cells["jurisdiction"]), "")
        near = [r for r in kind.values() if r.jurisdictions[:1] == (area,)]
        like = [r for r in near if r.decision == wanted.decision.name]
        for rule in [*like[::-1], *near[::-1]]:
            file = self._file(rule.place.file)
            block = cut_block(file.text, file.file, rule.iri)
            if block and (rule in like or file.text.count("\n") + len(wanted.cells) < MOST_LINES):
                return rule.place.file, block.end
        return _new_file(self.graph, self.texts, area, wanted, claimed=kind is self.base.claims), -1

    def _add(self, place: tuple[str, int], added: Sequence[Wanted]) -> None:
        name, offset = place
        speller = Speller(self.graph, self.base.vocabulary)
        if offset < 0 and name not in self.files:
            labels = self.graph.labels(individual("area", next(iter(added[0].cells["jurisdiction"]), "")))
            title = f"# {labels.get('zh', '')} / {labels.get('en', '')}: decision:{added[0].decision.name}\n\n"
            empty = TurtleFile(name, (), {}, {}, {}, ())
            self.files[name] = _File(empty, title, Namer({}))
        file = self.files[name] if offset < 0 else self._file(name)
        newline = "\r\n" if "\r\n" in file.text else "\n"
        blocks = []
        for wanted in added:
            kind = term(CLAIM if short(wanted.iri).startswith("claim:") else RULE)
            blocks.append(new_block(wanted.iri, kind, _lines(wanted, speller, file.name), file.name, newline))
            self.result.changes.append(Change(wanted.iri, "added", wanted.place()))
        at = len(file.text) if offset < 0 else offset
        new = newline.join(blocks)
        file.edits.append((at, at, newline + new if offset < 0 else newline * 2 + new.rstrip()))


def _lines(wanted: Wanted, speller: Speller, name: Namer) -> list[tuple[str, list[str]]]:
    """The predicates of a new rule with their objects, in house order."""
    objects: dict[str, list[str]] = {term("decides"): [name(wanted.decision.iri)]}
    for column in wanted.columns:
        if column.predicate and (items := wanted.cells[column.id]):
            objects.setdefault(column.predicate, []).extend(speller.write(column, i, name) for i in items)
    order = house_order(wanted.decision)
    return sorted(objects.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)


def _same(speller: Speller, column: Column, known: Sequence[str], wanted: Sequence[str]) -> bool:
    return len(known) == len(wanted) and all(speller.same(column, a, b) for a, b in zip(known, wanted, strict=True))


def _objects(
    file: _File,
    block: Block,
    predicate: str,
    columns: Iterable[Column],
    differ: set[str],
    cells: Mapping[str, Sequence[str]],
    speller: Speller,
) -> list[str]:
    """The objects of a predicate as Turtle: as they stand, but for the columns that differ."""
    mine = [c for c in columns if c.predicate == predicate]
    out: list[str] = []
    done: set[str] = set()
    standing = [(file.text[span.start : span.end], o) for line in block.of(predicate) for span, o in line.objects]
    owners = [(source, _owner(mine, value), value) for source, value in standing]
    for source, column, _ in owners:
        if column is None or column.id not in differ:
            out.append(source)
        elif column.id not in done:
            done.add(column.id)
            own = [(s, speller.show(column, v)) for s, c, v in owners if c is column]
            out += [_written(speller, column, item, own, file.name) for item in cells[column.id]]
    for column in mine:
        if column.id in differ - done:
            out += [speller.write(column, item, file.name) for item in cells[column.id]]
    return out


def _owner(columns: Sequence[Column], value: object) -> Column | None:
    """The column that shows an object; of texts the one of its language."""
    return next((c for c in columns if c.kind != "text" or getattr(value, "language", None) == c.source), None)


def _written(speller: Speller, column: Column, item: str, own: Sequence[tuple[str, str]], name: Namer) -> str:
    """An item as Turtle; one that stands there already stays as it is written."""
    standing = next((source for source, said in own if speller.same(column, said, item)), None)
    return standing if standing is not None else speller.write(column, item, name)


def _edited(file: _File) -> str:
    """The text of a file with its edits, its prefixes with them."""
    text = file.text
    for start, end, new in sorted(file.edits, key=lambda e: (e[0], e[1]), reverse=True):
        text = text[:start] + new + text[end:]
    text = with_prefixes(text, file.name.added)
    unused = parse(text.encode(), file.file.name).unused_prefixes.keys() - file.file.unused_prefixes.keys()
    return without_prefixes(text, sorted(unused))


def _new_file(graph: Graph, texts: Mapping[str, bytes], area: str, wanted: Wanted, *, claimed: bool) -> str:
    """The name of a file that there is not yet, beside the others of its kind."""
    some = next(n for n in texts if Path(n).name == "decisions.ttl")
    folder = Path(some).parent / ("claims" if claimed else "rules")
    label = graph.labels(individual("area", area)).get("en", "").split(" ")[0].lower()
    words = "".join(c for c in label if c.isascii() and c.isalnum())
    stem = "-".join(w for w in (area, words, _hyphenated(wanted.decision.name)) if w)
    name, number = str(folder / f"{stem}.ttl"), 2
    while name in texts:
        name, number = str(folder / f"{stem}-{number}.ttl"), number + 1
    return name


def _hyphenated(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in local(name))


def _shown(speller: Speller, column: Column, items: Sequence[str]) -> dict[str, str]:
    """The items of a cell for people: codes with their labels, numbers with the label of their kind."""
    return {tag: "; ".join(_item(speller, column, item, tag) for item in items) or "–" for tag in ("zh", "en")}


def _item(speller: Speller, column: Column, item: str, language: str) -> str:
    if column.kind == "number" and " " in item:
        number, _, kind = item.partition(" ")
        unit = speller.graph.labels(datatype(kind)).get(language, kind)
        return f"{number} {unit[:1].lower()}{unit[1:]}"
    label = speller.labels(column, item).get(language) if column.kind in ("code", "area") else None
    return f"{item} {label}" if label else item
