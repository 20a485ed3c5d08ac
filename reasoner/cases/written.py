"""Cases as YAML that people write: a case on one line, or a line for each of its parts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

_PLAIN: Final = re.compile(r"[a-z\u4e00-\u9fff][a-z0-9\u4e00-\u9fff]*(-[a-z0-9]+)*")
_MEANT: Final = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Words that YAML takes for something else than text."""
_NAMED: Final = re.compile(r"[a-z-]+:[A-Za-z0-9][A-Za-z0-9-]*")
"""The short name of a rule or source."""
_WIDTH: Final = 110


def one_line(value: object) -> str:
    """A case, or a part of one, as flow YAML on one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {one_line(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(one_line, value)) + "]"
        case str():
            plain = (_PLAIN.fullmatch(value) and value not in _MEANT) or _NAMED.fullmatch(value)
            return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def in_lines(case: Mapping[str, object], indent: str = "") -> list[str]:
    """A case as block YAML, a line for each part; one that is too long is broken between its fields."""
    lines = []
    for key, part in case.items():
        line = f"{indent}{key}: {one_line(part)}"
        lines += [line] if len(line) <= _WIDTH or not isinstance(part, Mapping) else _broken(part, f"{indent}{key}: {{")
    return lines


def _broken(part: Mapping[str, object], head: str) -> list[str]:
    """The lines of a part, as many fields on each as have room."""
    fields = [f"{name}: {one_line(value)}" for name, value in part.items()]
    lines = [head + fields[0]]
    for field in fields[1:]:
        if len(lines[-1]) + len(field) + 2 <= _WIDTH:
            lines[-1] += f", {field}"
        else:
            lines[-1] += ","
            lines.append(" " * len(head) + field)
    return [*lines[:-1], lines[-1] + "}"]
