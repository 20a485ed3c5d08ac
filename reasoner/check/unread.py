"""Files that an author takes for a part of the base, and that nothing reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yidi.finding import Finding
from yidi.reading.turtle import Place

_ENDS = (("ontology", ".ttl"), ("shapes", ".ttl"), ("queries", ".rq"))


def unread_files(names: Iterable[str]) -> Iterator[Finding]:
    """What `yidi.files.unread` found, each with the end that its name should have."""
    for name in names:
        folders = name.replace("\\", "/").split("/")[:-1]
        end = next((end for folder, end in _ENDS if folder in folders), ".ttl")
        yield Finding("file-unread", Place(name, 1, 1), {"file": name, "end": end})
