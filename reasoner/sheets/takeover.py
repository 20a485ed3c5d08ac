"""Tables taken over into a base: read, planned, tried in memory, and only then written, each file as a whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from yidi.base import Base, open_base
from yidi.check.figures import wrong_figures
from yidi.errors import UsageError
from yidi.files import read_files, shown
from yidi.finding import Finding
from yidi.reading.graph import Graph
from yidi.sheets.csv_file import read_csv
from yidi.sheets.export import readable
from yidi.sheets.grid import Grid
from yidi.sheets.messages import WORDS, TableFault, Trouble
from yidi.sheets.plan import Change, Plan, make_plan
from yidi.sheets.rows import Sheet, read_rows, repeated
from yidi.sheets.xlsx_read import read_xlsx

SUFFIXES = (".csv", ".xlsx", ".xlsm")


@dataclass(frozen=True)
class Takeover:
    """What taking over tables comes to: their faults, or the plan and what is then wrong with the base."""

    faults: tuple[TableFault, ...]
    skipped: tuple[TableFault, ...]
    plan: Plan
    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...]  # what a check will say of the numbers of the rules that change
    before: Mapping[str, bytes]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What would keep the new base from compiling."""
        return tuple(f for f in self.findings if f.level == "error")

    @property
    def is_sound(self) -> bool:
        """Whether the tables may be taken over."""
        return not self.faults and not self.errors


def take_over(folder: Path, files: Iterable[Path], *, delete: bool = False, spoken: str = "en") -> Takeover:
    """What it comes to to take over tables into the base of a folder; nothing is written.

    Of a base in which rules contradict each other only what the tables make worse counts against them.
    Raises BaseError where rules of the base cannot be read as it is, UsageError where there is no table.
    """
    texts = read_files(folder)
    graph, base, findings = readable(folder, texts)
    sheets: list[Sheet] = []
    faults: list[TableFault] = []
    for grid in _grids(files, spoken):
        found = read_rows(grid, base, graph)
        if isinstance(found, Sheet):
            sheets.append(found)
            faults += found.faults
        else:
            faults += found
    faults += repeated(sheets)
    skipped = [f for f in faults if f.trouble.id == "sheet-skipped"]
    wrong = [f for f in faults if f.trouble.id != "sheet-skipped"]
    if not sheets and not wrong:
        wrong = [TableFault(f.place, Trouble("table-headless")) for f in skipped]
    plan = Plan() if wrong else make_plan(sheets, base, graph, texts, delete=delete)
    wrong += plan.faults
    new = {name: text.encode() for name, text in plan.texts.items()}
    old = {f.message() for f in findings}
    found_then: Sequence[Finding] = ()
    remarks: Sequence[Finding] = ()
    if not wrong and new:
        marked = {
            n: (b"\xef\xbb\xbf" if texts.get(n, b"").startswith(b"\xef\xbb\xbf") else b"") + c for n, c in new.items()
        }
        plan.texts = {n: c.decode() for n, c in marked.items()}
        graph, changed, found_then = open_base(folder, {**texts, **marked})
        remarks = _figures(graph, changed, {c.rule for c in plan.changes})
    news = tuple(f for f in found_then if f.message() not in old)
    return Takeover(tuple(wrong), tuple(skipped), plan, news, tuple(remarks), texts)


def _figures(graph: Graph, base: Base | None, changed: set[str]) -> list[Finding]:
    """Where the figures of changed rules do not say what the rules say: one was changed alone."""
    if base is None:
        return []
    return list(wrong_figures(graph, [r for r in (*base.rules.values(), *base.claims.values()) if r.iri in changed]))


def _grids(paths: Iterable[Path], spoken: str) -> Iterator[Grid]:
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        if not inside:
            raise UsageError(WORDS["no-tables"][spoken].format(name=path))
        for file in inside:
            if file.suffix.lower() not in SUFFIXES:
                raise UsageError(WORDS["no-table"][spoken].format(name=file))
            yield from [read_csv(file)] if file.suffix.lower() == ".csv" else read_xlsx(file)


def diff_of(takeover: Takeover) -> str:
    """The changes as a unified diff, which `git apply` and `patch -p1` understand."""
    out: list[str] = []
    for name, new in sorted(takeover.plan.texts.items()):
        old = takeover.before.get(name, b"").decode()
        source = f"a/{name}" if name in takeover.before else "/dev/null"
        lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), source, f"b/{name}")
        out += [line if line.endswith("\n") else f"{line}\n" for line in lines]
    return "".join(out)


def write_plan(folder: Path, takeover: Takeover) -> None:
    """Replaces the files that change, all or none.

    Raises UsageError where a file has changed since it was read, or cannot be written.
    """
    known = {shown(path): path.resolve() for path in sorted((folder / "ontology").rglob("*.ttl"))}
    targets = {name: known.get(name, Path(name).resolve()) for name in takeover.plan.texts}
    for name, path in targets.items():
        now = path.read_bytes() if path.exists() else b""
        if now != takeover.before.get(name, b""):
            raise UsageError(f"{name}: has changed in the meantime. Nothing is written; import again.")
    waiting: dict[Path, Path] = {}
    done: list[str] = []
    try:
        for name, path in targets.items():
            waiting[path] = _beside(path, takeover.plan.texts[name].encode())
        for name, path in targets.items():
            waiting.pop(path).replace(path)
            done.append(name)
    except OSError as error:
        for name in done:
            _undo(targets[name], takeover.before.get(name))
        raise UsageError(f"{error.filename}: {error.strerror}. Nothing is changed.") from None
    finally:
        for unfinished in waiting.values():
            unfinished.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    """A finished file that only waits to take another's place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    if path.exists():
        shutil.copymode(path, name)
    else:
        Path(name).chmod(0o644)
    return Path(name)


def _undo(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


def in_file_order(changes: Iterable[Change]) -> list[Change]:
    """Changes as a report shows them: by kind, then by rule."""
    kinds = ("changed", "added", "removed")
    return sorted(changes, key=lambda c: (kinds.index(c.what), c.rule))
