"""Other filings of the same person for the same time, as statements beside those of the filings.

Looked for here and not in a shape: to compare every two filings of a person is too much for a query where somebody
sends a thousand of them.  Each filing is told of a few others, and of one that is the same where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from pyoxigraph import NamedNode, Triple

from yidi.cases.values import LATEST
from yidi.filings.follow import FILING, Node
from yidi.names import term

__all__ = ["Held", "beside", "held"]

BESIDES: Final = NamedNode(term("besides"))
_MOST: Final = 3
"""So many others a filing is told of at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """A filing in force: whose it is, for when, and what makes it the same as another."""

    node: Node
    number: str
    start: date
    end: date
    kind: tuple[object, ...]
    replaces: tuple[object, ...]


def held(node: Node, facts: Mapping[str, object], void: frozenset[object]) -> Held | None:
    """A filing for comparison with others; None where its status is one of the void ones, or too little is known."""
    number, start = facts.get("person.idNumber"), facts.get(f"{FILING}.startsOn")
    if not isinstance(number, str) or not isinstance(start, date) or facts.get(f"{FILING}.status") in void:
        return None
    end = facts.get(f"{FILING}.endsOn")
    until = end if isinstance(end, date) else LATEST
    kind = tuple(facts.get(f"{FILING}.{key}") for key in ("destination", "startsOn", "type", "endsOn"))
    replaces = tuple(facts.get(f"{FILING}.replaces.{key}") for key in ("destination", "startsOn"))
    return Held(node, number.upper(), start, until, kind, replaces)


def beside(filings: Iterable[Held]) -> Iterator[Triple]:
    """For each filing some others of the same person that are in force for a part of the same time, both ways."""
    persons: dict[str, list[Held]] = defaultdict(list)
    for each in filings:
        persons[each.number].append(each)
    for own in persons.values():
        for one, other in _pairs(sorted(own, key=lambda h: (h.start, str(h.node)))):
            yield Triple(one.node, BESIDES, other.node)
            yield Triple(other.node, BESIDES, one.node)


def _pairs(own: list[Held]) -> Iterator[tuple[Held, Held]]:
    alike: dict[tuple[object, ...], list[Held]] = defaultdict(list)
    for each in own:
        alike[each.kind].append(each)
    for same in alike.values():
        yield from pairwise(same)
    open_: list[Held] = []
    for each in own:
        open_ = [other for other in open_ if other.end >= each.start]
        others = (o for o in open_ if o.kind != each.kind and not _changes(o, each) and not _changes(each, o))
        yield from ((other, each) for other, _ in zip(others, range(_MOST), strict=False))
        open_.append(each)


def _changes(new: Held, old: Held) -> bool:
    """Whether one filing replaces the other."""
    return new.replaces == old.kind[:2]
