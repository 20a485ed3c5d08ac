"""Rules, read from the statements of a base; everything that is wrong with them is found at once."""

from __future__ import annotations

from typing import Final

from yidi.finding import Finding
from yidi.messages import phrase
from yidi.model import UNLIMITED, Condition, Decision, Rule, Value
from yidi.names import LABEL, SKOS, TYPE, local, short, term
from yidi.reading.conditions import read_condition
from yidi.reading.graph import Graph
from yidi.reading.places import AREA_CLASSES
from yidi.reading.reader import Reader, did_you_mean
from yidi.reading.turtle import Term
from yidi.reading.vocabulary import Vocabulary
from yidi.values import NUMBERS, parse_value, written_types

_ONCE: Final = ("decides", "atLeast", "atMost", "validFrom", "validTo", "lastChecked", "binding", "approximate")
_STRUCTURE: Final = frozenset(
    {TYPE, LABEL, SKOS + "editorialNote", SKOS + "scopeNote", SKOS + "example"}
    | {term(n) for n in [*_ONCE, "jurisdiction", "group", "overrides", "value", "basis", "figure"]}
)
RULE: Final = "Rule"
CLAIM: Final = "ClaimedRule"
NOTHING: Final = term("nothing")
"""The value of a rule that says that nothing is needed, in a decision that collects."""


def rulings(graph: Graph) -> tuple[str, ...]:
    """The rules of a base and its claimed rules."""
    return (*graph.instances(term(RULE)), *graph.instances(term(CLAIM)))


def read_rules(
    graph: Graph, vocabulary: Vocabulary, kind: str = RULE
) -> tuple[list[Rule], list[Finding], frozenset[str]]:
    """The rules of a base that can be understood, what is wrong with any, and the decisions that lack one therefore.

    With the kind CLAIM, the same of claimed rules.
    """
    reader = Reader(graph)
    rules: list[Rule] = []
    incomplete: set[str] = set()
    for iri in graph.instances(term(kind)):
        known = len(reader.findings)
        rule = _rule(reader, vocabulary, iri, kind)
        if rule is not None and rule.claimed:
            _check_claim(reader, vocabulary.decisions[rule.decision], rule)
        if rule is not None:
            rules.append(rule)
        if any(f.level == "error" for f in reader.findings[known:]):
            incomplete.update(local(d) for d in graph.iris(iri, term("decides")))
    return rules, reader.findings, frozenset(incomplete)


def _rule(reader: Reader, vocabulary: Vocabulary, iri: str, kind: str) -> Rule | None:
    graph = reader.graph
    reader.once(iri, _ONCE)
    decision = next((local(d) for d in reader.links(iri, "decides", ["Decision"])), "")
    if decision not in vocabulary.decisions:
        return None
    decides = vocabulary.decisions[decision]
    values, least, most = _values(reader, vocabulary, iri, decides)
    valid_from, valid_to = reader.day(iri, "validFrom", required=True), reader.day(iri, "validTo")
    if valid_from and valid_to and valid_to < valid_from:
        reader.find("dates-reversed", reader.place(iri, "validTo"), subject=short(iri))
    rule = Rule(
        iri=iri,
        labels=graph.labels(iri),
        decision=decision,
        jurisdictions=tuple(local(a) for a in reader.links(iri, "jurisdiction", AREA_CLASSES)),
        conditions=_conditions(reader, vocabulary, iri, decides),
        values=values,
        at_least=least,
        at_most=most,
        valid_from=valid_from or 1,
        valid_to=valid_to or UNLIMITED,
        overrides=frozenset(_overrides(reader, iri, kind)),
        groups=frozenset(reader.links(iri, "group", ["RuleGroup"], required=False)),
        binding=reader.flag(iri, "binding"),
        basis=reader.links(iri, "basis", ["Provision", "Document"]),
        figure=graph.text(iri, term("figure")) or "",
        last_checked=reader.day(iri, "lastChecked", required=True) or 1,
        approximate=reader.flag(iri, "approximate"),
        place=reader.place(iri),
        claimed=kind == CLAIM,
    )
    return rule if values or least or most else None


