"""What the tests of stores share: a real server, a few triples, and the rows of an answer as plain text."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pyoxigraph as ox

GRAPH = "http://example.org/graph"
OTHER = "http://example.org/other"
OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def node(name):
    """Give the name of an example."""
    return ox.NamedNode(f"http://example.org/{name}")


def triples(name, count=1):
    """Give some triples about a thing."""
    return [ox.Triple(node(name), node(f"p{i}"), ox.Literal(str(i))) for i in range(count)]


def rows(store, text, dataset=None):
    """Give the solutions of a query as tuples of text."""
    return [tuple(term and term.value for term in row) for row in store.query(text, dataset=dataset)]


def free_port():
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def oxigraph(*command, port=None):
    """Give the address of the query service of an Oxigraph server that runs as long as this lasts."""
    bind = f"127.0.0.1:{port or free_port()}"
    address = f"http://{bind}/query"
    arguments = [str(OXIGRAPH), *(command or ("serve",)), "--bind", bind]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()


def wait_for(address):
    """Wait until a server answers anything at all."""
    for _ in range(200):
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - one of our own
        except HTTPError as error:
            error.close()
        except OSError:
            time.sleep(0.05)
            continue
        return
    raise TimeoutError(address)
