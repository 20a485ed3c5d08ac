"""A query prepared once: whether it may be asked about many focus nodes at once, and what it needs to find anything.

``$this`` is bound by a pattern that reads the focus nodes from a graph of their own.  The pattern is put into every
group that speaks of ``$this``, so ``$this`` is bound wherever the standard wants it bound beforehand, whatever the
scope, and blank nodes need nothing special.  With one focus node in that graph this is always the query that the
standard describes.  With many it is so unless rows of different focus nodes would meet, which they do only in a limit,
in an aggregate over more than one of them, and where ``$this`` is not handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from yidi.shacl.sparql.groups import Group, read_groups
from yidi.shacl.sparql.tokens import Token, tokens
from yidi.shacl.terms import TYPE

_THIS: Final = "?this"
_ILLEGAL: Final = {
    "MINUS": "the standard does not allow MINUS",
    "SERVICE": "the standard does not allow SERVICE",
    "VALUES": "the standard does not allow VALUES",
    "GRAPH": "the data is one graph, so GRAPH finds nothing",
    "FROM": "the data is one graph, so FROM finds nothing",
}
_UNSUPPORTED: Final = frozenset({"?currentShape", "?shapesGraph"})
_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "HAVING", "GROUP"})
_CUTTING: Final = frozenset({"LIMIT", "OFFSET"})
_TERMS: Final = frozenset({"iri", "name", "variable", "string", "number", "blank", "tag"})


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT query of a constraint.

    `pieces` are its text cut where the focus nodes come in.  `together` says whether it may be asked about all at once.
    `required` are predicates without which it finds nothing, `own` those that the focus node must have.
    `predicates` are all that it may ask for; None where that can be any.
    """

    pieces: tuple[str, ...]
    together: bool
    required: frozenset[ox.NamedNode]
    own: frozenset[ox.NamedNode]
    predicates: frozenset[ox.NamedNode] | None

    def text(self, source: str) -> str:
        """The query with a pattern that binds ``?this``."""
        return source.join(self.pieces)


def read_query(query: str, prefixes: Mapping[str, str], path: str | None) -> Query:
    """Prepare a query; `path` replaces ``$PATH``.  ValueError says what is wrong with it, or illegal (SHACL 5.2.1)."""
    query = _with_path(query, path)
    found = list(tokens(query))
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    undeclared = sorted(used - prefixes.keys())
    if undeclared and not any(token.text == "PREFIX" for token in found):
        raise ValueError(f"sh:prefixes does not declare {', '.join(f'{name}:' for name in undeclared)}")
    declared = "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in sorted(used & prefixes.keys()))
    try:
        ox.Store().query(declared + query)
    except SyntaxError as error:
        raise ValueError(f"it is not SPARQL: {error}") from None
    except RuntimeError as error:  # it calls a function that is not of SPARQL
        raise ValueError(str(error)) from None
    whole = read_groups(found)
    _check(whole, found)
    terms = _Terms(prefixes)
    required, own = terms.needed(whole.inner[0])
    return Query(
        pieces=_pieces(declared, query, whole),
        together=_together(whole),
        required=required,
        own=own,
        predicates=terms.asked(whole, found),
    )


def _with_path(query: str, path: str | None) -> str:
    places = [token for token in tokens(query) if token.text == "?PATH"]
    if places and path is None:
        raise ValueError("$PATH stands for the path of a property shape, and this is a node shape")
    for token in reversed(places):
        query = f"{query[: token.start]}{path}{query[token.end :]}"
    return query


def _check(whole: Group, found: Sequence[Token]) -> None:
    words = {token.text for token in found if token.kind == "word"}
    for word, fault in _ILLEGAL.items():
        if word in words:
            raise ValueError(fault)
    if "SELECT" not in words or words & {"ASK", "CONSTRUCT", "DESCRIBE"}:
        raise ValueError("it is not a SELECT query")
    if unsupported := [token.text for token in found if token.text in _UNSUPPORTED]:
        raise ValueError(f"${unsupported[0][1:]} is not supported")
    for one, other in pairwise(found):
        if one.text == "AS" and one.kind == "word" and other.text == _THIS:
            raise ValueError("$this is bound already, so AS cannot bind it")
    for group in whole.all():
        if group.is_query and group is not whole and _THIS not in _projected(group):
            raise ValueError("every SELECT within it must name $this")


