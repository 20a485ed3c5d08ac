"""What the text of a named query must have besides being SPARQL: its block, an order, the columns that it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import QuerySolutions, Store

from yidi.asking.model import LONGEST_PAGE
from yidi.asking.query import BLOCK, PAGE, NamedQuery
from yidi.asking.words import BLOCK as BLOCK_WORDS
from yidi.asking.words import HEADER, word
from yidi.finding import Finding
from yidi.reading.turtle import Place

_ORDER: Final = re.compile(r"^\s*order\s+by\s", re.IGNORECASE | re.MULTILINE)
_SELECT: Final = re.compile(r"^\s*select\s", re.IGNORECASE | re.MULTILINE)
_AS: Final = re.compile(r"\bas\s+[?$](\w+)", re.IGNORECASE)
_VARIABLE: Final = re.compile(r"[?$](\w+)")


def text_faults(query: NamedQuery, *, sound: bool) -> Iterator[Finding]:
    """What is wrong with the block of parameters, the order, the page, and in a sound query with its columns."""
    blocks = list(BLOCK.finditer(query.text))
    place = place_of(query, blocks[0].start("block") if blocks else len(query.text))
    declared = list(query.header.parameters)
    if len(blocks) > 1:
        yield Finding("query-block", place_of(query, blocks[1].start()), {"why": word(BLOCK_WORDS, "two-blocks")})
    elif declared and not blocks:
        yield Finding("query-block", place_of(query, 0), {"why": word(BLOCK_WORDS, "no-block")})
    elif blocks and (found := blocks[0]["variables"].split()) != [f"?{name}" for name in declared]:
        why = word(BLOCK_WORDS, "other-variables", found=" ".join(found), declared=" ".join(f"?{n}" for n in declared))
        yield Finding("query-block", place, {"why": why})
    body = _without_comments(BLOCK.sub("", query.text))
    for name in declared if blocks else ():
        if not re.search(rf"[?$]{re.escape(name)}\b", body):
            yield Finding("query-unused-parameter", place, {"name": name})
    if not _ORDER.search(query.text):
        yield Finding("query-order", place_of(query, len(query.text)), {"why": word(BLOCK_WORDS, "no-order")})
    yield from _unknown_in_order(query)
    yield from _empty_columns(query)
    if query.header.paged and not PAGE.search(query.text):
        why = word(BLOCK_WORDS, "no-page", limit=LONGEST_PAGE, offset=0)
        yield Finding("query-order", place_of(query, len(query.text)), {"why": why})
    if sound:
        yield from _column_faults(query)


def _unknown_in_order(query: NamedQuery) -> Iterator[Finding]:
    """Notes a variable in the order of the rows that stands nowhere else: SPARQL orders by nothing then."""
    start = max((m.end() for m in _ORDER.finditer(query.text)), default=len(query.text))
    known = set(_VARIABLE.findall(_without_comments(query.text[:start])))
    for variable in _VARIABLE.finditer(_without_comments(query.text[start:])):
        if variable[1] not in known:
            why = word(BLOCK_WORDS, "unknown-in-order", name=variable[1])
            at = next(m for m in _VARIABLE.finditer(query.text, start) if m[1] == variable[1])
            yield Finding("query-order", place_of(query, at.start()), {"why": why})


def _empty_columns(query: NamedQuery) -> Iterator[Finding]:
    """Notes columns that stand in the select and the order alone: such a column is empty in every row."""
    select = _SELECT.search(query.text)
    start = query.text.find("{", select.end()) if select else 0
    end = max((m.start() for m in _ORDER.finditer(query.text)), default=len(query.text))
    given = {*_VARIABLE.findall(_without_comments(query.text[start:end])), *_AS.findall(query.text)}
    for found in _VARIABLE.finditer(query.text, select.end(), start) if select and start < end else ():
        if found[1] in query.columns and found[1] not in given:
            why = word(HEADER, "empty-column", name=found[1])
            yield Finding("query-header", place_of(query, found.start()), {"why": why})


def _without_comments(text: str) -> str:
    return re.sub(r"(?m)(^|\s)#.*$", "", text)


def place_of(query: NamedQuery, offset: int) -> Place:
    """The line and column of an offset into a query's text; of its end, the last line."""
    before = query.text[:offset].rstrip("\n") if offset == len(query.text) else query.text[:offset]
    line = before.count("\n") + 1
    column = 1 if offset == len(query.text) else offset - (before.rfind("\n") + 1) + 1
    return Place(query.file, line, column)


def _column_faults(query: NamedQuery) -> Iterator[Finding]:
    """Whether the query selects the columns that the header describes, in their order."""
    result = Store().query(query.text)
    found = [v.value for v in result.variables] if isinstance(result, QuerySolutions) else []
    declared = list(query.columns)
    if found != declared:
        select = re.search(r"^\s*select\s", query.text, re.IGNORECASE | re.MULTILINE)
        place = place_of(query, select.end() - len("select ") if select else 0)
        details = {"found": " ".join(f"?{n}" for n in found) or "…", "declared": " ".join(f"?{n}" for n in declared)}
        yield Finding("query-column", place, details)
