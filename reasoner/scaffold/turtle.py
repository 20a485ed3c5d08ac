"""Blocks of Turtle in the layout of the house, and files with a block and its prefixes added in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from yidi.names import DCTERMS, ID, NS, RDFS, SKOS, XSD

_STANDARD: Final = {"dcterms": DCTERMS, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}
_USED: Final = re.compile(r"(?:^|[\s\[(,;^])([A-Za-z][A-Za-z0-9-]*):(?=[^\s/])")
_PREFIX: Final = re.compile(r"^@prefix\s+([A-Za-z0-9-]*):\s+<([^>]*)>\s*\.", re.MULTILINE)
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>|#[^\n]*')
_HEAD: Final = re.compile(r"(?:#[^\n]*\n)+(?=\n|\Z)")
"""What a file says of itself before anything else."""
_WIDTH: Final = 80


def text(value: str, language: str = "") -> str:
    """A literal in quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
    return f'"{escaped}"' + (f"@{language}" if language else "")


def day(value: str) -> str:
    """A day as a literal."""
    return f'"{value}"^^xsd:date'


def in_both(zh: str, en: str) -> str:
    """A text in both languages, Chinese first."""
    return f"{text(zh, 'zh')} , {text(en, 'en')}"


def block(subject: str, lines: Sequence[tuple[str, str]]) -> str:
    """A block of a term: its name, then predicates and objects in the order given."""
    stated = [f"    {predicate} {objects}" for predicate, objects in lines]
    return f"{subject}\n" + " ;\n".join(stated) + " .\n"


def section(title: str) -> str:
    """A ruled comment line that heads a section."""
    return f"# {title} ".ljust(_WIDTH, "-") + "\n"


def prefixes(body: str) -> list[str]:
    """The prefixes that Turtle uses: standard ones first, then our own by name, the vocabulary last."""
    found = set(_USED.findall(_TEXT.sub(" ", body).replace("^^", " ")))
    return sorted(found, key=_order)


def _order(prefix: str) -> tuple[int, str]:
    return (0 if prefix in _STANDARD else 2 if prefix == "yidi" else 1, prefix)


def prefix_line(prefix: str) -> str:
    """The declaration of a prefix."""
    iri = _STANDARD.get(prefix) or (NS if prefix == "yidi" else f"{ID}{prefix}/")
    return f"@prefix {prefix}: <{iri}> .\n"


def new_file(comment: str, bodies: Iterable[str]) -> str:
    """A file of its own: what it holds, the prefixes that it uses, and the blocks."""
    body = "\n".join(bodies)
    head = "".join(map(prefix_line, prefixes(body)))
    return "\n".join(part for part in (f"# {comment}\n" if comment else "", head, body) if part)


def with_block(held: str, body: str, after_line: int = 0) -> str:
    """A file with a block behind the one that begins at a line (from 1), or at its end, and the prefixes it needs."""
    lines = held.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    at = len(lines)
    if after_line:
        at = next((i + 1 for i in range(after_line - 1, len(lines)) if _ends(lines[i])), len(lines))
    while at == len(lines) and lines and not lines[-1].strip():
        lines.pop()
        at -= 1
    lines[at:at] = ["\n", *body.splitlines(keepends=True)]
    return _with_prefixes("".join(lines), prefixes(body))


def _ends(line: str) -> bool:
    """Whether a line ends a block."""
    return _TEXT.sub("", line).rstrip().endswith(".") and not line.startswith(("@", "#"))


def _with_prefixes(held: str, needed: Iterable[str]) -> str:
    """The text with those prefixes declared that it lacks, each in its place."""
    for prefix in needed:
        known = [(m.group(1), m.start(), m.end()) for m in _PREFIX.finditer(held)]
        if prefix in (name for name, _, _ in known):
            continue
        later = [start for name, start, _ in known if _order(name) > _order(prefix)]
        if not known:
            head = _HEAD.match(held)
            at = head.end() if head else 0
            held = held[:at].rstrip("\n") + ("\n\n" if at else "") + prefix_line(prefix) + "\n" + held[at:].lstrip("\n")
            continue
        at = min(later) if later else held.index("\n", known[-1][2]) + 1
        held = held[:at] + prefix_line(prefix) + held[at:]
    return held
