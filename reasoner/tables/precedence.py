"""Which of two rules that both apply beats the other, and why (`lex superior`, `specialis`, `posterior`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yidi.model import Rule

Reason = Literal["official", "overrides", "binding", "narrower-jurisdiction", "more-specific", "later"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A rule in one of its jurisdictions: `mask` has, axis by axis, a bit for each slot that its conditions admit."""

    rule: Rule
    number: int  # of the rule in its table
    jurisdiction: str
    depth: int  # 0 for the nation
    mask: tuple[int, ...]
    volume: int  # cells of the block


def beats(a: Entry, b: Entry) -> Reason | None:
    """Why `a` beats `b` where both apply, or None if it does not.

    1. a rule over every claimed one; 2. an explicit override; 3. between jurisdictions a binding rule over every
    narrower one, otherwise the narrower; 4. a block strictly inside the other's; 5. on the same block the later rule.
    """
    if a.rule.claimed != b.rule.claimed:
        return "official" if b.rule.claimed else None
    if _overrides(a, b):
        return "overrides"
    if _overrides(b, a):
        return None
    if a.depth != b.depth:
        wide, narrow = (a, b) if a.depth < b.depth else (b, a)
        if wide.rule.binding:
            return "binding" if a is wide else None
        return "narrower-jurisdiction" if a is narrow else None
    if a.mask != b.mask:
        return "more-specific" if is_inside(a.mask, b.mask) else None
    return "later" if a.rule.valid_from > b.rule.valid_from else None


def _overrides(a: Entry, b: Entry) -> bool:
    return a.rule is not b.rule and (b.rule.iri in a.rule.overrides or not a.rule.overrides.isdisjoint(b.rule.groups))


def is_inside(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether block `a` lies in block `b`."""
    return all(x & ~y == 0 for x, y in zip(a, b, strict=True))


def overlap(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two blocks share a cell."""
    return all(x & y for x, y in zip(a, b, strict=True))


def defeats(a: Entry, b: Entry, *, collects: bool) -> Reason | None:
    """Why `a` beats `b` in a decision: in one that collects only overrides count."""
    if collects:
        return "overrides" if _overrides(a, b) else None
    return beats(a, b)


def prevailing(applying: list[Entry], *, collects: bool) -> list[Entry]:
    """The entries that nothing which applies beats."""
    return [b for b in applying if not any(a is not b and defeats(a, b, collects=collects) for a in applying)]


def circle(applying: list[Entry], *, collects: bool = False) -> list[Entry] | None:
    """Entries that beat one another in a circle, or None: a beats b beats … beats a."""
    beaten = {id(a): [b for b in applying if b is not a and defeats(a, b, collects=collects)] for a in applying}
    done: set[int] = set()

    def visit(entry: Entry, path: list[Entry]) -> list[Entry] | None:
        if entry in path:
            return path[path.index(entry) :]
        if id(entry) in done:
            return None
        for worse in beaten[id(entry)]:
            if found := visit(worse, [*path, entry]):
                return found
        done.add(id(entry))
        return None

    return next((found for entry in applying if (found := visit(entry, []))), None)
