"""Cases to decisions: one case or several, in JSON or RDF, answered as JSON or, one case, as Turtle."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Final

from fastapi import APIRouter
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from yidi import Base, CaseError
from yidi.api.body import JSON, JSON_LD, N_TRIPLES, TURTLE, parse, read_body
from yidi.api.linked_bodies import RdfCase, read_rdf_cases
from yidi.api.negotiation import Wish, wish_of
from yidi.api.problems import Problem
from yidi.api.schema import DECIDE
from yidi.api.settings import Settings
from yidi.cases.case import parse_case
from yidi.cases.messages import CASE
from yidi.engine import REFERENCE, Engine
from yidi.errors import Fault

READ: Final = (JSON, JSON_LD, TURTLE, N_TRIPLES)
MOST_FAULTS: Final = 1000  # told of one array

Answer = dict[str, Any]


def router(base: Base, settings: Settings) -> APIRouter:
    """The routes that decide with this base."""
    routes = APIRouter(tags=["decide"])
    # The reference engine decides one request after another, so that it never holds up the painted tables.
    one_by_one = ThreadPoolExecutor(1, "reference")
    desk = Desk(base, settings, ThreadPoolExecutor(settings.workers, "decide"), one_by_one, threading.local())

    @routes.post("/v1/decide", summary="Decide a case, or an array of cases", openapi_extra=DECIDE)
    async def decide(request: Request) -> Response:
        return await desk.answer(request)

    return routes


@dataclass(frozen=True, slots=True)
class Desk:
    """Where cases are answered: small requests at once, large ones in a worker thread."""

    base: Base
    settings: Settings
    workers: ThreadPoolExecutor
    one_by_one: ThreadPoolExecutor
    own: threading.local
    waiting: Counter[str] = field(default_factory=Counter)

    async def answer(self, request: Request) -> Response:
        """The decision of the case in the request's body; of an array of cases, the array of their decisions."""
        wish = wish_of(request, (JSON, TURTLE))
        media_type, sent = await read_body(request, self.settings, READ)
        if media_type == JSON:
            body = parse(sent, self.settings, wish.messages)
        else:
            body = await self._described(media_type, sent, wish)
        if isinstance(body, list):
            self._check(body, wish)
            content = await self._made(self._many, body, wish, quick=len(body) <= self.settings.at_once)
        else:
            content = await self._made(self._one, body, wish, quick=wish.media_type == JSON)
        headers = {"content-language": wish.language, "vary": "accept, accept-language", "cache-control": "no-store"}
        return Response(content, 200, headers, wish.media_type)

    async def _made(self, make: Callable[..., bytes], body: object, wish: Wish, *, quick: bool) -> bytes:
        """The content made here if that is quick, else in a worker thread."""
        if wish.engine == REFERENCE:
            return await self._referred(make, body, wish)
        if quick and (not wish.unofficial or "with_claims" in vars(self.base)):
            return make(body, wish)
        return await asyncio.get_running_loop().run_in_executor(self.workers, make, body, wish)

    async def _referred(self, make: Callable[..., bytes], body: object, wish: Wish) -> bytes:
        """The content made by the reference engine, for which only so many requests may wait."""
        if self.waiting[REFERENCE] >= self.settings.most_waiting:
            raise Problem("too-busy", retry_after=self.settings.query_seconds)
        self.waiting[REFERENCE] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.one_by_one, make, body, wish)
        finally:
            self.waiting[REFERENCE] -= 1

    async def _described(self, media_type: str, body: bytes, wish: Wish) -> object:
        """The case that a body in RDF describes, or the cases in the order in which it names them."""
        # Read apart from the event loop, as reading RDF takes its time.
        args = (media_type, body, self.base, self.settings, wish.messages)
        cases = await asyncio.get_running_loop().run_in_executor(self.workers, read_rdf_cases, *args)
        return cases if len(cases) > 1 else cases[0]

    def _check(self, cases: Sequence[object], wish: Wish) -> None:
        if wish.media_type != JSON:
            raise Problem("not-acceptable", offered=JSON)
        limit = self.settings.most_reference_cases if wish.engine == REFERENCE else self.settings.most_cases
        if len(cases) > limit:
            raise Problem("too-many-cases", limit=limit, count=len(cases))

    def _one(self, case: object, wish: Wish) -> bytes:
        (answer,) = self._answers([self._read(case, wish.messages)], wish)
        if wish.media_type == JSON:
            return to_json(answer)
        from yidi.answers.rdf import answers_turtle  # noqa: PLC0415 - rdflib is slow to import

        return answers_turtle(self._deciding(wish), [answer]).encode()

    def _many(self, cases: Sequence[object], wish: Wish) -> bytes:
        return to_json(self._answers(self._parsed(cases, wish.messages), wish) if cases else [])

    def _answers(self, parsed: Sequence[Mapping[str, object]], wish: Wish) -> list[Answer]:
        # An engine remembers what it said, so each thread has its own.
        name = "unofficial" if wish.unofficial else "official"
        if not hasattr(self.own, name):
            setattr(self.own, name, Engine(self._deciding(wish)))
        engine: Engine = getattr(self.own, name)
        return engine.answers(parsed, as_of=wish.as_of, language=wish.language, engine=wish.engine)

    def _deciding(self, wish: Wish) -> Base:
        """The base that decides; the one with claims is compiled when somebody first asks for it."""
        return self.base.with_claims if wish.unofficial else self.base

    def _read(self, case: object, language: str) -> Mapping[str, object]:
        known = self.base.case_vocabulary
        return case.parse(known, language) if isinstance(case, RdfCase) else parse_case(case, known, language)

    def _parsed(self, cases: Sequence[object], language: str) -> list[Mapping[str, object]]:
        """The cases read; raises CaseError with the faults of all of them, each path led by the case's position."""
        parsed: list[Mapping[str, object]] = []
        faults: list[Fault] = []
        for number, case in enumerate(cases):
            try:
                parsed.append(self._read(case, language))
            except CaseError as error:
                faults += [replace(fault, path=f"{number}.{fault.path}".rstrip(".")) for fault in error.faults]
        if len(faults) > MOST_FAULTS:
            more = CASE["more"][language].format(count=len(faults) - MOST_FAULTS)
            faults[MOST_FAULTS:] = [Fault("", more)]
        if faults:
            raise CaseError(faults)
        return parsed
