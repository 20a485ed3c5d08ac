"""Values replaced in the text of a YAML or JSON file, where the parser says that they stand; nothing is dumped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

WIDEST: Final = 120
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)


class UnsafeError(Exception):
    """A value that cannot be replaced without harm to what stands around it; the argument is the id of the reason."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to stand between two offsets instead of what stands there."""

    start: int
    end: int
    text: str


def entry_nodes(text: str) -> list[yaml.Node]:
    """The nodes of all cases of a text, in order: of each document, or of each entry of one that is a list."""
    if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=_LOADER)):
        raise UnsafeError("why-aliases")
    nodes: list[yaml.Node] = []
    for document in yaml.compose_all(text, Loader=_LOADER):
        if isinstance(document, yaml.SequenceNode):
            nodes += document.value
        elif document.tag != "tag:yaml.org,2002:null":
            nodes.append(document)
    return nodes


def value_node(node: yaml.Node, *keys: str) -> yaml.Node:
    """The node of the value under keys, one inside the other."""
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((value for name, value in pairs if name.value == key), None)
        if found is None:
            raise UnsafeError("why-layout")
        node = found
    return node


def replacement(text: str, node: yaml.Node, new: object, *, strict: bool) -> Edit:
    """The edit that puts a new value where a node stands, in the style of the old one; JSON where `strict`."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            raise UnsafeError("why-layout")
        gap = " " if start == end else ""  # nothing at all stands for null
        return Edit(start, end, gap + _written(new, node.style, node.start_mark.column, strict=strict))
    if _COMMENT.search(text[start:end]):
        raise UnsafeError("why-comment")
    style = next((each.style for each in node.value if isinstance(each, yaml.ScalarNode)), None)
    if getattr(node, "flow_style", False) or strict:
        return Edit(start, end, _written(new, style, node.start_mark.column, strict=strict))
    if not isinstance(node, yaml.SequenceNode) or not isinstance(new, list) or not new:
        raise UnsafeError("why-layout")
    old = text[start:end]
    lines = [f"- {_written(each, style, WIDEST, strict=False)}" for each in new]
    block = f"\n{' ' * node.start_mark.column}".join(lines)
    return Edit(start, end, block + old[len(old.rstrip()) :])


def applied(text: str, edits: list[Edit]) -> str:
    """The text with all edits made."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _written(value: object, style: str | None, column: int, *, strict: bool) -> str:
    """A value as YAML on one line, a list on several where it is long; or as JSON."""
    if strict or value is None or isinstance(value, bool | int | float):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + _wrapped([_written(e, style, WIDEST, strict=False) for e in value], column + 1) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_written(v, style, WIDEST, strict=False)}" for k, v in value.items()) + "}"
    word = str(value)
    if style == "'" and "\n" not in word:
        return "'" + word.replace("'", "''") + "'"
    return word if style != '"' and _is_plain(word) else json.dumps(word, ensure_ascii=False)


def _wrapped(words: list[str], column: int) -> str:
    """Entries of a list, on a new line wherever one is full."""
    lines: list[str] = [""]
    for number, word in enumerate(words):
        more = word + ("," if number < len(words) - 1 else "")
        if lines[-1] and column + len(lines[-1]) + len(more) + 2 > WIDEST > column:
            lines.append(more)
        else:
            lines[-1] += " " * bool(lines[-1]) + more
    return f"\n{' ' * column}".join(lines)


_UNMARKED: Final = re.compile(r"\w[\w :./+-]*")
"""Text without a mark that means something in YAML: readers differ on some, such as a question mark in a list."""


def _is_plain(word: str) -> bool:
    """Whether a text can stand without quotes and still be text, in a list too, for every reader of YAML."""
    if not _UNMARKED.fullmatch(word):
        return False
    try:
        return bool(yaml.load(f"[{word}]", Loader=_LOADER) == [word])  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return False
