"""What the base holds: single rules, areas and decisions, and hospitals by page, as JSON with their sources."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from yidi import Base
from yidi.api.body import JSON
from yidi.api.held_places import CARE, LEVEL, HospitalFilter, HospitalPage, area_json, hospitals_of
from yidi.api.held_rules import decision_json, rule_json
from yidi.api.held_schema import AREA, DECISION, HOSPITALS, MOST_NAME, MOST_PAGE, MOST_SIZE, RULE
from yidi.api.negotiation import LANGUAGES, choose, language_of
from yidi.api.problems import Problem
from yidi.cases.messages import CASE
from yidi.engine import MESSAGES
from yidi.errors import Fault, one_line
from yidi.linked.index import Index
from yidi.names import individual
from yidi.store.institutions import Institutions

Parameters = Mapping[str, Container[str] | int | None]
"""What a route takes: for each parameter the values it may have, the greatest whole number, or None for text."""

_WHOLE: Final = re.compile(r"[1-9][0-9]{0,8}")
MOST_SHOWN: Final = 60
_WORDS: Final = {
    "twice": {"en": "is given twice", "zh": "出现了两次"},
    "number": {"en": "'{value}' is not a whole number from 1 to {most}", "zh": "'{value}' 不是 1 至 {most} 的整数"},
    "place": {
        "en": "'{value}' is not the code of a known division (six digits)",
        "zh": "'{value}' 不是已知的行政区划代码（六位数字）",
    },
    "long": {"en": "is longer than {most} characters", "zh": "超过 {most} 个字符"},
}


def router(base: Base, index: Index, loaded: Institutions) -> APIRouter:
    """The routes that show what a base holds, and the hospitals that were loaded into a store."""
    routes = APIRouter(tags=["base"])
    find = hospitals_of(base, index, loaded)
    cares, levels = (frozenset(base.vocabulary.lists[name].codes) for name in (CARE, LEVEL))
    asked: Parameters = {
        "region": base.places.divisions,
        "level": levels,
        "opened": cares,
        "q": None,
        "page": MOST_PAGE,
        "size": MOST_SIZE,
    }

    @routes.get("/v1/rules/{id}", summary="A rule with its sources", openapi_extra=RULE)
    async def rule(request: Request) -> Response:
        _read(request, {})
        found = base.rules.get(individual("rule", request.path_params["id"]))
        return _json(None if found is None else rule_json(base, found))

    @routes.get("/v1/areas/{code}", summary="A pooling area or jurisdiction and its rules", openapi_extra=AREA)
    async def area(request: Request) -> Response:
        _read(request, {})
        return _json(area_json(base, index, request.path_params["code"]))

    @routes.get("/v1/decisions/{name}", summary="A decision, its inputs and its rules", openapi_extra=DECISION)
    async def decision(request: Request) -> Response:
        _read(request, {})
        found = base.vocabulary.decisions.get(request.path_params["name"])
        return _json(None if found is None else decision_json(base, found))

    @routes.get("/v1/hospitals", summary="Known hospitals, by page", openapi_extra=HOSPITALS)
    async def hospitals(request: Request) -> Response:
        given = _read(request, asked)
        wanted = HospitalFilter(
            region=given.get("region"),
            level=given.get("level"),
            opened=given.get("opened"),
            name=given.get("q"),
            page=int(given.get("page", "1")),
            size=int(given.get("size", "20")),
        )
        return _paged(request, given, wanted, find(wanted))

    return routes


def _read(request: Request, known: Parameters) -> dict[str, str]:
    """The parameters of a request; raises Problem with every fault, or where no JSON is accepted."""
    language = language_of(request) or MESSAGES
    faults: list[Fault] = []
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            faults.append(Fault(_shown(name), _WORDS["twice"][language]))
        elif wrong := _wrong(name, value, {"lang": LANGUAGES, **known}, language):
            faults.append(Fault(_shown(name), wrong))
        given.setdefault(name, value)
    if faults:
        raise Problem("invalid-parameter", faults=faults)
    if choose(request.headers.get("accept"), (JSON,)) is None:
        raise Problem("not-acceptable", offered=JSON)
    return given


def _wrong(name: str, value: str, known: Parameters, language: str) -> str:
    """What is wrong with a parameter, or an empty text."""
    if name not in known:
        return CASE["unknown"][language]
    match known[name]:
        case None:
            return "" if len(value) <= MOST_NAME else _WORDS["long"][language].format(most=MOST_NAME)
        case int() as most:
            fits = _WHOLE.fullmatch(value) and int(value) <= most
            return "" if fits else _WORDS["number"][language].format(value=_shown(value), most=most)
        case allowed if value in allowed:
            return ""
        case allowed if len(codes := sorted(allowed)) <= MOST_SHOWN:  # type: ignore[call-overload]
            return CASE["code"][language].format(value=f"'{_shown(value)}'", codes=", ".join(codes))
    return _WORDS["place"][language].format(value=_shown(value))


def _shown(text: str) -> str:
    return one_line(text[:MOST_SHOWN])


def _json(content: object) -> Response:
    """What was found as JSON; raises Problem where nothing was."""
    if content is None:
        raise Problem("not-found")
    return Response(to_json(content), headers={"cache-control": "no-cache"}, media_type=JSON)


def _paged(request: Request, given: Mapping[str, str], wanted: HospitalFilter, found: HospitalPage) -> Response:
    """A page with its totals, and where the pages beside it are (RFC 8288)."""
    last = max(1, -(-found.total // wanted.size))
    pages = {"first": 1, "prev": wanted.page - 1, "next": wanted.page + 1, "last": last}
    links = {
        relation: f"{request.scope.get('root_path', '')}/v1/hospitals?{urlencode({**given, 'page': page})}"
        for relation, page in pages.items()
        if 1 <= page <= last
    }
    content = {
        "total": found.total,
        "page": wanted.page,
        "size": wanted.size,
        "pages": last,
        "items": found.items,
        "links": links,
    }
    response = _json(content)
    response.headers["link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items())
    return response
