"""Edits of Turtle that leave alone what is not meant: objects changed in their line, lines added and removed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from yidi.names import ID, LABEL, NS, SKOS, TYPE, XSD
from yidi.sheets.blocks import Block, Line

JOINED: Final = " , "
INDENT: Final = "    "
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
_KNOWN: Final = {LABEL.removesuffix("label"): "rdfs", SKOS: "skos", XSD: "xsd", NS: "yidi"}
_DECLARED: Final = re.compile(
    r"^[ \t]*@?prefix\s+([^\s:]*):\s*<([^>]*)>[ \t]*\.?[ \t]*\r?\n", re.IGNORECASE | re.MULTILINE
)


@dataclass(slots=True)
class Namer:
    """Writes IRIs with the prefixes of a file; `added` grows with those that the file lacks."""

    prefixes: Mapping[str, str]  # IRI by prefix
    added: dict[str, str] = field(default_factory=dict)

    def __call__(self, iri: str) -> str:
        """The IRI as the file writes it."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        space, name = iri[:cut], iri[cut:]
        if not _LOCAL.fullmatch(name):
            return f"<{iri}>"
        for prefix, known in {**self.prefixes, **self.added}.items():
            if known == space:
                return f"{prefix}:{name}"
        prefix = _KNOWN.get(space) or (space[len(ID) : -1] if space.startswith(ID) else "")
        if not prefix or prefix in self.prefixes:
            return f"<{iri}>"
        self.added[prefix] = space
        return f"{prefix}:{name}"


def edit_block(text: str, block: Block, changes: Mapping[str, Sequence[str]], order: Sequence[str], name: Namer) -> str:
    """The block's new text: `changes` has for each changed predicate its objects as Turtle, none to remove it.

    A new predicate comes where `order` has it; comments and the layout of everything else stay.
    """
    ranks = {TYPE: -2, LABEL: -1, **{p: i for i, p in enumerate(order)}}
    newline = "\r\n" if "\r\n" in text else "\n"
    parts = _kept(text, block, changes)
    indent = _indent(text, block)
    rank = -2
    held: list[tuple[int, list[str]]] = []
    for line, part in parts:
        rank = ranks.get(line.predicate, rank)
        held.append((rank, part))
    known = {line.predicate for line in block.lines}
    new = sorted((ranks.get(p, len(ranks)), p) for p, objects in changes.items() if objects and p not in known)
    for rank, predicate in new:
        at = max((i + 1 for i, (r, _) in enumerate(held) if r <= rank), default=len(held))
        gap = held[at - 1][1][1]
        held[at - 1][1][1] = gap if "\n" in gap else f"{gap}{newline}{indent}"
        following = f"{newline}{indent}" if at < len(held) else ""
        held.insert(at, (rank, [f"{name(predicate)} {JOINED.join(changes[predicate])} ", following]))
    head = text[block.start : block.lines[0].start]
    tail = text[block.lines[-1].end : block.end]
    marks = [";"] * (len(held) - 1) + [text[block.lines[-1].mark]]
    last = len(held) - 1
    body = [
        f"{p[0]}{m}{p[1] if i < last else _comment(p[1])}"
        for i, ((_, p), m) in enumerate(zip(held, marks, strict=True))
    ]
    return head + "".join(body) + tail


def _kept(text: str, block: Block, changes: Mapping[str, Sequence[str]]) -> list[tuple[Line, list[str]]]:
    """The lines that stay, each as its text before the mark and what follows the mark."""
    parts: list[tuple[Line, list[str]]] = []
    seen: set[str] = set()
    for line, following in zip(block.lines, [*block.lines[1:], None], strict=True):
        gap = text[line.end : following.start] if following else ""
        dropped = line.predicate in changes and (not changes[line.predicate] or line.predicate in seen)
        seen.add(line.predicate)
        if not dropped:
            parts.append((line, [_body(text, line, block, changes), gap]))
        elif "#" in gap and parts:
            parts[-1][1][1] += gap.lstrip()
        elif parts and following is None and "#" not in parts[-1][1][1]:
            parts[-1][1][1] = ""
    return parts


def _body(text: str, line: Line, block: Block, changes: Mapping[str, Sequence[str]]) -> str:
    if line.predicate not in changes:
        return text[line.start : line.mark]
    objects = changes[line.predicate]
    if len(objects) != len(line.objects) or len(block.of(line.predicate)) > 1:
        span = line.span
        return text[line.start : span.start] + JOINED.join(objects) + text[span.end : line.mark]
    out, at = "", line.start
    for (span, _), new in zip(line.objects, objects, strict=True):
        out += text[at : span.start] + new
        at = span.end
    return out + text[at : line.mark]


def _comment(gap: str) -> str:
    """What may follow the last line: a comment, and else nothing."""
    return gap.rstrip() if "#" in gap else ""


def _indent(text: str, block: Block) -> str:
    for line in block.lines[1:]:
        before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
        if not before.strip():
            return before
    return INDENT


def new_block(subject: str, kind: str, lines: Sequence[tuple[str, Sequence[str]]], name: Namer, newline: str) -> str:
    """A block in the layout of the files: a predicate a line."""
    said = [f"a {name(kind)}", *(f"{name(p)} {JOINED.join(objects)}" for p, objects in lines)]
    return f"{name(subject)}{newline}{INDENT}" + f" ;{newline}{INDENT}".join(said) + f" .{newline}"


def with_prefixes(text: str, added: Mapping[str, str]) -> str:
    """The text with further prefixes declared in the order of the files: our own after others, yidi last."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for prefix, iri in sorted(added.items()):
        declared = list(_DECLARED.finditer(text))
        after = [d for d in declared if _rank(d[1], d[2]) < _rank(prefix, iri)]
        at = after[-1].end() if after else declared[0].start() if declared else _begin(text)
        text = f"{text[:at]}@prefix {prefix}: <{iri}> .{newline}{text[at:]}"
    return text


def _begin(text: str) -> int:
    """Where a file begins, behind its title."""
    found = re.match(r"(?:#[^\n]*\n|[ \t]*\r?\n)*", text)
    return found.end() if found else 0


def without_prefixes(text: str, unused: Sequence[str]) -> str:
    """The text without the declarations of some prefixes."""
    return _DECLARED.sub(lambda found: "" if found[1] in unused else found[0], text)


def _rank(prefix: str, iri: str) -> tuple[int, str]:
    return (2 if prefix == "yidi" else 1 if iri.startswith(ID) else 0, prefix)
