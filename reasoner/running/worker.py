"""A process that answers SPARQL queries one after the other, and that can be killed when one runs wild.

It holds the triples itself: N-Quads in memory, or a folder on disk opened for reading.  A frame on
standard input is a length in four bytes and JSON; one on standard output is that, and the result's bytes.

It runs as a plain script, so that a new one is there at once: nothing but the engine is imported.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import select
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

if sys.platform != "win32":
    import fcntl
    import resource

MOST_GRAPHS_TOLD: Final = 20
STACK_BYTES: Final = 256 * 1024 * 1024  # address space alone: queries nest deep, and the engine recurses
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
_SYNTAX: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class TooLarge(Exception):  # noqa: N818 - it is the result that is
    """A result is larger than the request allows."""


class Buffer:
    """A file in memory that refuses to grow beyond a number of bytes."""

    def __init__(self, most: int) -> None:
        self.content = bytearray()
        self.most = most
        self.full = False

    def write(self, part: bytes) -> int:
        """Add bytes; raises TooLarge, which the engine may wrap."""
        if len(self.content) + len(part) > self.most:
            self.full = True
            raise TooLarge
        self.content += part
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""


class Answering:
    """A store and the namespaces that its graphs are written with."""

    def __init__(self, path: Path, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.open(path)

    def open(self, path: Path) -> None:
        """Hold what is at a path: the N-Quads of a file, or the store on disk in a folder."""
        self.path = path
        if path.is_dir():
            self.pinned = pin(path)
            self.store = ox.Store.read_only(str(path))
        else:
            self.store = ox.Store()
            self.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)

    def answer(self, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """What to tell of a query, and its result; a refusal has no result."""
        if asked["path"] != str(self.path):  # what is on disk was replaced as a whole
            self.open(Path(asked["path"]))
        buffer = Buffer(asked["most_bytes"])
        try:
            if refused := self._unknown_graphs(asked):
                return refused, b""
            self._write(self._query(asked), buffer, asked["media_type"])
        except SyntaxError as error:
            return _syntax(error), b""
        except (OSError, RuntimeError, TooLarge) as error:
            if buffer.full:
                return {"refused": "result-too-large", "limit": buffer.most}, b""
            if not isinstance(error, RuntimeError):
                raise
            # What the engine finds only as it runs, such as a function that it does not know.
            return {"refused": "malformed-query", "line": None, "column": None, "why": str(error)}, b""
        content = bytes(buffer.content)
        if asked["media_type"] == "text/turtle":
            content = without_unused(content)
        return {"media_type": asked["media_type"]}, content

    def _unknown_graphs(self, asked: Mapping[str, Any]) -> dict[str, Any] | None:
        wanted = dict.fromkeys([*(asked["default_graphs"] or ()), *(asked["named_graphs"] or ())])
        if unknown := [iri for iri in wanted if not _holds(self.store, iri)]:
            known = sorted(graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode))
            return {
                "refused": "unknown-graph",
                "graphs": ", ".join(unknown[:MOST_GRAPHS_TOLD]),
                "known": ", ".join(known[:MOST_GRAPHS_TOLD]),
            }
        return None

    def _query(self, asked: Mapping[str, Any]) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        if asked["default_graphs"] is None:
            return self.store.query(asked["text"], base_iri=asked["base_iri"], use_default_graph_as_union=True)
        return self.store.query(
            asked["text"],
            base_iri=asked["base_iri"],
            default_graph=[ox.NamedNode(iri) for iri in asked["default_graphs"]],
            named_graphs=[ox.NamedNode(iri) for iri in asked["named_graphs"]],
        )

    def _write(
        self, result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean, buffer: Buffer, media_type: str
    ) -> None:
        output: Any = buffer
        if isinstance(result, ox.QueryTriples):
            form = ox.RdfFormat.from_media_type(media_type)
            ox.serialize(unique(result), output, form, prefixes=dict(self.prefixes))
        else:
            result.serialize(output, ox.QueryResultsFormat.from_media_type(media_type))


def _holds(store: ox.Store, iri: str) -> bool:
    with suppress(ValueError):  # no IRI at all
        return store.contains_named_graph(ox.NamedNode(iri))
    return False


def _syntax(error: SyntaxError) -> dict[str, Any]:
    found = _SYNTAX.fullmatch(str(error))
    if found is None:
        return {"refused": "malformed-query", "line": None, "column": None, "why": str(error)}
    return {"refused": "malformed-query", "line": int(found[1]), "column": int(found[2]), "why": found[3]}


def unique(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Each triple once: a graph is a set, and the engine may yield the same triple for several solutions."""
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def without_unused(turtle: bytes) -> bytes:
    """Turtle without those prefixes, declared a line each at its top, that nothing uses."""
    kept: list[bytes] = []
    rest = turtle
    while rest.startswith(b"@prefix "):
        line, _, rest = rest.partition(b"\n")
        kept.append(line)
    return b"".join(line + b"\n" for line in kept if line.split(b" ", 2)[1] in rest) + rest


