"""Layout that shows block by block: a block a thing, a line a predicate, always in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from yidi.finding import Finding
from yidi.layout.tokens import Token, Tokens

INDENT: Final = 4
_ORDER: Final = (
    ("a",),
    ("rdfs:label",),
    ("skos:definition",),
    ("yidi:decides",),
    ("yidi:jurisdiction",),
    ("yidi:value", "yidi:atLeast", "yidi:atMost"),
    ("yidi:validFrom",),
    ("yidi:validTo",),
    ("yidi:basis",),
    ("yidi:figure",),
    ("yidi:lastChecked",),
    ("skos:editorialNote",),
)
"""What follows what in a block; predicates that are not named here have their place only in a rule."""
_RANK: Final = {name: rank for rank, names in enumerate(_ORDER) for name in names}
_CONDITION: Final = (_RANK["yidi:jurisdiction"] + _RANK["yidi:value"]) / 2
"""In a rule, what is none of these is a condition, and stands between for whom and what."""
_FREE: Final = frozenset({"yidi:overrides", "yidi:group", "yidi:binding", "yidi:approximate", "skos:scopeNote"})
_OPEN: Final = "[("


@dataclass(slots=True)
class _Line:
    """A predicate of a block, its values, and the mark that ends it."""

    predicate: Token
    values: list[Token] = field(default_factory=list)
    end: Token | None = None


def prefix_faults(name: str, tokens: Tokens) -> Iterator[Finding]:
    """Prefixes out of order: those of others come first, each group by the alphabet; `yidi:` stands where it likes."""
    previous: tuple[bool, str] | None = None
    row = tokens.tokens
    for at, token in enumerate(row):
        if token.text != "@prefix" or at + 2 >= len(row):
            continue
        prefix, iri = row[at + 1].text.rstrip(":"), row[at + 2].text
        is_ours = "//w3id.org/yidi/" in iri
        key = (is_ours, prefix)
        if previous is not None and key < previous and prefix != "yidi":
            details = {"prefix": prefix, "other": previous[1]}
            yield Finding("fmt-prefix-order", tokens.place(name, token.start), details)
        previous = key if prefix != "yidi" else previous


def block_faults(name: str, text: str, tokens: Tokens) -> Iterator[Finding]:
    """Blocks that are not set apart, lines with two predicates, marks that are not set off, predicates out of order."""
    last_end = -1
    for subject, lines in _blocks(tokens.tokens):
        place = tokens.place(name, subject.start)
        if place.column != 1:
            yield Finding("fmt-indent", place, {"subject": subject.text, "spaces": 0})
        if last_end >= 0 and _is_tight(tokens, last_end, subject, lines):
            yield Finding("fmt-blocks", place, {"subject": subject.text})
        last_end = _last(lines, subject).end
        if len(lines) > 1 or tokens.line(subject.start) != tokens.line(_last(lines, subject).start):
            yield from _spread(name, text, tokens, subject, lines)
        yield from _marks(name, text, tokens, lines)
        yield from _order(name, tokens, lines)
        yield from _languages(name, tokens, lines)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[_Line]]]:
    """Each block: its subject, and its predicates; what stands in brackets belongs to the value."""
    row: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind == "comment":
            continue
        row.append(token)
        if token.kind == "punct":
            depth = max(depth + (token.text in "[(") - (token.text in "])"), 0)
        if token.text == "." and not depth:
            if row[0].text not in ("@prefix", "@base"):
                yield _block(row)
            row = []
    if row:
        yield _block(row)


def _block(row: Sequence[Token]) -> tuple[Token, list[_Line]]:
    """The subject and the predicates of a block, with their values and the marks that end them."""
    is_unnamed = [t.text for t in row[:2]] == ["[", "]"]
    lines: list[_Line] = []
    depth = 0
    for token in row[1 + is_unnamed :]:
        is_mark = token.kind == "punct"
        if is_mark and not depth and token.text in ";.":
            if lines and lines[-1].end is None:
                lines[-1].end = token
            continue
        depth = max(depth + (is_mark and token.text in "[(") - (is_mark and token.text in "])"), 0)
        if lines and lines[-1].end is None:
            lines[-1].values.append(token)
        else:
            lines.append(_Line(token))
    return row[0], lines


def _last(lines: Sequence[_Line], subject: Token) -> Token:
    if not lines:
        return subject
    return lines[-1].end or (lines[-1].values[-1] if lines[-1].values else lines[-1].predicate)


def _is_tight(tokens: Tokens, before: int, subject: Token, lines: Sequence[_Line]) -> bool:
    """Whether no blank line sets a block apart; declarations of one line may stand together."""
    is_short = tokens.line(subject.start) == tokens.line(_last(lines, subject).start)
    first, last = tokens.line(before), tokens.line(subject.start)
    starts = (0, *(n + 1 for n in tokens.newlines))
    blank = any(starts[line] in tokens.newlines for line in range(first + 1, last))
    return not blank and not is_short


def _spread(name: str, text: str, tokens: Tokens, subject: Token, lines: Sequence[_Line]) -> Iterator[Finding]:
    """Predicates that do not begin a line of their own, four spaces in."""
    is_unnamed = subject.text == "["
    for number, line in enumerate(lines):
        place = tokens.place(name, line.predicate.start)
        before = text[: line.predicate.start].rpartition("\n")[2]
        details = {"subject": subject.text, "predicate": line.predicate.text}
        if is_unnamed and not number:
            continue  # `[]  a owl:AllDisjointClasses ;`
        if before.strip():
            yield Finding("fmt-line", place, details)
        elif len(before) != INDENT:
            yield Finding("fmt-indent", place, {"subject": line.predicate.text, "spaces": INDENT})


def _marks(name: str, text: str, tokens: Tokens, lines: Sequence[_Line]) -> Iterator[Finding]:
    """The mark that ends a predicate is set off by one space from what stands before it on its line."""
    for line in lines:
        if line.end is not None and (text[line.end.start - 1] != " " or text[line.end.start - 2] in " \n"):
            yield Finding("fmt-mark", tokens.place(name, line.end.start), {"mark": line.end.text})


def _order(name: str, tokens: Tokens, lines: Sequence[_Line]) -> Iterator[Finding]:
    """The first predicate that stands after one that should follow it."""
    if not lines or "a" not in (names := [line.predicate.text for line in lines]):
        return
    is_rule = "yidi:decides" in names
    highest, before = -1.0, ""
    for line in lines:
        predicate = line.predicate.text
        rank = _RANK.get(predicate, _CONDITION if is_rule and predicate not in _FREE else highest)
        if rank < highest or (predicate == "a" and before):
            details = {"predicate": predicate, "other": before}
            yield Finding("fmt-order", tokens.place(name, line.predicate.start), details)
            return
        if rank >= highest:
            highest, before = rank, predicate


def _languages(name: str, tokens: Tokens, lines: Sequence[_Line]) -> Iterator[Finding]:
    """Of a text in both languages, the Chinese comes first."""
    for line in lines:
        if any(token.kind == "punct" and token.text in _OPEN for token in line.values):
            continue
        marks = [token for token in line.values if token.text in ("@zh", "@en")]
        for first, second in pairwise(marks):
            if (first.text, second.text) == ("@en", "@zh"):
                details = {"predicate": line.predicate.text}
                yield Finding("fmt-language", tokens.place(name, second.start), details)
                break
