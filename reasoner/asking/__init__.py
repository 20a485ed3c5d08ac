"""Named queries: SPARQL with a name, typed parameters and described columns."""

from yidi.asking.arguments import Arguments, read_arguments
from yidi.asking.ask import Asker, ask, ask_base, bound
from yidi.asking.library import Library, load_library
from yidi.asking.query import NamedQuery
from yidi.asking.table import Table, read_results

__all__ = [
    "Arguments",
    "Asker",
    "Library",
    "NamedQuery",
    "Table",
    "ask",
    "ask_base",
    "bound",
    "load_library",
    "read_arguments",
    "read_results",
]
