"""Clocks and descriptions of the machine; every time is in seconds."""

from __future__ import annotations

import os
import platform
import resource
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_COMPARED = ("numpy", "openfisca-core", "pyarrow", "pydantic")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes to do the work once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def best_in_turns(works: Mapping[str, Callable[[], Any]], rounds: int) -> tuple[dict[str, float], dict[str, Any]]:
    """The best time of each work, and what it gave; they take turns, so that a busy moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in works}
    given: dict[str, Any] = {}
    for _ in range(rounds):
        for name, work in works.items():
            given.pop(name, None)
            start = perf_counter()
            given[name] = work()
            times[name].append(perf_counter() - start)
    return {name: min(taken) for name, taken in times.items()}, given


def peak_bytes() -> int:
    """The most memory that this program has had so far; what Linux says of a process includes its parent's share."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(lines["VmHWM"].removesuffix("kB")) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    described = {"processor": _processor(), "cores": str(os.cpu_count()), "load": f"{os.getloadavg()[0]:.1f}"}
    described |= {"system": f"{platform.system()} {platform.release()}", "python": platform.python_version()}
    return described | {name: version(name) for name in _COMPARED}


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
