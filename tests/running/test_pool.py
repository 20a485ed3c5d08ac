"""Queries run by several processes: a deadline that stops them, others who go on meanwhile, and a clean end."""

import asyncio
import os
from contextlib import asynccontextmanager

import pyoxigraph as ox
import pytest

from yidi.errors import StoreError
from yidi.running.formats import CSV
from yidi.running.hand import WorkerOptions
from yidi.running.pool import Pool
from yidi.running.reading import in_words
from yidi.running.request import QueryRequest, Refused

NUMBERS = " ".join(map(str, range(2000)))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} }}"
QUICK = "SELECT ?s WHERE { ?s ?p ?o }"


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "content.nq"
    path.write_bytes(b"<http://example.org/a> <http://example.org/p> <http://example.org/o> <http://example.org/g> .\n")
    return path


@asynccontextmanager
async def running(path, workers=3, most_waiting=4, megabytes=1024):
    """Give a pool that runs, and see to it that none of its processes is left."""
    pool = Pool(lambda: path, WorkerOptions(megabytes), workers=workers, most_waiting=most_waiting)
    await pool.start()
    pids = set()
    try:
        yield pool
        pids = {hand.pid for hand in (*pool._idle, *pool._busy)}
    finally:
        await pool.stop()
    assert [] == [pid for pid in pids if alive(pid)]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def asked(pool, text=QUICK, seconds=20.0, **more):
    """Give the result as text, or the kind of refusal."""
    try:
        outcome = await pool.run(QueryRequest(text, table=CSV, seconds=seconds, **more))
    except Refused as refused:
        return refused.kind
    return outcome.content.decode()


FOUND = "s\r\nhttp://example.org/a\r\n"


def test_a_query_is_answered(content):
    """By whichever process is free."""

    async def main():
        async with running(content) as pool:
            return [await asked(pool) for _ in range(5)], await asyncio.gather(*(asked(pool) for _ in range(5)))

    assert ([FOUND] * 5, [FOUND] * 5) == asyncio.run(main())


def test_a_deadline_stops_the_query(content):
    """The process that ran it is gone, and the next query is answered."""

    async def main():
        async with running(content, workers=1) as pool:
            running_wild = asyncio.create_task(asked(pool, ENDLESS, seconds=0.5))
            while not pool._busy:
                await asyncio.sleep(0.01)
            (hand,) = pool._busy
            kind = await running_wild
            return kind, alive(hand.pid), await asked(pool)

    assert ("query-timeout", False, FOUND) == asyncio.run(main())


def test_others_are_answered_while_one_runs_wild(content):
    """As long as a process is left for them."""

    async def main():
        async with running(content) as pool:
            wild = asyncio.create_task(asked(pool, ENDLESS, seconds=20))
            while not pool._busy:
                await asyncio.sleep(0.01)
            answers = [await asked(pool) for _ in range(20)]
            still = not wild.done()
            wild.cancel()
            await asyncio.gather(wild, return_exceptions=True)
            return answers, still

    assert ([FOUND] * 20, True) == asyncio.run(main())


def test_a_worker_is_kept_for_our_own_queries(content):
    """Named queries are answered even while strangers keep every other worker."""

    async def main():
        async with running(content) as pool:
            wild = [asyncio.create_task(asked(pool, ENDLESS)) for _ in range(4)]
            while len(pool._busy) < 2:
                await asyncio.sleep(0.01)
            answers = [await asked(pool, ours=True) for _ in range(5)]
            busy = len(pool._busy)
            for task in wild:
                task.cancel()
            await asyncio.gather(*wild, return_exceptions=True)
            return answers, busy

    assert ([FOUND] * 5, 2) == asyncio.run(main())


def test_a_query_that_nobody_waits_for_is_stopped(content):
    """As when a client leaves."""

    async def main():
        async with running(content, workers=1) as pool:
            wild = asyncio.create_task(asked(pool, ENDLESS))
            while not pool._busy:
                await asyncio.sleep(0.01)
            (hand,) = pool._busy
            wild.cancel()
            await asyncio.gather(wild, return_exceptions=True)
            return alive(hand.pid), await asked(pool)

    assert (False, FOUND) == asyncio.run(main())


def test_so_many_wait_and_no_more(content):
    """Whoever comes then is told at once, and those who waited are answered."""

    async def main():
        async with running(content, workers=1, most_waiting=2) as pool:
            wild = asyncio.create_task(asked(pool, ENDLESS, seconds=1))
            while not pool._busy:
                await asyncio.sleep(0.01)
            waiting = [asyncio.create_task(asked(pool)) for _ in range(3)]
            return await asyncio.gather(wild, *waiting)

    assert ["query-timeout", FOUND, FOUND, "too-busy"] == asyncio.run(main())


