"""The documents of the project as HTML, with their commands executed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from website.highlight import highlighted
from website.run import MOST_LINES, SHELLS, Ran, Workplace
from yidi.names import expand

_SAVED: Final = re.compile(r"\b[Ss]ave|保存|存为|存成")
_FIRST: Final = re.compile(r"<!-- first: (.*?) -->", re.DOTALL)
_NOT_RUN: Final = re.compile(r"<!-- not run: .*? -->", re.DOTALL)
_NAMED: Final = re.compile(r"`([\w./-]+\.\w+)`")
_LEFT: Final = re.compile(r"[^\w\- ]", re.UNICODE)
_SOURCE: Final = re.compile(r'\b(src|srcset)="(?!https?:|data:)([^"]*)"')
_REPOSITORY: Final = (
    "git init -q -b main && git add . && "
    "git -c user.name=Yidi -c user.email=docs@example.org commit -q -m base && git tag v1 && git tag v2"
)
"""What turns the copy into a repository, for documents that compare revisions."""
Address = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document read: its tokens and headings, and the commands that it has executed, by the line of their block."""

    file: str  # from the top of the project
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    ran: dict[int, tuple[Ran, ...]]
    made: dict[str, str] = field(default_factory=dict)  # its HTML, which all languages share

    @property
    def title(self) -> str:
        """Its first heading."""
        return next((h.text for h in self.headings), Path(self.file).stem)

    @property
    def slug(self) -> str:
        """The name of its page."""
        parts = Path(self.file).with_suffix("").parts
        return "-".join(parts[1:] if parts[0] == "docs" else parts).lower()


_PARSER: Final = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(root: Path, file: str, *, run: bool) -> Document:
    """A document, with its commands executed if wanted."""
    tokens = _PARSER.parse((root / file).read_text("utf-8"))
    headings, seen = [], set()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = "".join(t.content for t in inline.children or ())
            anchor = base = _LEFT.sub("", text.lower()).replace(" ", "-")
            number = 0
            while anchor in seen:
                number += 1
                anchor = f"{base}-{number}"
            seen.add(anchor)
            token.attrSet("id", anchor)
            headings.append(Heading(int(token.tag[1:]), text, anchor))
    return Document(file, tuple(tokens), tuple(headings), _run(root, tokens) if run else {})


def _run(root: Path, tokens: list[Token]) -> dict[int, tuple[Ran, ...]]:
    """The commands of a document, run in order beside the files that it has its reader save.

    What a reader does by hand stands in a comment that is run before: `<!-- first: COMMAND -->`.  A block is left as it
    is after `<!-- not run: WHY -->`.
    """
    fences = [t for t in tokens if t.type == "fence"]
    if not any(t.info in SHELLS and "yidi" in t.content for t in fences):
        return {}
    place = Workplace(root)
    try:
        return _run_in(place, tokens)
    finally:
        place.close()


def _run_in(place: Workplace, tokens: list[Token]) -> dict[int, tuple[Ran, ...]]:
    found: dict[int, tuple[Ran, ...]] = {}
    names: list[str] = []  # of files that the next blocks hold
    left = False
    if any(t.type == "fence" and "yidi diff" in t.content for t in tokens):
        place.prepare(_REPOSITORY)
    for token in tokens:
        if token.type == "inline":
            names = _NAMED.findall(token.content) if _SAVED.search(token.content) else []
        elif token.type == "html_block":
            left = bool(_NOT_RUN.search(token.content))
            for command in _FIRST.findall(token.content):
                place.prepare(command)
        elif token.type == "fence":
            line = (token.map or [0])[0] + 1
            if not left and token.info in SHELLS:
                found[line] = tuple(place.block(token.content, line + 1, token.info))
            elif names:
                place.save(names.pop(0), token.content)
            left = False
    return found


def markdown(text: str) -> str:
    """A few lines of Markdown, such as a description of the interface, as HTML."""
    return str(_PARSER.render(text))


def html(document: Document, address: Address, root: str, files: Callable[[str], str]) -> str:
    """The document; `address` finds things and documents by name, `root` leads to the folder of the language.

    `files` gives the address of a file that is copied beside the pages.
    """
    if "" in document.made:
        return document.made[""]
    folder, tokens = posixpath.dirname(document.file), document.tokens
    skipped = [t for n, t in enumerate(tokens) if n >= 3 or tokens[0].tag != "h1"]  # noqa: PLR2004 - the title
    for token in skipped:
        for child in (token, *(token.children or ())):
            if href := child.attrGet("href"):
                child.attrSet("href", _href(str(href), folder, address, root))
            if (src := str(child.attrGet("src") or "")) and not re.match(r"[a-z]+:", src):
                child.attrSet("src", files(posixpath.normpath(posixpath.join(folder, src))))
            if child.type in ("html_block", "html_inline"):
                child.content = _SOURCE.sub(
                    lambda m: f'{m[1]}="{files(posixpath.normpath(posixpath.join(folder, m[2])))}"', child.content
                )
    document.made[""] = "".join(_pieces(skipped, document, address, root))
    return document.made[""]


def _pieces(tokens: list[Token], document: Document, address: Address, root: str) -> Iterator[str]:
    """The parts between blocks of code as the parser writes them, and these blocks with what they print."""
    waiting: list[Token] = []
    for token in tokens:
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "code_inline" and (found := address(expand(child.content))):
                    child.type, child.content = (
                        "html_inline",
                        f'<a class="name" href="{escape(root + found)}"><code>{escape(child.content)}</code></a>',
                    )
        if token.type != "fence":
            waiting.append(token)
            continue
        yield _PARSER.renderer.render(waiting, _PARSER.options, {})
        waiting = []
        yield _fence(token, document.ran.get((token.map or [0])[0] + 1, ()))
    yield _PARSER.renderer.render(waiting, _PARSER.options, {})


def _fence(token: Token, ran: tuple[Ran, ...]) -> str:
    block = f'<pre class="code" tabindex="0"><code>{highlighted(token.content, token.info)}</code></pre>'
    printed = [r for r in ran if r.printed is not None]
    if not printed:
        return block
    shown = "".join(
        f'<p class="ran"><code>{escape(r.command)}</code></p>'
        f'<pre class="output" tabindex="0">{escape(_cut(r.printed or ""), quote=False)}</pre>'
        for r in printed
    )
    return f'{block}<details class="printed"><summary></summary>{shown}</details>'


def _cut(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"… (+{more})"] if more > 0 else ())])


def _href(href: str, folder: str, address: Address, root: str) -> str:
    """A link of a document: to another document, to a thing, or elsewhere."""
    if re.match(r"[a-z]+:|#", href):
        return href
    path, _, fragment = href.partition("#")
    found = address(f"file {posixpath.normpath(posixpath.join(folder, path))}")
    if not found:
        return href
    return f"{root}{found}" + (f"#{fragment}" if fragment else "")
