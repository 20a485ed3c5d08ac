"""The inputs of a decision cut into the slots that its rules tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yidi.model import UNLIMITED, Condition, Decision, Input, Rule
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.table import Axis
from yidi.values import number_text

TIER = "tier"
"""The operator of the input that slices an amount: its axis has no unknown."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An axis, the bits of its slots that each condition admits, and a word for each slot."""

    axis: Axis
    bits: dict[Condition, int]
    words: tuple[str, ...]

    @property
    def all_bits(self) -> int:
        """The bits of all slots."""
        return (1 << self.axis.size) - 1


def domain(used: Input, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes of an input, in the order in which columns number them; empty for numbers."""
    if used.code_list is not None:
        return vocabulary.lists[used.code_list].codes if used.code_list in vocabulary.lists else ()
    return ("false", "true") if used.datatype == "boolean" else ()


def cut_inputs(decision: Decision, rules: Iterable[Rule], vocabulary: Vocabulary) -> list[Cut]:
    """A cut for every input on which some rule of the decision has a condition; slices of an amount come last."""
    rules = list(rules)
    cuts: list[Cut] = []
    names = sorted(decision.inputs, key=lambda n: vocabulary.inputs[n].operator == TIER)
    for name in names:
        conditions = list(dict.fromkeys(r.conditions[name] for r in rules if name in r.conditions))
        if conditions:
            cuts.append(_cut(vocabulary.inputs[name], conditions, vocabulary))
    return cuts


def _cut(used: Input, conditions: list[Condition], vocabulary: Vocabulary) -> Cut:
    codes = domain(used, vocabulary)
    if not codes:
        return _cut_numbers(used, conditions)
    admitted = np.array([_admitted(c, used, codes, vocabulary) for c in conditions])
    slot_of = _slots(admitted)
    size = int(slot_of.max()) + 1
    bits = {c: _bits(slot_of[row]) for c, row in zip(conditions, admitted, strict=True)}
    words = tuple(" | ".join(np.array(codes)[slot_of == s][:4]) for s in range(size))
    return Cut(Axis(used.name, size, np.append(slot_of, size), None), bits, words)


def _admitted(condition: Condition, used: Input, codes: tuple[str, ...], vocabulary: Vocabulary) -> list[bool]:
    """For each code whether the condition names it or a wider one."""
    if used.code_list is None:
        return [c in condition.codes for c in codes]
    concepts = vocabulary.lists[used.code_list].concepts
    return [c.code in condition.codes or any(b in condition.codes for b in c.broader) for c in concepts]


def _slots(admitted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """A slot for each distinct column, numbered by first appearance."""
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(column.tobytes(), len(seen)) for column in admitted.T], dtype=np.int64)


def _cut_numbers(used: Input, conditions: list[Condition]) -> Cut:
    ends = {end for c in conditions for pair in c.ranges for end in pair}
    breaks = np.array(sorted(e for e in ends if 0 < e < UNLIMITED), dtype=np.int64)
    starts = [0, *breaks.tolist()]
    bits = {
        c: _bits([s for s, start in enumerate(starts) if any(low <= start < high for low, high in c.ranges)])
        for c in conditions
    }
    words = tuple(f"≥ {number_text(used.datatype, start)}" for start in starts)
    return Cut(Axis(used.name, len(starts), np.arange(len(starts) + 1), breaks), bits, words)


def _bits(slots: Iterable[int]) -> int:
    return sum(1 << int(s) for s in set(slots))
