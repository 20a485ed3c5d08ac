"""The SPARQL 1.1 Protocol, for queries alone; asked without a query, the service describes itself."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from yidi.api.described import described
from yidi.api.negotiation import choose
from yidi.api.pages import POLICY, page
from yidi.api.problems import Problem
from yidi.api.service_description import Description
from yidi.api.settings import Settings
from yidi.api.sparql_request import Asked, read_asked
from yidi.api.sparql_schema import DESCRIPTION, GET, POST
from yidi.names import ID
from yidi.running.formats import GRAPHS, JSON, TABLES, XML, content_type
from yidi.running.request import Outcome, QueryRequest, Refused, Runner

HTML: Final = "text/html"
ALIASES: Final = {"application/json": JSON, "application/xml": XML, "text/xml": XML}
"""More general names of two of the forms; who asks for one is answered by that name."""
_ASKED_FOR_TABLE: Final = (*TABLES, *ALIASES)
_GONE: Final = 499  # nobody reads it; the log and the counts have it


def router(settings: Settings, runner: Runner, description: Description) -> APIRouter:
    """The routes of the endpoint, whose queries the runner answers."""
    routes = APIRouter(tags=["sparql"])

    async def sparql(request: Request) -> Response:
        asked = await read_asked(request, settings)
        accept = request.headers.get("accept")
        if asked.query is None:
            if _is_browser(accept, (*GRAPHS, HTML)):
                return page("sparql.html", POLICY, vary="accept")
            return await describe(request)
        if request.method != "POST" and _is_browser(accept, (*_ASKED_FOR_TABLE, *GRAPHS, HTML)):
            return page("sparql.html", POLICY, vary="accept")
        return await _answer(request, asked, settings, runner)

    async def describe(request: Request) -> Response:
        media_type = choose(request.headers.get("accept"), GRAPHS)
        if media_type is None:
            raise Problem("not-acceptable", offered=", ".join(GRAPHS))
        content = await description.written(str(request.url_for("sparql")), media_type)
        return _response(content, media_type)

    routes.add_route("/sparql", sparql, methods=["GET", "HEAD", "POST"], name="sparql", include_in_schema=False)
    get = {"summary": "Ask in SPARQL, or what the service is", "openapi_extra": GET}
    described(routes, "/sparql", "GET", operation_id="sparql_sparql_get", **get)
    described(routes, "/sparql", "POST", operation_id="sparql_post", summary="Ask in SPARQL", openapi_extra=POST)
    routes.add_api_route("/sparql", _no_other, methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    routes.add_api_route(
        "/.well-known/void", describe, methods=["GET"], summary="What the data is (VoID)", openapi_extra=DESCRIPTION
    )
    return routes


async def _no_other() -> Response:
    raise Problem("method-not-allowed", allow="GET, HEAD, POST, OPTIONS")


def _is_browser(accept: str | None, offered: tuple[str, ...]) -> bool:
    """Whether a page is liked best of all that is offered; it has to be asked for."""
    return accept is not None and choose(accept, offered) == HTML


async def _answer(request: Request, asked: Asked, settings: Settings, runner: Runner) -> Response:
    accept = request.headers.get("accept")
    table = choose(accept, _ASKED_FOR_TABLE)
    query = QueryRequest(
        asked.query or "",
        table=ALIASES.get(table, table) if table else None,
        graph=choose(accept, GRAPHS),
        dataset=asked.dataset,
        base_iri=ID,
        seconds=settings.query_seconds,
        most_bytes=settings.most_result_bytes,
    )
    try:
        outcome = await _unless_gone(request, runner, query)
    except Refused as refused:
        details: dict[str, Any] = refused.details
        raise Problem(refused.kind, **details) from None
    if outcome is None:
        return Response(None, _GONE)
    return _response(
        outcome.content, table if table in ALIASES and outcome.media_type == query.table else outcome.media_type
    )


async def _unless_gone(request: Request, runner: Runner, query: QueryRequest) -> Outcome | None:
    """The result of a query, or None where the client left before: then the query is stopped."""
    patience = asyncio.timeout(None)
    leaving = asyncio.create_task(_gone(request, patience))
    try:
        async with patience:
            return await runner.run(query)
    except TimeoutError:
        if patience.expired():
            return None
        raise
    finally:
        leaving.cancel()


async def _gone(request: Request, patience: asyncio.Timeout) -> None:
    """End somebody's patience when the client leaves."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    patience.reschedule(0)


def _response(content: bytes, media_type: str | None) -> Response:
    headers = {"vary": "accept", "cache-control": "no-store", "content-type": content_type(media_type or "")}
    return Response(content, 200, headers)
