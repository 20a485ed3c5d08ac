"""What runs queries on the store at a place, chosen as `open_store` chooses the store itself."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.names import DCTERMS, ID, NS, RDF, RDFS, SKOS, XSD
from yidi.running.hand import WorkerOptions
from yidi.running.pool import Pool
from yidi.running.request import Runner
from yidi.store.content import content
from yidi.store.disk import DiskStore
from yidi.store.store import MEMORY, open_store

if TYPE_CHECKING:
    from yidi.base import Base

_KINDS: Final = ("area", "decision", "disagreement", "division", "hospital", "rule", "source")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many queries run and wait at once, and the memory of each worker."""

    workers: int
    most_waiting: int
    megabytes: int


def open_runner(where: str, base: Base, limits: Limits) -> Runner:
    """What runs queries on the store at a place; raises StoreError if the place cannot be used."""
    options = WorkerOptions(limits.megabytes, prefixes(base))
    if where == MEMORY:
        return MemoryPool(content(base), options, limits)
    store = open_store(where, base)
    if isinstance(store, DiskStore):
        return Pool(lambda: store.snapshot, options, workers=limits.workers, most_waiting=limits.most_waiting)
    from yidi.running.far import Far  # noqa: PLC0415 - urllib3 is needed for servers alone
    from yidi.store.remote import RemoteStore  # noqa: PLC0415

    assert isinstance(store, RemoteStore)  # noqa: S101 - there is no fourth kind
    return Far(store, at_once=limits.workers, most_waiting=limits.most_waiting)


class MemoryPool(Pool):
    """Workers that each hold the same triples in memory, read from a file that is there while they run."""

    def __init__(self, quads: bytes, options: WorkerOptions, limits: Limits) -> None:
        super().__init__(self._file, options, workers=limits.workers, most_waiting=limits.most_waiting)
        self._quads = quads
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def _file(self) -> Path:
        assert self._folder is not None  # noqa: S101 - nobody asks before the start
        return Path(self._folder.name) / "content.nq"

    async def start(self) -> None:
        """Write the file and start the workers."""
        self._folder = tempfile.TemporaryDirectory(prefix="yidi-")
        self._file().write_bytes(self._quads)
        await super().start()

    async def stop(self) -> None:
        """Kill the workers and remove the file."""
        await super().stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def prefixes(base: Base) -> Mapping[str, str]:
    """The prefixes that graphs are written with: those of the vocabularies, and of everything that the base names."""
    vocabularies = {
        "dcterms": DCTERMS,
        "rdf": RDF,
        "rdfs": RDFS,
        "skos": SKOS,
        "xsd": XSD,
        "yidi": NS,
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
    }
    return vocabularies | {kind: f"{ID}{kind}/" for kind in (*_KINDS, *base.vocabulary.lists)}
