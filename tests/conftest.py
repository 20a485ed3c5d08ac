"""What all tests share: the built-in base, compiled once, and a cache of compiled bases of their own."""

import gc
import os

import pytest
from hypothesis import settings
from strategies import built_in

from yidi import Base, files

settings.register_profile("yidi", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("yidi")
gc.set_threshold(20_000, 20, 20)  # there is much that stays; to look through it as often as usual takes a tenth
Base._repr_pretty_ = lambda base, printer, _: printer.text(repr(base))  # else Hypothesis would show all its fields


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    """Give the folder that keeps what the tests compile, apart from what the user's own runs keep."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", str(folder))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # else each process that is started compiles all modules
        patch.setattr(files, "MOST_KEPT", 1000)  # else the bases of tests would drive out the built-in one
        yield folder


@pytest.fixture(scope="session")
def base():
    """Give the built-in base."""
    return built_in()
