"""Asking a store: the query bound to its arguments, sent, and the answer as a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from pyoxigraph import QuerySolutions

from yidi.asking.arguments import Arguments, read_arguments
from yidi.asking.library import Library, load_library
from yidi.asking.query import NamedQuery
from yidi.asking.table import Row, Table, table_of
from yidi.defaults import MESSAGES
from yidi.store.store import MEMORY, Store, open_store

if TYPE_CHECKING:
    from yidi.base import Base


def ask(store: Store, query: NamedQuery, given: Mapping[str, object], base: Base, language: str = MESSAGES) -> Table:
    """The answer of a store to a named query with these arguments.

    Raises UsageError with every fault of the arguments, in the language given.
    """
    arguments = read_arguments(query, given, base, language)
    solutions = store.query(bound(query, arguments))
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 - reading the query made sure of that
    return table_of(query, solutions, arguments.page)


def bound(query: NamedQuery, arguments: Arguments) -> str:
    """The text of a query with its arguments; of a page, one row more is asked for, which tells whether more follow."""
    page = (arguments.page[0] + 1, arguments.page[1]) if arguments.page else None
    return query.bind(arguments.terms, page)


class Asker:
    """Answers the named queries of one base from a store in memory, which is filled when it is first asked."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self._opening = Lock()
        self._store: Store | None = None

    def __getstate__(self) -> dict[str, Any]:
        """The base alone: a copy in another process fills its own store."""
        return {"base": self.base}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["base"])  # type: ignore[misc]

    @cached_property
    def library(self) -> Library:
        """The queries of the base."""
        return load_library(self.base.folder)

    @property
    def store(self) -> Store:
        """The store that is asked, made once whoever asks first."""
        with self._opening:
            if self._store is None:
                self._store = open_store(MEMORY, self.base)
            return self._store

    def rows(self, name: str, given: Mapping[str, object]) -> list[Row]:
        """The rows of a named query; raises UsageError where the query or one of its arguments is not known."""
        return ask(self.store, self.library.find(name), given, self.base).rows()


def ask_base(base: Base, name: str, /, **given: object) -> list[Row]:
    """The rows of a named query on a base, each a mapping of columns to values."""
    asker: Asker = vars(base).setdefault("asker", Asker(base))  # as a cached property would keep it
    return asker.rows(name, given)
