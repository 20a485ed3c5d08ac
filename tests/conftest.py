"""What all tests share: the built-in base, compiled once, and a cache of compiled bases of their own."""

import os

import pytest
from hypothesis import settings

settings.register_profile("yidi", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("yidi")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    """Keep what the tests compile apart from what the user's own runs keep."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("YIDI_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def base(cache):
    """Give the built-in base."""
    import yidi

    return yidi.load()
