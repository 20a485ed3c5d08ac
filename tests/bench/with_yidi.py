"""Yidi on an Arrow table: every decision and the exact amounts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from yidi.tables.table import Ints


def paid_fen(answers: pa.Table) -> Ints:
    """What the fund pays in fen, -1 where it is not known."""
    pays = answers["amount.fundPays"].combine_chunks()
    fen = np.frombuffer(pays.buffers()[1], np.int64)[::2][pays.offset : pays.offset + len(pays)]
    return np.where(pays.is_valid().to_numpy(zero_copy_only=False), fen, -1)
