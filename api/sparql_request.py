"""What a request of the SPARQL 1.1 Protocol asks: the query and its dataset, from an address, a form or a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from yidi.api.body import read_body
from yidi.api.problems import Problem
from yidi.api.settings import Settings
from yidi.store.store import Dataset

QUERY: Final = "application/sparql-query"
FORM: Final = "application/x-www-form-urlencoded"
UPDATE: Final = "application/sparql-update"
MOST_FIELDS: Final = 1000
_UPDATES: Final = frozenset(("update", "using-graph-uri", "using-named-graph-uri"))
_BAD_REQUEST: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, None where the service itself is asked for, and the dataset that the request names, if it names one."""

    query: str | None
    dataset: Dataset | None


async def read_asked(request: Request, settings: Settings) -> Asked:
    """What the request asks; raises Problem where it is no query request of the protocol."""
    fields = _fields(request.scope["query_string"])
    if request.method != "POST":
        asked = _asked(fields)
        if asked.query is None and asked.dataset is not None:
            raise Problem("not-a-query-request")
        return asked
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == UPDATE:
        raise Problem("update-refused")
    media_type, body = await _body(request, settings)
    asked = _asked([*fields, *(_fields(body) if media_type == FORM else [("query", _text(body))])])
    if asked.query is None:
        raise Problem("not-a-query-request")
    return asked


async def _body(request: Request, settings: Settings) -> tuple[str, bytes]:
    try:
        return await read_body(request, settings, (QUERY, FORM))
    except Problem as problem:
        if problem.kind != "body-too-large":
            raise
        raise Problem("query-too-large", limit=settings.most_bytes) from None


def _fields(content: bytes) -> list[tuple[str, str]]:
    """The fields of a form or an address."""
    try:
        return parse_qsl(content.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8", status=_BAD_REQUEST, byte=error.start + 1) from None
    except ValueError:  # too many
        raise Problem("not-a-query-request") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8", status=_BAD_REQUEST, byte=error.start + 1) from None


def _asked(fields: Sequence[tuple[str, str]]) -> Asked:
    """The query among the fields; fields that the protocol does not know are other people's, and left alone."""
    if any(name in _UPDATES for name, _ in fields):
        raise Problem("update-refused")

    def values(of: str) -> tuple[str, ...]:
        return tuple(value for name, value in fields if name == of)

    queries = values("query")
    if len(queries) > 1:
        raise Problem("not-a-query-request")
    dataset = Dataset(values("default-graph-uri"), values("named-graph-uri"))
    return Asked(queries[0] if queries else None, dataset or None)
