"""What boxes and outcomes are in FEEL, the expression language of DMN: only what simple engines know too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from yidi.dmn.resolved import UNKNOWN
from yidi.model import UNLIMITED, Decision, Input, Value
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.axes import domain
from yidi.tables.table import Axis, Outcome
from yidi.values import NUMBERS, number_text

ANY: Final = "-"


def entry(slots: Sequence[int], axis: Axis, used: Input, vocabulary: Vocabulary, *, has_unknown: bool) -> str:
    """The unary test that an input lies in some slots; null stands for an unknown input."""
    known = [s for s in slots if s != UNKNOWN]
    unknown = len(known) < len(slots)
    if len(known) == axis.size and (unknown or not has_unknown):
        return ANY
    tests = ["null"] if unknown else []
    codes = domain(used, vocabulary)
    if codes:
        slot_of = axis.slot_of.tolist()
        tests += [_code(code, used) for code, slot in zip(codes, slot_of, strict=False) if slot in known]
    else:
        tests += _ranges(known, axis, used.datatype)
    return ", ".join(tests)


def result(outcome: Outcome, decision: Decision) -> str:
    """The FEEL value of an outcome: a code, number or boolean; of a decision that collects a list."""
    if not decision.collects:
        return literal(outcome.value)
    if decision.alternatives:
        return _list(_list(literal(v) for v in group) for group in outcome.groups)
    return _list(literal(v) for group in outcome.groups for v in group)


def literal(value: Value) -> str:
    """A value as FEEL; "INF", which no number is, stays a text."""
    if value.kind == "boolean":
        return value.text
    if value.kind not in NUMBERS or value.number >= UNLIMITED:
        return quoted(value.text)
    return _number(value.kind, value.number)


def quoted(text: str) -> str:
    """A FEEL string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _number(kind: str, number: int) -> str:
    """A number as short as it is exact."""
    return f"{Decimal(number_text(kind, number)).normalize():f}"


def _code(code: str, used: Input) -> str:
    return quoted(code) if used.code_list is not None else code


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _ranges(slots: Sequence[int], axis: Axis, kind: str) -> list[str]:
    """Runs of neighbouring slots as intervals; each includes its first number and not its last."""
    breaks = axis.breaks if axis.breaks is not None else np.array([], np.int64)
    starts = [0, *breaks.tolist()]
    runs: list[tuple[int, int]] = []
    for slot in sorted(slots):
        if runs and runs[-1][1] == slot:
            runs[-1] = (runs[-1][0], slot + 1)
        else:
            runs.append((slot, slot + 1))
    found = []
    for first, end in runs:
        low = _number(kind, starts[first])
        if end == len(starts):
            found.append(f">= {low}")
        else:
            high = _number(kind, starts[end])
            found.append(f"< {high}" if first == 0 else f"[{low}..{high})")
    return found
