"""Every shape of which a finding can be is met by an example that has just this fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yidi.files import read_all
from yidi.finding import Finding
from yidi.names import local, short

if TYPE_CHECKING:
    from yidi.check.shapes_graph import ShapeFiles

_EXPECT: Final = re.compile(r"""^(?:# ?|\{)? {,4}"?expect"?\s*:""", re.MULTILINE)
_SHAPE: Final = re.compile(r"""["']?\bshape["']?\s*:\s*["']?([^\s"',}]+)""")


def read_examples(folder: Path) -> dict[str, bytes] | None:
    """The faulty examples of a base's folder by the path that findings show; None where there is no folder for them."""
    root = folder / "tests" / "filings"
    if not root.is_dir():
        return None
    return read_all(root / "fail", "**/*")


def untested(files: ShapeFiles, examples: Mapping[str, bytes]) -> Iterator[Finding]:
    """Shapes that no example expects to find a fault."""
    met = {name for content in examples.values() for name in expected_shapes(content.decode("utf-8", "replace"))}
    for shape in files.telling:
        if not shape.startswith("_:") and local(shape) not in met:
            yield Finding("shape-untested", files.place(shape), {"subject": short(shape), "name": local(shape)})


def expected_shapes(text: str) -> Iterator[str]:
    """The shapes that an example names below its key `expect`."""
    begun = _EXPECT.search(text)
    for name in _SHAPE.findall(text[begun.end() :]) if begun else ():
        yield re.split(r"[/#:]", name)[-1]