def _check_claim(reader: Reader, decides: Decision, claim: Rule) -> None:
    """Finds what keeps a claim from ever filling in a number that is not known."""
    reasons = {
        "claim-bound": claim.is_bound,
        "claim-collects": decides.collects,
        "claim-settled": decides.total or decides.default is not None,
    }
    if why := next((phrase(name, decision=decides.name) for name, holds in reasons.items() if holds), None):
        reader.find("claim-idle", claim.place, subject=short(claim.iri), why=why)


def _overrides(reader: Reader, iri: str, kind: str) -> tuple[str, ...]:
    targets = reader.links(iri, "overrides", [kind, "RuleGroup"], required=False)
    if iri in targets:
        place = reader.graph.place(iri, term("overrides"), iri) or reader.place(iri)
        reader.find("override-of-itself", place, subject=short(iri))
    return tuple(t for t in targets if t != iri)


def _conditions(reader: Reader, vocabulary: Vocabulary, iri: str, decides: Decision) -> dict[str, Condition]:
    conditions: dict[str, Condition] = {}
    inputs = vocabulary.inputs
    for predicate in reader.graph.predicates(iri):
        if predicate in _STRUCTURE:
            continue
        name = local(predicate)
        place = reader.graph.place(iri, predicate) or reader.place(iri)
        if not predicate.startswith(term("")) or name not in inputs:
            guess = did_you_mean(f"yidi:{name}", [f"yidi:{n}" for n in [*inputs, *map(local, sorted(_STRUCTURE))]])
            reader.find("predicate-unknown", place, subject=short(iri), predicate=short(predicate), guess=guess)
        elif name not in decides.inputs:
            allowed = ", ".join(f"yidi:{n}" for n in decides.inputs) or "–"
            details = {"predicate": f"yidi:{name}", "decision": decides.name, "inputs": allowed}
            reader.find("input-foreign", place, subject=short(iri), **details)
        else:
            conditions[name] = read_condition(reader, vocabulary, iri, inputs[name])
    return conditions


def _values(
    reader: Reader, vocabulary: Vocabulary, iri: str, decides: Decision
) -> tuple[tuple[Value, ...], Value | None, Value | None]:
    """The values of a rule and its two bounds; a rule has one or the other."""
    given = {name: reader.graph.objects(iri, term(name)) for name in ("value", "atLeast", "atMost")}
    read = {
        n: [v for o in objects if (v := _value(reader, vocabulary, iri, n, decides, o))] for n, objects in given.items()
    }
    where = reader.place(iri, "value")
    if not any(given.values()):
        reader.missing(iri, "value", "…")
    elif given["value"] and (given["atLeast"] or given["atMost"]):
        reader.find("value-with-bound", where, subject=short(iri))
    elif len(given["value"]) > 1 and not decides.collects:
        reader.find("values-several", where, subject=short(iri), decision=decides.name)
    elif not given["value"] and decides.total:
        reader.find("bound-on-total", reader.place(iri), subject=short(iri), decision=decides.name)
    least, most = (next(iter(read[name]), None) for name in ("atLeast", "atMost"))
    return tuple(read["value"]), least, most


def _value(reader: Reader, vocabulary: Vocabulary, iri: str, name: str, decides: Decision, value: Term) -> Value | None:
    if value == NOTHING and decides.collects:
        return Value("code", "", 0)
    if isinstance(value, str) and not value.startswith("_:") and decides.code_list and name == "value":
        known = vocabulary.check_code(reader, iri, name, value, decides.code_list)
        return Value("code", local(value), 0) if known else None
    parsed = None if isinstance(value, str) else parse_value(value)
    if parsed is not None and parsed.kind in decides.kinds and (name == "value" or parsed.kind in NUMBERS):
        return parsed
    wanted = written_types(decides.kinds)
    reader.invalid(iri, term(name), value, wanted or phrase("a-code", list=decides.code_list))
    return None
