"""Finding cases: where to look, the search there, and the proof that what was found is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yidi.cases.case import parse_case
from yidi.deciding.columns import encode
from yidi.errors import CaseError
from yidi.model import UNLIMITED, Rule
from yidi.witness.fields import candidates
from yidi.witness.score import Score
from yidi.witness.search import Ground, search
from yidi.witness.where import places_and_days
from yidi.witness.wish import Wish, in_force, prevails
from yidi.witness.written import written

if TYPE_CHECKING:
    from yidi.base import Base


def find_case(base: Base, wish: Wish) -> dict[str, Any] | None:
    """A plain case, as the contract has it, that lies where it is wished for; None where none was found.

    A case that comes back is right: it was read and decided again, as anybody's would be.  None may mean that there is
    no such case, or that the search missed it.  The same base and wish always give the same case.
    """
    score = Score.of(base, wish)
    if score is None or not score.reachable:
        return None
    for area, day in places_and_days(base, score):
        ground = Ground(base, score, area, day, candidates(base, score.reached, area, day))
        row = search(ground)
        if row is not None and _holds(score, case := written(ground, row)):
            return case
    return None


def lies_there(base: Base, wish: Wish, case: Mapping[str, Any]) -> bool:
    """Whether a case lies where it is wished for."""
    score = Score.of(base, wish)
    return score is not None and _holds(score, case)


def plainer(base: Base, wish: Wish, case: Mapping[str, Any]) -> dict[str, Any]:
    """A case that meets a wish without the fields that it can do without; what it says otherwise stays."""
    score = Score.of(base, wish)
    found: dict[str, Any] = dict(case)
    for path in reversed([*_paths(case)]) if score is not None else ():
        less = _without(found, path)
        if score is not None and _holds(score, less):
            found = less
    return found


def _paths(part: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """All fields of a case, each part before what is in it."""
    for name, value in part.items():
        yield (*above, name)
        if isinstance(value, Mapping):
            yield from _paths(value, (*above, name))


def _without(part: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    first, *rest = path
    if not rest:
        return {name: value for name, value in part.items() if name != first}
    return {name: _without(value, tuple(rest)) if name == first else value for name, value in part.items()}


def _holds(score: Score, case: Mapping[str, Any]) -> bool:
    """Whether a case can be read, and lies where it is wished for."""
    try:
        parsed = parse_case(case, score.base.case_vocabulary)
    except CaseError:
        return False
    columns = encode([parsed], score.base.engine.encoder)
    return bool(score.distances(score.decide(columns))[0] == 0)


def fires(base: Base, rule: Rule) -> dict[str, Any] | None:
    """A plain case in which a rule prevails, or to which it applies where it states a bound; None if none was found."""
    return find_case(base, prevails(base, rule))


def just_misses(base: Base, rule: Rule) -> list[tuple[str, dict[str, Any]]]:
    """For each condition of a rule a case that meets all of them but that one, as far as such cases were found.

    The condition is named by its input; the first and last day are "validFrom" and "validTo".
    """
    found = []
    whole = in_force(base, rule)
    for name in whole.meets:
        rest = {n: c for n, c in whole.meets.items() if n != name}
        wish = replace(whole, meets=rest, misses={name: whole.meets[name]})
        if (case := find_case(base, wish)) is not None:
            found.append((name, case))
    for name, days in (("validFrom", (1, rule.valid_from - 1)), ("validTo", (rule.valid_to + 1, UNLIMITED))):
        case = find_case(base, replace(whole, days=days)) if days[0] <= days[1] else None
        if case is not None:
            found.append((name, case))
    return found
