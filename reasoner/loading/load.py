"""Files into a store: read, checked together, and then all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox

from yidi.errors import UsageError
from yidi.files import builtin_folder
from yidi.loading import table
from yidi.loading.mapping import TableMapping, read_mapping
from yidi.loading.source import ENDINGS, Source, read_rdf
from yidi.loading.terms import Terms, read_terms
from yidi.loading.trouble import Trouble
from yidi.loading.validate import is_reserved, troubles_of
from yidi.names import individual
from yidi.reading.turtle import Place
from yidi.store.store import Dataset

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.store.store import Store

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""
_MOST_COMPARED: Final = 1_000_000
"""Statements of other graphs whose subjects are all asked for at once."""
_PORTION: Final = 1000
"""Subjects that the store is asked about at once."""


@dataclass(frozen=True, slots=True)
class Read:
    """Files that were read: their statements by graph, what is wrong with them, and the columns left out, by file."""

    graphs: Mapping[str, Sequence[ox.Triple]]
    troubles: Sequence[Trouble]
    left_out: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load has done: how many statements each graph holds now, and how many stood in other graphs already."""

    graphs: Mapping[str, int]
    held_elsewhere: int


def read(
    paths: Iterable[Path],
    base: Base,
    *,
    graph: str | None = None,
    mapping: Path | None = None,
    encoding: str | None = None,
    progress: Progress = lambda *_: None,
) -> Read:
    """The statements of files and everything that is wrong with them, nothing loaded yet.

    A statement that names no graph of its own goes to `graph`, or to one named after its file.
    Raises UsageError if `graph` is no IRI, or belongs to the base.
    """
    if graph is not None:
        check_graph(graph)
    terms = read_terms(base)
    troubles: list[Trouble] = []
    sources: list[Source] = []
    given = _mapping(mapping, terms) if mapping else None
    if isinstance(given, list):
        return Read({}, given, {})
    for path in paths:
        found = _read_file(path, base, terms, given, encoding, progress)
        if isinstance(found, Source):
            sources.append(found)
        else:
            troubles += found
    troubles += troubles_of(sources, terms)
    graphs: dict[str, list[ox.Triple]] = {}
    for source in sources if not troubles else ():
        own = graph or individual("graph", quote(Path(source.name).stem, safe=""))
        if source.checked:
            graphs.setdefault(own, []).extend(quad.triple for quad in source.quads)
            continue
        for quad in source.quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else own
            graphs.setdefault(name, []).append(quad.triple)
    return Read(graphs, troubles, {s.name: s.left_out for s in sources if s.left_out})


def load(store: Store, statements: Read, progress: Progress = lambda *_: None) -> Loaded:
    """Put the statements of files into their graphs, in the place of what these held before; all of them or none.

    A statement that another graph holds already is left out, so that the union of the graphs holds nothing twice.
    """
    graphs = {name: list(triples) for name, triples in statements.graphs.items()}
    held = _leave_out_doubles(graphs)
    others = tuple(name for name in store.graphs() if name not in graphs)
    if others:
        held += _leave_out_held(store, graphs, others, progress)
    progress("writing", 0, 1)
    store.replace_all(graphs)
    progress("writing", 1, 1)
    sizes = store.graphs()
    return Loaded({name: sizes.get(name, 0) for name in graphs}, held)


def check_graph(graph: str) -> None:
    """Raise UsageError if a graph cannot be loaded into or dropped."""
    if is_reserved(graph):
        raise UsageError(f"The graph {graph} belongs to the base. Name another one.")
    try:
        ox.NamedNode(graph)
    except ValueError:
        raise UsageError(
            f"'{graph}' is no IRI. Name the graph by one, such as https://example.org/hospitals."
        ) from None


