"""The interface as it is served: a process of its own, asked over the loopback network."""

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Give the address of a server that runs for this module."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    program = f"from yidi.api import serve; serve(port={port})"
    environment = os.environ | {"YIDI_MOST_SECONDS": "1"}
    with log.open("w") as stderr:
        process = subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=stderr, stdout=stderr)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                ask(f"{address}/readyz")
                break
            except URLError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        else:
            pytest.fail(f"the server did not start: {log.read_text()}")
        yield address
    finally:
        process.terminate()
        process.wait(20)
    text = log.read_text()
    assert "POST /v1/decide 200 " in text
    assert "Traceback" not in text


def ask(address, body=None, **headers):
    assert address.startswith("http://127.0.0.1:")
    request = Request(address, body, {key.replace("_", "-"): value for key, value in headers.items()})  # noqa: S310
    try:
        with urlopen(request, timeout=20) as response:  # noqa: S310
            return response.status, response.headers, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_a_case_is_decided(address, example):
    status, headers, body = ask(f"{address}/v1/decide", json.dumps(example).encode(), content_type="application/json")
    assert status == 200
    assert json.loads(body)["amount"]["fundPays"] == "41225.00"
    assert headers["x-request-id"]
    assert headers["server"] is None


def test_a_problem_is_told(address):
    status, headers, body = ask(f"{address}/v1/decide?lang=en", b"{", content_type="application/json")
    assert (status, headers["content-type"]) == (422, "application/problem+json")
    assert json.loads(body)["type"].endswith("/malformed-json")


def test_a_body_without_length_is_cut_at_the_limit(address):
    """The line is closed while the client still sends, so what was answered is read whatever became of the sending."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        kind = "content-type: application/json\r\ntransfer-encoding: chunked"
        head = f"POST /v1/decide HTTP/1.1\r\nhost: x\r\n{kind}\r\n\r\n"
        chunk = b"c350\r\n" + b" " * 50_000 + b"\r\n"
        with suppress(ConnectionError):
            connection.sendall(head.encode())
            for _ in range(40):
                connection.sendall(chunk)
        answer = b""
        with suppress(ConnectionError):
            while part := connection.recv(65536):
                answer += part
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nconnection: close\r\n" in answer
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["limit"] == 1_000_000


def test_a_slow_body_is_not_waited_for(address):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        head = "POST /v1/decide HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{"
        connection.sendall(head.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["type"].endswith("/timeout")


def test_a_client_that_leaves_harms_nobody(address):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(
            b"POST /v1/decide HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n"
        )
    assert ask(f"{address}/healthz")[0] == 200


def test_many_clients_get_the_same_answers(address, example):
    other = {key: part for key, part in example.items() if key != "filing"}
    bodies = [json.dumps(body).encode() for body in (example, other, [example] * 25, [other] * 150)]

    def decide(number):
        return ask(f"{address}/v1/decide?lang=en", bodies[number % 4], content_type="application/json")[2]

    expected = [decide(number) for number in range(4)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, range(80)))
    assert all(answer == expected[number % 4] for number, answer in enumerate(answers))
    assert json.loads(expected[3])[149] == json.loads(expected[1])


def test_pages_are_served(address):
    for path in ("/", "/docs", "/openapi.json", "/static/swagger/swagger-ui-bundle.js", "/metrics"):
        assert ask(f"{address}{path}")[0] == 200, path
