"""The HTTP interface put together: routes, errors as problem details, counting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import yidi
from yidi.api import decisions, filings, held, linked, pages, probes, queries, schema, sparql
from yidi.api.cors import Cors
from yidi.api.metrics import Metrics
from yidi.api.negotiation import language_of
from yidi.api.problems import Problem
from yidi.api.service_description import Description
from yidi.api.settings import Settings
from yidi.api.watch import Watch
from yidi.asking import load_library
from yidi.errors import CaseError, Fault
from yidi.linked.index import read_index
from yidi.running.request import Runner
from yidi.running.runners import Limits, open_runner
from yidi.store.institutions import institutions_at
from yidi.store.store import MEMORY


def create_app(base_folder: Path | None = None, settings: Settings | None = None, *, store: str = MEMORY) -> FastAPI:
    """The application with a base loaded: the one in the folder, or the built-in one.

    Queries are answered from the store: in memory, in a folder, or on a server by its address.  A case may name the
    institutions that the store holds now; those that are loaded later are known to the next application.
    Raises BaseError when the base does not compile, StoreError when the store cannot be used, and UsageError when the
    environment sets a limit wrongly.
    """
    settings = settings or Settings.from_environment()
    base = yidi.load(base_folder)
    loaded = institutions_at(store, base)
    base = loaded.added_to(base)
    index = read_index(base, linked.problem_triples())
    library = load_library(base.folder)
    runner = open_runner(store, base, Limits(settings.query_workers, settings.most_waiting, settings.worker_megabytes))
    metrics = Metrics()
    app = FastAPI(
        title="Yidi 异地就医",
        summary="What to file, how the bill is settled, how much the fund pays, and which provision says so.",
        version=version("yidi"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_running(runner),
    )
    app.include_router(decisions.router(base, settings))
    app.include_router(filings.router(base, settings))
    app.include_router(probes.router(base, metrics))
    app.include_router(held.router(base, index, loaded))
    app.include_router(linked.router(base, index))
    app.include_router(queries.router(base, library, settings, runner))
    app.include_router(sparql.router(settings, runner, Description(library, runner)))
    pages.add_to(app)
    # The built-in base is public; what lies in a store of one's own need not be.
    app.add_middleware(Cors, origins=settings.origins or ("*" if store == MEMORY else "none"))
    app.add_middleware(Watch, metrics=metrics)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(CaseError, _invalid_case)
    app.add_exception_handler(RequestValidationError, _invalid_parameter)
    app.add_exception_handler(HTTPException, _http_problem)
    schema.describe(app, base)
    return app


def _running(runner: Runner) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What starts the runner with the application, and stops it at the end."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:  # noqa: ARG001 - it is handed over
        await runner.start()
        try:
            yield
        finally:
            await runner.stop()

    return running


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - that is how it was registered
    return error.response(language_of(request))


async def _invalid_case(request: Request, error: Exception) -> Response:
    assert isinstance(error, CaseError)  # noqa: S101
    return Problem("invalid-case", faults=error.faults).response(language_of(request))


async def _invalid_parameter(request: Request, error: Exception) -> Response:
    """The faults of a route's typed parameters, as FastAPI finds them."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = [Fault(".".join(map(str, found["loc"][1:])), found["msg"]) for found in error.errors()]
    return Problem("invalid-parameter", faults=faults).response(language_of(request))


async def _http_problem(request: Request, error: Exception) -> Response:
    """What the router or the files' server refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 404:  # noqa: PLR2004
        problem = Problem("not-found")
    elif error.status_code == 405:  # noqa: PLR2004
        # The files' server names no methods; it takes these.
        problem = Problem("method-not-allowed", allow=(error.headers or {}).get("Allow", "GET, HEAD"))
    else:
        problem = Problem("other", status=error.status_code)
    return problem.response(language_of(request))
