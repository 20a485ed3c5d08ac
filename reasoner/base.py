"""The whole base, read-only: loaded from a folder, compiled once, kept by content hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yidi.answers.advice import Change, read_changes
from yidi.defaults import PAINTED
from yidi.errors import BaseError
from yidi.files import builtin_folder, digest, keep, kept, read_files
from yidi.finding import Finding, in_order
from yidi.model import Carried, Disagreement, Enquiry, Rule, Source
from yidi.names import expand, individual, local, term
from yidi.reading.graph import Graph
from yidi.reading.operators import wrong_operators
from yidi.reading.places import Places, read_places
from yidi.reading.reader import Reader
from yidi.reading.rules import CLAIM, read_rules
from yidi.reading.sources import read_disagreements, read_enquiries, read_sources
from yidi.reading.statements import read_carried
from yidi.reading.turtle import TurtleFile, TurtleSyntaxError, packed, unpacked
from yidi.reading.turtle_plain import parse_plain
from yidi.reading.vocabulary import Vocabulary, read_vocabulary
from yidi.shelf import key_of, open_shelves, shelf
from yidi.tables.compile import compile_base
from yidi.tables.kept import surroundings
from yidi.tables.table import Table

if TYPE_CHECKING:
    import pyarrow as pa

    from yidi.cases.case import CaseVocabulary
    from yidi.engine import Engine


@dataclass(frozen=True, repr=False)
class Base:
    """A compiled base: its words, places, rules, sources and painted decisions."""

    folder: Path
    hash: str
    vocabulary: Vocabulary
    places: Places
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    hospitals: Mapping[str, Mapping[str, object]]
    tables: Mapping[str, Table]
    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]
    enquiries: tuple[Enquiry, ...]
    carried: tuple[Carried, ...]
    first_day: int
    warnings: tuple[Finding, ...]
    claims: Mapping[str, Rule]
    unofficial: bool = False  # whether claims decide as well

    def __repr__(self) -> str:
        """The folder and the hash: all that a base holds would fill a book."""
        return f"Base({str(self.folder)!r}, {self.hash[:12]})"

    @cached_property
    def with_claims(self) -> Base:
        """The same base, in which what unofficial sources alone report fills in what is not known."""
        from yidi.claims import with_claims  # nobody pays for claims who does not ask for them

        return self if self.unofficial else with_claims(self)

    @cached_property
    def engine(self) -> Engine:
        """What decides cases with this base."""
        from yidi.engine import Engine  # whoever only checks a base decides nothing

        return Engine(self)

    def decide(
        self,
        case: object,
        *,
        as_of: date | None = None,
        language: str | None = None,
        engine: str = PAINTED,
        unofficial: bool = False,
    ) -> dict[str, Any]:
        """The answer to a case given as a mapping, both as the contract has them.

        `engine` "reference" decides by SPARQL instead of the painted tables: slower, and the same answer.
        With `unofficial`, numbers that only unofficial sources give fill in what is not known; the answer says so.
        Raises CaseError with every fault of the case.
        """
        base = self.with_claims if unofficial else self
        return base.engine.decide([case], as_of=as_of, language=language, engine=engine)[0]

    def decide_batch(self, cases: pa.Table | Sequence[Mapping[str, object]], *, unofficial: bool = False) -> pa.Table:
        """The answers to many cases as a table: one row a case, columns by dotted path (`batch`).

        With `unofficial`, numbers that only unofficial sources give fill in what is not known.
        """
        from yidi.batch.table import decide_batch  # pyarrow is needed for tables alone, and slow to import

        return decide_batch(self.with_claims if unofficial else self, cases)

    def query(self, name: str, /, **arguments: object) -> list[dict[str, Any]]:
        """The rows of a named query, asked of this base with its parameters by name.

        Raises UsageError with everything that is wrong with the name and the arguments.
        """
        from yidi.asking import ask_base  # a store is made only where one is asked for

        return ask_base(self, name, **arguments)

    def validate(self, filing: object, *, language: str | None = None) -> Any:
        """What the shapes find in a filing or case given as a mapping, as the contract has it; of a list, of each.

        Raises CaseError where there is nothing to check.
        """
        from yidi.filings import validate_with  # shapes are read only where one asks for them

        return validate_with(self, filing, language)

    @cached_property
    def surroundings(self) -> bytes:
        """A digest of the words and places, for what is kept of work that depends on them."""
        return surroundings(self.vocabulary, self.places, self.first_day)

    @cached_property
    def case_vocabulary(self) -> CaseVocabulary:
        """The codes and places that a case may name."""
        from yidi.cases.case import CaseVocabulary

        codes = {name: code_list.codes for name, code_list in self.vocabulary.lists.items()}
        nation = {chain[0] for chain in self.places.chains if len(chain) > 1}  # too wide to be anybody's place
        return CaseVocabulary(codes, self.places.divisions.keys() - nation, self.places.insured, self.hospitals)


def load(folder: str | Path | None = None, *, unofficial: bool = False) -> Base:
    """The base of a folder that has an `ontology`, or the built-in one.

    With `unofficial`, numbers that only unofficial sources give fill in what is not known whenever it decides.
    Raises BaseError with everything that is wrong, each with its place, if the base does not compile.
    """
    base = _load(Path(folder) if folder is not None else builtin_folder())
    return base.with_claims if unofficial else base


def _load(root: Path) -> Base:
    return load_files(root, read_files(root))


def load_files(root: Path, texts: Mapping[str, bytes]) -> Base:
    """The base of these files, by the names that findings show, as if they lay in a folder; kept by their content.

    Raises BaseError with everything that is wrong if the base does not compile.
    """
    name = f"base-{digest(texts)}"
    if isinstance(known := kept(name), Base):
        return replace(known, folder=root)  # the same files may lie elsewhere by now
    base, findings = examine(root, texts)
    errors = [f for f in findings if f.level == "error"]
    if base is None or errors:
        raise BaseError(errors)
    keep(name, base)
    return base


def load_so_far(root: Path, texts: Mapping[str, bytes]) -> tuple[Base, tuple[Finding, ...]]:
    """The base of these files where every decision has a table, and the errors that keep it from being used.

    So rules that contradict each other can be looked at before they are mended.  Raises BaseError as `load_files` does
    where a decision lacks its table.
    """
    try:
        return load_files(root, texts), ()
    except BaseError:
        base, findings = examine(root, texts)
        if base is None or base.tables.keys() != base.vocabulary.decisions.keys():
            raise
        return base, tuple(f for f in findings if f.level == "error")


def examine(folder: Path, texts: Mapping[str, bytes] | None = None) -> tuple[Base | None, tuple[Finding, ...]]:
    """The base of a folder as far as it compiles, and everything that is wrong with it."""
    _, base, findings = open_base(folder, texts)
    return base, findings


@open_shelves()
def open_base(folder: Path, texts: Mapping[str, bytes] | None = None) -> tuple[Graph, Base | None, tuple[Finding, ...]]:
    """The statements of a folder, the base as far as it compiles, and everything that keeps it from compiling.

    A decision is not compiled while one of its rules cannot be read: what came of the others would mislead.
    """
    texts = read_files(folder) if texts is None else texts
    graph, findings = read_graph(texts)
    if any(f.level == "error" for f in findings):
        return graph, None, in_order(findings)
    vocabulary, found = read_vocabulary(graph)
    found += wrong_operators(graph, vocabulary)
    rules, wrong, incomplete = read_rules(graph, vocabulary)
    claims, wrong_claims, _ = read_rules(graph, vocabulary, CLAIM)
    first_day, undated = _first_day(graph)
    findings += found + wrong + wrong_claims + undated
    if any(f.level == "error" for f in found):
        return graph, None, in_order(findings)
    places = read_places(graph, vocabulary.lists.get("zone"))
    tables, found = compile_base(vocabulary, rules, places, first_day, incomplete)
    findings += [_at_decision(f, graph) for f in found]
    base = Base(
        folder=folder,
        hash=digest(texts),
        vocabulary=vocabulary,
        places=places,
        rules={r.iri: r for r in rules},
        sources=read_sources(graph),
        hospitals=_hospitals(graph),
        tables=tables,
        changes=read_changes(graph),
        disagreements=read_disagreements(graph),
        enquiries=read_enquiries(graph),
        carried=read_carried(graph),
        first_day=first_day,
        warnings=in_order(f for f in findings if f.level == "warning"),
        claims={c.iri: c for c in claims},
    )
    return graph, base, in_order(findings)


def _at_decision(finding: Finding, graph: Graph) -> Finding:
    """A gap, which is no rule's fault, is shown where the decision stands; an override where it names its target."""
    if finding.id == "decision-gap":
        place = graph.place(individual("decision", str(finding.details["decision"])))
    elif finding.id.startswith("override-"):
        names = [expand(str(finding.details[name])) for name in ("subject", "target")]
        place = graph.place(names[0], term("overrides"), names[1])
    else:
        return finding
    return replace(finding, place=place or finding.place)


