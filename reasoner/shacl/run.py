"""One validation: shapes asked about sets of nodes, and what is known of a node kept for the next question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

import pyoxigraph as ox

from yidi.collecting import no_collecting
from yidi.shacl.answering import Answering
from yidi.shacl.columns import Scope
from yidi.shacl.constraints.nested import PropertyShape
from yidi.shacl.graph import Data
from yidi.shacl.model import Constraint, Offence, Report, Result, Shape, Shapes, Target
from yidi.shacl.ordering import Value, value_of
from yidi.shacl.sparql.constraint import Select
from yidi.shacl.sparql.query import Query
from yidi.shacl.terms import Node, Term


def validate(shapes: Shapes, data: Data) -> Report:
    """Validate a data graph (SHACL 3.4) and give all results, in an order that is the same whenever the graphs are.

    Changes neither the shapes nor the data.
    """
    results: list[Result] = []
    counts: dict[str, int] = {}
    with no_collecting():
        run = Run(shapes, data)
        for shape in shapes.targeted:
            focus = targets(shape, data)
            counts[str(shape.node) if isinstance(shape.node, ox.BlankNode) else shape.node.value] = len(focus)
            if focus:
                results += run.results(shape, Scope(data, focus))
    return Report(tuple(results), counts)


def targets(shape: Shape, data: Data) -> Sequence[Term]:
    """The focus nodes of a shape (SHACL 2.1.3), each once."""
    return tuple(dict.fromkeys(chain.from_iterable(_target(each, data) for each in shape.targets)))


def _target(target: Target, data: Data) -> Collection[Term]:
    match target.kind:
        case "node":
            return (target.term,)
        case "class":
            return data.instances(target.term).keys()
        case "subjects" if isinstance(target.term, ox.NamedNode):
            return data.values(target.term).keys()
        case "objects" if isinstance(target.term, ox.NamedNode):
            return data.subjects(target.term).keys()
    return ()


class Run:
    """What is shared by the constraints of one validation: the graphs, and what they found out."""

    __slots__ = ("_failing", "_values", "data", "shapes")

    def __init__(self, shapes: Shapes, data: Data) -> None:
        self.shapes = shapes
        self.data = data
        self._failing: dict[Node, dict[Term, bool]] = {}
        self._values: dict[Term, Value | None] = {}

    def value(self, term: Term) -> Value | None:
        """The value of a literal, read once."""
        try:
            return self._values[term]
        except KeyError:
            return self._values.setdefault(term, value_of(term))

    def answering(self, query: Query) -> Answering:
        """The store that answers a query, and with it the others."""
        return self.data.answering(self.data.predicates if query.predicates is None else self.shapes.predicates)

    def failing(self, node: Node, terms: Collection[Term]) -> set[Term]:
        """Those of some terms that do not conform to a shape (SHACL 3.4.3); each is asked about once."""
        known = self._failing.setdefault(node, {})
        if asked := [term for term in terms if term not in known]:
            known |= dict.fromkeys(asked, False)
            known |= dict.fromkeys(self._offenders(self.shapes.shapes[node], asked), True)
        return {term for term in terms if known[term]}

    def _offenders(self, shape: Shape, focus: Sequence[Term]) -> set[Term]:
        if shape.deactivated:
            return set()
        column = Scope(self.data, focus).column(shape.path)
        return {offence.focus for each in shape.constraints for offence in each.offences(column, self)}

    def results(self, shape: Shape, scope: Scope) -> Iterator[Result]:
        """The results of a shape about some focus nodes."""
        if shape.deactivated:
            return
        column = scope.column(shape.path)
        for constraint in shape.constraints:
            if isinstance(constraint, PropertyShape):
                inner = scope if shape.path is None else Scope(self.data, [value for _, value in column.pairs()])
                yield from self.results(self.shapes.shapes[constraint.shapes[0]], inner)
            else:
                for offence in constraint.offences(column, self):
                    yield _result(shape, constraint, offence)


def _result(shape: Shape, constraint: Constraint, offence: Offence) -> Result:
    return Result(
        focus=offence.focus,
        path=shape.path if offence.path is None else offence.path,
        value=offence.value,
        component=constraint.component,
        shape=shape.node,
        constraint=constraint.node if isinstance(constraint, Select) else None,
        severity=shape.severity,
        messages=offence.messages or shape.messages,
        bindings=offence.bindings,
    )
