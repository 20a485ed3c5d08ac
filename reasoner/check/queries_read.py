"""Queries read and asked as their authors say: what `queries` finds wrong with them, worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from pyoxigraph import QuerySolutions, Store

from yidi.asking.arguments import read_arguments
from yidi.asking.library import Library, examine
from yidi.asking.query import BLOCK, PAGE, NamedQuery, Terms
from yidi.asking.read import header_place, syntax_faults
from yidi.asking.text import place_of
from yidi.asking.words import BLOCK as BLOCK_WORDS
from yidi.asking.words import HEADER, Told, sentence, word
from yidi.base import Base
from yidi.errors import Fault, UsageError
from yidi.finding import Finding
from yidi.shelf import Shelf, key_of, shelf

LANGUAGES: Final = ("en", "zh")
_PROLOGUE: Final = re.compile(r"^[ \t]*(?:prefix|base)\b.*$", re.IGNORECASE | re.MULTILINE)


def faults_of(texts: Mapping[str, bytes], stages: Mapping[str, bytes], base: Base | None) -> Iterator[Finding]:
    """What is wrong with named queries, and with other queries that need only be SPARQL."""
    library, findings = read_alone(texts, stages)
    yield from findings
    unsound = {f.place.file for f in findings}
    for query in library if base else ():
        if base and query.file not in unsound:
            yield from _wrong_lists(query, base) or _wrong_example(query, base)


def read_alone(texts: Mapping[str, bytes], stages: Mapping[str, bytes]) -> tuple[Library, list[Finding]]:
    """The named queries, and what is wrong with queries whatever the base: all of it is kept by their content."""
    library, wrong = examine(texts)
    findings = list(wrong)
    read: Shelf[list[Finding]] = shelf("stages")
    for file, content in stages.items():
        findings += read.made(key_of(file, content), partial(_wrong_syntax, file, content))
    return library, findings


def _wrong_syntax(file: str, content: bytes) -> list[Finding]:
    return list(syntax_faults(file, content.decode("utf-8", "replace")))


def _wrong_lists(query: NamedQuery, base: Base) -> list[Finding]:
    """Parameters and columns that name a code list which the base does not have."""
    described = {f"parameters.{name}.codes": p.codes for name, p in query.header.parameters.items()}
    described |= {f"columns.{name}.codes": c.codes for name, c in query.columns.items()}
    return [
        Finding("query-header", header_place(query, path), {"why": word(HEADER, "no-such-list", path=path, list=codes)})
        for path, codes in described.items()
        if codes is not None and codes not in base.vocabulary.lists
    ]


def _wrong_example(query: NamedQuery, base: Base) -> Iterator[Finding]:
    """Where the example's parameters are not what the text holds, and where its rows are no rows of the query."""
    try:
        arguments = read_arguments(query, query.header.example.parameters, base)
    except UsageError as error:
        for fault, told in zip(error.faults, _told(query, base), strict=True):
            yield Finding("query-example", header_place(query, f"example.parameters.{fault.path}"), {"why": told})
        return
    yield from _other_values(query, arguments.terms)
    page = PAGE.search(query.text)
    if page and arguments.page and (int(page["limit"]), int(page["offset"])) != arguments.page:
        limit, offset = arguments.page
        why = word(BLOCK_WORDS, "no-page", limit=limit, offset=offset)
        yield Finding("query-example", place_of(query, page.start("limit")), {"why": why})
    for number, row in enumerate(query.header.example.rows):
        if list(row) != list(query.columns):
            path = f"example.rows.{number}"
            why = word(BLOCK_WORDS, "other-columns", found=", ".join(row), declared=", ".join(query.columns))
            yield Finding("query-example", header_place(query, path), {"why": why})
            return
    yield from _wrong_codes(query, base)


def _wrong_codes(query: NamedQuery, base: Base) -> Iterator[Finding]:
    """Of each column the first cell in the example's rows that is no code of the list that the header gives for it."""
    for name, column in query.columns.items():
        listed = base.vocabulary.lists.get(column.codes or "")
        known = {code.code for code in listed.concepts} if listed else None
        for number, row in enumerate(query.header.example.rows if known else ()):
            if known and row[name] is not None and str(row[name]) not in known:
                path = f"example.rows.{number}"
                why = word(HEADER, "no-such-code", path=f"{path}.{name}", value=row[name], list=column.codes)
                yield Finding("query-header", header_place(query, path), {"why": why})
                break


def _told(query: NamedQuery, base: Base) -> list[Told]:
    """The faults of the example's parameters in both languages."""
    told: dict[str, tuple[Fault, ...]] = {}
    for language in LANGUAGES:
        try:
            read_arguments(query, query.header.example.parameters, base, language)
        except UsageError as error:
            told[language] = error.faults
    return [
        {"en": sentence(str(en), "en"), "zh": sentence(str(zh), "zh")}
        for en, zh in zip(told["en"], told["zh"], strict=True)
    ]


def _other_values(query: NamedQuery, expected: Terms) -> Iterator[Finding]:
    """Where the block of values differs from the example's parameters."""
    block = BLOCK.search(query.text)
    if block is None:
        return
    place = place_of(query, block.start("block"))
    solutions = Store().query("\n".join(_PROLOGUE.findall(query.text)) + f"\nselect * {{ {block['block']} }}")
    rows = list(solutions) if isinstance(solutions, QuerySolutions) else []
    if len(rows) != 1:
        yield Finding("query-example", place, {"why": word(BLOCK_WORDS, "two-rows", count=len(rows))})
        return
    for name, term in expected.items():
        if (found := rows[0][name]) != term:
            why = word(BLOCK_WORDS, "other-value", name=name, found=_written(found), expected=_written(term))
            yield Finding("query-example", place, {"why": why})


def _written(term: object) -> str:
    return "undef" if term is None else str(term)
