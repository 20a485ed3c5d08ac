"""One worker process, as the pool holds it: started, asked, killed."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from yidi.running import worker

SCRIPT: Final = Path(worker.__file__).resolve()
SECONDS_TO_START: Final = 120.0
_HEAD: Final = struct.Struct(">I")


class WorkerLost(Exception):  # noqa: N818 - what was lost says more than "error"
    """A worker ended before it answered; the text says what is known of it."""


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """What every worker is started with."""

    megabytes: int
    prefixes: Mapping[str, str] = field(default_factory=dict)


class Hand:
    """A worker process that holds a store and answers one request at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, path: Path, options: WorkerOptions) -> Hand:
        """A worker that holds what is at the path; raises WorkerLost if it cannot."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(SCRIPT),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what the engine writes as it dies may quote the query
            env={**os.environ, "MALLOC_ARENA_MAX": "2"},  # an arena a thread would use up the address space
            start_new_session=True,  # an interrupt at the terminal is for the server, which ends its workers itself
        )
        hand = cls(process)
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                opening = {"path": str(path), "megabytes": options.megabytes, "prefixes": dict(options.prefixes)}
                header, _ = await hand.ask(opening)
        except TimeoutError:
            await hand.kill()
            raise WorkerLost(f"the store was not read within {SECONDS_TO_START:g} s") from None
        except BaseException:
            await hand.kill()
            raise
        if "ready" not in header:
            await hand.kill()
            raise WorkerLost(str(header.get("failed")))
        return hand

    async def ask(self, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The header and the content of the answer; raises WorkerLost where the process ended instead.

        If this is cancelled or raises, the worker is of no more use.
        """
        body = json.dumps(asked).encode()
        assert self._process.stdin is not None  # noqa: S101 - they are pipes
        assert self._process.stdout is not None  # noqa: S101
        try:
            self._process.stdin.write(_HEAD.pack(len(body)) + body)
            await self._process.stdin.drain()
            size = _HEAD.unpack(await self._process.stdout.readexactly(_HEAD.size))[0]
            header: dict[str, Any] = json.loads(await self._process.stdout.readexactly(size))
            return header, await self._process.stdout.readexactly(header["size"])
        except (asyncio.IncompleteReadError, ConnectionError):
            raise WorkerLost("the process ended") from None

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether the process has not ended, as far as is known."""
        return self._process.returncode is None

    async def kill(self) -> None:
        """End the process at once, whatever it does, and wait until it is gone."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        # The pipe of a process that is gone would else be closed by the garbage collector, with a warning.
        if self._process.stdin is not None:
            self._process.stdin.close()
