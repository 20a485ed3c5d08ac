"""What cases reach, as text for people: a table of counts, then what nothing reaches, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from yidi.examples.item import KINDS, Item, StateItem
from yidi.examples.messages import COVERED

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.examples.measured import Measured

SHOWN: Final = 3
"""States that are told of a decision; all of them stand in the pages and in JSON."""
DECISIONS: Final = 5
"""Decisions of which states are told: those that leave most open."""


def covered_text(base: Base, measured: Measured, language: str, *, whole: bool) -> str:
    """The counts of each kind, what is not reached, and the largest states that no case reaches.

    Unless the `whole` of the cases was run the counts alone; rules without a case are failures, and told as such.
    """
    title = COVERED["title" if whole else "title-part"][language]
    lines = [title, *_counts(measured, language)]
    if whole:
        for kind in ("bound", "decision", "shape", "query", "statement"):
            told = COVERED[f"not-{kind}"][language]
            lines += [f"{item.place}  {told.format(name=item.name)}" for item in measured.of(kind) if not item.reached]
        lines += _states(base, measured, language)
    return "\n".join([*lines, ""])


def _counts(measured: Measured, language: str) -> Iterator[str]:
    for kind in KINDS:
        items = measured.of(kind)
        if items:
            missed = COVERED["missed"][language].format(count=sum(bool(i.missed) for i in items))
            more = "" if items[0].missed is None else missed
            yield _count(kind, sum(bool(i.reached) for i in items), len(items), more, language)
        if kind == "claim":
            reached = sum(bool(s.reached) for s in measured.states)
            yield _count("state", reached, len(measured.states), "", language)


def _count(kind: str, reached: int, total: int, more: str, language: str) -> str:
    share = f"{100 * reached / total:5.1f} %" if total else ""
    return f"  {reached:>5} / {total:<5} {share}  {COVERED['is-' + kind][language]}{more}"


def _states(base: Base, measured: Measured, language: str) -> Iterator[str]:
    """The decisions that leave most states open, and of each the states that hold for most areas."""
    open_ = {name: measured.unreached(name) for name in base.tables}
    largest = sorted((name for name in open_ if open_[name]), key=lambda n: -len(open_[n]))
    if largest:
        yield COVERED["states"][language]
    for name in largest[:DECISIONS]:
        total = sum(s.decision == name for s in measured.states)
        label = base.tables[name].decision.labels.get(language, name)
        yield COVERED["of-decision"][language].format(label=label, name=name, open=len(open_[name]), total=total)
        yield from (f"    {state_text(state, language)}" for state in open_[name][:SHOWN])
    if len(largest) > DECISIONS:
        names = ", ".join(f"{name} ({len(open_[name])})" for name in largest[DECISIONS:])
        yield COVERED["further"][language].format(names=names)


def state_text(state: StateItem, language: str) -> str:
    """A state in words: where it holds, how widely, and which rules prevail there over which others."""
    over = COVERED["over"][language].format(rules=", ".join(state.beaten)) if state.beaten else ""
    return COVERED["state"][language].format(
        where=state.where[language], areas=state.areas, rules=", ".join(state.prevailing), over=over
    )


def covered_object(measured: Measured) -> dict[str, object]:
    """The same for programs: counts of each kind, every item and every state with what reaches it."""
    counts: dict[str, object] = {
        kind: {"reached": sum(bool(i.reached) for i in measured.of(kind)), "total": len(measured.of(kind))}
        for kind in KINDS
    }
    counts["state"] = {"reached": sum(bool(s.reached) for s in measured.states), "total": len(measured.states)}
    return {
        "counts": counts,
        "items": [_item(item) for item in measured.items],
        "states": [
            {
                "decision": s.decision,
                "prevailing": s.prevailing,
                "beaten": s.beaten,
                "areas": s.areas,
                "cells": s.cells,
                "where": s.where,
                "reachedBy": s.reached,
            }
            for s in measured.states
        ],
    }


def _item(item: Item) -> dict[str, object]:
    file, line, column = item.place
    found: dict[str, object] = {"kind": item.kind, "name": item.name, "label": item.labels}
    found |= {"file": file, "line": line, "column": column, "reachedBy": item.reached}
    return found if item.missed is None else {**found, "justMissedBy": item.missed}
