"""Two versions of a base compared."""

from __future__ import annotations

from collections.abc import Mapping

from yidi.difference.cases import compare_cases
from yidi.difference.cells import changed_cells
from yidi.difference.model import Difference, Version
from yidi.difference.others import other_changes
from yidi.difference.rules import changed_rules, names_now


def compare(
    old: Version,
    new: Version,
    cases: Mapping[str, bytes] | None = None,
    *,
    unofficial: bool = False,
    language: str = "en",
) -> Difference:
    """Everything in which two versions differ, cell by cell and case by case.

    `cases` are files of example cases by name; without any those of the newer version.  With `unofficial` the cells
    are those that claims fill in as well.  Faults of cases are told in the language given.
    """
    rules = changed_rules(old.base, new.base)
    renamed = names_now(rules)
    bases = (old.base.with_claims, new.base.with_claims) if unofficial else (old.base, new.base)
    found = tuple(changed_cells(*bases, renamed, (old.contradictory, new.contradictory)))
    examples, decisions = compare_cases(old, new, new.cases if cases is None else cases, found, language)
    return Difference(old, new, rules, other_changes(old, new), decisions, examples, renamed)
