"""A store on disk: snapshots that never change, and a file that names the current one.

A writer copies the current snapshot (by hard links, so that it costs little), changes the copy, and then swaps the
name.  Readers never wait, and never see half a change; a writer that is killed leaves nothing but a folder that the
next one removes.  A snapshot that somebody still reads is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, Final

import pyoxigraph as ox

from yidi.errors import StoreError
from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.content import content, content_hash
from yidi.store.embedded import extend, others, run, sizes
from yidi.store.pins import pin
from yidi.store.snapshots import Current, alone, check_folder, new_snapshot, read_current, told
from yidi.store.store import Dataset

if TYPE_CHECKING:
    from yidi.base import Base

LONGEST_WAIT: Final = 60.0
"""Seconds for which a writer waits for another one."""
_ATTEMPTS: Final = 5
"""How often a reader looks again for the current snapshot when the one it found has been removed meanwhile."""
_REMOVAL: Final = 2
"""To remove a triple takes this many times as long as to copy one."""


class DiskStore:
    """Triples in a folder; any number of processes may read while one of them writes."""

    def __init__(self, folder: Path, wait: float = LONGEST_WAIT) -> None:
        self._folder = folder
        self._wait = wait
        self._opening = Lock()
        self._open: tuple[Current, ox.Store, BinaryIO] | None = None

    @classmethod
    def of(cls, folder: Path, base: Base, *, writable: bool = False, wait: float = LONGEST_WAIT) -> DiskStore:
        """The store in a folder, which is made if it is not there; the base is loaded where it is not the one held.

        Raises StoreError where the folder is something else, cannot be read, or, if `writable`, not be written.
        """
        store, found = cls(folder, wait), content_hash(base)
        with told(folder):
            check_folder(folder)
            current = read_current(folder)
            if current is None or current.base != found:
                folder.mkdir(parents=True, exist_ok=True)
                store._load(content(base), found)
            elif writable and not os.access(folder, os.W_OK):
                raise PermissionError
        return store

    @property
    def snapshot(self) -> Path:
        """The folder of the snapshot that is current; it is not removed before this store has opened another."""
        with told(self._folder):
            return self._folder / self._reading()[0].snapshot

    def query(
        self, text: str, *, dataset: Dataset | None = None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """The result of a query on what is current when it begins."""
        with told(self._folder):
            return run(self._reading()[1], text, dataset)

    def graphs(self) -> Mapping[str, int]:
        """The named graphs and their sizes."""
        with told(self._folder):
            return sizes(self._reading()[1])

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make these the triples of a graph."""
        self.replace_all({graph: triples})

    def replace_all(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Make these the triples of several graphs."""
        self._change(tuple(graphs), lambda store: extend(store, graphs))

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""
        self._change((), lambda store: extend(store, {graph: triples}))

    def drop(self, graph: str) -> None:
        """Remove a graph."""
        self._change((graph,), lambda _: None)

    def close(self) -> None:
        """Let go of the files."""
        with self._opening:
            if self._open:
                self._open[2].close()
            self._open = None

    def _reading(self) -> tuple[Current, ox.Store, BinaryIO]:
        """The current snapshot, opened again if it is another one by now."""
        with self._opening:
            for _ in range(_ATTEMPTS):
                current = self._current()
                if self._open is not None and self._open[0].snapshot == current.snapshot:
                    return self._open
                path = self._folder / current.snapshot
                try:
                    pinned = pin(path)
                except FileNotFoundError:
                    continue  # another snapshot has become current, and this one was removed
                if self._open is not None:
                    self._open[2].close()
                self._open = (current, ox.Store.read_only(str(path)), pinned)
                return self._open
            raise _lost(self._folder)

    def _current(self) -> Current:
        current = read_current(self._folder)
        if current is None:
            raise _lost(self._folder)
        return current

    def _load(self, text: bytes, found: str) -> None:
        """Put a base in the place of the one that is held, if any."""
        with alone(self._folder, self._wait):
            current = read_current(self._folder)
            if current is not None and current.base == found:
                return  # another process was faster
            self._swap(current, found, (BASE_GRAPH, ROWS_GRAPH), lambda s: s.bulk_load(text, ox.RdfFormat.N_QUADS))

    def _change(self, removed: tuple[str, ...], fill: Callable[[ox.Store], None]) -> None:
        with told(self._folder), alone(self._folder, self._wait):
            current = self._current()
            self._swap(current, current.base, removed, fill)

    def _swap(
        self, current: Current | None, base: str, removed: tuple[str, ...], fill: Callable[[ox.Store], None]
    ) -> None:
        """Make a snapshot of what is current, less some graphs and with what `fill` adds, and make it current."""
        with new_snapshot(self._folder, current, base) as path:
            store = _without(self._folder / current.snapshot, removed, path) if current else ox.Store(str(path))
            fill(store)
            store.flush()
            del store  # closes it; nobody writes to this folder from now on


def _without(old: Path, removed: tuple[str, ...], path: Path) -> ox.Store:
    """A store at a path with what an old snapshot holds, less some graphs, in the quicker of two ways."""
    source = ox.Store.read_only(str(old))
    held = sizes(source)
    gone = sum(held.get(graph, 0) for graph in removed)
    if gone * _REMOVAL > sum(held.values()) - gone:
        store = ox.Store(str(path))
        store.bulk_load(others(source, removed), ox.RdfFormat.N_QUADS)
        return store
    source.backup(str(path))
    store = ox.Store(str(path))
    for graph in removed:
        store.remove_graph(ox.NamedNode(graph))
    return store


def _lost(folder: Path) -> StoreError:
    return StoreError(f"{folder} is no store any more. Start again, and load what it held with `yidi load`.", "wrong")
