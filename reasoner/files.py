"""The files of a base, and what is kept of them between runs: compiled once, found again by content hash."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from yidi.errors import BaseError

MOST_KEPT = 8


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
    try:
        with (folder / f"{name}.pickle").open("rb") as file:
            return pickle.load(file)  # noqa: S301 - written by ourselves, in the user's own folder
    except Exception:  # noqa: BLE001 - whatever is wrong with a kept file, it is made anew
        return None


def keep(name: str, what: object) -> None:
    """Keep something under a name, and no more than the latest few."""
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
