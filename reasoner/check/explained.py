"""What a check looks for and why, by the id of its finding, with an example of the mistake and its mending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches, unified_diff
from pathlib import Path
from typing import Final

from yidi.errors import BaseError
from yidi.finding import NOWHERE, Finding
from yidi.findings import FINDINGS, about
from yidi.messages import phrase

HEADS: Final = {"en": "# expect:", "zh": "# 期望："}
"""What stands above the findings at the head of an example."""
_EXAMPLES: Final = (("tests/broken", "tests/mended"), ("tests/owl/broken", "tests/owl/mended"))
_LONGEST_NAME: Final = 60


def explained(finding: str, language: str, folder: Path) -> str:
    """A finding in words: title, why it is looked for, how it reads, when it may stand; in lines, for people.

    The example and its mending are shown where `folder`, a checkout, has them; an installed package does not.
    Raises BaseError for an id that no finding has, with those that come near.
    """
    said = _about(finding, language)
    lines = [f"{finding}  {said['level']}  {said['title'][language]}"]
    parts = {"why": said["why"][language], "reads": Finding(finding, NOWHERE).summary(language)}
    if "meant" in said:
        parts["meant"] = said["meant"][language]
    for part, text in parts.items():
        lines += ["", phrase(f"explain-{part}")[language], f"  {text}"]
    return "\n".join([*lines, "", *_shown(finding, language, folder)])


def _about(finding: str, language: str) -> dict[str, dict[str, str]]:
    names = list(FINDINGS)
    if finding in names:
        return about(finding)
    near = [name for name in names if finding and finding in name]
    near = near or get_close_matches(finding[:_LONGEST_NAME], names, n=3, cutoff=0.5)
    kind = "explain-near" if near else "explain-unknown"
    raise BaseError([phrase(kind, name=finding[:_LONGEST_NAME], near=", ".join(near))[language]])


def _shown(finding: str, language: str, folder: Path) -> Iterator[str]:
    """The example that bears the name of a finding, what it is told, and what mends it."""
    found = example_of(finding, folder)
    if found is None:
        yield phrase("explain-no-example")[language]
        return
    broken, mended = found
    content = broken.read_bytes()
    yield f"{phrase('explain-example')[language]}  {broken.relative_to(folder)}"
    yield from (f"  {line}" for line in told(content, language) or told(content, "en") or ())
    if mended is not None:
        yield ""
        yield f"{phrase('explain-mended')[language]}  {mended.relative_to(folder)}"
        yield from (f"  {line}" for line in mending(content, mended.read_bytes()))


def example_of(finding: str, folder: Path) -> tuple[Path, Path | None] | None:
    """The file with the mistake that a finding is named after and the mended one, as far as `folder` has them."""
    for wrong, right in _EXAMPLES:
        for broken in sorted((folder / wrong).glob(f"{finding}.*")):
            mended = folder / right / broken.name
            return broken, mended if mended.is_file() else None
    return None


def told(content: bytes, language: str) -> list[str] | None:
    """The lines of findings at the head of an example, or None where it has no head in that language."""
    lines = _lines(content)
    if HEADS[language] not in lines:
        return None
    start = lines.index(HEADS[language]) + 1
    end = next((i for i, line in enumerate(lines[start:], start) if not line.startswith("#   ")), len(lines))
    return [line[4:] for line in lines[start:end]]


def body(content: bytes) -> bytes:
    """An example without its head."""
    return re.sub(rb"\A(\xef\xbb\xbf)?(#(?!\+)[^\n]*\n)*\r?\n?", b"", content)


def mending(broken: bytes, mended: bytes) -> list[str]:
    """What is taken out (-) and put in (+), each with a line around it; a last line may lack its end."""
    lines: list[str] = []
    for line in list(unified_diff(_lines(body(broken), ends=True), _lines(mended, ends=True), n=1))[2:]:
        lines.append("…" if line.startswith("@@") else line.rstrip("\n"))
        lines += [] if line.endswith("\n") else ["\\ No newline at end of file"]
    return lines[1:]


def changes(broken: bytes, mended: bytes) -> int:
    """How many lines a mending changes, takes out or puts in."""
    lines = (_lines(body(broken), ends=True), _lines(mended, ends=True))
    steps = SequenceMatcher(None, *lines, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for step, a, b, c, d in steps if step != "equal")


def _lines(content: bytes, *, ends: bool = False) -> list[str]:
    return content.decode("utf-8", "replace").removeprefix("\ufeff").splitlines(ends)
