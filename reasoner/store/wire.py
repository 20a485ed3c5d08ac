"""Requests to a server, with time limits, retries where a repeat does no harm, and errors that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import Retry, Timeout, make_headers

from yidi.errors import StoreError

SECONDS: Final = 30.0
"""How long a request may take."""
_CONNECT: Final = 5.0
_LARGE: Final = 2**16  # a server may take longer than it takes to connect before it has taken up so many bytes
_RETRIES: Final = 3
_PIECE: Final = 1 << 16
_LONGEST: Final = 200
"""How much of what a server says about its refusal is passed on, in characters."""
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: status, media type without parameters, and body."""

    status: int
    media_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The beginning of the body, on one line."""
        shown = " ".join(self.body[: 4 * _LONGEST].decode("utf-8", "replace").split())
        return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


class _Retry(Retry):
    """Tries again when nobody answers or the server is overloaded, but not when a request took too long already."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: urllib3.BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: Any = None,
        _stacktrace: Any = None,
    ) -> _Retry:
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


_AGAIN: Final = _Retry(
    total=_RETRIES,
    status_forcelist=(502, 503, 504),
    allowed_methods=None,  # the caller says which requests may be repeated
    backoff_factor=0.2,
    raise_on_status=False,
    respect_retry_after_header=False,  # it may name an hour
)


class Wire:
    """Connections to one server; user and password of its address go into a header and nowhere else."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
        self.address: Final = urlunsplit((parts.scheme, host, parts.path, "", ""))
        self._headers = {"User-Agent": "yidi"}
        if parts.username is not None:
            self._headers |= make_headers(basic_auth=f"{unquote(parts.username)}:{unquote(parts.password or '')}")
        self._pool = urllib3.PoolManager(headers=self._headers, maxsize=8)

    def send(  # noqa: PLR0913 - a request has this many parts
        self,
        method: str,
        address: str,
        *,
        fields: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        headers: Mapping[str, str],
        seconds: float = SECONDS,
        repeatable: bool = False,
        most_bytes: int | None = None,
    ) -> Reply:
        """What a server answers; `fields` stand in the address where there is a body, else they are the body.

        Raises StoreError where no answer comes in time, or one that is longer than `most_bytes`.
        """
        url = f"{address}?{urlencode(fields)}" if body is not None or method == "DELETE" else address
        content = body if body is not None or method == "DELETE" else urlencode(fields).encode()
        kinds = headers if "Content-Type" in headers else {**headers, "Content-Type": FORM}
        until = monotonic() + seconds
        # urllib3 holds the server to the time for connecting until it has taken up the whole body.
        patience = seconds if len(content or b"") > _LARGE else min(_CONNECT, seconds)
        try:
            response = self._pool.request(
                method,
                url,
                body=content,
                headers={**self._headers, **kinds},
                timeout=Timeout(connect=patience, read=seconds),
                retries=_AGAIN if repeatable else False,
                redirect=False,
                preload_content=False,
            )
            with response:
                return self._read(response, address, until, seconds, most_bytes)
        except ReadTimeoutError:
            raise slow(address, seconds) from None
        except HTTPError as error:
            raise _away(address, error) from None

    def _read(
        self, response: urllib3.BaseHTTPResponse, address: str, until: float, seconds: float, most_bytes: int | None
    ) -> Reply:
        pieces: list[bytes] = []
        size = 0
        for piece in response.stream(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if most_bytes is not None and size > most_bytes:
                raise StoreError(f"{address} answers with more than {most_bytes} bytes. Ask for less.", "large")
            if monotonic() > until:
                raise slow(address, seconds)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Reply(response.status, kind, b"".join(pieces))

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()


def slow(address: str, seconds: float) -> StoreError:
    """The error of a request that took too long."""
    return StoreError(f"{address} did not answer within {seconds:g} s. Ask for less, or try again later.", "slow")


def refused(address: str, reply: Reply) -> StoreError:
    """The error of an answer that is no success, with what to do about it."""
    said = f": {reply.text}" if reply.text and reply.media_type != "text/html" else ""
    return StoreError(f"{address} answers {reply.status}{said}. {_advice(reply.status)}", "refused")


def _advice(status: int) -> str:
    if status in (401, 403):
        return "Give a user who may do this in the address: https://user:password@host/…"
    if 300 <= status < 400:  # noqa: PLR2004 - the redirects
        return "It has moved: give its new address."
    if status in (404, 405, 406, 410, 415):
        return "Give the address of its query service, such as …/query or …/sparql."
    if status >= 500:  # noqa: PLR2004 - the server's own faults
        return "See the log of the server, or try again later."
    return "See what the server expects."


def _away(address: str, error: HTTPError) -> StoreError:
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    if isinstance(cause, SSLError):
        why, advice = "its certificate cannot be trusted", "Correct the certificate, or the address."
    elif isinstance(cause, ConnectTimeoutError) and not isinstance(cause, NewConnectionError):
        why, advice = "no connection in time", "Start it, or correct the address."
    else:
        why, advice = _in_words(cause), "Start it, or correct the address."
    return StoreError(f"No server answers at {address}: {why}. {advice}", "away")


def _in_words(error: BaseException) -> str:
    """The innermost reason: "Connection refused" and not the chain of objects around it."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, OSError) and inner.strerror:
            return inner.strerror
        inner = inner.__cause__ or inner.__context__
    return str(error.args[-1] if error.args else error).rpartition(": ")[2] or type(error).__name__
