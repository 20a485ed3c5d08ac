"""A store on disk in the hands of several processes: real ones, of which some are killed."""

import signal
import subprocess
import sys
import time

import pytest
from stores import GRAPH, OTHER, rows, triples

from yidi.errors import StoreError
from yidi.store.disk import DiskStore
from yidi.store.snapshots import alone, read_current, told
from yidi.store.store import open_store

WRITER = """
import sys, time
sys.path.insert(0, "tests")
from dataclasses import replace
import yidi
from stores import triples
from yidi.store.store import open_store

def slowly():
    yield from triples("killed", 1000)
    print("writing", flush=True)
    time.sleep(60)

where, graph, how, held = sys.argv[1:]
base = replace(yidi.load(), hash=held)
print("ready", flush=True)
sys.stdin.readline()
store = open_store(where, base, writable=True)
for i in range(3):
    store.replace(f"{graph}{i}", slowly() if how == "slowly" else triples(graph, 100))
"""


def start(base, folder, graph, how="quickly"):
    """Start a writer with this very base that waits for a line before it opens the store."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", WRITER, str(folder), f"http://example.org/{graph}", how, base.hash]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert "ready\n" == process.stdout.readline()
    return process


def go(process):
    """Let a writer begin."""
    process.stdin.write("go\n")
    process.stdin.flush()


def snapshots(folder):
    """Give the names of the snapshots that lie in a folder."""
    return {path.name for path in folder.glob("snapshot-*")}


def test_two_processes_that_make_one_store_both_find_it_whole(base, tmp_path):
    """One of them loads the base, the other waits; what both write is there in the end."""
    folder = tmp_path / "deep" / "store"
    writers = [start(base, folder, "a"), start(base, folder, "b")]
    for writer in writers:
        go(writer)
    assert [0, 0] == [(writer.communicate(), writer.returncode)[1] for writer in writers]
    store = DiskStore.of(folder, base)
    sizes = store.graphs()
    assert {f"http://example.org/{name}{i}": 100 for name in "ab" for i in range(3)}.items() <= sizes.items()
    assert 8 == len(sizes)
    store.close()


def test_a_killed_writer_leaves_everything_as_it_was(base, folder):
    """In the middle of a change, by a signal that nobody can catch; the next writer clears up."""
    store = DiskStore.of(folder, base, writable=True)
    store.add(GRAPH, triples("a", 3))
    before, current = dict(store.graphs()), read_current(folder)
    writer = start(base, folder, "c", "slowly")
    go(writer)
    assert "writing\n" == writer.stdout.readline()
    assert 3 == len(snapshots(folder))
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert current == read_current(folder)
    again = DiskStore.of(folder, base, writable=True)
    assert before == dict(again.graphs())
    again.add(OTHER, triples("b", 2))
    assert before | {OTHER: 2} == dict(store.graphs())
    assert {read_current(folder).snapshot, read_current(folder).previous} == snapshots(folder)
    store.close()
    again.close()


def test_readers_do_not_wait_for_a_writer(base, folder):
    """They answer from what is current while another process is in the middle of a change."""
    store = DiskStore.of(folder, base)
    before = dict(store.graphs())
    writer = start(base, folder, "c", "slowly")
    go(writer)
    assert "writing\n" == writer.stdout.readline()
    assert before == dict(store.graphs())
    another = open_store(str(folder), base)
    assert before == dict(another.graphs())
    writer.kill()
    writer.communicate()
    store.close()
    another.close()


def test_a_result_that_is_being_read_outlives_changes(base, folder):
    """Its snapshot has long been replaced; the store itself sees what is new."""
    reader, writer = DiskStore.of(folder, base), DiskStore.of(folder, base, writable=True)
    writer.replace(GRAPH, triples("a", 500))
    found = reader.query("SELECT ?p WHERE { <http://example.org/a> ?p ?o }")
    first = next(found)
    for size in (1, 2, 3, 4):
        writer.replace(GRAPH, triples("a", size))
    assert 499 == len(list(found))
    assert first
    assert 4 == reader.graphs()[GRAPH]
    reader.close()
    writer.close()


def test_a_snapshot_that_is_read_is_not_removed(base, folder):
    """However many changes follow; it goes with the first change after it was let go of."""
    reader, writer = DiskStore.of(folder, base), DiskStore.of(folder, base, writable=True)
    held = reader.snapshot
    for size in (1, 2, 3):
        writer.replace(GRAPH, triples("a", size))
    assert held.is_dir()
    assert 3 == len(snapshots(folder))
    reader.close()
    writer.replace(GRAPH, triples("a", 4))
    assert not held.exists()
    assert 2 == len(snapshots(folder))
    writer.close()


def test_a_large_graph_is_replaced_by_a_small_one_and_back(base, folder):
    """Both ways of leaving a graph out give the same."""
    store = DiskStore.of(folder, base, writable=True)
    sizes = []
    for size in (100_000, 10, 100_000):
        store.replace(GRAPH, triples("a", size))
        sizes.append((store.graphs()[GRAPH], len(rows(store, "SELECT ?p WHERE { <http://example.org/a> ?p ?o }"))))
    assert [(100_000, 100_000), (10, 10), (100_000, 100_000)] == sizes
    store.close()


def test_a_writer_waits_only_so_long_for_another(base, folder):
    """Then it says so; readers need no lock."""
    store = DiskStore.of(folder, base, wait=0.2)
    with alone(folder, 1), pytest.raises(StoreError) as raised:
        store.add(GRAPH, triples("a"))
    message = f"{folder} is being written by another process for more than 0.2 s. Try again when it is done."
    assert (message, "locked") == (str(raised.value), raised.value.kind)
    store.add(GRAPH, triples("a"))
    assert 1 == store.graphs()[GRAPH]
    store.close()


def test_a_full_disk_leaves_everything_as_it_was(base, folder):
    """Here a limit on the size of files stands for it: nothing that is larger can be written."""
    before = read_current(folder)
    program = """
