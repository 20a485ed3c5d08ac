"""What the expectations of a case would have to be for its answer to hold: only those that differ, by their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yidi.examples.compare import (
    LISTS,
    NOTHING,
    RULES,
    Answer,
    Expected,
    entries,
    found_at,
    listed,
    matches,
    prevailing,
)
from yidi.names import expand, local, short


def differing(paths: Iterable[str]) -> frozenset[str]:
    """The keys of the expectations in which differences stand; those of a list stand at its entries."""
    return frozenset(key if (key := path.partition(".")[0]) in (*LISTS, *RULES) else path for path in paths)


def acceptable(
    expect: Mapping[str, object], wrong: frozenset[str], answer: Answer, compare: Expected
) -> dict[str, object]:
    """The new value of each expectation that the answer does not meet and can tell.

    A field takes the value of the answer.  A rule that does not prevail gives way to those that do for its decision.
    A rule that prevails and should not is dropped from those that should not.  Of inputs, warnings and bounds those
    that are not there are dropped; where none is left all of the answer's stand instead.  Nothing is said of a field
    or rule that does not exist, nor of a list of rules of which nothing would be left: there the author has to look.
    """
    return {key: new for key in expect if key in wrong for new in _accepted(key, expect[key], answer, compare)}


def _accepted(key: str, wanted: object, answer: Answer, compare: Expected) -> Iterator[object]:
    """The new value of an expectation, or none."""
    if key in LISTS:
        known = entries(key, answer)
        yield [new for w in listed(wanted) for new in _entry(w, known)] or known
    elif key in RULES:
        found = list(_rules(key, listed(wanted), answer, compare))
        if found and all(expand(name) in compare.rules for name in found):
            yield found
    elif (actual := found_at(answer, key)) is not NOTHING:
        yield _short(actual)


def _entry(wanted: object, known: list[Any]) -> Iterator[object]:
    """An entry that is there as it is written; one with parts with those that it has now; none where it is gone."""
    if any(matches(k, wanted) for k in known):
        yield wanted
    elif isinstance(wanted, Mapping):
        same = (k for k in known if isinstance(k, Mapping) and k.get("decision") == wanted.get("decision"))
        yield from ({part: now[part] for part in wanted if part in now} for now in same)


def _short(value: object) -> object:
    """A value as cases write it: alternatives as a list, and one that has no other as a word."""
    if isinstance(value, list):
        groups = [e["anyOf"] if isinstance(e, Mapping) and set(e) == {"anyOf"} else e for e in value]
        return [g[0] if isinstance(g, list) and len(g) == 1 else g for g in groups]
    return value


def _rules(key: str, wanted: list[Any], answer: Answer, compare: Expected) -> Iterator[str]:
    """The names of rules with which the expectation holds, each once, in the order of those that it had."""
    there = set(prevailing(answer))
    seen: set[str] = set()
    for name in map(str, wanted):
        iri = expand(name)
        instead: list[str] = [name]
        if key == "because" and iri in compare.rules and iri not in there:
            instead = [short(r) for r in prevailing(answer, local(compare.rules[iri].decision))]
        elif key == "not-because" and iri in there:
            instead = []
        yield from (each for each in instead if each not in seen)
        seen.update(instead)
