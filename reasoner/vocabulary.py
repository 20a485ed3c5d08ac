"""Code lists, inputs and decisions, read from the statements of a base."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from yidi.finding import NOWHERE, Finding
from yidi.graph import Graph
from yidi.model import CodeList, Concept, Decision, Input
from yidi.names import ID, SKOS, local, short, term
from yidi.turtle import Literal
from yidi.values import parse_value

_LIST = f"{ID}list/"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists of codes, the inputs by name and the decisions in the order of their requirements."""

    lists: dict[str, CodeList]
    concepts: dict[str, Concept]
    inputs: dict[str, Input]
    decisions: dict[str, Decision]


def read_vocabulary(graph: Graph) -> tuple[Vocabulary, list[Finding]]:
    """The vocabulary of a base, and what is wrong with it."""
    findings: list[Finding] = []
    lists = {local(iri): _code_list(graph, iri) for iri in graph.instances(SKOS + "ConceptScheme")}
    concepts = {c.iri: c for code_list in lists.values() for c in code_list.concepts}
    kinds = ("GivenInput", "FactInput", "DecisionInput")
    inputs = {local(iri): _input(graph, iri) for kind in kinds for iri in graph.instances(term(kind))}
    decisions = {local(iri): _decision(graph, iri, inputs, findings) for iri in graph.instances(term("Decision"))}
    ordered = _in_order_of_requirement(graph, decisions, inputs, findings)
    return Vocabulary(lists, concepts, inputs, ordered), findings


def _code_list(graph: Graph, iri: str) -> CodeList:
    members = [c for c in graph.instances(SKOS + "Concept") if graph.iri(c, SKOS + "inScheme") == iri]
    concepts = [Concept(c, local(c), graph.labels(c), _broader(graph, c)) for c in members]
    order = {c: float(graph.text(c, term("order")) or 1e6) for c in members}
    concepts.sort(key=lambda c: (len(c.broader) > 0, order[c.iri]))
    return CodeList(local(iri), graph.labels(iri), tuple(concepts))


def _broader(graph: Graph, concept: str) -> tuple[str, ...]:
    found: list[str] = []
    queue = list(graph.iris(concept, SKOS + "broader"))
    while queue:
        wider = queue.pop(0)
        if wider not in found and wider != concept:
            found.append(wider)
            queue += graph.iris(wider, SKOS + "broader")
    return tuple(local(c) for c in found)


def _types(graph: Graph, iri: str) -> tuple[tuple[str, ...], str | None]:
    """The datatypes of a value, and the code list where it is a code."""
    types = graph.iris(iri, term("valueType"))
    lists = [local(t) for t in types if t.startswith(_LIST)]
    return tuple(local(t) for t in types if not t.startswith(_LIST)), lists[0] if lists else None


def _input(graph: Graph, iri: str) -> Input:
    datatypes, code_list = _types(graph, iri)
    default = graph.object(iri, term("default"))
    unless = graph.iri(iri, term("defaultUnless"))
    head = graph.object(iri, term("operand"))
    decision = graph.iri(iri, term("ofDecision"))
    return Input(
        name=local(iri),
        iri=iri,
        labels=graph.labels(iri),
        code_list=code_list,
        datatype=datatypes[0] if datatypes else "code",
        path=graph.text(iri, term("path")),
        operator=graph.text(iri, term("operator")),
        operands=tuple(_operand(o) for o in graph.list(head)) if head else (),
        of_decision=local(decision) if decision else None,
        default=None if default is None else default.text if isinstance(default, Literal) else local(default),
        default_unless=_default_unless(graph, unless) if unless else None,
    )


def _operand(operand: str | Literal) -> str:
    return operand.text if isinstance(operand, Literal) else f"={local(operand)}"


def _default_unless(graph: Graph, code: str) -> tuple[str, str] | None:
    """The path of the input whose code list holds the code, and the code."""
    code_list = graph.iri(code, SKOS + "inScheme")
    for candidate in graph.instances(term("GivenInput")):
        if code_list in graph.iris(candidate, term("valueType")):
            return graph.text(candidate, term("path")) or "", local(code)
    return None


def _decision(graph: Graph, iri: str, inputs: dict[str, Input], findings: list[Finding]) -> Decision:
    kinds, code_list = _types(graph, iri)
    names = [local(i) for i in graph.iris(iri, term("input"))]
    for name in names:
        if name not in inputs:
            guess = get_close_matches(name, inputs, 1)
            place = graph.place(iri, term("input"), term(name)) or NOWHERE
            words = f" Did you mean yidi:{guess[0]}?" if guess else ""
            findings.append(Finding("link-dead", place, {"subject": short(iri), "target": f"yidi:{name}", "guess": words}))
    default = graph.object(iri, term("default"))
    return Decision(
        name=local(iri),
        iri=iri,
        labels=graph.labels(iri),
        inputs=tuple(n for n in names if n in inputs),
        collects=graph.text(iri, term("hitPolicy")) == "collect",
        kinds=kinds,
        code_list=code_list,
        total=graph.text(iri, term("total")) == "true",
        alternatives=graph.text(iri, term("alternatives")) == "true",
        default=parse_value(default) if default is not None else None,
        parameter=graph.text(iri, term("parameter")),
        answer_path=graph.text(iri, term("answerPath")) or local(iri),
    )


def required_decisions(decision: Decision, inputs: dict[str, Input]) -> list[str]:
    """The names of the decisions that must be made first: inputs, and what its facts look at."""
    needed: list[str] = []
    for name in decision.inputs:
        used = inputs[name]
        if used.of_decision:
            needed.append(used.of_decision)
        needed += [o[1:] for o in used.operands if o.startswith("=")]
    return list(dict.fromkeys(needed))


def _in_order_of_requirement(
    graph: Graph, decisions: dict[str, Decision], inputs: dict[str, Input], findings: list[Finding]
) -> dict[str, Decision]:
    """The decisions, each after those that it needs; a circle is a finding that names it."""
    ordered: dict[str, Decision] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = [*path[path.index(name) :], name]
            place = graph.place(decisions[name].iri) or NOWHERE
            findings.append(Finding("decisions-circle", place, {"circle": " → ".join(f"decision:{n}" for n in circle)}))
            return
        if name in ordered or name not in decisions:
            return
        for needed in required_decisions(decisions[name], inputs):
            visit(needed, (*path, name))
        ordered[name] = decisions[name]

    for name in decisions:
        visit(name, ())
    return ordered
