"""The files of a base, and what is kept of them between runs: compiled once, found again by content hash."""

from __future__ import annotations

import os
import pickle
import re
import sys
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from yidi.collecting import no_collecting
from yidi.errors import BaseError

MOST_KEPT = 8
_ASIDE: Final = re.compile(r"^[.#]|(~|\.(bak|old|orig|rej|sw[a-p]|tmp))$", re.IGNORECASE)
"""Names of files that are hidden, or that an editor or a merge has put aside."""
_NAMED: Final = re.compile(r"\.(ttl|turtle|rq|sparql)\b", re.IGNORECASE)
_BEGINS: Final = re.compile(
    rb"(\xef\xbb\xbf)?(\s|#[^+\n][^\n]*\n|#\n)*(@prefix\s|@base\s|prefix\s+[\w-]*:\s*<|#\+ id:)", re.IGNORECASE
)
"""How Turtle and named queries begin."""
_ENOUGH: Final = 2000
"""Bytes of a file by which one knows what it is."""


def builtin_folder() -> Path:
    """The folder that holds the built-in `ontology`: the checkout where this is one, else the installed package.

    An editable install links every file on its own, so the link is followed to where new files appear.
    """
    package = Path(__file__).resolve().parent
    return package.parent if (package.parent / "ontology" / "decisions.ttl").is_file() else package


def read_files(root: Path) -> dict[str, bytes]:
    """The content of every Turtle file of a base's ontology, by the path that findings show."""
    folder = root / "ontology"
    if not folder.is_dir():
        raise BaseError([f"{root}: there is no folder 'ontology' here. Give the folder that holds it."])
    if not (found := read_all(folder, "**/*.ttl")):
        raise BaseError([f"{folder}: there is no Turtle file (.ttl) here. Give the folder that holds the ontology."])
    return found


def read_texts(root: Path, pattern: str = "*.rq") -> dict[str, bytes]:
    """The content of every named query of a base's folder, by the path that findings show."""
    return read_all(root / "queries", pattern)


def read_all(folder: Path, pattern: str) -> dict[str, bytes]:
    """The content of the files of a folder, by the path that findings show; hidden ones are nobody's policy."""
    paths = (path for path in sorted(folder.glob(pattern)) if path.is_file() and not path.name.startswith("."))
    above = Path(shown(folder))  # once for all: to follow every link would take as long as to read the files
    return {str(above / path.relative_to(folder)): path.read_bytes() for path in paths}


def unread(root: Path, read: Collection[str]) -> tuple[str, ...]:
    """Files among those of a base that look like them and are not read, because their names end otherwise.

    A file looks so by a part of its name, as `rules.ttl.txt` does, or by how it begins.  What an editor hides or puts
    aside, and what has nothing of either, as a spreadsheet has not, is nobody's mistake.
    """
    found: list[str] = []
    for folder in (root / name for name in ("ontology", "shapes", "queries")):
        above = shown(folder)
        for place, _, files in os.walk(folder):
            below = above + place.removeprefix(str(folder))
            for file in files:
                name = os.path.join(below, file)  # noqa: PTH118 - paths of all files would take longer than to find them
                if name not in read and not _ASIDE.search(file) and _looks_read(Path(place, file)):
                    found.append(name)
    return tuple(sorted(found))


def _looks_read(path: Path) -> bool:
    if _NAMED.search(path.name):
        return True
    with path.open("rb") as file:
        return _BEGINS.match(file.read(_ENOUGH)) is not None


def shown(path: Path) -> str:
    """The path relative to where the command runs, if it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def digest(texts: Mapping[str, bytes]) -> str:
    """A hash of every file of the base and of the software that reads it: what is kept can never be stale."""
    found = blake2b(software(), digest_size=20)
    for name, content in texts.items():
        found.update(name.encode() + b"\0" + blake2b(content).digest())
    return found.hexdigest()


@cache
def software() -> bytes:
    """A hash of the modules of this package, of the Python that runs them and of what is installed beside them."""
    sources = sorted(Path(__file__).resolve().parent.rglob("*.py"))
    found = blake2b(sys.version.encode() + b"".join(p.read_bytes() for p in sources))
    # The folder in which libraries are changes whenever one of them is put into it or taken out.
    library = find_spec("rdflib")
    if library is not None and library.origin is not None:
        found.update(str(Path(library.origin).parents[1].stat().st_mtime_ns).encode())
    return found.digest()


def cache_folder() -> Path | None:
    """Where compiled bases are kept: the user's own cache folder, YIDI_CACHE, or nowhere if that is empty."""
    chosen = os.environ.get("YIDI_CACHE")
    return None if chosen == "" else Path(chosen) if chosen else user_cache_path("yidi")


def kept(name: str) -> object:
    """What was kept under a name, or None."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / f"{name}.pickle"
    try:
        with no_collecting(), path.open("rb") as file:
            found: object = pickle.load(file)  # noqa: S301 - written by ourselves, in the user's own folder
    except Exception:  # noqa: BLE001 - whatever is wrong with a kept file, it is made anew
        return None
    with suppress(OSError):
        os.utime(path)  # what is in use is not the first to go
    return found


def keep(name: str, what: object) -> None:
    """Keep something under a name, and no more than the few that were used last."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        for old in sorted(folder.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    write_whole(f"{name}.pickle", pickle.dumps(what, protocol=5))


def write_whole(name: str, content: bytes) -> None:
    """Write a file of the cache folder as a whole or not at all; a folder that cannot be written is no fault."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            path = Path(unfinished) / name
            path.write_bytes(content)
            path.replace(folder / name)
