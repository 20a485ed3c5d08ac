"""The value nodes of a set of focus nodes, as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import pyoxigraph as ox

from yidi.shacl.graph import Data, Values
from yidi.shacl.model import Offence
from yidi.shacl.paths import Path, follow
from yidi.shacl.terms import Term


class Column:
    """The values of each of some focus nodes; a node that is named twice is answered twice (SHACL 4.7.2)."""

    __slots__ = ("_distinct", "focus", "values")

    def __init__(self, focus: Sequence[Term], values: Values, distinct: Collection[Term] | None = None) -> None:
        self.focus = focus
        self.values = values
        self._distinct = distinct

    @property
    def distinct(self) -> Collection[Term]:
        """Every value once, and perhaps values of other nodes, where to leave them out would take longer."""
        if self._distinct is None:
            get = self.values.get
            self._distinct = dict.fromkeys([value for node in self.focus for value in get(node, ())])
        return self._distinct

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        """Each focus node with each of its values."""
        get = self.values.get
        return ((node, value) for node in self.focus for value in get(node, ()))

    def with_values(self, bad: Collection[Term]) -> list[Offence]:
        """The offences of those who have any of these values."""
        return [Offence(node, value) for node, value in self.pairs() if value in bad] if bad else []

    def unless(self, accepts: Callable[[Term], bool]) -> list[Offence]:
        """The offences where not every value is accepted; each distinct value is judged once."""
        return self.with_values({value for value in self.distinct if not accepts(value)})


class Scope:
    """Focus nodes with the columns that were asked for, shared by the property shapes of a node shape."""

    __slots__ = ("_columns", "_data", "focus")

    def __init__(self, data: Data, focus: Sequence[Term]) -> None:
        self.focus = focus
        self._data = data
        self._columns: dict[Path | None, Column] = {}

    def column(self, path: Path | None) -> Column:
        """The values at a path; without one each node is its own value."""
        column = self._columns.get(path)
        if column is None:
            column = self._columns[path] = self._column(path)
        return column

    def _column(self, path: Path | None) -> Column:
        if path is None:
            return Column(self.focus, {node: (node,) for node in self.focus})
        values = follow(self._data, path, self.focus)
        if isinstance(path, ox.NamedNode) and len(values) <= len(self.focus):
            return Column(self.focus, values, self._data.distinct(path))
        return Column(self.focus, values)
