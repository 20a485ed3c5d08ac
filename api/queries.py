"""Named queries: what can be asked, and the answers as JSON, CSV, SPARQL results or Turtle."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic_core import to_json
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.requests import Request
from starlette.responses import Response

from yidi import Base
from yidi.api.body import JSON, TURTLE, read_json
from yidi.api.described import described
from yidi.api.negotiation import choose, language_of
from yidi.api.problems import Problem
from yidi.api.queries_schema import LIST, entry, get_description, post_description
from yidi.api.settings import Settings
from yidi.asking import Library, NamedQuery, bound, read_arguments
from yidi.asking.arguments import Arguments
from yidi.asking.show import csv_text, turtle
from yidi.asking.table import cut, read_results
from yidi.asking.words import FAULTS
from yidi.cases.messages import CASE
from yidi.engine import ANSWERS, MESSAGES
from yidi.errors import Fault, UsageError, one_line
from yidi.running.formats import CSV, XML, content_type
from yidi.running.formats import JSON as RESULTS
from yidi.running.guard import read_query
from yidi.running.request import QueryRequest, Reading, Refused, Runner

OFFERED: Final = (JSON, CSV, RESULTS, XML, TURTLE)
MOST_SHOWN: Final = 60


def router(base: Base, library: Library, settings: Settings, runner: Runner) -> APIRouter:
    """The routes of the named queries, which the runner runs."""
    routes = APIRouter(tags=["queries"])
    desk = QueryDesk(base, library, settings, runner)
    listed = to_json({"queries": [entry(query, base) for query in library]})

    @routes.get("/v1/queries", summary="List the named queries", openapi_extra=LIST)
    async def queries() -> Response:
        return Response(listed, 200, {"cache-control": "no-cache"}, JSON)

    counted_as: dict[str, APIRoute] = {}

    async def named(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in library.queries:
            raise Problem("no-such-query", nearest=library.nearest(name))
        request.scope["route"] = counted_as[name]
        return await desk.answer(library[name], request)

    routes.add_route("/v1/queries/{name}", named, methods=["GET", "POST"], include_in_schema=False)
    for query in library:
        for method, description in (("GET", get_description), ("POST", post_description)):
            counted_as[query.name] = described(
                routes,
                f"/v1/queries/{query.name}",
                method,
                operation_id=f"{method.lower()}_{query.name.replace('-', '_')}",
                summary=query.header.summary.en,
                openapi_extra=description(query, base),
            )
    return routes


class QueryDesk:
    """Where named queries are answered."""

    def __init__(self, base: Base, library: Library, settings: Settings, runner: Runner) -> None:
        self.base = base
        self.settings = settings
        self.runner = runner
        self.readings = {query.name: _read(query) for query in library}

    async def answer(self, query: NamedQuery, request: Request) -> Response:
        """The rows of a query in the form that is accepted; 304 where the client has them already."""
        media_type = choose(request.headers.get("accept"), OFFERED)
        if media_type is None:
            raise Problem("not-acceptable", offered=", ".join(OFFERED))
        language = language_of(request)
        given = await self._given(query, request, language)
        try:
            arguments = read_arguments(query, given, self.base, language or MESSAGES)
        except UsageError as error:
            raise Problem("invalid-parameter", faults=error.faults) from None
        results, following = cut(await self._run(query, arguments), arguments.page)
        link = None
        if following is not None:
            link = f"{request.url.path}?{urlencode(_words(given) | {'offset': str(following)})}"
        spoken = str(given.get("lang") or language or ANSWERS)
        content = _written(query, results, media_type, spoken, link)
        return _response(request, content, media_type, spoken, link)

    async def _run(self, query: NamedQuery, arguments: Arguments) -> bytes:
        try:
            outcome = await self.runner.run(
                QueryRequest(
                    bound(query, arguments),
                    table=RESULTS,
                    ours=True,  # one worker is kept for these
                    reading=self.readings[query.name],
                    seconds=self.settings.query_seconds,
                    most_bytes=self.settings.most_result_bytes,
                )
            )
        except Refused as refused:
            details: dict[str, Any] = refused.details
            raise Problem(refused.kind, **details) from None
        return outcome.content

    async def _given(self, query: NamedQuery, request: Request, language: str | None) -> dict[str, object]:
        """The arguments of the address and, of a POST, of the body; the language of labels is that of the request."""
        messages = language or MESSAGES
        pairs: list[tuple[str, object]] = [*request.query_params.multi_items()]
        if request.method == "POST":
            body = await read_json(request, self.settings, messages)
            if not isinstance(body, Mapping):
                message = CASE["object"][messages].format(
                    value=CASE["a-list" if isinstance(body, list) else "other"][messages]
                )
                raise Problem("invalid-parameter", faults=[Fault("", message)])
            pairs += body.items()
        given: dict[str, object] = {}
        for name, value in pairs:
            if name in given:
                raise Problem(
                    "invalid-parameter", faults=[Fault(one_line(name[:MOST_SHOWN]), FAULTS["twice"][messages])]
                )
            given[name] = value
        if "lang" not in query.parameters:
            given.pop("lang", None)  # it was for the messages
        elif language:
            given.setdefault("lang", language)
        return given


def _read(query: NamedQuery) -> Reading | None:
    """What the text of a query asks for, whatever its arguments are; None where it is refused, as at each request."""
    try:
        return read_query(query.text)
    except Refused:
        return None


def _words(given: Mapping[str, object]) -> dict[str, str]:
    """Arguments as an address writes them."""
    return {n: str(v).lower() if isinstance(v, bool) else str(v) for n, v in given.items() if v is not None}


def _written(query: NamedQuery, results: bytes, media_type: str, language: str, link: str | None) -> bytes:
    """Results in one of the forms offered."""
    if media_type == RESULTS:
        return results
    if media_type == XML:
        parsed = parse_query_results(results, format=QueryResultsFormat.JSON)
        assert isinstance(parsed, QuerySolutions)  # noqa: S101 - of a SELECT
        return parsed.serialize(format=QueryResultsFormat.XML) or b""
    table = read_results(query, results, None)
    if media_type == CSV:
        return csv_text(table).encode()
    if media_type == TURTLE:
        return turtle(table).encode()
    columns = [{"name": n, "type": c.type, "label": c.of(language)} for n, c in query.columns.items()]
    return to_json({"columns": columns, "rows": table.rows(), "next": link})


def _response(request: Request, content: bytes, media_type: str, language: str, link: str | None) -> Response:
    tag = f'"{blake2b(content, digest_size=16).hexdigest()}"'
    headers = {
        "content-language": language,
        "vary": "accept, accept-language",
        "cache-control": "no-cache",  # may be kept, and is asked for again by its tag
        "etag": tag,
    }
    if link is not None:
        headers["link"] = f'<{link}>; rel="next"'
    known = request.headers.get("if-none-match", "")
    if request.method == "GET" and tag in [part.strip().removeprefix("W/") for part in known.split(",")]:
        return Response(None, 304, headers)
    return Response(content, 200, {**headers, "content-type": content_type(media_type)})
