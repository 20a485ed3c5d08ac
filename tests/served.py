"""The interface served by a process of its own, for clients that nobody here wrote."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen


@contextmanager
def serving(log, *arguments, **environment):
    """Give the address and the process of `yidi serve`, and end it afterwards; what it logs goes to a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yidi.cli", "serve", "--port", str(port), *arguments]
    with log.open("w") as stderr:
        process = subprocess.Popen(command, env=os.environ | environment, stderr=stderr, stdout=stderr)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                with urlopen(f"{address}/healthz", timeout=20):  # noqa: S310 - the address is ours
                    break
            except URLError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        else:
            raise AssertionError(f"the server did not start: {log.read_text()}")
        yield address, process
    finally:
        process.terminate()
        process.wait(30)
