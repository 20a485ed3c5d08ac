"""Graphs drawn in layers from left to right: who stands where is found here, and written as SVG.

The layers follow the longest paths; the order within each comes from sweeps that put a node where its neighbours are,
and the heights from the same wish, with the distances kept (pool adjacent violators).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

SWEEPS: Final = 24
GAP_ACROSS: Final = 44
NARROWEST: Final = 960
"""To how many pixels a drawing may shrink and still be read."""
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its lines of text, how it looks (a class of the style sheet), and where it leads."""

    name: str
    lines: tuple[str, ...]
    style: str
    href: str


@dataclass(frozen=True, slots=True)
class Size:
    """How large boxes are, and how far apart."""

    width: int = 132
    height: int = 42
    gap: int = 14


def svg(nodes: Sequence[Node], edges: Iterable[Edge], title: str, size: Size | None = None) -> str:
    """The drawing; nodes without any edge stand in rows below the others."""
    size = size or Size()
    edges = sorted({(a, b) for a, b in edges if a != b})
    joined = {name for edge in edges for name in edge}
    layers, chains = _layers([n.name for n in nodes if n.name in joined], edges)
    heights = _heights(layers, chains, size)
    column = {name: number for number, layer in enumerate(layers) for name in layer}
    spots = {name: (column[name] * (size.width + GAP_ACROSS), y) for name, y in heights.items()}
    drawn = max((y for _, y in spots.values()), default=-size.height) + size.height
    wide = max(len(layers), 3) * (size.width + GAP_ACROSS) - GAP_ACROSS
    per_row = max(wide // (size.width + size.gap), 1)
    for number, node in enumerate(n for n in nodes if n.name not in joined):
        row, place = divmod(number, per_row)
        spots[node.name] = (place * (size.width + size.gap), drawn + 28 + row * (size.height + size.gap))
    bottom = max((y for _, y in spots.values()), default=0) + size.height
    lines = "".join(_line([spots[name] for name in chain], size) for chain in chains)
    boxes = "".join(_box(node, *spots[node.name], size) for node in nodes)
    return (
        f'<svg class="diagram" viewBox="-4 -4 {wide + 8} {bottom + 8:.0f}" width="{wide + 8}" '
        f'height="{bottom + 8:.0f}" style="min-width:{min(wide + 8, NARROWEST)}px" '
        f'role="group" aria-label="{escape(title)}">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0.8L8 4L0 7.2z"/></marker></defs>'
        f'<g class="edges">{lines}</g>{boxes}</svg>'
    )


def _layers(names: Sequence[str], edges: Sequence[Edge]) -> tuple[list[list[str]], list[list[str]]]:
    """The layers, with a stand-in wherever an edge passes through, and each edge as the chain of what it visits."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        before[b].append(a)
        after[a].append(b)
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a circle would have no end
            depth[name] = max((deep(b) + 1 for b in before[name]), default=0)
        return depth[name]

    for name in names:
        deep(name)
    for name in names:  # what needs nothing stands just before who needs it
        if not before[name] and after[name]:
            depth[name] = min(depth[b] for b in after[name]) - 1
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    chains = []
    for a, b in edges:
        chain = [a, *(f"{a}\t{b}\t{n}" for n in range(depth[a] + 1, depth[b])), b]
        for number, stand_in in enumerate(chain[1:-1], depth[a] + 1):
            layers[number].append(stand_in)
        chains.append(chain)
    return _ordered(layers, chains), chains


def _neighbours(chains: Iterable[Sequence[str]]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    left: dict[str, list[str]] = defaultdict(list)
    right: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for a, b in pairwise(chain):
            right[a].append(b)
            left[b].append(a)
    return left, right


def _ordered(layers: list[list[str]], chains: Sequence[Sequence[str]]) -> list[list[str]]:
    """The layers, each sorted by where the neighbours of its nodes stand, to and fro."""
    left, right = _neighbours(chains)
    for sweep in range(SWEEPS):
        beside, order = (left, layers[1:]) if sweep % 2 == 0 else (right, layers[-2::-1])
        at = {name: number / len(layer) for layer in layers for number, name in enumerate(layer)}
        for layer in order:
            layer.sort(key=lambda n: sum(at[m] for m in beside[n]) / len(beside[n]) if beside[n] else at[n])
            at |= {name: number / len(layer) for number, name in enumerate(layer)}
    return layers


def _heights(layers: Sequence[Sequence[str]], chains: Sequence[Sequence[str]], size: Size) -> dict[str, float]:
    """The height at which each node stands: as near to its neighbours as the distances allow."""
    left, right = _neighbours(chains)
    offsets = {name: at for layer in layers for name, at in _offsets(layer, size)}
    heights = dict(offsets)
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            wishes = []
            for name in layer:
                beside = [*left[name], *right[name]]
                middle = sum(heights[m] for m in beside) / len(beside) if beside else heights[name]
                wishes.append(middle - offsets[name])
            for name, level in zip(layer, _rising(wishes), strict=True):
                heights[name] = level + offsets[name]
    top = min(heights.values(), default=0)
    return {name: height - top for name, height in heights.items()}


def _offsets(layer: Sequence[str], size: Size) -> Iterable[tuple[str, float]]:
    """How far below the first each node of a layer stands at least; an edge that passes needs little room."""
    at = 0.0
    for number, name in enumerate(layer):
        if number:
            room = [size.height if "\t" not in n else size.height * 0.3 for n in (layer[number - 1], name)]
            at += sum(room) / 2 + size.gap
        yield name, at


def _rising(wishes: Sequence[float]) -> list[float]:
    """The rising numbers that are nearest to these (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for wish in wishes:
        total, count = wish, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            last, number = pools.pop()
            total, count = total + last, count + number
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def _line(spots: Sequence[tuple[float, float]], size: Size) -> str:
    """An edge from the right side of its first box to the left side of its last, bent softly between columns."""
    middle = size.height / 2
    (x, y), path = spots[0], []
    path.append(f"M{x + size.width:.0f} {y + middle:.1f}")
    for number, (nx, ny) in enumerate(spots[1:], 1):
        half = GAP_ACROSS / 2
        sx = x + size.width
        path.append(f"C{sx + half:.0f} {y + middle:.1f} {nx - half:.0f} {ny + middle:.1f} {nx:.0f} {ny + middle:.1f}")
        if number < len(spots) - 1:
            path.append(f"H{nx + size.width:.0f}")
        x, y = nx, ny
    return f'<path marker-end="url(#tip)" d="{" ".join(path)}"/>'


def _box(node: Node, x: float, y: float, size: Size) -> str:
    first = y + size.height / 2 + 5 - (len(node.lines) - 1) * 8
    texts = "".join(
        f'<text x="{x + size.width / 2:.0f}" y="{first + 16 * n:.1f}">{escape(line)}</text>'
        for n, line in enumerate(node.lines)
    )
    rounded = size.height / 2 if node.style == "fact" else 5
    box = f'<rect x="{x:.0f}" y="{y:.1f}" width="{size.width}" height="{size.height}" rx="{rounded:.0f}"/>{texts}'
    inside = f'<a href="{escape(node.href)}">{box}</a>' if node.href else box
    return f'<g class="node {node.style}">{inside}</g>'
