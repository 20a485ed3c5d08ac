"""Addresses of pages that lead nowhere: without a scheme, with a mistyped one, or written as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import DCTERMS, RDFS, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal

_PAGES: Final = (DCTERMS + "source", RDFS + "seeAlso")
_ADDRESS: Final = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")


def broken_addresses(graph: Graph) -> Iterator[Finding]:
    """What stands at a document where a page of the web is meant and is none; another document may be named as well."""
    for document in graph.instances(term("Document")):
        for predicate in _PAGES:
            for value in graph.objects(document, predicate):
                if isinstance(value, Literal) or not (value in graph or _ADDRESS.fullmatch(value)):
                    place = graph.place(document, predicate, value) or NOWHERE
                    text = f'"{value.text}"' if isinstance(value, Literal) else f"<{value}>"
                    yield Finding("value-invalid", place, {"value": text, "expected": phrase("an-address")})
