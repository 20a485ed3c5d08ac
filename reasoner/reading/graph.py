"""The statements of all files of a base, indexed by subject, each with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from yidi.names import LABEL, RDF, TYPE
from yidi.reading.turtle import Literal, Place, Term, TurtleFile

_MOST_MEMBERS = 1000  # of a list; a circle of blank nodes would have no end
_Objects = dict[str, list[tuple[Term, int, int]]]  # predicate -> (object, file, offset)


class Graph:
    """All statements of the base; read-only once built."""

    def __init__(self, files: Iterable[TurtleFile]) -> None:
        self.files = tuple(files)
        self._by_subject: dict[str, _Objects] = {}
        self._by_type: dict[str, list[str]] = defaultdict(list)
        self._blocks: dict[str, tuple[int, int]] = {}
        self.near: dict[str, dict[str, str]] = {}  # what was probably meant by names that are not here: slow to find
        for number, file in enumerate(self.files):
            self._add(number, file)

    def _add(self, number: int, file: TurtleFile) -> None:
        block: str | None = None
        said: _Objects = {}  # of the block whose statements follow one another
        for subject, predicate, value, offset in file.statements:
            if subject != block:
                block, said = subject, self._by_subject.setdefault(subject, {})
            objects = said.get(predicate)
            if objects is None:
                objects = said[predicate] = []
            objects.append((value, number, offset))
            if predicate == TYPE and isinstance(value, str):
                self._by_type[value].append(subject)
        for subject, offset in file.blocks.items():
            self._blocks.setdefault(subject, (number, offset))

    def instances(self, kind: str) -> list[str]:
        """The things that are said to be of a class, in the order of the files."""
        return list(dict.fromkeys(self._by_type.get(kind, ())))

    def predicates(self, subject: str) -> Iterable[str]:
        """The predicates that a subject's block uses."""
        return self._by_subject.get(subject, {}).keys()

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """All values of a predicate, in the order of the files."""
        said = self._by_subject.get(subject)
        held = said.get(predicate) if said else None
        return [value for value, _, _ in held] if held else []

    def object(self, subject: str, predicate: str) -> Term | None:
        """The first value of a predicate, or None."""
        values = self._by_subject.get(subject, {}).get(predicate)
        return values[0][0] if values else None

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The values of a predicate that are not literals."""
        return tuple([v for v in self.objects(subject, predicate) if isinstance(v, str)])

    def iri(self, subject: str, predicate: str) -> str | None:
        """The first value of a predicate that is not a literal, or None."""
        for value in self.objects(subject, predicate):
            if isinstance(value, str):
                return value
        return None

    def text(self, subject: str, predicate: str) -> str | None:
        """The text of the first literal value of a predicate, or None."""
        return next((v.text for v in self.objects(subject, predicate) if isinstance(v, Literal)), None)

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        """The literal values of a predicate by language tag."""
        return {v.language: v.text for v in self.objects(subject, predicate) if isinstance(v, Literal)}

    def labels(self, subject: str) -> dict[str, str]:
        """The labels of a subject by language tag."""
        return self.texts(subject, LABEL)

    def list(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        members: list[Term] = []
        while isinstance(head, str) and head != RDF + "nil" and len(members) < _MOST_MEMBERS:
            first = self.object(head, RDF + "first")
            if first is not None:
                members.append(first)
            head = self.object(head, RDF + "rest") or RDF + "nil"
        return members

    def targets(self) -> frozenset[str]:
        """Everything that some statement points at."""
        return frozenset(s.object for file in self.files for s in file.statements if isinstance(s.object, str))

    def __contains__(self, subject: str) -> bool:
        return subject in self._by_subject

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_subject)

    def place(self, subject: str, predicate: str | None = None, value: Term | None = None) -> Place | None:
        """Where a value stands; without it where the predicate's first value stands; else where the block begins."""
        for held, number, offset in self._by_subject.get(subject, {}).get(predicate or "", ()):
            if value is None or held == value:
                return self.files[number].place(offset)
        if subject in self._blocks:
            number, offset = self._blocks[subject]
            return self.files[number].place(offset)
        return None
