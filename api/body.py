"""The body of a request read as strict JSON: bounded in size, time and depth, every key once, no NaN."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

from starlette.requests import ClientDisconnect, Request

from yidi.api.problems import Problem
from yidi.api.settings import Settings
from yidi.cases.strict_json import Repeats, is_deep, whole
from yidi.cases.text import CaseText
from yidi.errors import CaseError

JSON: Final = "application/json"
JSON_LD: Final = "application/ld+json"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
_CONSTANT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')


async def read_body(request: Request, settings: Settings, offered: Sequence[str]) -> tuple[str, bytes]:
    """The body and its media type; raises Problem where it is of none of those offered, or too large."""
    content_type, _, rest = request.headers.get("content-type", "").partition(";")
    # Other parameters, such as the profile of JSON-LD, change nothing for us.
    names = (part.replace(" ", "").lower() for part in rest.split(";"))
    charset = next((name.removeprefix("charset=").strip('"') for name in names if name.startswith("charset=")), "")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    media_type = content_type.strip().lower()
    if media_type not in offered or charset not in ("", "utf-8", "utf8") or encoding != "identity":
        raise Problem("unsupported-content-type", offered=", ".join(offered))
    return media_type, await _bytes(request, settings)


async def read_json(request: Request, settings: Settings, language: str) -> object:
    """The value that the body holds; raises Problem where it is not JSON, too large or too deep."""
    _, body = await read_body(request, settings, (JSON,))
    return parse(body, settings, language)


async def _bytes(request: Request, settings: Settings) -> bytes:
    """The whole body, read no further than the limits."""
    too_large = Problem("body-too-large", limit=settings.most_bytes)
    with suppress(ValueError):  # a length that is no number is the server's to refuse
        if int(request.headers.get("content-length", "0")) > settings.most_bytes:
            raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(settings.most_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > settings.most_bytes:
                    raise too_large
    except TimeoutError:
        raise Problem("timeout", limit=settings.most_seconds) from None
    except ClientDisconnect:
        raise Problem("incomplete") from None
    return bytes(body)


def parse(body: bytes, settings: Settings, language: str) -> object:
    """The value of a JSON text; raises Problem that says where it is not one."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8", byte=error.start + 1) from None
    repeats = Repeats()
    try:
        value: object = json.loads(
            text, object_pairs_hook=repeats, parse_int=whole, parse_constant=lambda _: _no_constant(text)
        )
    except json.JSONDecodeError as error:
        why = error.msg[:1].lower() + error.msg[1:]
        raise Problem("malformed-json", line=error.lineno, column=error.colno, why=why) from None
    except RecursionError:
        raise Problem("nested-too-deep", limit=settings.most_depth) from None
    if is_deep(value, settings.most_depth):
        raise Problem("nested-too-deep", limit=settings.most_depth)
    if repeats.found:
        _refuse_repeated(text, language)
    return value


def _no_constant(text: str) -> NoReturn:
    """Raises the problem of NaN and Infinity, which Python reads and JSON does not know."""
    for match in _CONSTANT.finditer(text):
        if match[1]:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            raise Problem("malformed-json", line=line, column=column, why=f"{match[1]} is not JSON")
    raise AssertionError("a constant was read that is not there")


def _refuse_repeated(text: str, language: str) -> NoReturn:
    """Raises every key that is given twice, by its path, as files of cases are told of it."""
    try:
        list(CaseText("body.json", text, language).documents())
    except CaseError as error:
        raise Problem("invalid-case", faults=error.faults) from None
    raise AssertionError("a key was given twice that is not there")
