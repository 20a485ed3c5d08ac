"""The examples of findings: how each is checked, and what stands at its head."""

from functools import cache

import pytest
from sound import BROKEN, CASES, ROOT, SHAPES, SOUND, TESTED

from yidi.check import check_texts, unread_files
from yidi.check.explained import HEADS, body
from yidi.check.explained import told as expected
from yidi.layout import layout_faults
from yidi.shelf import open_shelves

__all__ = ["BROKEN", "EXAMPLES", "accept", "expected", "found", "one_cache"]
EXAMPLES = sorted([*BROKEN.glob("*.ttl"), *BROKEN.glob("*.rq"), *BROKEN.glob("*.txt")])


@pytest.fixture(scope="module", autouse=True)
def one_cache():
    """Keep what the examples have in common while they are checked, apart from what is kept on disk."""
    with pytest.MonkeyPatch.context() as patch, open_shelves():
        patch.setenv("YIDI_CACHE", "")
        yield


@cache
def checked(name, content):
    """Give the findings of an example of this name, together with what it is added to."""
    if name.startswith("fmt-"):
        return layout_faults({name: content})
    if name.endswith(".txt"):
        return tuple(unread_files([name]))
    if name.endswith(".rq"):
        return check_texts(ROOT, SOUND, {name: content})
    if name.startswith("shape-"):
        examples = TESTED if name == "shape-untested.ttl" else None
        return check_texts(ROOT, SOUND | CASES, shapes={**SHAPES, name: content}, examples=examples)
    return check_texts(ROOT, {**SOUND, name: content})


def found(name, content, language):
    """Give the same as lines."""
    return [line for f in checked(name, content) for line in f.text(language).splitlines()]


def accept(path):
    """Write the head of an example until it names its own lines."""
    content = path.read_bytes()
    for _ in range(3):
        mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
        rest = body(content)
        newline = "\r\n" if b"\r\n" in rest else "\n"
        languages = [k for k in HEADS if expected(content, k) is not None] or ["en"]
        head = [
            text for k in languages for text in (HEADS[k], *(f"#   {line}" for line in found(path.name, content, k)))
        ]
        content = mark + newline.join([*head, "", ""]).encode() + rest
    path.write_bytes(content)
