"""Code lists, inputs and decisions, read from the statements of a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.model import CodeList, Concept, Decision, Field, Input, Value
from yidi.names import ID, RDF, SKOS, XSD, local, term
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader, written
from yidi.reading.turtle import Literal, Term
from yidi.values import NUMBERS, parse_value, written_types

_LIST: Final = f"{ID}list/"
_INPUTS: Final = ("GivenInput", "FactInput", "DecisionInput")
_DATATYPES: Final = frozenset({*NUMBERS, "boolean", "gMonthDay"})
_HIT_POLICIES: Final = ("unique", "collect")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The code lists and the inputs by name, the decisions in the order of their requirements, the fields by path."""

    lists: dict[str, CodeList]
    concepts: dict[str, Concept]
    inputs: dict[str, Input]
    decisions: dict[str, Decision]
    fields: dict[str, Field]

    def check_code(self, reader: Reader, iri: str, name: str, value: str, code_list: str) -> bool:
        """Whether a thing's value is a code of a list; if not, a finding says so."""
        codes = [c.iri for c in self.lists[code_list].concepts] if code_list in self.lists else []
        if value in codes:
            return True
        if value in reader.graph:
            reader.invalid(iri, term(name), value, phrase("a-code", list=code_list))
        else:
            reader.dead(iri, term(name), value, codes)
        return False


def read_vocabulary(graph: Graph) -> tuple[Vocabulary, list[Finding]]:
    """The vocabulary of a base, and what is wrong with it."""
    reader = Reader(graph)
    lists = {local(iri): _code_list(reader, iri) for iri in graph.instances(SKOS + "ConceptScheme")}
    concepts = {c.iri: c for code_list in lists.values() for c in code_list.concepts}
    inputs = {local(iri): _input(reader, iri) for kind in _INPUTS for iri in graph.instances(term(kind))}
    decisions = {local(iri): _decision(reader, iri, inputs) for iri in graph.instances(term("Decision"))}
    ordered = _in_order_of_requirement(graph, decisions, inputs, reader.findings)
    return Vocabulary(lists, concepts, inputs, ordered, _fields(graph)), reader.findings


def _fields(graph: Graph) -> dict[str, Field]:
    """Every property with a place in a case, by path; one property may have several places."""
    return {
        path.text: Field(path.text, iri, graph.iri(iri, term("valueType")))
        for iri in graph
        for path in graph.objects(iri, term("path"))
        if isinstance(path, Literal)
    }


def _code_list(reader: Reader, iri: str) -> CodeList:
    graph = reader.graph
    members = [c for c in graph.instances(SKOS + "Concept") if graph.iri(c, SKOS + "inScheme") == iri]
    concepts = [Concept(c, local(c), graph.labels(c), _broader(graph, c), _opened_with(graph, c)) for c in members]
    order = {c: _order(reader, c) for c in members}
    concepts.sort(key=lambda c: (len(c.broader) > 0, order[c.iri]))
    return CodeList(local(iri), graph.labels(iri), tuple(concepts))


def _order(reader: Reader, concept: str) -> float:
    value = reader.graph.object(concept, term("order"))
    if isinstance(value, Literal) and value.text.isdecimal():
        return float(value.text)
    if value is not None:
        reader.invalid(concept, term("order"), value, phrase("a-number"))
    return float("inf")


def _opened_with(graph: Graph, concept: str) -> tuple[str, ...]:
    return tuple(local(c) for c in graph.iris(concept, term("openedWith")))


def _broader(graph: Graph, concept: str) -> tuple[str, ...]:
    found: list[str] = []
    queue = list(graph.iris(concept, SKOS + "broader"))
    while queue:
        wider = queue.pop(0)
        if wider not in found and wider != concept:
            found.append(wider)
            queue += graph.iris(wider, SKOS + "broader")
    return tuple(local(c) for c in found)


def _types(reader: Reader, iri: str) -> tuple[tuple[str, ...], str | None]:
    """The datatypes of a value, and the code list where it is a code."""
    graph = reader.graph
    if not graph.objects(iri, term("valueType")):
        reader.missing(iri, "valueType", "…")
    datatypes: list[str] = []
    lists: list[str] = []
    for kind in graph.objects(iri, term("valueType")):
        if isinstance(kind, str) and kind.startswith(_LIST):
            lists.append(local(kind))
            if kind not in graph.instances(SKOS + "ConceptScheme"):
                reader.dead(iri, term("valueType"), kind, graph.instances(SKOS + "ConceptScheme"))
        elif isinstance(kind, str) and kind.startswith((term(""), XSD)) and local(kind) in _DATATYPES:
            datatypes.append(local(kind))
        else:
            reader.invalid(
                iri, term("valueType"), kind, phrase("one-of", names=f"list:…, {', '.join(sorted(_DATATYPES))}")
            )
    return tuple(datatypes), lists[0] if lists else None


