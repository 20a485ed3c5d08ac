"""The queries in shapes: whether they are SPARQL, what they name, what they select, and whether they are fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from pyoxigraph import QuerySolutions, Store

from yidi.asking.read import syntax_faults
from yidi.check.shapes_faults import told
from yidi.check.shapes_graph import PATH, SELECT, SH, SPARQL, ShapeFiles, written
from yidi.check.shapes_known import Known
from yidi.check.shapes_names import missing, unheard
from yidi.check.shapes_parts import Parts, misplaced
from yidi.finding import Finding
from yidi.names import ID, NS
from yidi.reading.turtle import Literal, Place
from yidi.shacl.sparql.groups import read_groups
from yidi.shacl.sparql.query import read_query
from yidi.shacl.sparql.tokens import Token, tokens

_ANY_PATH: Final = "<u:p>"
"""Stands for $PATH, and is as long."""
_KEYWORD: Final = re.compile(r"\$currentShape|\$shapesGraph|\b(?:MINUS|SERVICE|VALUES|GRAPH|FROM|PATH)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a shape: the node that holds it, its text, where that begins, and the prefixes that it may use."""

    node: str
    shape: str
    text: str
    place: Place
    prefixes: dict[str, str]
    has_path: bool


def asked_of(files: ShapeFiles) -> list[Asked]:
    """The queries of all shapes."""
    graph = files.graph
    return [
        Asked(
            node,
            shape,
            text.text,
            files.place(node, SELECT, text),
            dict(_prefixes(files, node)),
            bool(graph.objects(shape, PATH)),
        )
        for shape in files.shapes
        for node in graph.iris(shape, SPARQL)
        for text in graph.objects(node, SELECT)
        if isinstance(text, Literal)
    ]


def _prefixes(files: ShapeFiles, node: str) -> Iterator[tuple[str, str]]:
    graph = files.graph
    for holder in graph.iris(node, SH + "prefixes"):
        for each in graph.iris(holder, SH + "declare"):
            prefix, space = graph.text(each, SH + "prefix"), graph.text(each, SH + "namespace")
            if prefix is not None and space is not None:
                yield prefix, space


def wrong_query(files: ShapeFiles, known: Known, asked: Asked) -> tuple[list[Finding], frozenset[str] | None]:
    """What is wrong with a query, and the variables that it selects; None where it cannot be read."""
    found = list(tokens(asked.text))
    wrong = list(_undeclared_prefixes(files, asked, found))
    wrong = wrong or list(_not_sparql(files, asked))
    if wrong:
        return wrong, None
    wrong = list(_wrong_names(files, known, asked, found))
    subject = written(files.owner(asked.shape))
    try:
        query = read_query(asked.text, asked.prefixes, _ANY_PATH if asked.has_path else None)
    except ValueError as error:
        keyword = _KEYWORD.search(str(error))
        at = next((t.start for t in found if keyword and t.text.strip("?") == keyword[0].strip("$")), 0)
        place = files.inside(asked.place, at)
        return [*wrong, Finding("shape-query", place, {"subject": subject, "why": told(str(error))})], None
    selected = _selected(asked)
    if "this" not in selected:
        wrong.append(Finding("shape-this", files.inside(asked.place, _start(found)), {"subject": subject}))
    elif not query.together:
        wrong.append(Finding("shape-slow", files.inside(asked.place, _start(found)), {"subject": subject}))
    return wrong, selected


def misplaced_names(files: ShapeFiles, asked: Asked, aim: frozenset[str], parts: Parts) -> Iterator[Finding]:
    """What a query cannot do without, and no part has at which its shape looks."""
    subject = written(files.owner(asked.shape))
    for token in _own(read_groups(tokens(asked.text)).inner[0].pattern):
        if name := _named(asked, token):
            yield from misplaced(files.inside(asked.place, token.start), subject, name, aim, parts)


def _own(pattern: list[Token]) -> Iterator[Token]:
    """The predicates that ``$this`` must have: the first step of each path from it that has no alternatives."""
    starts, is_this = True, False
    for before, token, after in zip([None, *pattern], pattern, [*pattern[1:], None], strict=False):
        if starts:
            starts, is_this = token.text == ".", token.text == "?this"
        elif token.text == ".":
            starts = True
        elif is_this and before and before.text in {"?this", ";"} and (after is None or after.text != "|"):
            yield token


def _start(found: list[Token]) -> int:
    return next((token.start for token in found if token.text == "SELECT"), 0)


def _text(asked: Asked) -> tuple[str, int]:
    """The query with its prefixes on its first line, and how much longer that makes the line."""
    declared = "".join(f"PREFIX {prefix}: <{space}> " for prefix, space in asked.prefixes.items())
    text = re.sub(r"[?$]PATH\b", _ANY_PATH, asked.text) if asked.has_path else asked.text
    return declared + text, len(declared)


def _selected(asked: Asked) -> frozenset[str]:
    answer = Store().query(_text(asked)[0])
    return frozenset(each.value for each in answer.variables) if isinstance(answer, QuerySolutions) else frozenset()


def _not_sparql(files: ShapeFiles, asked: Asked) -> Iterator[Finding]:
    text, longer = _text(asked)
    faults: list[Finding] = []
    with suppress(RuntimeError):  # where it calls a function that is not of SPARQL, the engine says so
        faults = list(syntax_faults(asked.place.file, text))
    for fault in faults:
        lines = text.split("\n")[: fault.place.line - 1]
        offset = sum(len(line) + 1 for line in lines) + fault.place.column - 1 - longer
        yield Finding("query-syntax", files.inside(asked.place, max(offset, 0)), fault.details)


def _undeclared_prefixes(files: ShapeFiles, asked: Asked, found: list[Token]) -> Iterator[Finding]:
    before = [None, *found]
    own = {t.text[:-1] for last, t in zip(before, found, strict=False) if last is not None and last.text == "PREFIX"}
    seen: set[str] = set()
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in asked.prefixes and prefix not in own | seen:
            seen.add(prefix)
            details = {"subject": written(files.owner(asked.shape)), "prefix": prefix}
            yield Finding("shape-prefix", files.inside(asked.place, token.start), details)


def _wrong_names(files: ShapeFiles, known: Known, asked: Asked, found: list[Token]) -> Iterator[Finding]:
    """Names of ours that are nowhere declared, or that no case has."""
    subject = written(files.owner(asked.shape))
    seen: set[str] = set()
    for token in found:
        name = _named(asked, token)
        if name is None or name in seen or not name.startswith((ID, NS)):
            continue
        seen.add(name)
        if name not in known.names:
            finding = "term-undeclared" if name.startswith(NS) else "link-dead"
            yield missing(files.inside(asked.place, token.start), finding, subject, name, known)
        elif name in known.properties or known.is_unanswered(name):
            yield from unheard(files.inside(asked.place, token.start), "shape-path", subject, name, known)


def _named(asked: Asked, token: Token) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, name = token.text.partition(":")
    return asked.prefixes[prefix] + name if token.kind == "name" and prefix in asked.prefixes else None
