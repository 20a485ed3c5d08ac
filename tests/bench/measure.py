"""Clocks and descriptions of the machine; every time is in seconds."""

from __future__ import annotations

import os
import platform
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import inf
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_SMALL = 1e-3
_COMPARED = ("numpy", "openfisca-core", "pyarrow", "pydantic", "pyoxigraph", "rdflib")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes to do the work once."""
    start = perf_counter()
    work()
    return perf_counter() - start


@dataclass(slots=True)
class Taken:
    """The best time of a work: on the clock, of the processor on all cores, and what the work gave."""

    wall: float = inf
    processor: float = inf
    given: Any = None


def best_in_turns(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, Taken]:
    """The best time of each work; they take turns, so that a busy moment of the machine hits all of them."""
    taken = {name: Taken() for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            best = taken[name]
            best.given = None
            start, used = perf_counter(), process_time()
            best.given = work()
            best.wall = min(best.wall, perf_counter() - start)
            best.processor = min(best.processor, process_time() - used)
    return taken


def told(seconds: float) -> str:
    """A time for a reader."""
    if seconds >= 1:
        return f"{seconds:.3f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds >= _SMALL else f"{seconds * 1e6:.0f} us"


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
    return described | {name: _version(name) for name in _COMPARED}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
