"""The tables of a base as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from yidi.base import Base, open_base
from yidi.errors import BaseError, UsageError
from yidi.files import builtin_folder
from yidi.finding import Finding
from yidi.model import Decision
from yidi.names import local
from yidi.reading.graph import Graph
from yidi.reading.reader import did_you_mean
from yidi.sheets.csv_file import write_csv
from yidi.sheets.messages import WORDS
from yidi.sheets.spelling import Speller
from yidi.sheets.table import Table, lines, make_table


def export(
    folder: Path | None,
    names: Sequence[str],
    areas: Sequence[str],
    form: str,
    language: str,
    *,
    together: bool = False,
    spoken: str = "en",
) -> dict[str, bytes]:
    """The tables of decisions as files by name: a file each, or one workbook for all of them.

    Faults are told in the language `spoken`.
    Rules that contradict each other are exported too: a spreadsheet is a place to mend them.
    Raises BaseError where rules cannot be read, UsageError for names of decisions and areas that there are not.
    """
    graph, base, _ = readable(folder or builtin_folder(), None)
    tables = _tables(base, graph, chosen(base, names, spoken), known_areas(graph, base, areas, spoken))
    if form == "csv":
        return {f"{t.decision.name}.csv": write_csv(lines(t, graph, language)) for t in tables}
    from yidi.sheets.xlsx_write import write_xlsx  # noqa: PLC0415 - openpyxl is slow to import

    speller = Speller(graph, base.vocabulary)
    if together:
        return {"rules.xlsx": write_xlsx(tables, speller, language)}
    return {f"{t.decision.name}.xlsx": write_xlsx([t], speller, language) for t in tables}


def readable(folder: Path, texts: Mapping[str, bytes] | None) -> tuple[Graph, Base, tuple[Finding, ...]]:
    """The statements of a folder or of texts, the base of which every rule is read, and what is wrong with it.

    Raises BaseError where some rule cannot be read, so that a decision has no table.
    """
    graph, base, findings = open_base(folder, texts)
    if base is None or base.tables.keys() != base.vocabulary.decisions.keys():
        raise BaseError(f for f in findings if f.level == "error")
    return graph, base, findings


def opened(folder: Path) -> tuple[Base, Graph]:
    """The compiled base of a folder with its statements."""
    graph, base, findings = open_base(folder)
    errors = [f for f in findings if f.level == "error"]
    if base is None or errors:
        raise BaseError(errors)
    return base, graph


def chosen(base: Base, names: Sequence[str], spoken: str) -> list[Decision]:
    """The decisions of some names, or all."""
    decisions = base.vocabulary.decisions
    wrong = [local(n.rpartition(":")[2]) for n in names if n.rpartition(":")[2] not in decisions]
    if wrong:
        raise UsageError("\n".join(_unknown("no-decision", n, list(decisions), spoken) for n in wrong))
    return [decisions[n.rpartition(":")[2]] for n in names] or list(decisions.values())


def known_areas(graph: Graph, base: Base, codes: Sequence[str], spoken: str) -> list[str]:
    """The codes of jurisdictions, all of which there are."""
    areas = Speller(graph, base.vocabulary).areas
    if wrong := [c for c in codes if c not in areas]:
        raise UsageError("\n".join(_unknown("no-jurisdiction", c, list(areas), spoken) for c in wrong))
    return list(codes)


def _unknown(what: str, name: str, known: Sequence[str], spoken: str) -> str:
    return WORDS[what][spoken].format(name=name, guess=did_you_mean(name, known)[spoken])


def _tables(base: Base, graph: Graph, decisions: Sequence[Decision], areas: Sequence[str]) -> list[Table]:
    """The tables of decisions; of all of them those that have a row."""
    tables = [make_table(base, graph, d, areas) for d in decisions]
    return [t for t in tables if t.rows] or tables[:1]
