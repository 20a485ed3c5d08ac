"""The pages for people: the case form at `/` and the API's description at `/docs`, from this machine alone."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

# An editable install links every file on its own, so the link is followed to where all of them are.
STATIC: Final = Path(__file__).resolve().parent / "static"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Swagger UI sets styles of its own at run time.
DOCS_POLICY: Final = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


def add_to(app: FastAPI) -> None:
    """Gives the application the pages and the files that they load."""

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def home() -> Response:
        return page("index.html", POLICY)

    @app.api_route("/docs", methods=["GET", "HEAD"], include_in_schema=False)
    async def docs() -> Response:
        return page("docs.html", DOCS_POLICY)

    app.mount("/static/swagger", StaticFiles(directory=_swagger()))
    app.mount("/static", StaticFiles(directory=STATIC))


def page(name: str, policy: str, **more: str) -> Response:
    """A page of the static files, with the policy that it is shown under and more headers."""
    headers = {"content-security-policy": policy, "referrer-policy": "no-referrer", "cache-control": "no-cache", **more}
    return FileResponse(STATIC / name, headers=headers)


def _swagger() -> Path:
    """Where the package that brings Swagger UI keeps its files; its code is not used."""
    package = find_spec("fastapi_offline")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("fastapi-offline is not installed; /docs has its files. Run pip install again.")
    return Path(package.origin).parent / "static"
