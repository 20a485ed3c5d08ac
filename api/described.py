"""Routes that stand in the description alone: what answers is a plain route.

FastAPI tries one route after the other, and reads the parameters of each request even where an endpoint reads them
itself; for a small query both would take longer than the query.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope


class _Described(APIRoute):
    """A route that answers nothing."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:  # noqa: ARG002 - as its kind has it
        """Match no request."""
        return Match.NONE, {}


def described(routes: APIRouter, path: str, method: str, **words: Any) -> APIRoute:
    """Add to the OpenAPI description what a plain route answers; gives the route that stands there for it."""
    routes.add_api_route(path, _nothing, methods=[method], route_class_override=_Described, **words)
    route = routes.routes[-1]
    assert isinstance(route, APIRoute)  # noqa: S101 - it was just added
    return route


async def _nothing() -> None: ...
