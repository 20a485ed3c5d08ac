"""What an author cannot see: prefixes that mean something else than elsewhere, and characters without a shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import ID, NS, short
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal, TurtleFile, named

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffd]"
)
"""Control characters, marks of direction and of no width, spaces that are none, and the sign for what is unreadable."""
_TWO_SPACES: Final = "  "


def odd_prefixes(files: Sequence[TurtleFile], texts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Prefixes that stand for another address than in most files: all names in such a file mean something else."""
    meant: dict[str, Counter[str]] = {}
    for file in files:
        for prefix, iri in file.prefixes.items():
            meant.setdefault(prefix, Counter())[iri] += 1
    for file in files:
        for prefix, iri in file.prefixes.items():
            usual = max(meant[prefix], key=lambda each: (meant[prefix][each], each.startswith((ID, NS))))
            if iri != usual:
                details = {"prefix": prefix, "iri": iri, "usual": usual}
                yield Finding("prefix-differs", file.place(_declared(texts[file.name], prefix, iri)), details)


def _declared(content: bytes, prefix: str, iri: str) -> int:
    """The offset at which a prefix is last given an address."""
    text = content.decode("utf-8-sig")
    found = [*re.finditer(rf"prefix\s+{re.escape(prefix)}:\s*(<{re.escape(iri)}>)", text, re.IGNORECASE)]
    return found[-1].start(1) if found else 0


def odd_characters(graph: Graph) -> Iterator[Finding]:
    """Texts that hold a character which nobody sees, or a space too many, and so differ from what looks the same."""
    for file in graph.files:
        for subject, predicate, text, offset in file.statements:
            if not isinstance(text, Literal):
                continue
            words = text.text
            if words.isprintable():
                if words and (words[0] == " " or words[-1] == " " or _TWO_SPACES in words):
                    where = phrase("space-twice" if words.strip() == words else "space-end")
                    details = {"subject": _shown(subject, predicate), "text": words, "where": where}
                    yield Finding("text-space", file.place(offset), details)
            elif found := _UNSEEN.search(words):
                details = {"subject": _shown(subject, predicate), "character": named(found[0])}
                yield Finding("text-unseen", file.place(offset), details)


def _shown(subject: str, predicate: str) -> str:
    return short(predicate if subject.startswith("_:") else subject)
