"""What a request for a query asks for, read before it is run."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final

from yidi.errors import one_line
from yidi.running.formats import GRAPHS, TABLES
from yidi.running.guard import read_query, undeclared_prefix
from yidi.running.request import QueryRequest, Reading, Refused

LONG: Final = 20_000
"""Characters from which on a query is read in a thread, so that nobody else waits meanwhile."""
MOST_WHY: Final = 300
"""Characters of what the engine says."""
MOST_EXPECTED: Final = 8
_EXPECTED: Final = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)
_SENTENCE: Final = re.compile(r"[A-Z]\S* \S+ \S+ .+")
_WORD: Final = re.compile(r'[A-Za-z_]+|"[^"]+"')
_NOT_HERE: Final = frozenset(("LATERAL", "SERVICE"))


async def read(request: QueryRequest) -> tuple[Reading, str]:
    """What a query asks for, and the media type in which its result is wanted; raises Refused."""
    if request.reading is not None:
        reading = request.reading
    elif len(request.text) < LONG:
        reading = read_query(request.text, request.base_iri)
    else:
        reading = await asyncio.to_thread(read_query, request.text, request.base_iri)
    media_type = request.graph if reading.is_graph else request.table
    if media_type is None:
        raise Refused("not-acceptable", offered=", ".join(GRAPHS if reading.is_graph else TABLES))
    return reading, media_type


def in_words(why: str) -> str:
    """What the engine says without the parts of its grammar: a sentence if there is one, else what it expected."""
    found = _EXPECTED.fullmatch(why)
    if found is None:
        return one_line(why)
    parts = [part.strip() for part in found[1].split(", ")]
    if sentence := next((part for part in parts if _SENTENCE.fullmatch(part)), None):
        return one_line(sentence)
    words = [part for part in parts if _WORD.fullmatch(part) and part not in _NOT_HERE]
    return f"expected {' or '.join(words[:MOST_EXPECTED])}" if words else "what stands before this cannot end here"


def refusal(kind: str, details: dict[str, Any], text: str) -> Refused:
    """What was refused, told as well as can be: of what is no SPARQL the engine itself says little."""
    if kind != "malformed-query":
        return Refused(kind, **details)
    if (found := undeclared_prefix(text)) is not None:
        prefix, where = found
        return Refused("undeclared-prefix", prefix=prefix, **where)
    why = in_words(details["why"])[:MOST_WHY]
    if details["line"] is None:
        return Refused("invalid-query", why=why)
    return Refused(kind, why=why, line=details["line"], column=details["column"])
