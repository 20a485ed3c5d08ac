"""A search for a case: from plain ones, change what brings them nearer to the wish, a batch of thousands at a time.

A case is a row of whole numbers, one for each path that matters, -1 where nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from yidi.deciding.columns import ADMITTED, INSURED, INSURED_DIVISION, SETTLED, Columns
from yidi.deciding.results import Results
from yidi.tables.axes import TIER
from yidi.tables.table import Ints
from yidi.witness.near import FAR
from yidi.witness.score import Score

if TYPE_CHECKING:
    from yidi.base import Base

_BEAM: Final = 40
_ROUNDS: Final = 7
_PAIRS: Final = 12_000
FILING: Final = "filing"
_ORDER: Final = ((ADMITTED, SETTLED), ("filing.startsOn", "filing.endsOn"), ("person.birthDate", ADMITTED))
"""Days that a case may not give the other way round."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the search goes on: who is insured where, the day of admission, and for each path the values to try."""

    base: Base
    score: Score
    area: int
    day: int
    values: Mapping[str, Sequence[int]]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths in the order of a row."""
        return tuple(self.values)

    def columns(self, rows: Ints) -> Columns:
        """Rows as columns of cases."""
        data = {path: rows[:, i] for i, path in enumerate(self.paths)}
        count = len(rows)
        places = self.base.places
        data[INSURED] = np.full(count, self.area, np.int64)
        home = np.full(count, places.area_division[self.area], np.int64)
        data[INSURED_DIVISION] = np.where(data.get(INSURED_DIVISION, home) < 0, home, data.get(INSURED_DIVISION, home))
        data[ADMITTED] = np.full(count, self.day, np.int64)
        of_filing = [rows[:, i] for i, path in enumerate(self.paths) if path.partition(".")[0] == FILING]
        if of_filing:
            data[FILING] = np.where(np.max(of_filing, axis=0) >= 0, 1, -1)
        return Columns(count, data)

    def distances(self, rows: Ints, results: Results | None = None) -> Ints:
        """How far each row is from the wish; one that contradicts itself is farther than any other."""
        results = results or self.score.decide(self.columns(rows))
        columns = results.columns
        wrong = np.zeros(len(rows), bool)
        for first, last in _ORDER:
            wrong |= (columns[first] >= 0) & (columns[last] >= 0) & (columns[first] > columns[last])
        found: Ints = self.score.distances(results) + 10 * FAR * wrong
        return found


def search(ground: Ground) -> Ints | None:
    """The plainest row found in which the wish is met, or None.

    Each round changes one thing in every row of the last, or two where one alone shows nothing that was not seen.
    Of rows that come to the same facts and decisions only the plainest goes on, so the search does not turn in circles.
    """
    seen: set[bytes] = set()
    beam = rows = _starts(ground)
    for _ in range(_ROUNDS):
        results = ground.score.decide(ground.columns(rows))
        far = ground.distances(rows, results)
        if (far == 0).any():
            return plainest(ground, rows[far == 0])
        if far.min() >= FAR:
            return None
        fresh = _fresh(ground, rows, results, far, seen)
        rows = _singles(ground, beam := fresh) if len(fresh) else _pairs(ground, beam[:1])
    return None


def _fresh(ground: Ground, rows: Ints, results: Results, far: Ints, seen: set[bytes]) -> Ints:
    """The nearest rows that come to facts and decisions not seen before, the plainest of each."""
    score = ground.score
    inputs = score.reached.inputs
    shown = [results.input(i.name) for i in inputs if i.path is None and i.operator != TIER]
    shown += [
        np.sum([results.columns[o] >= 0 for o in i.operands if not o.startswith("=")], axis=0)
        for i in inputs
        if i.operator not in (None, TIER)
    ]
    marks = np.ascontiguousarray(np.stack([far, *shown], axis=1))
    found = []
    for i in np.argsort(far * 10_000 + score.hints(results) * 100 + (rows >= 0).sum(axis=1), kind="stable").tolist():
        if far[i] < FAR and (key := marks[i].tobytes()) not in seen:
            seen.add(key)
            found.append(rows[i])
        if len(found) == _BEAM:
            break
    return np.array(found, np.int64).reshape(-1, rows.shape[1])


def _starts(ground: Ground) -> Ints:
    """Plain cases: nothing said but what the wish itself asks for, in each place, without and with each filing."""
    paths = ground.paths
    row = np.full(len(paths), -1, np.int64)
    rows = [row]
    at = {path: i for i, path in enumerate(paths)}
    region = next((p for p in paths if p.startswith("visit.") and p.endswith("region")), None)
    for place in ground.values.get(region or "", ()):
        rows.append(_with(row, {at[str(region)]: place}))
        for kind in ground.values.get("filing.type", (-1,)):
            filing = {"filing.type": kind, "filing.destination": place, "filing.startsOn": ground.day - 10}
            changes = {at[path]: value for path, value in filing.items() if path in at}
            rows.append(_with(rows[-1], {at[str(region)]: place, **changes}))
    return _aimed(ground, np.unique(np.array(rows), axis=0))


def _with(row: Ints, changes: Mapping[int, int]) -> Ints:
    changed = row.copy()
    for i, value in changes.items():
        changed[i] = value
    return changed


def _aimed(ground: Ground, rows: Ints) -> Ints:
    """Rows with what the wished decision itself asks of the case, as its nearest wanted cell has it."""
    score, table = ground.score, ground.score.table
    inputs = ground.base.vocabulary.inputs
    results = score.decide(ground.columns(rows))
    table_rows, slots = score.near.slots(results)
    given = [i for i, axis in enumerate(table.axes) if inputs[axis.name].path in ground.values]
    others = [i for i in range(len(table.axes)) if i not in given]
    aimed = rows.copy()
    for n, (row, slot) in enumerate(zip(table_rows.tolist(), slots, strict=True)):
        if row not in score.reachable or not given:
            continue
        wanted = score.near.wanted(row)
        cells = np.argwhere(wanted)
        turning = np.array(wanted.shape) > 1
        differs = ((cells != slot) & turning)[:, others].sum(axis=1)
        cell = cells[int(differs.argmin())]
        for i in given:
            if not turning[i]:
                continue
            axis = table.axes[i]
            path = inputs[axis.name].path or ""
            classes = _classes(ground, axis.name, ground.values[path])
            fits = [v for v, c in zip(ground.values[path], classes, strict=True) if axis.slot_of[c] == cell[i]]
            if fits:
                aimed[n, ground.paths.index(path)] = fits[0]
    return np.unique(np.concatenate([aimed, rows]), axis=0)


def _classes(ground: Ground, name: str, values: Sequence[int]) -> list[int]:
    """What `slot_of` an axis counts values by: codes as they are, numbers by their place among its breaks."""
    axis = next(a for a in ground.score.table.axes if a.name == name)
    return list(values) if axis.breaks is None else np.searchsorted(axis.breaks, values, side="right").tolist()


def _changes(ground: Ground) -> list[tuple[int, int]]:
    return [(i, value) for i, path in enumerate(ground.paths) for value in (*ground.values[path], -1)]


def _singles(ground: Ground, rows: Ints) -> Ints:
    changes = _changes(ground)
    found = np.repeat(rows, len(changes), axis=0)
    at = np.tile(np.array([i for i, _ in changes], np.int64), len(rows))
    found[np.arange(len(found)), at] = np.tile(np.array([v for _, v in changes], np.int64), len(rows))
    return np.concatenate([rows, found])


def _pairs(ground: Ground, rows: Ints) -> Ints:
    """Rows with two things changed, for where one alone brings no case nearer."""
    pairs = [(a, b) for a, b in combinations(_changes(ground), 2) if a[0] != b[0]][:_PAIRS]
    if not pairs:
        return rows
    each = np.array(pairs, np.int64)  # (pairs, 2, path and value)
    found = np.repeat(rows, len(each), axis=0)
    number = np.arange(len(found))
    for side in (0, 1):
        found[number, np.tile(each[:, side, 0], len(rows))] = np.tile(each[:, side, 1], len(rows))
    return found


def plainest(ground: Ground, rows: Ints) -> Ints:
    """Of rows in which the wish is met the shortest, without anything that is not needed."""
    row: Ints = rows[int((rows >= 0).sum(axis=1).argmin())]
    of_filing = [i for i, path in enumerate(ground.paths) if path.partition(".")[0] == FILING]
    bare = row.copy()
    bare[of_filing] = -1
    if of_filing and ground.distances(bare[None])[0] == 0:
        row = bare
    spare = [i for i in range(len(row)) if row[i] >= 0]
    while spare:
        # All beginnings at once: how far down the list can everything be left out together?
        without = np.repeat(row[None], len(spare), axis=0)
        for n in range(len(spare)):
            without[n:, spare[n]] = -1
        far = ground.distances(without)
        kept = int(np.argmax(far > 0)) if (far > 0).any() else len(spare)
        if kept:
            row = without[kept - 1]
        spare = spare[kept + 1 :]
    return row
