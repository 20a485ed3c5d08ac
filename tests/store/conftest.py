"""Stores of every kind; the server is a real one, started once and emptied for each test."""

import shutil
from pathlib import Path

import pytest
from stores import oxigraph

from yidi.names import BASE_GRAPH, ROWS_GRAPH
from yidi.store.store import open_store


@pytest.fixture(scope="session")
def server():
    """Give the address of a server that several tests use."""
    with oxigraph() as address:
        yield address


@pytest.fixture
def loaded_server(server, base):
    """Give the address of the server with the base in it and nothing else."""
    store = open_store(server, base)
    for graph in set(store.graphs()) - {BASE_GRAPH, ROWS_GRAPH}:
        store.drop(graph)
    store.close()
    return server


@pytest.fixture(scope="session")
def loaded_folder(base, tmp_path_factory):
    """Give a folder whose store holds the base: made once, to be copied."""
    folder = tmp_path_factory.mktemp("disk") / "store"
    open_store(str(folder), base).close()
    return folder


@pytest.fixture
def folder(loaded_folder, tmp_path):
    """Give a folder of a test's own whose store holds the base."""
    return Path(shutil.copytree(loaded_folder, tmp_path / "store"))


@pytest.fixture(params=["memory", "folder", "loaded_server"])
def where(request):
    """Give the place of each kind of store in turn."""
    return request.param if request.param == "memory" else str(request.getfixturevalue(request.param))


@pytest.fixture(params=["folder", "loaded_server"])
def lasting(request):
    """Give the place of each kind of store that lasts longer than the program."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(where, base):
    """Give each kind of store in turn, holding the base."""
    opened = open_store(where, base, writable=True)
    yield opened
    opened.close()