import resource, signal, sys
sys.path.insert(0, "tests")
from dataclasses import replace
import yidi
from stores import triples
from yidi.store.store import open_store
base = replace(yidi.load(), hash=sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    open_store(sys.argv[1], base, writable=True).replace("http://example.org/graph", triples("a", 200_000))
except yidi.StoreError as error:
    print(error.kind, error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(folder), base.hash], capture_output=True, text=True, check=False
    )
    message = f"full There is no room left for {folder}; it holds what it held before. Make room, and try again.\n"
    assert (message, "") == (ran.stdout, ran.stderr)
    assert before == read_current(folder)
    assert {before.snapshot} == snapshots(folder)


def test_a_place_that_is_no_store_is_told(base, tmp_path):
    """A file, a folder with other things, a damaged store, and what a reader finds when the store is removed."""
    file, other, damaged = tmp_path / "file", tmp_path / "other", tmp_path / "damaged"
    file.write_text("x")
    other.mkdir()
    (other / "thesis.docx").write_text("x")
    damaged.mkdir()
    (damaged / "CURRENT.json").write_text("{")
    found = {}
    for path in (file, other, damaged):
        with pytest.raises(StoreError) as raised:
            open_store(str(path), base)
        found[path] = (str(raised.value), raised.value.kind)
    assert {
        file: (f"{file} is a file. Give a folder for the store.", "wrong"),
        other: (f"{other} is no store: it holds thesis.docx. Give an empty or a new folder.", "wrong"),
        damaged: (f"{damaged}/CURRENT.json is damaged. Remove the folder, and load it again.", "wrong"),
    } == found
    assert ["x"] == [p.read_text() for p in other.iterdir()]


def test_a_store_whose_files_were_removed_is_told(base, folder):
    """With what to do about it."""
    store = DiskStore.of(folder, base)
    (folder / "CURRENT.json").unlink()
    with pytest.raises(StoreError) as raised:
        store.graphs()
    message = f"{folder} is no store any more. Start again, and load what it held with `yidi load`."
    assert message == str(raised.value)
    store.close()


def test_what_the_system_has_against_a_store_is_told(tmp_path):
    """In one line each, with what to do; nobody sees a traceback."""
    found = []
    for error in (
        PermissionError(13, "Permission denied"),
        OSError(28, "No space left on device"),
        OSError("IO error: x"),
    ):
        with pytest.raises(StoreError) as raised, told(tmp_path):
            raise error
        found.append((raised.value.kind, str(raised.value)))
    assert [
        ("refused", f"{tmp_path} may not be written. Change its permissions, or use another."),
        ("full", f"There is no room left for {tmp_path}; it holds what it held before. Make room, and try again."),
        ("wrong", f"{tmp_path} cannot be read: IO error: x. Remove it, and load it again."),
    ] == found


def test_a_store_that_was_made_opens_without_the_base_being_read(base, folder):
    """The hash beside the snapshot is enough: nothing is written, not even a lock."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    time.sleep(0.01)
    store = DiskStore.of(folder, base)
    assert store.graphs()
    store.close()
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
