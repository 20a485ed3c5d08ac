"""Whether the facts name operators that there are, with as many operands as these take."""

from __future__ import annotations

from inspect import signature

from yidi.deciding.facts import OPERATORS
from yidi.finding import Finding
from yidi.names import local, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader
from yidi.reading.turtle import Literal
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.axes import TIER


def wrong_operators(graph: Graph, vocabulary: Vocabulary) -> list[Finding]:
    """What is wrong with the operators and operands of facts."""
    reader = Reader(graph)
    for iri in graph.instances(term("FactInput")):
        used = vocabulary.inputs[local(iri)]
        if used.operator is None or used.operator == TIER:
            continue
        if used.operator not in OPERATORS:
            names = ", ".join(sorted([*OPERATORS, TIER]))
            place = reader.place(iri, "operator")
            reader.find("operator-unknown", place, fact=used.name, operator=used.operator, operators=names)
            continue
        wanted = list(signature(OPERATORS[used.operator]).parameters)[1:]
        is_list = not isinstance(graph.object(iri, term("operand")), Literal)
        if is_list and len(wanted) != len(used.operands):
            details = {"fact": used.name, "operator": used.operator, "given": len(used.operands), "count": len(wanted)}
            reader.find("operands-wrong", reader.place(iri, "operand"), names=", ".join(wanted), **details)
    return reader.findings