def _leave_out_doubles(graphs: dict[str, list[ox.Triple]]) -> int:
    """Take out what an earlier of these graphs holds already; says how many statements."""
    seen: set[ox.Triple] = set()
    count = 0
    for name, triples in graphs.items() if len(graphs) > 1 else ():
        graphs[name] = [triple for triple in triples if triple not in seen]
        count += len(triples) - len(graphs[name])
        seen.update(triples)
    return count


def _leave_out_held(
    store: Store, graphs: dict[str, list[ox.Triple]], others: tuple[str, ...], progress: Progress
) -> int:
    """Take out what other graphs of the store hold; says how many statements."""
    subjects = dict.fromkeys(t.subject for triples in graphs.values() for t in triples)
    named = [s for s in _known_elsewhere(store, others, subjects) if isinstance(s, ox.NamedNode)]
    held: set[ox.Triple] = set()
    for done, portion in _portions(named):
        progress("comparing", done, len(named))
        text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(map(str, portion))} }} ?s ?p ?o }}"
        rows = store.query(text, dataset=Dataset(default_graphs=others))
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
        held.update(ox.Triple(row["s"], row["p"], row["o"]) for row in rows)
    count = 0
    for name, triples in graphs.items() if held else ():
        graphs[name] = [triple for triple in triples if triple not in held]
        count += len(triples) - len(graphs[name])
    return count


def _known_elsewhere(store: Store, others: tuple[str, ...], subjects: Iterable[object]) -> list[object]:
    """Those of the subjects of which other graphs say anything; all of them where to ask for that would take longer."""
    if sum(store.graphs().get(name, 0) for name in others) > _MOST_COMPARED:
        return list(subjects)
    rows = store.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", dataset=Dataset(default_graphs=others))
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
    known = {row["s"] for row in rows}
    return [subject for subject in subjects if subject in known]


def _portions(subjects: Sequence[ox.NamedNode]) -> Iterator[tuple[int, Sequence[ox.NamedNode]]]:
    for start in range(0, len(subjects), _PORTION):
        yield start, subjects[start : start + _PORTION]


def _read_file(
    path: Path, base: Base, terms: Terms, given: TableMapping | None, encoding: str | None, progress: Progress
) -> Source | list[Trouble]:
    name, ending = str(path), path.suffix.lower()
    start = Place(name, 1, 1)
    if ending not in (*ENDINGS, *table.ENDINGS):
        known = ", ".join((*ENDINGS, *table.ENDINGS))
        return [Trouble("file-kind", start, {"ending": ending or path.name, "known": known})]
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return [Trouble("file-missing", start)]
    except OSError as error:
        return [Trouble("file-unreadable", start, {"why": error.strerror or error})]
    progress(f"reading {path.name}", 0, 1)
    if ending in ENDINGS:
        found = read_rdf(name, ending, content, base)
        return found if isinstance(found, list) or found.quads else [Trouble("file-empty", start)]
    text = table.decode(name, content, encoding)
    if isinstance(text, list):
        return text
    columns = table.header(ending, text)
    mapping = given or _fitting(columns, terms)
    if mapping is None:
        return [Trouble("mapping-unknown" if columns else "file-empty", start, {"columns": ", ".join(columns)})]
    return table.read_table(
        name, ending, text, mapping, terms, lambda n, all_: progress(f"reading {path.name}", n, all_)
    )


def _mapping(path: Path, terms: Terms) -> TableMapping | list[Trouble]:
    try:
        return read_mapping(str(path), path.read_bytes(), terms)
    except OSError as error:
        return [Trouble("file-unreadable", Place(str(path), 1, 1), {"why": error.strerror or error})]


def _fitting(columns: Sequence[str], terms: Terms) -> TableMapping | None:
    """The built-in mapping whose naming columns are all there, and most of whose other columns are."""
    read = (_mapping(p, terms) for p in sorted((builtin_folder() / "ontology" / "institutions").glob("*.yaml")))
    fitting = [m for m in read if isinstance(m, TableMapping) and set(m.named_by) <= set(columns)]
    return max(fitting, key=lambda m: len(set(m.columns) & set(columns)), default=None)
