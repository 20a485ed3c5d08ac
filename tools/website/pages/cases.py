"""A page for each file of example cases: what is given, what comes out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from website.model import Entry, Page, same
from website.world import World
from yidi.answers.text import TextWriter
from yidi.cases.file import RawCase


def pages(world: World) -> Iterator[Page]:
    """All files, then each."""
    labels = {"zh": "示例案例", "en": "Example cases"}
    files = {path: world.cases[path] for path in world.case_files}
    failed = {e.name for e in world.report.examples if e.failures}
    world.failures.extend(f"{e.place}: the case fails: {e.name}" for e in world.report.examples if e.failures)
    context = {
        "files": [(_name(world, p), _title(world, p), len(cases)) for p, cases in files.items()],
        "count": sum(map(len, files.values())),
        "failed": failed,
    }
    yield Page("cases/index.html", "cases", "part", "cases.j2", labels, lambda _: context)
    firing = _firing(world)
    for path, cases in files.items():
        yield _page(world, path, cases, firing)


def _page(world: World, path: Path, cases: tuple[RawCase, ...], firing: Mapping[str, list[str]]) -> Page:
    name = _name(world, path)
    entries = tuple(Entry(anchor(c.name or ""), "case", same(c.name or ""), case_name(c.name or "")) for c in cases)
    return Page(
        f"cases/{name}.html",
        "cases",
        "part",
        "case.j2",
        same(_title(world, path)),
        lambda language: {"file": world.shown_path(path), "cases": _cases(world, cases, firing, language)},
        name=f"file {world.shown_path(path)}",
        also=world.shown_path(path),
        entries=entries,
    )


def _name(world: World, path: Path) -> str:
    return "-".join(path.relative_to(world.root / "tests/cases").with_suffix("").parts)


def _title(world: World, path: Path) -> str:
    """The first comment of the file, else its name."""
    first = world.text(str(path)).lstrip().split("\n", 1)[0]
    return first.lstrip("# ").rstrip(",:.").replace("`", "") if first.startswith("#") else _name(world, path)


def case_name(name: str) -> str:
    """The name by which pages link to a case."""
    return f"case {name}"


@cache
def anchor(name: str) -> str:
    """The anchor of a case: it stays the same while the name does."""
    return "c" + blake2b(name.encode(), digest_size=5).hexdigest()


def _firing(world: World) -> Mapping[str, list[str]]:
    """For each case the rules that prevail in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri, names in world.report.coverage.fired.items():
        for name in names:
            if iri in world.rules:
                found[name].append(iri)
    return found


def _cases(
    world: World, cases: tuple[RawCase, ...], firing: Mapping[str, list[str]], language: str
) -> list[dict[str, Any]]:
    writer = TextWriter(world.base.with_claims, language)
    lines = world.text(cases[0].where).split("\n") if cases else []
    starts = [c.entry().line - 1 for c in cases]
    texts = ["\n".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    answers = _answers(world, cases, language)
    return [
        {
            "name": case.name or "",
            "anchor": anchor(case.name or ""),
            "line": start + 1,
            "sources": case.source,
            "unofficial": case.unofficial,
            "text": _plain(text),
            "answer": writer.write(answer),
            "rules": [r for r in firing.get(case.name or "", []) if world.rules[r].decision],
        }
        for case, start, text, answer in zip(cases, starts, texts, answers, strict=True)
    ]


def _answers(world: World, cases: tuple[RawCase, ...], language: str) -> list[dict[str, Any]]:
    """The answers to cases in order; claims decide where a case asks for them."""
    found: dict[int, dict[str, Any]] = {}
    for asks, base in ((False, world.base), (True, world.base.with_claims)):
        numbers = [n for n, c in enumerate(cases) if c.unofficial is asks]
        if numbers:
            parsed = [cases[n].parse(base.case_vocabulary) for n in numbers]
            answers = base.engine.answers(parsed, as_of=None, language=language)
            found.update(zip(numbers, answers, strict=True))
    return [found[n] for n in range(len(cases))]


def _plain(text: str) -> str:
    """An entry of a list as a document of its own."""
    lines = text.rstrip("\n").split("\n")
    while lines and lines[-1].lstrip().startswith("#"):
        lines.pop()  # the comment before the next case
    if not lines[0].startswith("- "):
        return "\n".join(lines)
    return "\n".join([lines[0][2:], *(line[2:] if line.startswith("  ") else line for line in lines[1:])]).rstrip()
