"""Every IRI of the base and of its vocabulary answered: as a page, Turtle, JSON-LD, N-Triples or RDF/XML.

An IRI names a thing, and what is served here describes it.  The redirect (303) that keeps the two apart belongs to the
registry of persistent names in front of this server: here the description itself is given at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter
from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from yidi import Base
from yidi.api.body import JSON_LD, N_TRIPLES, TURTLE
from yidi.api.linked_ontology import ontology_page
from yidi.api.linked_page import Page
from yidi.api.linked_schema import CONTEXT_SCHEMA, DESCRIBED, NAMED
from yidi.api.negotiation import LANGUAGES, choose, language_of
from yidi.api.pages import POLICY
from yidi.api.problems import KINDS, Problem
from yidi.cases.messages import CASE
from yidi.engine import ANSWERS, MESSAGES
from yidi.errors import Fault, one_line
from yidi.linked.context import CONTEXT_PATH, context_text
from yidi.linked.index import Index
from yidi.linked.write import write
from yidi.names import DEFINITION, ID, LABEL, NS, individual

HTML: Final = "text/html"
RDF_XML: Final = "application/rdf+xml"
FORMS: Final = {"html": HTML, "ttl": TURTLE, "jsonld": JSON_LD, "nt": N_TRIPLES, "rdf": RDF_XML}
# A browser names HTML; whoever takes anything gets data.
OFFERED: Final = (TURTLE, HTML, JSON_LD, N_TRIPLES, RDF_XML)
MOST_SHOWN: Final = 60


def router(base: Base, index: Index) -> APIRouter:
    """The routes of the things and terms that the index describes."""
    routes = APIRouter(tags=["linked data"])
    context = context_text(base.vocabulary)

    async def case_context() -> Response:
        return Response(context, headers=_OPEN, media_type=JSON_LD)

    async def vocabulary(request: Request) -> Response:
        media_type, page = _asked(request, index)
        if media_type == HTML:
            return _page(page, ontology_page(page))
        return _data(media_type, index.ontology())

    async def term(request: Request) -> Response:
        return _thing(request, index, NS + request.path_params["name"])

    async def thing(request: Request) -> Response:
        return _thing(request, index, ID + request.path_params["name"])

    for path, endpoint, summary, extra in (
        (CONTEXT_PATH, case_context, "The JSON-LD context of a case", CONTEXT_SCHEMA),
        ("/ns", vocabulary, "The vocabulary: all classes, properties and datatypes", DESCRIBED),
        ("/ns/{name}", term, "One term of the vocabulary", NAMED),
        ("/id/{name:path}", thing, "One thing of the base: a rule, source, area, code or hospital", NAMED),
    ):
        routes.get(path, summary=summary, response_class=Response, openapi_extra=extra)(endpoint)
        routes.head(path, include_in_schema=False)(endpoint)
    return routes


def problem_triples() -> Iterator[Triple]:
    """What is said about each kind of problem, whose IRI every problem has as its type."""
    for kind, (_, title, detail) in KINDS.items():
        node = NamedNode(individual("problem", kind))
        for predicate, texts in ((LABEL, title), (DEFINITION, detail)):
            for language, text in texts.items():
                yield Triple(node, NamedNode(predicate), Literal(text, language=language))


_OPEN: Final = {"access-control-allow-origin": "*", "cache-control": "no-cache"}
_VARY: Final = {"vary": "accept, accept-language"}


def _thing(request: Request, index: Index, iri: str) -> Response:
    try:
        known = iri in index
    except ValueError:  # no IRI at all
        known = False
    if not known:
        raise Problem("not-found")
    media_type, page = _asked(request, index)
    return _page(page, page.thing(iri)) if media_type == HTML else _data(media_type, index.description(iri))


def _asked(request: Request, index: Index) -> tuple[str, Page]:
    """The form that is asked for, and what writes pages in the language that is; raises Problem."""
    language = language_of(request)
    if faults := _faults(request, language or MESSAGES):
        raise Problem("invalid-parameter", faults=faults)
    form = request.query_params.get("format")
    media_type = FORMS[form] if form else choose(request.headers.get("accept"), OFFERED)
    if media_type is None:
        raise Problem("not-acceptable", offered=", ".join(OFFERED))
    return media_type, Page(index, language or ANSWERS, request.scope.get("root_path", ""))


def _faults(request: Request, language: str) -> list[Fault]:
    known = {"format": tuple(FORMS), "lang": LANGUAGES}
    found = []
    for name, value in request.query_params.multi_items():
        if name not in known:
            found.append(Fault(one_line(name[:MOST_SHOWN]), CASE["unknown"][language]))
        elif value not in known[name]:
            shown = f"'{one_line(value[:MOST_SHOWN])}'"
            found.append(Fault(name, CASE["code"][language].format(value=shown, codes=", ".join(known[name]))))
    return found


def _page(page: Page, text: str) -> Response:
    headers = {"content-security-policy": POLICY, "referrer-policy": "no-referrer", "content-language": page.language}
    return Response(text, headers=_OPEN | _VARY | headers, media_type=HTML)


def _data(media_type: str, triples: list[Triple]) -> Response:
    return Response(write(triples, media_type), headers=_OPEN | _VARY, media_type=media_type)
