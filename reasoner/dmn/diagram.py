"""Where the shapes of a decision requirements diagram stand: what is needed lies below what needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 180
HEIGHT: Final = 60
GAP: Final = 30
LAYER: Final = 130  # from the top of one layer to that of the next
MOST_ABREAST: Final = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A box of the diagram."""

    x: int
    y: int

    @property
    def top(self) -> tuple[int, int]:
        """The middle of its upper edge."""
        return self.x + WIDTH // 2, self.y

    @property
    def bottom(self) -> tuple[int, int]:
        """The middle of its lower edge."""
        return self.x + WIDTH // 2, self.y + HEIGHT


def lay_out(inputs: Sequence[str], requires: Mapping[str, Sequence[str]]) -> dict[str, Shape]:
    """A place for each input, lowest, and for each decision, given what it requires.

    Within a layer things stand near what they require, so that fewer lines cross.
    """
    depth = dict.fromkeys(inputs, 0)
    for name in requires:
        _depth(name, requires, depth)
    layers = [[n for n in depth if depth[n] == d] for d in range(max(depth.values(), default=0) + 1)]
    rows: list[list[str]] = []
    middle: dict[str, float] = {}
    for layer in layers:
        first = {n: i for i, n in enumerate(layer)}
        layer.sort(key=lambda n: (_mean([middle[r] for r in requires.get(n, ())], first[n]), first[n]))
        middle.update({n: i / max(len(layer), 1) * MOST_ABREAST for i, n in enumerate(layer)})
        rows += [layer[i : i + MOST_ABREAST] for i in range(0, len(layer), MOST_ABREAST)]
    widest = max(map(len, rows), default=0)
    shapes = {}
    for up, row in enumerate(reversed(rows)):
        left = GAP + (widest - len(row)) * (WIDTH + GAP) // 2
        shapes.update({n: Shape(left + i * (WIDTH + GAP), GAP + up * LAYER) for i, n in enumerate(row)})
    return shapes


def _depth(name: str, requires: Mapping[str, Sequence[str]], depth: dict[str, int]) -> int:
    if name not in depth:
        depth[name] = 1 + max((_depth(r, requires, depth) for r in requires[name]), default=0)
    return depth[name]


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise
