"""Whether the facts name operators that there are, with as many operands as these take, and of their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from typing import Final

from yidi.deciding.facts import OPERATORS
from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import local, short, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader
from yidi.reading.turtle import Literal
from yidi.reading.vocabulary import Vocabulary
from yidi.tables.axes import TIER

_KINDS: Final = {
    "a-day": ("earlier", "later", "what", "event", "start", "end", "day"),
    "a-place": ("insured", "place", "area"),
    "in-months": ("months",),
}
"""What the operands of operators hold, by the names that the operators have for them."""
_HELD: Final = {"a-day": {"date"}, "a-place": {"Division", "PoolingArea"}, "in-months": {"months"}}


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
        elif is_list:
            given = dict(zip(wanted, used.operands, strict=True))
            for name, operand in given.items():
                if expected := _wrong_kind(vocabulary, name, operand, given):
                    held = vocabulary.fields.get(operand)
                    shown = short(held.iri) if held else f"decision:{operand[1:]}"
                    reader.find("value-invalid", reader.place(iri, "operand"), value=shown, expected=expected)
    return reader.findings


def _wrong_kind(vocabulary: Vocabulary, name: str, operand: str, given: Mapping[str, str]) -> object:
    """What should stand where an operand does, or nothing if it will do or is not known."""
    if operand.startswith("="):
        decision = vocabulary.decisions.get(operand[1:])
        kinds = {decision.code_list or "", *decision.kinds} if decision else None
    else:
        held = vocabulary.fields.get(operand)
        kinds = {local(held.value_type)} if held and held.value_type else None
    if kinds is None:
        return None
    if name == "codes":
        field = vocabulary.fields.get(given["code"])
        code_list = local(field.value_type) if field and field.value_type else None
        return phrase("codes-of", list=code_list) if code_list and code_list not in kinds else None
    wanted = next((w for w, names in _KINDS.items() if name in names), None)
    return phrase(wanted) if wanted and kinds.isdisjoint(_HELD[wanted]) else None
