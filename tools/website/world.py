"""All that the pages are made from, read and run once: the base, its statements, cases, queries and what is known."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from yidi import Base, load
from yidi.asking import Library, load_library
from yidi.base import read_graph
from yidi.cases.file import RawCase, read_cases
from yidi.examples import run as examples
from yidi.files import read_files
from yidi.linked.index import Index, read_index
from yidi.model import Rule
from yidi.names import individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Place
from yidi.tables.precedence import Reason

sys.path.append(str(Path(__file__).parents[1]))  # the tool that measures what is known stands beside this package
import coverage_known


@dataclass(frozen=True)
class World:
    """A base and what follows from it; with `areas`, only these are shown and what is in force there.

    Whoever finds an example that does not do what it should adds a line to `failures`.
    """

    root: Path
    areas: frozenset[str] | None = None
    run: bool = True  # whether examples are executed
    failures: list[str] = field(default_factory=list)

    @cached_property
    def base(self) -> Base:
        """The compiled base."""
        return load(self.root)

    @cached_property
    def graph(self) -> Graph:
        """Its statements, with their places."""
        return read_graph(read_files(self.root))[0]

    @cached_property
    def index(self) -> Index:
        """Its statements by subject and by object."""
        return read_index(self.base)

    @cached_property
    def library(self) -> Library:
        """Its named queries."""
        return load_library(self.root)

    @cached_property
    def known(self) -> coverage_known.Known:
        """What is known of which area."""
        return coverage_known.measure(self.base, self.area_codes)

    @cached_property
    def area_codes(self) -> tuple[str, ...]:
        """The pooling areas that are shown, by code."""
        return tuple(sorted(a for a in self.base.places.areas if self.areas is None or a in self.areas))

    @cached_property
    def jurisdictions(self) -> tuple[str, ...]:
        """The areas that are shown and those around them, by code."""
        areas = self.base.places.areas
        return tuple(sorted({code for a in self.area_codes for code in self.base.places.chains[areas[a]]}))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that are shown, and the claims after them."""
        shown = set(self.jurisdictions)
        every = {**self.base.rules, **self.base.claims}
        return {iri: rule for iri, rule in every.items() if not shown.isdisjoint(rule.jurisdictions)}

    @cached_property
    def report(self) -> examples.ExampleReport:
        """The example cases, run."""
        return examples.run_examples(self.base, self.case_files)

    @cached_property
    def case_files(self) -> tuple[Path, ...]:
        """The files of example cases that are shown."""
        files = tuple(examples.example_files([self.root / "tests/cases"]))
        return files if self.areas is None else tuple(f for f in files if f.name[:6] in self.areas)

    @cached_property
    def cases(self) -> Mapping[Path, tuple[RawCase, ...]]:
        """The example cases of each file."""
        return {file: tuple(read_cases(file)) for file in self.case_files}

    @cached_property
    def contests(self) -> tuple[dict[str, dict[str, Reason]], dict[str, dict[str, Reason]]]:
        """For each rule those that it beats somewhere, and those that beat it, each with why."""
        beats: dict[str, dict[str, Reason]] = defaultdict(dict)
        beaten: dict[str, dict[str, Reason]] = defaultdict(dict)
        for table in self.base.with_claims.tables.values():
            for state in table.state_legend:
                for loser, winner, why in state.defeated:
                    worse, better = table.rules[loser].iri, table.rules[winner].iri
                    beats[better].setdefault(worse, why)
                    beaten[worse].setdefault(better, why)
        return beats, beaten

    @cached_property
    def claiming(self) -> Mapping[str, frozenset[str]]:
        """For each disagreement the provisions that contradict one another in it."""
        graph, claim, basis = self.graph, term("claim"), term("basis")
        return {
            d.iri: frozenset(b for said in graph.iris(d.iri, claim) for b in graph.iris(said, basis))
            for d in self.base.disagreements
        }

    @cached_property
    def in_force(self) -> Mapping[tuple[str, str], int]:
        """How many rules that give a value each decision has in a jurisdiction, on the day of the site."""
        day = self.known.day.toordinal()
        rules = (r for r in self.base.rules.values() if r.valid_from <= day <= r.valid_to and not r.is_bound)
        return Counter((r.decision, code) for r in rules for code in r.jurisdictions)

    @cached_property
    def cases_of(self) -> Mapping[str, list[str]]:
        """The names of the example cases of persons insured in each area."""
        codes, found = list(self.base.places.areas), defaultdict(list)
        for case in (case for cases in self.cases.values() for case in cases):
            person = case.mapping.get("person") if isinstance(case.mapping, Mapping) else None
            insured = self.base.places.insured.get(str(person.get("insuredIn"))) if person else None
            if insured is not None:
                found[codes[insured[0]]].append(case.name or "")
        return found

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How many things have each property."""
        return Counter(p for subject in self.graph for p in self.graph.predicates(subject))

    def lines(self, place: Place) -> str:
        """The block of a file that begins at a place, up to the line that ends it."""
        lines = self.text(place.file).split("\n")
        return "\n".join(_block(lines[place.line - 1 :]))

    def text(self, file: str) -> str:
        """The text of a file, named as findings name it."""
        if file not in self._texts:
            path = Path(file)
            self._texts[file] = (path if path.is_absolute() else self.root / path).read_text("utf-8")
        return self._texts[file]

    def shown_path(self, file: str | Path) -> str:
        """A file as readers know it, from the top of the project."""
        path = Path(file)
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    @property
    def day(self) -> str:
        """The day on which the rules were last checked: the only date that pages show of themselves."""
        return f"{self.known.day}"

    def labels(self, iri: str) -> Mapping[str, str]:
        """The labels of a thing, or its short name where it has none."""
        if not iri.startswith("http"):
            iri = individual("area", iri)
        return self.index.labels(iri) or {"zh": short(iri), "en": short(iri)}


def _block(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line
        if line.rstrip().endswith(" .") and not "".join(lines[number + 1 : number + 2]).strip():
            return


def slug(iri: str) -> str:
    """The last part of an IRI as the name of a file or an anchor."""
    return local(iri)
