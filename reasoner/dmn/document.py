"""A DMN document: inputs, decisions, what each requires, and the diagram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from yidi.base import Base
from yidi.dmn.diagram import HEIGHT, WIDTH, Shape, lay_out
from yidi.dmn.feel import entry, quoted, result
from yidi.dmn.resolved import Box, Resolved
from yidi.dmn.words import WORDS
from yidi.model import Decision, Input, Rule
from yidi.names import DEFINITION, short
from yidi.reading.graph import Graph
from yidi.tables.axes import TIER
from yidi.values import NUMBERS

_KIND_NUMBER: Final = "number"


@dataclass(frozen=True, slots=True)
class Type:
    """A named type: a text with the values that it may have."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An input or output of a decision table."""

    name: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of a decision table."""

    tests: tuple[str, ...]
    results: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def description(self) -> str:
        """The notes in one text, for viewers that show a rule's description and not its annotations."""
        rules, labels, basis = self.notes
        return " – ".join(part for part in (labels, rules, basis) if part)


@dataclass(frozen=True, slots=True)
class Node:
    """A decision with its table, or an input; `requires` are the ids of other nodes."""

    id: str
    name: str
    label: str
    description: str
    type: str
    requires: tuple[str, ...] = ()
    inputs: tuple[Column, ...] = ()
    outputs: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Document:
    """Everything that the template writes, in one language."""

    base: Base
    graph: Graph
    area: str
    day: date
    resolved: Sequence[Resolved]
    language: str

    @property
    def xml(self) -> str:
        """The document as DMN 1.3."""
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        return environment.get_template("dmn.xml.j2").render(
            document=self, words=self.words, width=WIDTH, height=HEIGHT, version=version("yidi")
        )

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the document that no term of the base has."""
        return {name: said[self.language] for name, said in WORDS.items()}

    @property
    def title(self) -> str:
        """What the document is about."""
        return self.words["title"].format(area=self._label(self.base.places.labels[self.area], self.area), day=self.day)

    @cached_property
    def decisions(self) -> list[Node]:
        """The decisions that are known here, each after those that it requires."""
        return [self._decision(r) for r in self.resolved]

    @cached_property
    def inputs(self) -> list[Node]:
        """The inputs that some decision looks at here and no other decision gives."""
        used = dict.fromkeys(axis.name for r in self.resolved for axis in r.axes)
        vocabulary = self.base.vocabulary.inputs
        return [self._input(vocabulary[name]) for name in used if self._given_by(name) is None]

    @cached_property
    def types(self) -> list[Type]:
        """The code lists that are used, as types."""
        vocabulary = self.base.vocabulary
        used = [vocabulary.inputs[a.name].code_list for r in self.resolved for a in r.axes]
        used += [r.decision.code_list for r in self.resolved]
        names = dict.fromkeys(name for name in used if name)
        return [Type(_type_name(n), tuple(quoted(c) for c in vocabulary.lists[n].codes)) for n in names]

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """Where each node stands in the diagram."""
        return lay_out([n.id for n in self.inputs], {n.id: n.requires for n in self.decisions})

    def _given_by(self, name: str) -> str | None:
        """The decision that gives an input, if it is one that the document has."""
        giver = self.base.vocabulary.inputs[name].of_decision
        return giver if giver in {r.decision.name for r in self.resolved} else None

    def _input(self, used: Input) -> Node:
        hint = self.words["slice" if used.operator == TIER else "fact"] if used.operator else ""
        hint += self.words["default-value"].format(value=used.default) if used.default is not None else ""
        said = self.graph.texts(used.iri, DEFINITION).get(self.language, "")
        label = self._label(used.labels, used.name)
        return Node(f"input_{used.name}", used.name, label, f"{said}{hint}", _type_of(used))

    def _decision(self, resolved: Resolved) -> Node:
        decision, vocabulary = resolved.decision, self.base.vocabulary.inputs
        columns = [vocabulary[axis.name] for axis in resolved.axes]
        givers = {c.name: self._given_by(c.name) for c in columns}
        inputs = tuple(Column(givers[c.name] or c.name, self._label(c.labels, c.name), _type_of(c)) for c in columns)
        requires = tuple(f"decision_{g}" if g else f"input_{name}" for name, g in givers.items())
        said = self.graph.texts(decision.iri, DEFINITION).get(self.language, "")
        label = self._label(decision.labels, decision.name)
        outputs = self._outputs(decision, label)
        lines = tuple(self._line(resolved, box, outputs) for box in resolved.boxes)
        whole = outputs[0].type if len(outputs) == 1 else "Any"
        return Node(f"decision_{decision.name}", decision.name, label, said, whole, requires, inputs, outputs, lines)

    def _outputs(self, decision: Decision, label: str) -> tuple[Column, ...]:
        """One output, or a number and its kind where numbers of several kinds are possible."""
        if len(decision.kinds) > 1:
            kind = Column("kind", self.words["kind"], "string")
            return (Column("value", label, "number"), kind)
        if decision.collects:
            return (Column(decision.name, label, "Any"),)
        if decision.code_list is not None:
            return (Column(decision.name, label, _type_name(decision.code_list)),)
        return (Column(decision.name, label, _basic(decision.kinds[0])),)

    def _line(self, resolved: Resolved, box: Box, outputs: Sequence[Column]) -> Line:
        decision, vocabulary = resolved.decision, self.base.vocabulary
        tier = self.base.tables[decision.name].tier
        tests = tuple(
            entry(slots, axis, vocabulary.inputs[axis.name], vocabulary, has_unknown=axis is not tier)
            for slots, axis in zip(box.slots, resolved.axes, strict=True)
        )
        results = [result(box.outcome, decision)]
        if len(outputs) > 1:
            results.append(quoted(box.outcome.value.kind))
        return Line(tests, tuple(results), self._notes(box.rules))

    def _notes(self, rules: Sequence[Rule]) -> tuple[str, ...]:
        """The rules behind a box, what they are called, and the provisions that they rest on."""
        if not rules:
            return ("", self.words["default"], "")
        basis = dict.fromkeys(b for r in rules for b in r.basis)
        named = (self._source(b) for b in basis)
        return (
            "; ".join(short(r.iri) for r in rules),
            "; ".join(self._label(r.labels, "") for r in rules),
            "; ".join(named),
        )

    def _source(self, iri: str) -> str:
        source = self.base.sources.get(iri)
        if source is None:
            return short(iri)
        return f"{self._label(source.title, '')} {self._label(source.labels, '')} ({short(iri)})".strip()

    def _label(self, labels: Mapping[str, str], otherwise: str) -> str:
        return labels.get(self.language) or otherwise


def _type_of(used: Input) -> str:
    return _type_name(used.code_list) if used.code_list is not None else _basic(used.datatype)


def _basic(kind: str) -> str:
    """The FEEL type of a kind of value; months may be without end, which no number is."""
    if kind == "boolean":
        return "boolean"
    if kind == "months":
        return "Any"
    return _KIND_NUMBER if kind in NUMBERS else "string"


def _type_name(code_list: str) -> str:
    """The name of a code list as a type: list:filing-type is tFilingType."""
    return "t" + "".join(part.capitalize() for part in code_list.split("-"))
