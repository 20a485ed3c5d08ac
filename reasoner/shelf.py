"""What is worked out of parts of a base, kept from run to run: a change of one file then costs what it touches.

A shelf is one file of the cache folder.  Everything on it lies under a digest of all that it depends on and was made
by this very software, so nothing is ever stale; what is found wrong with the file as a whole, it is begun anew.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from itertools import accumulate
from typing import Any, Final, Generic, TypeVar
from zlib import crc32

from yidi import files
from yidi.collecting import no_collecting

_Made = TypeVar("_Made")
_ROOM: Final = 8_000_000
"""Bytes that a shelf may hold in any case; beyond, it holds twice what was used last."""


def key_of(*parts: object) -> bytes:
    """A digest of parts that are bytes, or print as what they are."""
    found = blake2b(digest_size=20)
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(content) + content)
    return found.digest()


class Shelf(Generic[_Made]):
    """Things by a digest of what they are made of; the latest used come last, and only those asked for are unpacked."""

    def __init__(
        self,
        name: str,
        pack: Callable[[_Made], bytes] = pickle.dumps,
        unpack: Callable[[bytes], _Made] = pickle.loads,
    ) -> None:
        self._name = name
        self._pack, self._unpack = pack, unpack
        self._packed: dict[bytes, bytes] = _read(name)
        self._things: dict[bytes, _Made] = {}
        self._used: dict[bytes, None] = {}

    def __contains__(self, key: bytes) -> bool:
        """Whether something lies under a digest; to see that costs no unpacking."""
        return key in self._things or key in self._packed

    def get(self, key: bytes) -> _Made | None:
        """What lies under a digest, or None."""
        if key not in self._things:
            if key not in self._packed:
                return None
            try:
                self._things[key] = self._unpack(self._packed[key])
            except Exception:  # noqa: BLE001 - whatever is wrong with a kept thing, it is made anew
                del self._packed[key]
                return None
        self._used[key] = None
        return self._things[key]

    def put(self, key: bytes, thing: _Made) -> None:
        """Keep a thing under the digest of all that it depends on."""
        self._things[key] = thing
        self._used[key] = None

    def made(self, key: bytes, make: Callable[[], _Made]) -> _Made:
        """What lies under a digest; made and kept where nothing does."""
        thing = self.get(key)
        if thing is None:
            self.put(key, thing := make())
        return thing

    def close(self) -> None:
        """Write what came new, and forget what has not been used for long."""
        new = self._used.keys() - self._packed.keys()
        if new and self._name and files.cache_folder():
            self._packed |= {key: self._pack(self._things[key]) for key in new}
            latest = [*self._used, *(key for key in reversed(self._packed) if key not in self._used)]
            room = max(_ROOM, 2 * sum(len(self._packed[key]) for key in self._used))
            sizes = accumulate(len(self._packed[key]) for key in latest)
            held = [key for key, size in zip(latest, sizes, strict=True) if size <= room]
            self._packed = {key: self._packed[key] for key in reversed(held)}
            _write(self._name, self._packed)
        self._things = {key: self._things[key] for key in self._used}
        self._used = {}


_SHELVES: ContextVar[dict[str, Shelf[Any]] | None] = ContextVar("shelves", default=None)


@contextmanager
def open_shelves() -> Iterator[None]:
    """Keep shelves in memory while something is worked out of a base, and write afterwards what came new.

    Within another one the shelves stay open until that ends.  Little of what is then made is ever thrown away, so the
    garbage collector waits.
    """
    outer = _SHELVES.get()
    if outer is not None:
        yield
        return
    shelves: dict[str, Shelf[Any]] = {}
    token = _SHELVES.set(shelves)
    try:
        with no_collecting():
            yield
            close_shelves()
    finally:
        _SHELVES.reset(token)


def close_shelves() -> None:
    """Write what came new on the shelves that are open, which stay in memory."""
    for each in (_SHELVES.get() or {}).values():
        each.close()


def shelf(
    name: str,
    pack: Callable[[_Made], bytes] = pickle.dumps,
    unpack: Callable[[bytes], _Made] = pickle.loads,
) -> Shelf[_Made]:
    """The shelf of a name among those that are open; where none are, nothing lasts."""
    shelves = _SHELVES.get()
    if shelves is None:
        return Shelf("", pack, unpack)
    if name not in shelves:
        shelves[name] = Shelf(name, pack, unpack)
    return shelves[name]


def is_missing(name: str, key: bytes) -> bool:
    """Whether a shelf that nobody has opened has nothing under a digest."""
    return name not in (_SHELVES.get() or {}) and key not in Shelf[object](name)


def _read(name: str) -> dict[bytes, bytes]:
    folder = files.cache_folder() if name else None
    try:
        content = (folder / f"{name}.shelf").read_bytes() if folder else b""
    except OSError:
        return {}
    made_by, checksum, body = content[:64], content[64:68], memoryview(content)[68:]
    if made_by != files.software() or checksum != crc32(body).to_bytes(4):
        return {}
    return marshal.loads(body)  # type: ignore[no-any-return]  # noqa: S302 - written by ourselves, and whole


def _write(name: str, packed: dict[bytes, bytes]) -> None:
    body = marshal.dumps(packed)
    files.write_whole(f"{name}.shelf", files.software() + crc32(body).to_bytes(4) + body)
