"""The search index: everything that has a page or an anchor, in both languages, as a script that any browser reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from website.menu import KINDS
from website.model import Entry, Page

_LONGEST: Final = 160


def index(pages: Iterable[Page]) -> str:
    """The index: its kinds, and a line for each thing: kind, address, titles, further words, and what it says.

    A title or text that is the same in both languages stands once.
    """
    kinds = list(KINDS)
    lines = []
    for page in pages:
        lines.append(_line(kinds, page, page.path))
        lines += [_line(kinds, entry, f"{page.path}#{entry.fragment}") for entry in page.entries]
    labels = [[KINDS[k]["zh"], KINDS[k]["en"]] for k in kinds]
    content = ",\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return f"window.yidiSearch={{kinds:{json.dumps(labels, ensure_ascii=False)},things:[\n{content}\n]}};\n"


def _line(kinds: list[str], thing: Page | Entry, address: str) -> list[str | int]:
    zh, en = thing.labels.get("zh", ""), thing.labels.get("en", "")
    texts = [thing.texts.get(lang, "")[:_LONGEST] for lang in ("zh", "en")]
    line: list[str | int] = [kinds.index(thing.kind), address, zh or en, "" if en == zh else en, thing.also, *texts]
    while line and line[-1] == "":
        line.pop()
    return line
