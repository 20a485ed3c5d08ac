"""Decisions that were compiled before, found again by what their rules say.

Only what is sound is kept: a finding names lines, which move, and compiling anew says again what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from yidi.finding import NOWHERE
from yidi.model import Decision, Rule
from yidi.reading.places import Places
from yidi.reading.vocabulary import Vocabulary
from yidi.shelf import key_of


def surroundings(vocabulary: Vocabulary, places: Places, first_day: int) -> bytes:
    """A digest of all besides its rules that the table of a decision depends on."""
    known = (getattr(places, field.name) for field in fields(places) if field.name != "labels")
    return key_of(vocabulary, first_day, *(each.tobytes() if isinstance(each, np.ndarray) else each for each in known))


def table_key(around: bytes, decision: Decision, rules: Sequence[Rule]) -> bytes:
    """A digest of all that the table of a decision depends on, which is everything but where its rules stand."""
    return key_of(around, decision, *map(_said, rules))


def _said(rule: Rule) -> tuple[Rule, list[str], list[str]]:
    """What a rule says, in a form that always prints the same: the members of a set come in any order."""
    nobody: frozenset[str] = frozenset()
    return replace(rule, place=NOWHERE, overrides=nobody, groups=nobody), sorted(rule.overrides), sorted(rule.groups)
