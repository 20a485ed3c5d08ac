"""The command as a whole process: `yidi decide CASE` with nothing kept and with the base kept, beside bare Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measure import ROOT, seconds

BARE = "python -c pass"
NUMPY = "python -c 'import numpy'"
WARM = "yidi decide CASE"
COLD = "yidi decide CASE, nothing kept"

_ROUNDS = 11
_COLD_ROUNDS = 3


def measure(case: dict[str, object]) -> dict[str, Any]:
    """The median seconds of each process; they take turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.json")
        path.write_text(json.dumps(case), encoding="utf-8")
        decide = [sys.executable, "-m", "yidi.cli", "decide", str(path)]
        commands = {BARE: [sys.executable, "-c", "pass"], NUMPY: [sys.executable, "-c", "import numpy"], WARM: decide}
        cold = [seconds(lambda: _run(decide, "")) for _ in range(_COLD_ROUNDS)]
        _run(decide, folder)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(_ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(lambda command=command: _run(command, folder)))  # type: ignore[misc]
    return {name: median(taken) for name, taken in times.items()} | {COLD: median(cold)}


def _run(command: Sequence[str], cache: str) -> None:
    env = {**os.environ, "YIDI_CACHE": cache}
    subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=True)
