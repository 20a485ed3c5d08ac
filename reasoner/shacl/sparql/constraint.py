"""Constraints whose component is a SELECT query (SHACL 5.1): each solution is a violation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import pyoxigraph as ox

from yidi.errors import ShapesError
from yidi.shacl.model import Offence
from yidi.shacl.sparql.query import Query
from yidi.shacl.terms import TRUE, Node, Term, component, text

if TYPE_CHECKING:
    from yidi.shacl.columns import Column
    from yidi.shacl.run import Run

_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")
_OWN: Final = frozenset({"this", "path", "value"})
"""The variables that become parts of a result and are not among its bindings."""


@dataclass(frozen=True, slots=True)
class Select:
    """No solution has the focus node as ``$this`` (sh:sparql).

    `messages` are those of the constraint, else of its shape; `of_values` says whether the focus node is its own
    value node, as it is in a node shape.
    """

    node: Node
    query: Query
    messages: tuple[ox.Literal, ...]
    of_values: bool
    component: ClassVar = component("SPARQL")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """One for each distinct solution."""
        found: dict[Term, list[Offence]] = {}
        for offence in self._solutions(column, run):
            found.setdefault(offence.focus, []).append(offence)
        return [offence for node in column.focus for offence in found.get(node, ())] if found else []

    def _solutions(self, column: Column, run: Run) -> Iterator[Offence]:
        focus = self._asked(column, run)
        # A store may write a literal in another way, so literals are asked about one by one and not read back.
        apart = [node for node in focus if isinstance(node, ox.Literal)] if self.query.together else focus
        together = [node for node in focus if not isinstance(node, ox.Literal)] if self.query.together else []
        if together:
            yield from self._ask(run, together, None)
        for node in apart:
            yield from self._ask(run, [node], node)

    def _asked(self, column: Column, run: Run) -> list[Term]:
        """The focus nodes that have what the query cannot do without."""
        if not all(map(run.data.values, self.query.required)):
            return []
        focus = list(dict.fromkeys(column.focus))
        for predicate in self.query.own:
            values = run.data.values(predicate)
            focus = [node for node in focus if node in values]
        return focus

    def _ask(self, run: Run, focus: Sequence[Term], this: Term | None) -> Iterator[Offence]:
        store = run.answering(self.query)
        answer = store.store.query(self.query.text(store.pattern(focus)))
        if not isinstance(answer, ox.QuerySolutions):
            return
        names = [each.value for each in answer.variables]
        seen = set()
        for solution in answer:
            values = tuple(solution)
            if values not in seen:
                seen.add(values)
                named = zip(names, values, strict=True)
                row = {name: run.data.original(value) for name, value in named if value is not None}
                yield self._offence(row if this is None else row | {"this": this})

    def _offence(self, row: Mapping[str, Term]) -> Offence:
        if row.get("failure") == TRUE:
            raise ShapesError([f"{text(self.node)}: the query reports a failure for {text(row['this'])}."])
        path, own = row.get("path"), row.get("message")
        messages = (own,) if isinstance(own, ox.Literal) else self.messages
        return Offence(
            focus=row["this"],
            value=row.get("value", row["this"] if self.of_values else None),
            path=path if isinstance(path, ox.NamedNode) else None,
            messages=tuple(filled(each, row) for each in messages),
            bindings={name: term for name, term in row.items() if name not in _OWN},
        )


def filled(message: ox.Literal, row: Mapping[str, Term]) -> ox.Literal:
    """A message with ``{?name}`` and ``{$name}`` replaced by what the solution binds (SHACL 5.3.2)."""
    if "{" not in message.value:
        return message

    def value(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else text(term)

    said = _PLACEHOLDER.sub(value, message.value)
    return ox.Literal(said, language=message.language) if message.language else ox.Literal(said)
