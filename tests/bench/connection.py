"""As little of an HTTP client as can be, so that what is measured is the server: connections that are kept."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from urllib.parse import urlsplit

_PART = 1 << 18


class Connection:
    """One connection, with one request on its way at a time."""

    def __init__(self, address: str) -> None:
        url = urlsplit(address)
        self.socket = socket.create_connection((url.hostname or "", url.port or 80), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._held = b""
        self._wanted = -1

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        self.send(request)
        while (answer := self.receive()) is None:
            pass
        return answer

    def send(self, request: bytes) -> None:
        """Put a request on its way."""
        self._held, self._wanted = b"", -1
        self.socket.sendall(request)

    def receive(self) -> tuple[int, bytes] | None:
        """What has come by now: the status and the body, or None as long as some of it is missing."""
        part = self.socket.recv(_PART)
        if not part:
            raise ConnectionError("the server has closed the connection")
        self._held += part
        head, found, body = self._held.partition(b"\r\n\r\n")
        if self._wanted < 0 and found:
            self._wanted = _length(head)
        if self._wanted < 0 or len(body) < self._wanted:
            return None
        return int(head.split(b" ", 2)[1]), body


def request(target: str, *, accept: str = "*/*", body: bytes | None = None) -> bytes:
    """A request as it goes over the wire: a GET, or a POST of JSON where there is a body."""
    head = f"{'GET' if body is None else 'POST'} {target} HTTP/1.1\r\nhost: bench\r\naccept: {accept}\r\n"
    if body is not None:
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
    return f"{head}\r\n".encode() + (body or b"")


def press(address: str, requests: Sequence[bytes], clients: int, seconds: float) -> tuple[list[float], dict[int, int]]:
    """The seconds that each answer took, and how many answers had which status.

    So many clients ask one thing after the other, all in one thread, so that they do not hold each other up.
    """
    times: list[float] = []
    statuses: dict[int, int] = {}
    with DefaultSelector() as selector:
        asked: dict[Connection, float] = {}
        for number in range(clients):
            connection = Connection(address)
            selector.register(connection.socket, EVENT_READ, connection)
            asked[connection] = perf_counter()
            connection.send(requests[number % len(requests)])
        until = perf_counter() + seconds
        while perf_counter() < until:
            for key, _ in selector.select():
                connection = key.data
                if (answer := connection.receive()) is None:
                    continue
                times.append(perf_counter() - asked[connection])
                statuses[answer[0]] = statuses.get(answer[0], 0) + 1
                asked[connection] = perf_counter()
                connection.send(requests[len(times) % len(requests)])
        for connection in asked:
            connection.socket.close()
    return times, statuses


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer of unknown length")
