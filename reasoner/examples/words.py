"""A cell of a table in words, in Chinese and English: an area, a day, and a value for each input that matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from yidi.answers.words import TEXT
from yidi.check.words import LANGUAGES
from yidi.examples.messages import WORDS
from yidi.model import Labels
from yidi.tables.axes import domain
from yidi.tables.table import DAYS, Axis, Table
from yidi.values import number_text

if TYPE_CHECKING:
    from yidi.base import Base


def cell_in_words(base: Base, table: Table, where: Sequence[int]) -> Labels:
    """A cell, given its row and the slot on each axis, in both languages; inputs that change nothing are left out."""
    axes = table.all_axes
    told = table.states.telling(where)
    return {
        language: WORDS["and"][language].join(
            [*_row(base, table, where[0], language), *(_slot(base, axes[n], where[n + 1], language) for n in told)]
        )
        for language in LANGUAGES
    }


def _row(base: Base, table: Table, row: int, language: str) -> Iterator[str]:
    """The area and the first day of the latest period for which a row is in force; of several areas the first."""
    key = int(table.row_keys[np.flatnonzero(table.row_of_key == row)[-1]])
    chain, day = divmod(key, DAYS)
    area = int(np.flatnonzero(table.chain_of_area == chain)[0])
    code = base.places.chains[area][-1]
    yield _label(base.places.labels.get(code, {}), language) or code
    if day > 1:
        yield WORDS["from-day"][language].format(day=date.fromordinal(day).isoformat())


def _slot(base: Base, axis: Axis, slot: int, language: str) -> str:
    """An input and one of its values that fall into a slot."""
    used = base.vocabulary.inputs[axis.name]
    input_ = _label(used.labels, language)
    if axis.breaks is not None:
        start = 0 if slot == 0 else int(axis.breaks[slot - 1])
        return f"{input_} ≥ {number_text(used.datatype, start)}"
    codes = domain(used, base.vocabulary)
    code = codes[int(np.flatnonzero(axis.slot_of[:-1] == slot)[0])]
    if used.code_list is None:
        value = TEXT[language]["yes" if code == "true" else "no"]
    else:
        concepts = base.vocabulary.lists[used.code_list].concepts
        value = next(_label(c.labels, language) for c in concepts if c.code == code) or code
    return WORDS["is"][language].format(input=input_, value=value)


def _label(labels: Labels, language: str) -> str:
    return labels.get(language) or next(iter(labels.values()), "")
