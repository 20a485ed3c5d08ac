"""Many cases at once: Arrow tables in, Arrow tables out, every decision and the exact amounts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from yidi.answers.answer import written_value
from yidi.batch.columns import Faults, encode_table
from yidi.cases.case import parse_case
from yidi.deciding.columns import ADMITTED, INSURED, Columns, encode
from yidi.deciding.money import Amounts
from yidi.deciding.results import Results
from yidi.errors import CaseError
from yidi.tables.table import NOT_KNOWN, UNDETERMINED, Ints, Table

if TYPE_CHECKING:
    from yidi.base import Base

Words = list[str | None]
CHUNK = 32_768
"""Rows decided together: few enough that their columns stay in the processor's cache."""
MOST_CHUNKS = 8
"""Chunks read together by one worker: the distinct values of a column are checked once for all of them."""


def decide_batch(base: Base, cases: pa.Table | Sequence[Mapping[str, object]]) -> pa.Table:
    """One row a case, in order: decisions as text, amounts as exact decimals, and `faults` where a case cannot be read.

    A case that cannot be read has nulls everywhere else.
    """
    if not isinstance(cases, pa.Table):
        return _decide_mappings(base, cases)
    workers = os.cpu_count() or 1
    size = max(1, min(MOST_CHUNKS, -(-cases.num_rows // (workers * CHUNK)))) * CHUNK
    parts = [cases.slice(at, size) for at in range(0, cases.num_rows, size)] or [cases]
    with ThreadPoolExecutor(workers) as pool:
        return pa.concat_tables(pool.map(lambda part: _decide_part(base, part), parts))


def _decide_part(base: Base, cases: pa.Table) -> pa.Table:
    """The answers to some rows of a table: read together, decided chunk by chunk."""
    columns, faults = encode_table(cases, base.engine.encoder, base.case_vocabulary)
    chunks = (_chunk(columns, faults, at) for at in range(0, max(cases.num_rows, 1), CHUNK))
    return pa.concat_tables([_decided(base, *chunk) for chunk in chunks])


def _chunk(columns: Columns, faults: Faults, at: int) -> tuple[Columns, Faults]:
    """Some rows of the columns; a faulty row is decided with harmless numbers and then left out."""
    data = {path: column[at : at + CHUNK] for path, column in columns.data.items()}
    rows = Columns(max(min(CHUNK, columns.count - at), 0), data)
    data[INSURED] = np.maximum(rows[INSURED], 0)
    data[ADMITTED] = np.maximum(rows[ADMITTED], 1)
    own = {row - at: found for row, found in faults.by_row.items() if at <= row < at + CHUNK}
    return rows, Faults(own)


def _decide_mappings(base: Base, cases: Sequence[Mapping[str, object]]) -> pa.Table:
    faults, parsed, rows = Faults(), [], []
    for row, case in enumerate(cases):
        try:
            parsed.append(parse_case(case, base.case_vocabulary))
            rows.append(row)
        except CaseError as error:
            faults.by_row[row] = list(error.faults)
    good = _decided(base, encode(parsed, base.engine.encoder), Faults())
    place = np.full(len(cases), -1, np.int64)
    place[rows] = np.arange(len(rows))
    table = good.take(pa.array(place, mask=place < 0))
    return table.set_column(table.schema.get_field_index("faults"), "faults", _faults_column(faults, len(cases)))


def _decided(base: Base, columns: Columns, faults: Faults) -> pa.Table:
    results, amounts = base.engine.run(columns)
    good = np.ones(columns.count, bool)
    good[list(faults.by_row)] = False
    table = {**_decisions(results, base.engine.column_words, good), **_money(amounts, good)}
    table["faults"] = _faults_column(faults, columns.count)
    return pa.table(table)


def _faults_column(faults: Faults, count: int) -> pa.Array:
    if not faults.by_row:
        return pa.nulls(count, pa.string())
    texts: list[str | None] = [None] * count
    for row, found in faults.by_row.items():
        texts[row] = "; ".join(map(str, found))
    return pa.array(texts, pa.string())


def _decisions(results: Results, words: Mapping[str, Words], good: NDArray[np.bool_]) -> dict[str, pa.Array]:
    """A column for each decision, as text by dictionary; the numbers that make up the benefit come from the amounts."""
    columns = {}
    for name, table in results.tables.items():
        if table.tier is None and name not in _IN_AMOUNTS:
            certain = results.certain(name)
            outcomes = results.outcomes[name] if certain is None else certain
            columns[table.decision.answer_path] = _dictionary(outcomes, words[name], good)
    return columns


_IN_AMOUNTS = frozenset({"reduction", "deductible", "stayFactor", "deductibleIncrease", "cap"})


def column_words(table: Table) -> Words:
    """What each outcome of a decision is called in a column, None where it is null."""
    words = [_words(written_value(table.decision, outcome)) for outcome in table.legend]
    words[UNDETERMINED] = words[NOT_KNOWN] = table.decision.when_undetermined
    return words


def _dictionary(outcomes: NDArray[np.int32], words: Words, good: NDArray[np.bool_]) -> pa.Array:
    valid = good if words[UNDETERMINED] is not None else good & (outcomes != NOT_KNOWN) & (outcomes != UNDETERMINED)
    indices = pa.Array.from_buffers(pa.int32(), len(outcomes), [_bitmap(valid), pa.py_buffer(outcomes)])
    dictionary = pa.array([w or "" for w in words], pa.string())
    return pa.DictionaryArray.from_arrays(indices, dictionary, safe=False)  # the numbers come from the table itself


def _bitmap(valid: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(valid, bitorder="little"))


def _words(value: Any) -> str | None:
    """A value of the answer as one text; the items of a list are separated by commas, alternatives by bars."""
    if isinstance(value, list):
        return ",".join("|".join(v["anyOf"]) if isinstance(v, dict) else v for v in value)
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _money(amounts: Amounts, good: NDArray[np.bool_]) -> dict[str, pa.Array]:
    reduction, fund = amounts.reduction, amounts.fund
    yuan = {
        "benefit.deductible": fund.deductible,
        "benefit.cap": fund.cap,
        "amount.total": amounts.total,
        "amount.eligible": amounts.eligible,
        "amount.fundPays": amounts.fund_pays,
        "amount.byPayer.critical-illness": amounts.critical_pays,
        "amount.personPays": amounts.person_pays,
    }
    shares = {
        "benefit.ratio": (_same(fund.ratios), 4),
        "benefit.criticalIllness.ratio": (_same(amounts.critical.ratios), 4),
        "benefit.reductionPoints": (reduction.points, 2),
        "benefit.reductionFactor": (reduction.factor, 4),
        "benefit.firstSelfPayShare": (reduction.share, 4),
    }
    table = {name: _decimal(numbers, 2, good) for name, numbers in yuan.items()}
    return table | {name: _decimal(numbers, scale, good) for name, (numbers, scale) in shares.items()}


def _same(ratios: Ints) -> Ints:
    """The ratio of all slices of an amount, -1 where they differ."""
    return np.where((ratios == ratios[0]).all(axis=0), ratios[0], -1)


def _decimal(numbers: Ints, scale: int, good: NDArray[np.bool_]) -> pa.Array:
    """Whole numbers as exact decimals with so many places, -1 as null; the bytes are laid out as Arrow has them."""
    valid = good & (numbers >= 0)
    wide = np.zeros((len(numbers), 2), np.int64)
    wide[:, 0] = np.maximum(numbers, 0)
    kind = pa.decimal128(18, scale)
    return pa.Array.from_buffers(kind, len(numbers), [_bitmap(valid), pa.py_buffer(wide)])
