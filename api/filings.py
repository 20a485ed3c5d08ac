"""Filings checked before they are sent: one or several, in JSON or RDF, answered as JSON or as a SHACL report."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from pydantic_core import to_json
from pyoxigraph import RdfFormat
from starlette.requests import Request
from starlette.responses import Response

from yidi import Base, CaseError
from yidi.api.body import JSON, JSON_LD, N_TRIPLES, TURTLE, parse, read_body
from yidi.api.filings_schema import VALIDATE
from yidi.api.negotiation import Wish, wish_of
from yidi.api.problems import Problem
from yidi.api.settings import Settings
from yidi.errors import Fault
from yidi.filings import Entry, FilingReader, Judge, Words, as_mapping, report_turtle
from yidi.filings.words import NOTHING, UNTOUCHED
from yidi.linked.case_documents import rdf_statements

if TYPE_CHECKING:
    from yidi.filings import Judgement

READ: Final = (JSON, JSON_LD, TURTLE, N_TRIPLES)
_FORMS: Final = {TURTLE: RdfFormat.TURTLE, N_TRIPLES: RdfFormat.N_TRIPLES}
_QUICK_BYTES: Final = 20_000
"""A body up to this size is read and judged in some milliseconds, without leaving the event loop."""


def router(base: Base, settings: Settings) -> APIRouter:
    """The route that checks filings with the shapes of this base."""
    routes = APIRouter(tags=["filings"])
    desk = Desk(Judge(base), settings, ThreadPoolExecutor(settings.workers, "validate"))

    @routes.post("/v1/filings/validate", summary="Check a filing, or an array of filings", openapi_extra=VALIDATE)
    async def validate(request: Request) -> Response:
        return await desk.answer(request)

    return routes


@dataclass(frozen=True, slots=True)
class Desk:
    """Where filings are checked: small requests at once, large ones in a worker thread."""

    judge: Judge
    settings: Settings
    workers: ThreadPoolExecutor

    async def answer(self, request: Request) -> Response:
        """What is found in the filing of the request's body; of several, of each in its order."""
        wish = wish_of(request, (JSON, TURTLE), ("lang",))
        media_type, body = await read_body(request, self.settings, READ)
        if media_type == JSON and len(body) <= _QUICK_BYTES:
            content = self._content(media_type, body, wish)
        else:
            loop = asyncio.get_running_loop()
            content = await loop.run_in_executor(self.workers, self._content, media_type, body, wish)
        headers = {"content-language": wish.language, "vary": "accept, accept-language", "cache-control": "no-store"}
        return Response(content, 200, headers, wish.media_type)

    def _content(self, media_type: str, body: bytes, wish: Wish) -> bytes:
        entries, several = self._entries(media_type, body, wish.messages)
        if len(entries) > self.settings.most_cases:
            raise Problem("too-many-cases", limit=self.settings.most_cases, count=len(entries))
        if not entries:
            raise CaseError([Fault("", NOTHING[wish.messages])])
        judgement = self.judge.judge(entries)
        if not any(judgement.report.focus.values()):
            raise CaseError([Fault("", UNTOUCHED[wish.messages])])
        if wish.media_type == TURTLE:
            return report_turtle(judgement).encode()
        return to_json(self._answers(judgement, several=several, language=wish.language))

    def _answers(self, judgement: Judgement, *, several: bool, language: str) -> object:
        words = Words(self.judge, language)
        answers = [as_mapping(found, words) for found in judgement.found]
        return answers if several else answers[0]

    def _entries(self, media_type: str, body: bytes, language: str) -> tuple[Sequence[Entry], bool]:
        """The filings of a body, and whether they are several."""
        reader = FilingReader(self.judge, language)
        if media_type in _FORMS:
            try:
                found = reader.described(rdf_statements(body, _FORMS[media_type], language))
            except CaseError as error:
                fault = error.faults[0]
                if fault.line is None:
                    raise
                raise Problem("malformed-rdf", line=fault.line, column=fault.column, why=fault.message) from None
            return found, len(found) > 1
        value = parse(body, self.settings, language)
        several = isinstance(value, list)
        if isinstance(value, list) and len(value) > self.settings.most_cases:
            raise Problem("too-many-cases", limit=self.settings.most_cases, count=len(value))
        values = value if isinstance(value, list) else [value]
        return list(reader.entries(values)), several
