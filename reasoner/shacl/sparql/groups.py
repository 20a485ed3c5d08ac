"""The groups of a query, one within another, and the triple patterns that stand in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from yidi.shacl.sparql.tokens import Token

_STOP: Final = Token("sign", ".", 0, 0)
_EXPRESSION: Final = frozenset({"FILTER", "BIND"})


@dataclass(slots=True)
class Group:
    """What stands between braces; the outermost one is the whole query.

    `opened` is the place after the brace, `leading` the token before it.  Where the group is a query, `head` and `tail`
    are what stands before and after its WHERE.  `pattern` holds its triples, with a full stop for all else, `inner`
    the groups within, those in expressions too, and `variables` every variable here but not within.
    """

    opened: int
    leading: str
    is_query: bool = False
    head: list[Token] = field(default_factory=list)
    tail: list[Token] = field(default_factory=list)
    pattern: list[Token] = field(default_factory=list)
    inner: list[Group] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)
    _depth: int = 0
    _awaiting: bool = False

    def mentions(self, variable: str) -> bool:
        """Whether a variable occurs here or within."""
        return variable in self.variables or any(each.mentions(variable) for each in self.inner)

    def all(self) -> Iterator[Group]:
        """The group itself and all within."""
        yield self
        for each in self.inner:
            yield from each.all()

    def take(self, token: Token) -> None:
        """Put a token where it belongs."""
        if token.kind == "variable":
            self.variables.add(token.text)
        if token.text == "SELECT" and not (self.pattern or self.inner):
            self.is_query = True
        if self.is_query:
            (self.tail if self.inner else self.head).append(token)
        else:
            self._take(token)

    def open(self, token: Token, leading: str) -> Group:
        """A group within."""
        self.inner.append(Group(token.end, leading))
        self.pattern.append(_STOP)
        self._awaiting = False
        return self.inner[-1]

    def _take(self, token: Token) -> None:
        opening, closing = (token.kind == "sign" and token.text == sign for sign in "()")
        if self._depth or (self._awaiting and opening):  # within the brackets of an expression
            self._awaiting = False
            self._depth += opening - closing
        elif token.kind == "word":
            self._awaiting = self._awaiting or token.text in _EXPRESSION
            self.pattern.append(Token("iri", token.text, *token[2:]) if token.text in {"a", "TRUE", "FALSE"} else _STOP)
        elif not self._awaiting:  # else the name of a function
            self.pattern.append(token)
            return
        if token.kind != "word":
            self.pattern.append(_STOP)


def read_groups(found: Iterable[Token]) -> Group:
    """The query as a group whose first inner group is its WHERE; ValueError where braces do not match."""
    whole = Group(0, "", is_query=True)
    stack = [whole]
    leading = ""
    for token in found:
        if token.kind == "sign" and token.text == "{":
            stack.append(stack[-1].open(token, leading))
        elif token.kind == "sign" and token.text == "}":
            stack.pop()
            if not stack:
                break
        else:
            stack[-1].take(token)
        leading = token.text
    if stack != [whole] or not whole.inner:
        raise ValueError("its braces do not match")
    return whole
