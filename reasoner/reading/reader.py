"""Reading what the statements about one thing say: links, dates, flags and codes, noting everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import ID, NS, RDF, XSD, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal, Place, Term

NO_GUESS = phrase("nothing")


@dataclass(slots=True)
class Reader:
    """Answers questions about the things of a graph; `findings` grows with what is wrong."""

    graph: Graph
    findings: list[Finding] = field(default_factory=list)

    def links(self, iri: str, name: str, kinds: Iterable[str] = (), *, required: bool = True) -> tuple[str, ...]:
        """The things that a predicate names: those that are declared, and of one of the classes where any are given.

        The first class stands for all in what is said of others.
        """
        targets = self.graph.objects(iri, term(name))
        if not targets and required:
            self.missing(iri, name, "…")
        return tuple(t for t in targets if self._is_link(iri, name, t, tuple(kinds)))  # type: ignore[misc]

    def _is_link(self, iri: str, name: str, target: Term, kinds: tuple[str, ...]) -> bool:
        if isinstance(target, Literal) or target.startswith("_:"):
            self.invalid(iri, term(name), target, phrase("a-name"))
        elif target not in self.graph:
            self.dead(iri, term(name), target)
        elif kinds and not self.is_a(target, kinds):
            self.invalid(iri, term(name), target, phrase("of-class", kind=f"yidi:{kinds[0]}"))
        else:
            return True
        return False

    def is_a(self, target: str, kinds: Iterable[str]) -> bool:
        """Whether a thing is said to be of one of our classes."""
        types = self.graph.iris(target, RDF + "type")
        return any(term(kind) in types for kind in kinds)

    def flag(self, iri: str, name: str) -> bool:
        """Whether a predicate that is true or false is true; false where it is left out."""
        value = self.graph.object(iri, term(name))
        if value is None:
            return False
        if not isinstance(value, Literal) or value.datatype != XSD + "boolean" or value.text not in ("true", "false"):
            self.invalid(iri, term(name), value, phrase("boolean"))
        return isinstance(value, Literal) and value.text == "true"

    def day(self, iri: str, name: str, *, required: bool = False) -> int | None:
        """The day that a predicate names, as a proleptic ordinal, or None."""
        value = self.graph.object(iri, term(name))
        if value is None:
            if required:
                self.missing(iri, name, '"YYYY-MM-DD"^^xsd:date')
            return None
        text = value.text if isinstance(value, Literal) else short(value)
        typed = isinstance(value, Literal) and value.datatype == XSD + "date"
        try:
            if typed and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return date.fromisoformat(text).toordinal()
        except ValueError:
            pass
        self.find("date-invalid", self.place(iri, name), value=text)
        return None

    def once(self, iri: str, names: Iterable[str]) -> None:
        """Notes the predicates that stand more than once where one value is meant."""
        for name in names:
            values = self.graph.objects(iri, term(name))
            if len(values) > 1:
                place = self.graph.place(iri, term(name), values[-1]) or NOWHERE
                self.find("predicate-repeated", place, subject=short(iri), predicate=f"yidi:{name}")

    def missing(self, iri: str, name: str, hint: str) -> None:
        """Notes that a predicate is missing."""
        self.find(
            "predicate-missing",
            self.place(iri),
            subject=short(iri),
            predicate=f"yidi:{name}",
            hint=f"yidi:{name} {hint}",
        )

    def dead(self, iri: str, predicate: str, target: str, candidates: Iterable[str] | None = None) -> None:
        """Notes that something is named which is nowhere declared."""
        place = self.graph.place(iri, predicate, target) or NOWHERE
        pool = None if candidates is None else map(short, candidates)
        guess = nearest(self.graph, target) if pool is None else did_you_mean(short(target), pool)
        self.find("link-dead", place, subject=short(iri), target=short(target), guess=guess)

    def invalid(self, iri: str, predicate: str, value: Term, expected: object) -> None:
        """Notes a value of the wrong kind."""
        place = self.graph.place(iri, predicate, value) or NOWHERE
        self.find("value-invalid", place, value=written(value), expected=expected)

    def place(self, iri: str, name: str | None = None) -> Place:
        """Where a predicate's first value stands, else where the thing's block begins."""
        return self.graph.place(iri, term(name) if name else None) or NOWHERE

    def find(self, finding: str, place: Place, **details: object) -> None:
        """Notes a finding."""
        self.findings.append(Finding(finding, place, details))


def nearest(graph: Graph, target: str) -> dict[str, str]:
    """The question after the thing of ours that was probably meant; found once, however often it is misspelt."""
    if target not in graph.near:
        graph.near[target] = did_you_mean(short(target), (short(s) for s in graph if s.startswith((ID, NS))))
    return graph.near[target]


def did_you_mean(name: str, candidates: Iterable[str]) -> dict[str, str]:
    """The question after the name that was probably meant, in both languages, or nothing."""
    guess = get_close_matches(name, list(candidates), 1, 0.75)
    return phrase("did-you-mean", name=guess[0]) if guess else NO_GUESS


def written(value: Term) -> str:
    """A value as the files write it; of a text, a flag or a whole number the words alone."""
    if isinstance(value, Literal):
        kind = value.datatype
        is_plain = not kind.startswith((NS, XSD)) or local(kind) in ("string", "boolean", "integer")
        return value.text if is_plain else f'"{value.text}"^^{"yidi" if kind.startswith(NS) else "xsd"}:{local(kind)}'
    return "[ … ]" if value.startswith("_:") else short(value)
