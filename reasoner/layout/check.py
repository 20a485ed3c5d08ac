"""Everything that is wrong with the layout of Turtle files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from yidi.errors import UsageError
from yidi.files import shown
from yidi.finding import Finding, in_order
from yidi.layout.blocks import block_faults, prefix_faults
from yidi.layout.lines import line_faults
from yidi.layout.tokens import tokens_of
from yidi.reading.turtle import Place
from yidi.shelf import Shelf, key_of, open_shelves, shelf

_FOLDERS = ("ontology", "shapes")


def read_turtle(folder: Path, paths: Iterable[Path]) -> dict[str, bytes]:
    """The Turtle files of these paths, or of a base's ontology and shapes, by the path that findings show.

    Raises UsageError for a path that is neither a folder nor a Turtle file.
    """
    chosen = list(paths) or [folder / name for name in _FOLDERS if (folder / name).is_dir()]
    if not chosen:
        raise UsageError(f"{folder}: there is no folder 'ontology' here. Give the folder that holds it.")
    found: dict[str, bytes] = {}
    for path in chosen:
        if path.is_dir():
            found |= {shown(each): each.read_bytes() for each in sorted(path.rglob("*.ttl"))}
        elif path.suffix == ".ttl" and path.is_file():
            found[shown(path)] = path.read_bytes()
        else:
            raise UsageError(f"{path}: neither a folder nor a file ending in .ttl. Give one of these.")
    return found


def layout_faults(texts: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """What is wrong with the layout of files given by name, by file and line.

    Whether they are Turtle at all is for `yidi check` to tell.
    """
    with open_shelves():
        clean: Shelf[bool] = shelf("layout")
        found: list[Finding] = []
        for name, content in texts.items():
            key = key_of(content)
            if clean.get(key) is None:  # a file that was in order is, whatever its name
                faults = [*_of_file(name, content)]
                found += faults
                if not faults:
                    clean.put(key, True)  # noqa: FBT003 - it is what lies there
        return in_order(found)


def _of_file(name: str, content: bytes) -> Iterable[Finding]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return [Finding("turtle-encoding", Place(name, 1, 1))]
    tokens = tokens_of(text)
    return [*line_faults(name, text, tokens), *prefix_faults(name, tokens), *block_faults(name, text, tokens)]