def _parse(content: bytes, name: str) -> TurtleFile:
    if (plain := parse_plain(content, name)) is not None:
        return plain
    from yidi.reading.turtle_parser import parse  # rdflib is slow to import, and most files do without

    return parse(content, name)


def read_graph(texts: Mapping[str, bytes], what: str = "turtle") -> tuple[Graph, list[Finding]]:
    """The statements of all files, and the files that are not Turtle.

    Parsed files are kept by their content, those of one name for `what` they are together.
    """
    files: list[TurtleFile] = []
    findings: list[Finding] = []
    with open_shelves():
        known = shelf(what, packed, unpacked)
        for name, content in texts.items():
            key = key_of(name.encode(), content)
            file = known.get(key)
            if file is None:
                try:
                    known.put(key, file := _parse(content, name))
                except TurtleSyntaxError as error:
                    findings.append(Finding(error.finding, error.place, error.details))
                    continue
            files.append(file)
    for file in files:
        findings += [Finding("prefix-unused", file.place(at), {"prefix": p}) for p, at in file.unused_prefixes.items()]
    return Graph(files), findings


def _first_day(graph: Graph) -> tuple[int, list[Finding]]:
    reader = Reader(graph)
    days = [reader.day(iri, "coversFrom") for iri in graph.instances(term("KnowledgeBase"))]
    return next((d for d in days if d), 1), reader.findings


def _hospitals(graph: Graph) -> dict[str, dict[str, object]]:
    """The known institutions, each as the `visit.hospital` part of a case."""
    found: dict[str, dict[str, object]] = {}
    for iri in graph.instances(term("MedicalInstitution")):
        hospital: dict[str, object] = {}
        for key in ("region", "level"):
            if value := graph.iri(iri, term(key)):
                hospital[key] = local(value)
        if designated := graph.text(iri, term("designated")):
            hospital["designated"] = designated == "true"
        if opened := graph.iris(iri, term("opened")):
            hospital["opened"] = [local(c) for c in opened]
        found[local(iri)] = hospital
    return found
