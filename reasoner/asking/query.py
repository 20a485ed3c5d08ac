"""A named query: a header, the text that runs as it is, and the one block through which arguments come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.asking.model import PAGING, Column, Header, Parameter

Term = NamedNode | BlankNode | Literal | Triple
Terms = Mapping[str, Term | None]

BLOCK: Final = re.compile(
    r"""^[ \t]*\#[ ]parameters[ \t]*\n
        [ \t]*(?P<block>values\s*\((?P<variables>[^(){}]*)\)\s*
        \{(?:<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^{}"'<>])*\})""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""The block of values under the line that announces it."""

PAGE: Final = re.compile(
    r"^(?P<indent>[ ]*)limit[ ]+(?P<limit>[0-9]+)\n[ ]*offset[ ]+(?P<offset>[0-9]+)[ ]*$", re.IGNORECASE | re.MULTILINE
)
"""Two lines of a paged query: its last ones, or those of the inner query that picks the page."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query of the library; `text` is the whole file, with the example's parameters in it."""

    header: Header
    file: str
    text: str

    @property
    def name(self) -> str:
        """The id by which it is asked for."""
        return self.header.id

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters that a request may give, those of paging among them."""
        return {**self.header.parameters, **(PAGING if self.header.paged else {})}

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of its result, in order."""
        return self.header.columns

    def bind(self, terms: Terms, page: tuple[int, int] | None = None) -> str:
        """The query with these terms in its block, None for what is left open, and this limit and offset.

        Terms are written by the RDF library, so whatever they hold stays a value.
        """
        text = self.text
        if page is not None:
            text = PAGE.sub(rf"\g<indent>limit {page[0]:d}\n\g<indent>offset {page[1]:d}", text)
        match = BLOCK.search(text)
        if match is None:
            return text
        names = [name for name in self.header.parameters if name in terms]
        block = values_block(names, terms)
        return text[: match.start("block")] + block + text[match.end("block") :]


def values_block(names: list[str], terms: Terms) -> str:
    """A block of values with one row."""
    variables = " ".join(f"?{name}" for name in names)
    row = " ".join("undef" if (term := terms[name]) is None else str(term) for name in names)
    return f"values ( {variables} ) {{ ( {row} ) }}"
