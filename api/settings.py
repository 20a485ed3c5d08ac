"""How much one request may ask for; each limit can be set in the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from yidi.errors import UsageError

_WHOLE: Final = re.compile(r"[1-9][0-9]{0,11}")
_ORIGINS: Final = re.compile(r"\*|none|https?://[a-z0-9.:\[\]-]{1,200}")


@dataclass(frozen=True)
class Settings:
    """The limits of the HTTP interface; `YIDI_MOST_BYTES` and so on set them."""

    most_bytes: int = 1_000_000  # of a request's body
    most_seconds: int = 10  # for a body to arrive
    most_cases: int = 1000  # in one array
    most_reference_cases: int = 100  # in one array, where the reference engine decides
    most_depth: int = 50  # of nesting in a body
    at_once: int = 10  # cases decided without leaving the event loop; more go to a worker thread
    workers: int = 2  # worker threads
    query_workers: int = 4  # processes that answer queries
    query_seconds: int = 10  # for a query to be answered; then it is stopped
    most_waiting: int = 32  # queries that wait for a process
    most_result_bytes: int = 10_000_000  # of a query's result
    worker_megabytes: int = 1024  # of memory for each process, the triples that it holds among them
    origins: str = ""  # sites whose pages may ask: "*" for all, one, or "none"; where not set, all ask memory alone

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The limits as the environment sets them; UsageError names a variable that is no whole number."""
        chosen: dict[str, Any] = {}
        for field in fields(cls):
            name = f"YIDI_{field.name.upper()}"
            text = environment.get(name)
            if not text:
                continue
            if field.type == "str":
                chosen[field.name] = _origins(name, text)
                continue
            if not _WHOLE.fullmatch(text):
                raise UsageError(f"{name}: {text!r} is not a whole number above 0. Correct it or unset it.")
            chosen[field.name] = int(text)
        return cls(**chosen)


def _origins(name: str, text: str) -> str:
    if not _ORIGINS.fullmatch(text):
        raise UsageError(f"{name}: {text!r} is no origin. Give *, none, or one such as https://example.org.")
    return text