def _projected(group: Group) -> set[str]:
    """The variables that a query names without brackets, or ``*``."""
    names, depth, begun = set(), 0, False
    for token in group.head:
        begun = begun or token.text == "SELECT"
        depth += (token.text == "(") - (token.text == ")")
        if begun and depth == 0 and (token.kind == "variable" or token.text == "*"):
            names.add(token.text)
    return names


def _together(whole: Group) -> bool:
    within_exists = (inner.is_query for group in whole.all() if group.leading == "EXISTS" for inner in group.all())
    return not any(within_exists) and all(_apart(group) for group in whole.all() if group.is_query)


def _apart(group: Group) -> bool:
    """Whether a query keeps the rows of one focus node apart from those of another."""
    words = {token.text for token in (*group.head, *group.tail) if token.kind == "word"}
    if words & _CUTTING or _projected(group).isdisjoint({_THIS, "*"}):
        return False
    if not words & _AGGREGATES:
        return True
    tail = [token.text for token in group.tail]
    return tail[:2] == ["GROUP", "BY"] and _THIS in _plain_names(tail[2:])


def _plain_names(tail: Iterable[str]) -> set[str]:
    """The variables right after GROUP BY."""
    names = set()
    for text in tail:
        if not text.startswith("?"):
            break
        names.add(text)
    return names


def _pieces(declared: str, query: str, whole: Group) -> tuple[str, ...]:
    cuts = [
        group.opened
        for group in whole.all()
        if not group.is_query and (group is whole.inner[0] or group.mentions(_THIS))
    ]
    starts = [0, *sorted(cuts)]
    pieces = [query[start:end] for start, end in zip(starts, [*starts[1:], len(query)], strict=True)]
    return (declared + pieces[0], *pieces[1:])


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a query says of predicates."""

    prefixes: Mapping[str, str]

    def predicate(self, token: Token) -> ox.NamedNode | None:
        if token.text == "a":
            return TYPE
        if token.kind == "iri" and token.text.startswith("<"):
            return ox.NamedNode(token.text[1:-1]) if "\\" not in token.text and ":" in token.text else None
        prefix, colon, name = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes or "\\" in name:
            return None
        return ox.NamedNode(self.prefixes[prefix] + name)

    def asked(self, whole: Group, found: Sequence[Token]) -> frozenset[ox.NamedNode] | None:
        """Every IRI of the query; nothing where a predicate may be another one.

        A path of no steps leads from every node of the graph to itself, so it needs the whole graph.
        """
        if any(_open_ended(group.pattern) for group in whole.all()):
            return None
        if any(token.text in {"BASE", "PREFIX"} for token in found):
            return None
        named = [token for token in found if token.kind in {"iri", "name"} or token.text == "a"]
        predicates = [self.predicate(token) for token in named]
        return None if None in predicates else frozenset(each for each in predicates if each is not None)

    def needed(self, where: Group) -> tuple[frozenset[ox.NamedNode], frozenset[ox.NamedNode]]:
        """The predicates of the triples at the top level of WHERE, and those whose subject is ``$this``."""
        required, own = set(), set()
        pattern = [Token("sign", ".", 0, 0), *where.pattern]
        for before, subject, verb, value in zip(pattern, pattern[1:], pattern[2:], pattern[3:], strict=False):
            predicate = self.predicate(verb)
            if before.text == "." and subject.kind in _TERMS and value.kind in _TERMS and predicate is not None:
                required.add(predicate)
                if subject.text == _THIS:
                    own.add(predicate)
        return frozenset(required), frozenset(own)


def _open_ended(pattern: Sequence[Token]) -> bool:
    """Whether a variable may stand for a predicate, or a path may be negated or have no steps."""
    if any(token.kind == "sign" and token.text in {"!", "*", "?"} for token in pattern):
        return True
    for before, token, after in zip(pattern, pattern[1:], pattern[2:], strict=False):
        follows = before.kind in _TERMS or before.text in {";", "[", "]", ")"}
        if token.kind == "variable" and follows and (after.kind in _TERMS or after.text in {"[", "("}):
            return True
    return False
