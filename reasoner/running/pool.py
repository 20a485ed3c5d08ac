"""Queries answered by worker processes: a few at a time, each with a deadline that really stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from yidi.errors import StoreError
from yidi.running.hand import Hand, WorkerLost, WorkerOptions
from yidi.running.reading import read, refusal
from yidi.running.request import Outcome, QueryRequest, Refused
from yidi.running.turns import Turns


class Pool:
    """Workers that hold the same store, and one to spare, so that a kill costs the next caller no time.

    Its methods belong to one event loop.
    """

    def __init__(self, path: Callable[[], Path], options: WorkerOptions, *, workers: int, most_waiting: int) -> None:
        """Take what says where the store is just now: N-Quads in a file, or a folder on disk that never changes."""
        self._path = path
        self._options = options
        self._workers = workers
        self._turns = Turns(workers, most_waiting)
        self._idle: list[Hand] = []
        self._busy: set[Hand] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._stopped = True

    async def start(self) -> None:
        """Start the workers; raises StoreError if the first one cannot hold the store."""
        self._stopped = False
        try:
            self._idle.append(await Hand.start(self._path(), self._options))
        except WorkerLost as error:
            raise StoreError(f"The store cannot be read: {error}", "wrong") from None
        self._replace()

    async def stop(self) -> None:
        """Kill every worker, even one that is busy, and wait until all are gone."""
        self._stopped = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(hand.kill() for hand in (*self._idle, *self._busy)))
        self._idle.clear()

    async def run(self, request: QueryRequest) -> Outcome:
        """The result of a query; raises Refused.

        If this is cancelled, the query is stopped too.
        """
        reading, media_type = await read(request)
        dataset = request.dataset or reading.dataset
        asked: dict[str, Any] = {
            "text": request.text,
            "base_iri": request.base_iri,
            "default_graphs": None if dataset is None else dataset.default_graphs,
            "named_graphs": None if dataset is None else dataset.named_graphs,
            "media_type": media_type,
            "most_bytes": request.most_bytes,
        }
        async with self._turns.one(request.seconds, ours=request.ours):
            asked["path"] = str(self._path())  # not before: what is on disk may change while one waits
            header, content = await self._asked(asked, request.seconds)
        if "refused" in header:
            details = {key: value for key, value in header.items() if key not in ("refused", "size")}
            raise refusal(header["refused"], details, request.text)
        return Outcome(content, media_type)

    async def _asked(self, asked: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """What a worker answers; one that fails or takes too long is killed and replaced."""
        hand = await self._take()
        usable = False
        try:
            async with asyncio.timeout(seconds):
                header, content = await hand.ask(asked)
            usable = "failed" not in header
        except TimeoutError:
            raise Refused("query-timeout", limit=seconds) from None
        except WorkerLost:
            raise Refused("query-too-heavy", megabytes=self._options.megabytes) from None
        finally:
            self._busy.discard(hand)
            if usable:
                self._idle.append(hand)
            else:
                await self._end(hand)
        if not usable:
            raise RuntimeError("a worker failed")  # what it says may quote the data
        return header, content

    async def _take(self) -> Hand:
        """A worker that waits, or else a new one; its start does not count as the query's time."""
        if self._stopped:
            raise RuntimeError("the pool is not started: run the application with its lifespan")
        while self._idle:
            hand = self._idle.pop()
            if hand.lives:
                break
        else:
            hand = await Hand.start(self._path(), self._options)
        self._busy.add(hand)
        return hand

    async def _end(self, hand: Hand) -> None:
        """Kill a worker whose query shall not go on, and have another one ready soon."""
        await asyncio.shield(hand.kill())
        self._replace()

    def _replace(self) -> None:
        """Start what is missing, without anybody waiting for it."""
        wanted = self._workers + 1 - len(self._idle) - len(self._busy) - len(self._starting)
        for _ in range(0 if self._stopped else wanted):
            task = asyncio.create_task(self._add())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        with suppress(WorkerLost, StoreError):  # the next query tries again, and tells
            hand = await Hand.start(self._path(), self._options)
            if self._stopped or len(self._idle) + len(self._busy) > self._workers:  # somebody could not wait
                await hand.kill()
            else:
                self._idle.append(hand)
