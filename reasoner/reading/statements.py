"""What carries the statements of sources, as far as example cases can prove it."""

from __future__ import annotations

from yidi.finding import NOWHERE
from yidi.model import Carried
from yidi.names import term
from yidi.reading.graph import Graph
from yidi.reading.rules import CLAIM


def read_carried(graph: Graph) -> tuple[Carried, ...]:
    """The links of statements to rules, claims and decisions, in the order of the files."""
    provable = {carrier for kind in ("Rule", CLAIM, "Decision") for carrier in graph.instances(term(kind))}
    predicate = term("carriedBy")
    return tuple(
        Carried(statement, carrier, graph.place(statement, predicate, carrier) or NOWHERE)
        for statement in graph.instances(term("Provision"))
        for carrier in graph.iris(statement, predicate)
        if carrier in provable
    )