def test_nobody_waits_longer_than_a_query_may_take(content):
    """To wait for a process has the same limit."""

    async def main():
        async with running(content, workers=1) as pool:
            wild = asyncio.create_task(asked(pool, ENDLESS, seconds=3))
            while not pool._busy:
                await asyncio.sleep(0.01)
            kind = await asked(pool, seconds=0.2)
            wild.cancel()
            await asyncio.gather(wild, return_exceptions=True)
            return kind

    assert "too-busy" == asyncio.run(main())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * { ?s ?p }", "malformed-query"),
        ("SELECT * { ?s x:p ?o }", "undeclared-prefix"),
        ("SELECT (<x:f>(1) AS ?x) { }", "invalid-query"),
        ("CLEAR ALL", "update-refused"),
        ("SELECT * { SERVICE <x:y> { } }", "service-refused"),
        ("SELECT * FROM <x:g> { }", "unknown-graph"),
        (f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}", "result-too-large"),
        (f"SELECT ({'(' * 300_000}1{')' * 300_000} AS ?x) {{ }}", "query-too-heavy"),
        ("", "malformed-query"),
    ],
    ids=lambda value: value[:40],
)
def test_what_cannot_be_answered_is_refused_and_the_pool_goes_on(content, text, kind):
    """Whatever became of the process."""

    async def main():
        async with running(content) as pool:
            return await asked(pool, text), await asked(pool)

    assert (kind, FOUND) == asyncio.run(main())


def test_memory_ends_one_query_alone(content):
    """Sorting millions of rows needs more than is given."""
    text = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }} ORDER BY DESC(?a + ?b)"

    async def main():
        async with running(content, megabytes=400) as pool:
            return await asked(pool, text), await asked(pool)

    assert ("query-too-heavy", FOUND) == asyncio.run(main())


def test_a_form_that_is_not_wanted_is_refused_before_anything_runs(content):
    """A graph is no table."""

    async def main():
        async with running(content) as pool:
            with pytest.raises(Refused) as caught:
                await pool.run(QueryRequest("CONSTRUCT WHERE { ?s ?p ?o }", graph=None))
            return caught.value.kind, caught.value.details

    offered = "text/turtle, application/n-triples, application/ld+json, application/rdf+xml"
    assert ("not-acceptable", {"offered": offered}) == asyncio.run(main())


def test_a_process_that_was_killed_from_outside_is_replaced(content):
    """Whoever asks next does not notice."""

    async def main():
        async with running(content, workers=1) as pool:
            for hand in list(pool._idle):
                os.kill(hand.pid, 9)
                while hand.lives:
                    await asyncio.sleep(0.01)
            return await asked(pool)

    assert FOUND == asyncio.run(main())


def test_a_store_that_cannot_be_read_is_told_at_the_start(tmp_path):
    """No process is left."""
    pool = Pool(lambda: tmp_path / "nothing.nq", WorkerOptions(1024), workers=1, most_waiting=1)

    with pytest.raises(StoreError, match=r"^The store cannot be read: FileNotFoundError: "):
        asyncio.run(pool.start())


def test_what_was_changed_on_disk_is_answered_at_once(tmp_path):
    """The next query finds the snapshot that is current by then."""
    for name in ("a", "b"):
        store, node = ox.Store(str(tmp_path / name)), ox.NamedNode(f"http://example.org/{name}")
        store.add(ox.Quad(node, node, node, node))
        store.flush()
        del store

    async def main():
        current = tmp_path / "a"
        pool = Pool(lambda: current, WorkerOptions(1024), workers=1, most_waiting=1)
        await pool.start()
        try:
            first = await asked(pool)
            current = tmp_path / "b"
            return first, await asked(pool)
        finally:
            await pool.stop()

    assert (FOUND, FOUND.replace("/a", "/b")) == asyncio.run(main())


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("expected one of LATERAL, SERVICE, [_]", "what stands before this cannot end here"),
        ("expected OPTIONAL", "expected OPTIONAL"),
        (
            "expected one of \"$\", IF, SELECT * is not authorized with GROUP BY, ['0' ..= '9' | \n]",
            "SELECT * is not authorized with GROUP BY",
        ),
        ('expected one of "(", TZ, [_]', 'expected "(" or TZ'),
        ("The custom function <x:f> is not supported", "The custom function <x:f> is not supported"),
    ],
)
def test_the_engine_speaks_in_words(why, said):
    """Its grammar is of no use to anybody."""
    assert said == in_words(why)
