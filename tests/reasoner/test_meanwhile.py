"""A second process that works meanwhile: what it puts on shelves is found, and nothing depends on it."""

import os
import subprocess
import sys
import threading

import pytest

from yidi.meanwhile import meanwhile
from yidi.shelf import open_shelves, shelf

FORKS = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
SCRIPT = """
import os, signal, sys, time
from yidi.meanwhile import meanwhile
from yidi.shelf import is_missing, open_shelves, shelf

def make(name):
    print(name, "made in", "the copy" if os.getpid() != PARENT else "place", flush=True)
    return name

def work():
    shelf("left").made(b"k", lambda: make("left"))
    DO
    shelf("right").made(b"k", lambda: make("right"))

PARENT = os.getpid()
with open_shelves():
    try:
        with meanwhile(work, pays=is_missing("left", b"k")):
            END
    except ArithmeticError:
        print("failed")
    shelf("left").made(b"k", lambda: make("left"))
    shelf("right").made(b"k", lambda: make("right"))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""
NONE = ["left made in place", "right made in place", "nobody is left"]
BROKEN = ["left made in the copy", *NONE]


def run(folder, *, do="pass", end="pass"):
    """The lines of a process of its own: threads of the one that runs the tests would keep it from being copied."""
    text = SCRIPT.replace("DO", do).replace("END", end)
    environment = {**os.environ, "YIDI_CACHE": str(folder)}
    done = subprocess.run([sys.executable, "-c", text], env=environment, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(not FORKS, reason="needs Linux and two cores")
def test_what_the_second_process_makes_is_not_made_again(tmp_path):
    """It is on the shelf afterwards; and next time nothing is left to be made."""
    assert run(tmp_path) == ["left made in the copy", "right made in the copy", "nobody is left"]
    assert run(tmp_path) == ["nobody is left"]


@pytest.mark.skipif(not FORKS, reason="needs Linux and two cores")
@pytest.mark.parametrize("do", ["raise ValueError", "os._exit(3)", "signal.raise_signal(9)", "signal.raise_signal(14)"])
def test_where_the_second_process_fails_everything_is_made_in_place(tmp_path, do):
    """Whether it raises, ends, is killed, or takes too long; nothing of it is seen, and none is left behind."""
    assert run(tmp_path, do=do) == BROKEN


@pytest.mark.skipif(not FORKS, reason="needs Linux and two cores")
def test_a_failure_beside_it_ends_the_second_process(tmp_path):
    """Nobody waits for it, and none is left behind."""
    lines = run(tmp_path, do="time.sleep(50)", end="time.sleep(0.2); 1 / 0")

    assert lines == ["left made in the copy", "failed", *NONE]


def test_no_process_is_copied_that_has_threads_or_nothing_to_gain(monkeypatch):
    """Threads would not come along; without a cache folder nothing would come back."""
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("copied"))
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    with open_shelves():
        with meanwhile(lambda: pytest.fail("worked")):
            shelf("here").put(b"k", 1)
        assert shelf("here").get(b"k") == 1
    done.set()
    other.join()

    assert run("") == NONE
