"""Whether the service lives, what it has loaded, and what it counted."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from yidi import Base
from yidi.api.metrics import MEDIA_TYPE, Metrics


def contents(base: Base) -> dict[str, object]:
    """What a base holds: its hash, and how many entries of each kind."""
    return {
        "hash": base.hash,
        "decisions": len(base.tables),
        "rules": len(base.rules),
        "sources": len(base.sources),
        "areas": len(base.places.areas),
        "hospitals": len(base.hospitals),
        "warnings": len(base.warnings),
    }


def router(base: Base, metrics: Metrics) -> APIRouter:
    """The routes for whoever runs the service; a base that did not load never gets this far."""
    routes = APIRouter(tags=["operation"])
    held = contents(base)
    ready = {"status": "ready", "version": version("yidi"), "base": held}

    @routes.get("/healthz", summary="Whether the process answers")
    async def healthz() -> Response:
        return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})

    @routes.get("/readyz", summary="Whether the base is loaded, which one, and what it holds")
    async def readyz() -> Response:
        return JSONResponse(ready, headers={"cache-control": "no-store"})

    @routes.get("/metrics", summary="Requests and durations for Prometheus", response_class=PlainTextResponse)
    async def numbers() -> Response:
        return Response(metrics.text(held), media_type=MEDIA_TYPE)

    return routes
