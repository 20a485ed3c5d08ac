"""A part of many cases decided in a process of its own: SPARQL runs on one core, and no case needs another."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from yidi.reference.run import Said, run
from yidi.reference.workbench import EmbeddedBench

__all__ = ["start"]

_COMMAND = (sys.executable, "-m", "yidi.reference.apart")


def start(content: bytes, cases: Iterable[ox.Triple]) -> Future[Sequence[Said]]:
    """Begin to decide cases beside what this process does, given the graphs of the base as N-Quads.

    The result is what `run` says of them; it raises RuntimeError where the process fails.
    """
    statements = ox.serialize(cases, format=ox.RdfFormat.N_TRIPLES)
    pool = ThreadPoolExecutor(1, "apart")
    try:
        return pool.submit(_decided, pickle.dumps((content, statements)))
    finally:
        pool.shutdown(wait=False)


def _decided(task: bytes) -> Sequence[Said]:
    # What comes back is a pickle of our own process, which reads nothing but what it is given here.
    done = subprocess.run(_COMMAND, input=task, capture_output=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    said: Sequence[Said] = pickle.loads(done.stdout)  # noqa: S301
    return said


def main() -> None:
    """Decide the cases that standard input gives, and write what is said of them."""
    content, statements = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    store = ox.Store()
    store.bulk_load(content, ox.RdfFormat.N_QUADS)
    cases = (quad.triple for quad in ox.parse(statements, format=ox.RdfFormat.N_TRIPLES))
    sys.stdout.buffer.write(pickle.dumps(list(run(EmbeddedBench(store), cases))))


if __name__ == "__main__":
    main()
