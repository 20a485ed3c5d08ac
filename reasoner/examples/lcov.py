"""What cases reach as an LCOV trace (geninfo(1)), which editors, CI services and genhtml read.

Each file of the base is a source file.  A rule, shape or query is a function, called by each case that reaches it;
the lines of its block count with it.  A rule has two branches: that it prevails, and that it is just missed.
A decision is a function with a branch for each state of its table.  A statement is the line that carries it.
Claims are left out: they are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from yidi.examples.blocks import Blocks
from yidi.examples.item import Item, StateItem
from yidi.examples.measured import Measured


def lcov_text(measured: Measured) -> str:
    """The trace, a record for each file."""
    by_file: dict[str, list[Item]] = {}
    for item in measured.items:
        if item.kind != "claim":
            by_file.setdefault(item.place.file, []).append(item)
    states: dict[str, list[StateItem]] = {}
    for state in measured.states:
        states.setdefault(state.decision, []).append(state)
    lines = (line for file in sorted(by_file) for line in _file(file, sorted(by_file[file], key=_line), states))
    return "".join(f"{line}\n" for line in lines)


def _line(item: Item) -> int:
    return item.place.line


def _file(file: str, items: Sequence[Item], states: dict[str, list[StateItem]]) -> Iterator[str]:
    """The record of one file."""
    functions = [item for item in items if item.kind != "statement"]
    branches = [b for item in functions for b in _branches(item, states)]
    lines = _lines(file, items)
    yield "TN:"
    yield f"SF:{file}"
    yield from (f"FN:{item.place.line},{item.name}" for item in functions)
    yield from (f"FNDA:{len(item.reached)},{item.name}" for item in functions)
    yield from _total("FN", (len(item.reached) for item in functions))
    yield from (f"BRDA:{line},0,{number},{taken}" for line, number, taken in branches)
    yield from _total("BR", (taken for _, _, taken in branches))
    yield from (f"DA:{line},{count}" for line, count in sorted(lines.items()))
    yield f"LF:{len(lines)}"
    yield f"LH:{sum(1 for count in lines.values() if count)}"
    yield "end_of_record"


def _branches(item: Item, states: dict[str, list[StateItem]]) -> Iterator[tuple[int, int, int]]:
    """Line, number and count of each branch."""
    taken: Iterable[int] = ()
    if item.kind == "decision":
        taken = (len(state.reached) for state in states.get(item.decision, ()))
    elif item.missed is not None:
        taken = (len(item.reached), len(item.missed))
    return ((item.place.line, number, count) for number, count in enumerate(taken))


def _total(name: str, counts: Iterable[int]) -> Iterator[str]:
    """How many functions or branches are found, and how many are hit."""
    found = list(counts)
    yield f"{name}F:{len(found)}"
    yield f"{name}H:{sum(1 for count in found if count)}"


def _lines(file: str, items: Sequence[Item]) -> dict[int, int]:
    """Each line that counts, with the number of cases that reach it."""
    path = Path(file)
    blocks = Blocks(path.read_text(encoding="utf-8-sig")) if path.suffix == ".ttl" else None
    counts: dict[int, int] = {}
    for item in items:
        whole = blocks is not None and item.kind != "statement"
        for line in blocks.lines(item.place.line) if blocks and whole else [item.place.line]:
            counts[line] = max(counts.get(line, 0), len(item.reached))
    return counts