def pin(folder: Path) -> BinaryIO:
    """A file that keeps a folder of the store from being removed, as `yidi.store.pins` does."""
    file = (folder / "CURRENT").open("rb")
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_SH)
    return file


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than this, where the system can see to it, and leave no core behind."""
    if sys.platform != "win32":
        for kind, most in ((resource.RLIMIT_AS, megabytes * 1024 * 1024 + STACK_BYTES), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def seal() -> None:
    """Let this process open neither file nor connection any more: the engine could fetch what a query names."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def leave_network() -> None:
    """Let this process reach no network, where the system allows that: a store on disk has files to open, so no seal.

    It must be called before there is a second thread.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


# Frames ---------------------------------------------------------------------------


def read_frame(stream: BinaryIO) -> dict[str, Any] | None:
    """The next frame, or None where the stream ended."""
    head = stream.read(4)
    if len(head) < 4:  # noqa: PLR2004 - the length's own
        return None
    body = stream.read(struct.unpack(">I", head)[0])
    frame: dict[str, Any] = json.loads(body)
    return frame


def frame(header: Mapping[str, Any], content: bytes = b"") -> bytes:
    """A header that says how long the content is, and the content."""
    head = json.dumps({**header, "size": len(content)}).encode()
    return struct.pack(">I", len(head)) + head + content


def main() -> None:
    """Answer until standard input ends: then whoever asked is gone, even if a query still runs."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    leave_network()
    threading.stack_size(STACK_BYTES)
    if sys.platform == "linux":
        ended = select.epoll()
        ended.register(incoming, 0)  # tells of the end alone, so that a query wakes nobody but who answers it
        _start(partial(read_frame, incoming), outgoing)
        ended.poll()
    else:
        waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()
        _start(waiting.get, outgoing)
        while (asked := read_frame(incoming)) is not None:
            waiting.put(asked)
    os._exit(0)


def _start(receive: Callable[[], dict[str, Any] | None], outgoing: BinaryIO) -> None:
    threading.Thread(target=_answer_all, args=(receive, outgoing), daemon=True).start()


def _answer_all(receive: Callable[[], dict[str, Any] | None], outgoing: BinaryIO) -> None:
    def tell(header: Mapping[str, Any], content: bytes = b"") -> None:
        outgoing.write(frame(header, content))
        outgoing.flush()

    try:
        if options := receive():
            limit_memory(options["megabytes"])
            answering = Answering(Path(options["path"]), options["prefixes"])
            if not Path(options["path"]).is_dir():
                seal()
            tell({"ready": True})
            while asked := receive():
                tell(*answering.answer(asked))
        os._exit(0)
    except MemoryError:
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - whoever asked is told, and starts another
        with suppress(OSError):
            tell({"failed": f"{type(error).__name__}: {error}"})
        os._exit(1)


if __name__ == "__main__":
    main()
