"""One mistake is told once: what only follows from another finding is left out, and many of one cause are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from yidi.finding import Finding

_MANY: Final = 3
_CAUSES: Final = {
    "input-foreign": ("predicate", "decision"),
    "link-dead": ("target",),
    "source-elsewhere": ("source", "area"),
    "check-before-source": ("source",),
    "rule-before-source": ("source", "from"),
    "rule-after-source": ("source", "to"),
    "path-misplaced": ("outer", "range"),
    "words-differ": ("predicate", "named", "wanted"),
    "rule-conflict": ("subject", "other"),
}
"""Findings that one mistake gives at many places, and by which details one knows that it is the same."""
_ONCE: Final = frozenset({"rule-conflict"})
"""Findings of which the first says all: in how many areas two rules contradict each other, it is one mistake."""
_UNREAD: Final = frozenset({"class-wrong", "predicate-missing"})


def gathered(findings: Iterable[Finding], unread: Iterable[object] = ()) -> Iterator[Finding]:
    """Each finding that is no echo; of more than three with one cause the first, with the places of the others.

    `unread` are things of which it is known besides that nothing reads them.
    """
    told = list(findings)
    unread = {*unread, *(f.details.get("subject") for f in told if f.id in _UNREAD)}
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(told):
        if finding.id == "value-invalid" and finding.details.get("value") in unread:
            continue  # what points at a thing that is not read is right as it stands
        cause = tuple(str(finding.details.get(name)) for name in _CAUSES.get(finding.id, ()))
        groups.setdefault((finding.id, cause) if cause else number, []).append(finding)
    for group in groups.values():
        if len(group) <= _MANY or group[0].id in _ONCE:
            yield from group[: 1 if group[0].id in _ONCE else _MANY]
            continue
        first, *others = sorted(group, key=lambda f: f.place)
        places = [(f.place, str(f.details["subject"])) for f in others]
        shown = 2 - len(first.related[:1])  # where what all of them point at is known, it stands first
        listed = (*places[:shown], (None, f"… + {len(places) - shown}"), *places[shown:])
        yield replace(first, related=(*first.related[:1], *listed))
