import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from yidi.api import create_app
from yidi.api.pages import STATIC


@pytest.fixture(scope="session")
def app():
    """Give the application with the built-in base."""
    return create_app()


@pytest.fixture(scope="session")
def client(app):
    """Give a client that speaks to the application without a network."""
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture
def example():
    """Give the example case that the page and the description show, fresh each time."""
    return json.loads((STATIC / "example.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def example_answer():
    """Give the answer that the description shows, abridged."""
    return json.loads(Path(STATIC / "example-answer.json").read_text("utf-8"))
