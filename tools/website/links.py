"""Whether the written site holds together: every link and anchor leads somewhere, and elements close as they open."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

_EMPTY: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "source", "wbr", "col"})
_REFERS: Final = re.compile(r' (?:href|src|srcset)="([^"]*)"')
_ID: Final = re.compile(r' id="([^"]*)"')
_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"]|"[^"]*")*?)(/?)>""")
_BARE: Final = re.compile(r"<(?![/a-zA-Z!])")
_ELSEWHERE: Final = ("http://", "https://", "data:", "mailto:", "tel:")


@dataclass(slots=True)
class Read:
    """What a page names and refers to, and what is wrong with its elements."""

    anchors: set[str] = field(default_factory=set)
    targets: dict[str, None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def faults(site: Path) -> Iterator[str]:
    """Everything that is wrong with the pages of a folder, each with the page."""
    pages = {f"{path.relative_to(site)}": read(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    files = {f"{path.relative_to(site)}" for path in site.rglob("*") if path.is_file()}
    for name, page in pages.items():
        folder = posixpath.dirname(name)
        yield from (f"{name}: {fault}" for fault in page.faults)
        for target in page.targets:
            if target.startswith(_ELSEWHERE):
                continue
            file, _, fragment = unquote(target).partition("#")
            where = posixpath.normpath(posixpath.join(folder, file)) if file else name
            if where not in files:
                yield f"{name}: {target} leads nowhere"
            elif fragment and where in pages and fragment not in pages[where].anchors:
                yield f"{name}: {target} has no such anchor"


def read(text: str) -> Read:
    """A page read: its anchors, what it refers to, and elements that are not closed in their order."""
    page = Read()
    waiting: list[str] = []
    text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    for match in _TAG.finditer(text):
        closes, tag, said, itself = match.groups()
        if closes:
            if not waiting or waiting.pop() != tag:
                page.faults.append(f"</{tag}> closes what is not open, at character {match.start()}")
                return page
            continue
        if said:
            for name in _ID.findall(said):
                if name in page.anchors:
                    page.faults.append(f"the id {name} stands twice")
                page.anchors.add(unescape(name))
            page.targets |= dict.fromkeys(map(unescape, _REFERS.findall(said)))
        if tag not in _EMPTY and not itself:
            waiting.append(tag)
    if waiting:
        page.faults.append(f"<{waiting[-1]}> is never closed")
    if bare := _BARE.search(text):
        page.faults.append(f"a bare < at character {bare.start()}")
    return page
