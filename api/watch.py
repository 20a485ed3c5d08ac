"""Around every request: an id, the time taken, a log line without content, and no failure that shows its inside."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from secrets import token_hex
from time import perf_counter
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yidi.api.metrics import Metrics
from yidi.api.negotiation import language_of
from yidi.api.problems import Problem

log: Final = logging.getLogger("yidi.api")
NO_ROUTE: Final = "-"


@dataclass(slots=True)
class Watch:
    """The application with each request counted and logged: method, route, status, duration, id, nothing else."""

    app: ASGIApp
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; it raises only where a response broke off that had begun."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, request_id, status = perf_counter(), token_hex(8), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                headers["x-content-type-options"] = "nosniff"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - whatever failed, the caller gets a problem and no traceback
            # The message of an exception may quote the case, so only its kind and place are logged.
            log.error("%s failed: %s", request_id, _place(error))  # noqa: TRY400
            if status:
                raise RuntimeError(f"the response to {request_id} broke off") from None
            await Problem("internal-error").response(language_of(Request(scope)))(scope, receive, sending)
        finally:
            seconds, route = perf_counter() - begun, _route(scope)
            self.metrics.count(scope["method"], route, status, seconds)
            log.info("%s %s %d %.1fms %s", scope["method"], route, status, seconds * 1000, request_id)


def _route(scope: Scope) -> str:
    """The template of the route that answered; never the path itself, which may say anything."""
    if isinstance(scope.get("endpoint"), StaticFiles):
        return "/static"
    if "route" in scope:
        return getattr(scope["route"], "path", NO_ROUTE)
    # A plain route leaves itself unnamed; without parameters its template is the path.
    return str(scope["path"]) if "endpoint" in scope and not scope.get("path_params") else NO_ROUTE


def _place(error: Exception) -> str:
    """The kind of an exception and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