def _input(reader: Reader, iri: str) -> Input:
    graph = reader.graph
    reader.once(iri, ("operator", "operand", "ofDecision", "default", "defaultUnless"))
    datatypes, code_list = _types(reader, iri)
    given, fact, decided = (term(kind) in graph.iris(iri, RDF + "type") for kind in _INPUTS)
    for name, needed in (("path", given), ("operator", fact), ("ofDecision", decided)):
        if needed and not graph.objects(iri, term(name)):
            reader.missing(iri, name, "…")
    default = graph.object(iri, term("default"))
    unless = graph.iri(iri, term("defaultUnless"))
    head = graph.object(iri, term("operand"))
    decision = next(iter(reader.links(iri, "ofDecision", ["Decision"], required=False)), None)
    return Input(
        name=local(iri),
        iri=iri,
        labels=graph.labels(iri),
        code_list=code_list,
        datatype=datatypes[0] if datatypes else "code",
        path=graph.text(iri, term("path")),  # the first of its places; a rule looks at no other
        operator=graph.text(iri, term("operator")),
        operands=tuple(_operands(reader, iri, head)) if head else (),
        of_decision=local(decision) if decision else None,
        default=None if default is None else default.text if isinstance(default, Literal) else local(default),
        default_unless=_default_unless(graph, unless) if unless else None,
    )


def _operands(reader: Reader, iri: str, head: Term) -> list[str]:
    """Paths of the case, and names of decisions with a leading "="."""
    members = reader.graph.list(head)
    if not members and head != RDF + "nil":
        reader.invalid(iri, term("operand"), head, phrase("a-list"))
    return [_operand(reader, iri, member) for member in members]


def _operand(reader: Reader, iri: str, operand: Term) -> str:
    """The path of a property of the case, or the name of a decision."""
    if isinstance(operand, str) and operand in reader.graph.instances(term("Decision")):
        return f"={local(operand)}"
    path = reader.graph.text(operand, term("path")) if isinstance(operand, str) else None
    if path is None and (isinstance(operand, Literal) or operand in reader.graph):  # others are dead links
        place = reader.place(iri, "operand")
        reader.find("value-invalid", place, value=written(operand), expected=phrase("a-property"))
    return path or ""


def _default_unless(graph: Graph, code: str) -> tuple[str, str] | None:
    """The path of the input whose code list holds the code, and the code."""
    code_list = graph.iri(code, SKOS + "inScheme")
    for candidate in graph.instances(term("GivenInput")):
        if code_list in graph.iris(candidate, term("valueType")):
            return graph.text(candidate, term("path")) or "", local(code)
    return None


def _decision(reader: Reader, iri: str, inputs: dict[str, Input]) -> Decision:
    graph = reader.graph
    reader.once(
        iri,
        ("hitPolicy", "total", "alternatives", "occasional", "default", "parameter", "whenUndetermined", "answerPath"),
    )
    reader.once(iri, ("certainPart",))
    kinds, code_list = _types(reader, iri)
    for used in graph.iris(iri, term("input")):
        if local(used) not in inputs:
            reader.dead(iri, term("input"), used, (i.iri for i in inputs.values()))
    policy = graph.object(iri, term("hitPolicy"))
    if policy is None:
        reader.missing(iri, "hitPolicy", '"unique"')
    elif not isinstance(policy, Literal) or policy.text not in _HIT_POLICIES:
        reader.invalid(
            iri, term("hitPolicy"), policy, phrase("one-of", names=", ".join(f'"{p}"' for p in _HIT_POLICIES))
        )
    collects = isinstance(policy, Literal) and policy.text == "collect"
    if collects and code_list is None and (kind := graph.object(iri, term("valueType"))) is not None:
        reader.invalid(iri, term("valueType"), kind, phrase("a-code-list"))
    undetermined = graph.iri(iri, term("whenUndetermined"))
    return Decision(
        name=local(iri),
        iri=iri,
        labels=graph.labels(iri),
        inputs=tuple(local(i) for i in graph.iris(iri, term("input")) if local(i) in inputs),
        collects=collects,
        kinds=kinds,
        code_list=code_list,
        total=reader.flag(iri, "total"),
        alternatives=reader.flag(iri, "alternatives"),
        occasional=reader.flag(iri, "occasional"),
        default=_default(reader, iri, kinds, code_list),
        parameter=graph.text(iri, term("parameter")),
        when_undetermined=local(undetermined) if undetermined else None,
        answer_path=graph.text(iri, term("answerPath")) or local(iri),
        certain_part=reader.flag(iri, "certainPart") and collects and code_list is not None,
    )


def _default(reader: Reader, iri: str, kinds: tuple[str, ...], code_list: str | None) -> Value | None:
    """The value of a decision where no rule applies."""
    default = reader.graph.object(iri, term("default"))
    if default is None:
        return None
    if isinstance(default, str) and f"{_LIST}{code_list}" in reader.graph.iris(default, SKOS + "inScheme"):
        return Value("code", local(default), 0)
    value = parse_value(default) if isinstance(default, Literal) else None
    if value is None or value.kind not in kinds:
        wanted = phrase("a-code", list=code_list) if code_list else written_types(kinds)
        reader.invalid(iri, term("default"), default, wanted)
        return None
    return value


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
