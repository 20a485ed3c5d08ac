"""What Python's JSON reader does not tell by itself: keys given twice, numbers too long, values too deep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Repeats:
    """Makes objects of pairs of keys and values, and notes whether a key came twice (an `object_pairs_hook`)."""

    found: bool = False

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """The object of the pairs."""
        values = dict(pairs)
        self.found |= len(values) < len(pairs)
        return values


def whole(digits: str) -> int | str:
    """The whole number, or its text where it is longer than Python cares to read (a `parse_int`)."""
    try:
        return int(digits)
    except ValueError:
        return digits


def is_deep(value: object, levels: int) -> bool:
    """Whether a value has more levels of nesting than this."""
    if not isinstance(value, dict | list):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(is_deep(part, levels - 1) for part in parts)
