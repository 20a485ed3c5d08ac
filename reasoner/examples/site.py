"""What cases reach as a folder of pages: totals, decisions and files, and each Turtle file line by line.

The pages need nothing but themselves: no network, no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader

from yidi.examples.blocks import Blocks
from yidi.examples.covered import state_text
from yidi.examples.item import KINDS, Item
from yidi.examples.measured import Measured
from yidi.examples.messages import COVERED, PAGES
from yidi.examples.model import ExampleReport
from yidi.examples.report import summary
from yidi.names import local

if TYPE_CHECKING:
    from yidi.base import Base

APART: Final = "claim"


def write_site(folder: Path, base: Base, report: ExampleReport, measured: Measured, language: str) -> Path:
    """Write all pages into a folder, which is made where there is none, and give the page to begin with."""
    pages = Environment(loader=PackageLoader("yidi.examples", "pages"), autoescape=True, trim_blocks=True)
    words = {name: each[language] for name, each in PAGES.items()}
    folder.mkdir(parents=True, exist_ok=True)
    by_file: dict[str, list[Item]] = {}
    for item in measured.items:
        if item.place.file.endswith(".ttl"):
            by_file.setdefault(item.place.file, []).append(item)
    known = {"language": language, "words": words}
    for file, items in by_file.items():
        lines = list(_lines(file, items, language))
        counts = {"reached": _reached(items), "total": len(items)}
        text = pages.get_template("file.html.j2").render(title=file, lines=lines, **counts, **known)
        (folder / page_of(file)).write_text(text, encoding="utf-8")
    index = folder / "index.html"
    told = _index(base, measured, by_file, language)
    text = pages.get_template("index.html.j2").render(summary=summary(report, language), **told, **known)
    index.write_text(text, encoding="utf-8")
    return index


def page_of(file: str) -> str:
    """The name of the page of a file."""
    return file.strip("/").replace("/", "-").replace("\\", "-") + ".html"


def _reached(items: Iterable[Item]) -> int:
    return sum(bool(item.reached) for item in items)


def _index(base: Base, measured: Measured, by_file: dict[str, list[Item]], language: str) -> dict[str, Any]:
    """What the first page shows."""
    files = sorted(by_file)
    return {
        "title": COVERED["title"][language],
        "cards": list(_cards(measured, language)),
        "open": [_open(item, by_file, language) for item in measured.items if not item.reached and item.kind != APART],
        "decisions": [_decision(base, measured, name, language) for name in base.tables],
        "files": [
            {"file": f, "href": page_of(f), "reached": _reached(by_file[f]), "total": len(by_file[f])} for f in files
        ],
    }


def _cards(measured: Measured, language: str) -> Iterator[dict[str, object]]:
    for kind in KINDS:
        if items := measured.of(kind):
            missed = sum(bool(item.missed) for item in items)
            more = (
                COVERED["missed"][language].format(count=missed).lstrip("; ；") if items[0].missed is not None else ""
            )
            words = COVERED[f"is-{kind}"][language]
            yield {"reached": _reached(items), "total": len(items), "words": words, "more": more}
        if kind == APART:
            met = sum(bool(state.reached) for state in measured.states)
            yield {"reached": met, "total": len(measured.states), "words": COVERED["is-state"][language], "more": ""}


def _open(item: Item, by_file: dict[str, list[Item]], language: str) -> dict[str, str]:
    """Something that nothing reaches, with a link to its line."""
    href = f"{page_of(item.place.file)}#L{item.place.line}" if item.place.file in by_file else "#"
    text = COVERED[f"not-{item.kind}"][language].format(name=item.name)
    return {"href": href, "place": f"{item.place.file}:{item.place.line}", "text": text}


def _decision(base: Base, measured: Measured, name: str, language: str) -> dict[str, object]:
    rules = [item for item in measured.items if item.kind in ("rule", "bound") and item.decision == name]
    states = [state for state in measured.states if state.decision == name]
    open_ = [state_text(state, language) for state in measured.unreached(name)]
    return {
        "name": name,
        "label": base.tables[name].decision.labels.get(language, name),
        "rules": len(rules),
        "rules_reached": _reached(rules),
        "states": len(states),
        "states_reached": sum(bool(state.reached) for state in states),
        "open": open_,
        "summary": PAGES["open_states"][language].format(count=len(open_)),
    }


def _lines(file: str, items: Sequence[Item], language: str) -> Iterator[dict[str, object]]:
    """Each line of a file with its mark, and above the first line of a thing what reaches it."""
    text = Path(file).read_text(encoding="utf-8-sig")
    blocks = Blocks(text)
    marks: dict[int, str] = {}
    notes: dict[int, list[dict[str, object]]] = {}
    for item in items:
        whole = [item.place.line] if item.kind == "statement" else blocks.lines(item.place.line)
        marks |= dict.fromkeys(whole, "hit" if item.reached else "miss")
        notes.setdefault(item.place.line, []).append(_note(item, language))
    for number, line in enumerate(text.splitlines(), start=1):
        yield {"number": number, "text": line, "mark": marks.get(number, ""), "notes": notes.get(number, ())}


def _note(item: Item, language: str) -> dict[str, object]:
    """What reaches a thing, in words; a rule that no case just misses is half tried."""
    half = item.missed is not None and not item.missed and bool(item.reached)
    counts = {"cases": len(item.reached), "missed": len(item.missed or ()), "name": local(item.name)}
    name = "none" if not item.reached else "some" if item.missed is None else "both"
    mark = "part" if half else "" if item.reached else "miss"
    sign = "✗" if mark == "miss" else "◐" if half else "✓"
    text = f"{sign} {PAGES[name][language].format(**counts)}"
    return {"text": text, "mark": mark, "cases": item.reached, "missed": item.missed or ()}
