"""The guide: a page for each document of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from website.guide import Document, read
from website.model import Entry, Page, same
from website.world import World

_FIRST: Final = ("README.md", "CONTRIBUTING.md")
_LAST: Final = ("DECISIONS.md", "CHANGELOG.md")
_FOLDERS: Final = ("ontology", "queries", "shapes", "tests")
_GROUPS: Final = (
    ("start", {"zh": "从这里开始", "en": "Start here"}),
    ("author", {"zh": "编写政策", "en": "Writing policy"}),
    ("use", {"zh": "使用与接入", "en": "Using it"}),
    ("more", {"zh": "设计与变更", "en": "Design and changes"}),
)
_AUTHORS: Final = (
    *("authoring-zh", "authoring", "testing", "diff", "pull-requests", "tables", "reasoner"),
    *("shapes", "people", "processes", "coverage", "sought"),
)
"""The guides for authors, in the order in which they are best read."""


def files(root: Path) -> list[str]:
    """All documents, from the top of the project; those in docs/ are found by themselves."""
    found = [n for n in _FIRST if (root / n).exists()]
    found += sorted(str(p.relative_to(root)) for p in (root / "docs").glob("*.md"))
    for folder in _FOLDERS:
        found += sorted(str(p.relative_to(root)) for p in (root / folder).rglob("README.md"))
    return found + [n for n in _LAST if (root / n).exists()]


def documents(world: World) -> dict[str, Document]:
    """All documents read, their commands executed."""
    found = {file: read(world.root, file, run=world.run) for file in files(world.root)}
    for file, document in found.items():
        for ran in (r for each in document.ran.values() for r in each if r.fault):
            world.failures.append(f"{file}:{ran.line}: `{ran.command}` {ran.fault}")
    return found


def pages(world: World) -> Iterator[Page]:
    """The list of documents, then each."""
    found = documents(world)
    in_order = sorted(found.values(), key=_rank)
    context: dict[str, Any] = {
        "groups": [(labels, [d for d in in_order if _group(d) == name]) for name, labels in _GROUPS]
    }
    labels = {"zh": "指南", "en": "Guide"}
    yield Page("guide/index.html", "guide", "part", "guides.j2", labels, lambda _: context)
    for document in found.values():
        yield _page(document)


def _group(document: Document) -> str:
    if document.file in _FIRST:
        return "start"
    if document.file in _LAST:
        return "more"
    name = Path(document.file)
    return "author" if name.parts[0] != "docs" or name.stem in _AUTHORS else "use"


def _rank(document: Document) -> int:
    name = Path(document.file)
    return _AUTHORS.index(name.stem) if name.parts[0] == "docs" and name.stem in _AUTHORS else len(_AUTHORS)


def _page(document: Document) -> Page:
    entries = tuple(
        Entry(h.anchor, "guide", same(h.text), also=document.title)
        for h in document.headings[1:]
        if h.level < 4  # noqa: PLR2004
    )
    return Page(
        f"guide/{document.slug}.html",
        "guide",
        "guide",
        "document.j2",
        same(document.title),
        lambda _: {"document": document},
        name=f"file {document.file}",
        also=document.file,
        entries=entries,
    )
