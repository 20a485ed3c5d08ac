"""A few at a time, and a few more who wait: whoever comes when these are too many is told so at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from yidi.running.request import Refused


class Turns:
    """So many may go on at once, and so many may wait; of several places one is kept for queries of our own."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._free_for_others = asyncio.Semaphore(max(1, at_once - 1))
        self._most_waiting = most_waiting
        self._waiting = 0

    @asynccontextmanager
    async def one(self, seconds: float, *, ours: bool) -> AsyncIterator[None]:
        """A turn, waited for this long at most; raises Refused where too many wait or it takes too long."""
        busy = Refused("too-busy", retry_after=max(1, round(seconds)))
        first = self._free if ours else self._free_for_others
        if first.locked() and self._waiting >= self._most_waiting:
            raise busy
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await first.acquire()
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1
        try:
            async with nullcontext() if ours else self._free:  # queries of our own are short
                yield
        finally:
            first.release()
