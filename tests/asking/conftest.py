import socket

import pytest

from yidi.asking import Asker


@pytest.fixture(scope="session")
def asker(base):
    """Give what answers the named queries of the built-in base."""
    return Asker(base)


@pytest.fixture(scope="session")
def library(asker):
    """Give the built-in queries."""
    return asker.library


@pytest.fixture(scope="module")
def unused_port():
    """Give the number of a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
