"""Cases as columns of whole numbers: one case is a column of length one.

Every column is int64 and -1 means unknown.  Codes are numbered as in their code
list, booleans are 0 and 1, days are proleptic ordinals, yuan are in fen, shares in
ten-thousandths; a list of codes is a number with a bit for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

import numpy as np

from yidi.model import Input
from yidi.reading.places import UNKNOWN, Places
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.axes import domain
from yidi.tables.legend import listed_bits
from yidi.tables.table import Ints

AS_OF: Final = "asOf"
INSURED: Final = "person.insuredIn"
ADMITTED: Final = "visit.admittedOn"
ADMISSION_NUMBER: Final = "visit.admissionNumber"
SETTLED: Final = "visit.settledOn"
INSURED_DIVISION: Final = "person.insuredIn#division"
_SHOWN: Final = {"visit.credential": "credential"}
"""Codes that no decision looks at, but of which an answer has something to say."""


@dataclass(slots=True)
class Columns:
    """Columns by dotted path, all of length `count`."""

    count: int
    data: dict[str, Ints]
    _unknown: Ints = field(init=False)

    def __post_init__(self) -> None:
        self._unknown = np.full(self.count, UNKNOWN, np.int64)

    def __getitem__(self, path: str) -> Ints:
        return self.data.get(path, self._unknown)


@dataclass(frozen=True, slots=True)
class Encoder:
    """How the parsed values of a case become numbers, path by path."""

    codes: Mapping[str, Mapping[str, int]]
    lists: Mapping[str, Mapping[str, int]]  # the bits of a code and of those listed with it
    insured: Mapping[str, tuple[int, int]]
    divisions: Mapping[str, int]

    def number(self, path: str, value: Any) -> int | None:
        """The number of a parsed value; None for texts that no decision looks at."""
        if isinstance(value, str):
            if path in self.codes:
                return self.codes[path][value]
            return self.insured[value][0] if path == INSURED else self.divisions.get(value)
        if isinstance(value, date):
            return value.toordinal()
        if isinstance(value, tuple):
            known = self.lists.get(path, {})
            return reduce(or_, (known.get(code, 0) for code in value), 0)
        return int(value)


def make_encoder(vocabulary: Vocabulary, places: Places) -> Encoder:
    """The encoder for the inputs and facts of a base."""
    codes: dict[str, dict[str, int]] = {}
    lists: dict[str, dict[str, int]] = {}
    by_path = {i.path: i for i in vocabulary.inputs.values() if i.path}
    for path, used in by_path.items():
        if used.code_list is not None:
            codes[path] = _positions(used, vocabulary)
    for path, name in _SHOWN.items():
        codes[path] = (
            {code: i for i, code in enumerate(vocabulary.lists[name].codes)} if name in vocabulary.lists else {}
        )
    for fact in vocabulary.inputs.values():
        if fact.operator == "member" and fact.operands[0] in codes:
            lists[fact.operands[1]] = listed_bits(vocabulary.lists[by_path[fact.operands[0]].code_list or ""])
    return Encoder(codes, lists, places.insured, places.divisions)


def _positions(used: Input, vocabulary: Vocabulary) -> dict[str, int]:
    return {code: i for i, code in enumerate(domain(used, vocabulary))}


def encode(cases: Sequence[Mapping[str, object]], encoder: Encoder) -> Columns:
    """The columns of parsed cases."""
    numbers: dict[str, list[int]] = {}
    count = len(cases)
    for row, case in enumerate(cases):
        for path, value in case.items():
            number = encoder.number(path, value)
            if number is not None:
                if path not in numbers:
                    numbers[path] = [UNKNOWN] * count
                numbers[path][row] = number
    numbers[INSURED_DIVISION] = [encoder.insured[str(case[INSURED])][1] for case in cases]
    return Columns(count, {path: np.array(column, np.int64) for path, column in numbers.items()})


@dataclass(frozen=True, slots=True)
class Default:
    """What an input is where the case says nothing, unless another one has a certain code."""

    path: str
    number: int
    unless: str | None
    unless_number: int


def make_defaults(vocabulary: Vocabulary) -> tuple[Default, ...]:
    """The defaults that the inputs of a base declare."""
    by_path = {i.path: i for i in vocabulary.inputs.values() if i.path}
    found = []
    for path, used in by_path.items():
        if used.default is not None:
            codes = domain(used, vocabulary)
            unless, code = used.default_unless or (None, "")
            barred = domain(by_path[unless], vocabulary).index(code) if unless else UNKNOWN
            found.append(Default(path, codes.index(used.default) if codes else int(used.default), unless, barred))
    return tuple(found)


def add_defaults(columns: Columns, defaults: Sequence[Default]) -> Columns:
    """The same columns with the defaults, and the day that the question is asked for."""
    for default in defaults:
        column = columns[default.path]
        fill = column < 0
        if default.unless is not None:
            fill &= columns[default.unless] != default.unless_number
        columns.data[default.path] = np.where(fill, default.number, column)
    settled = columns[SETTLED]
    day = np.where(settled >= 0, settled, columns[ADMITTED])
    columns.data[AS_OF] = np.where(columns[AS_OF] >= 0, columns[AS_OF], day)
    return columns
