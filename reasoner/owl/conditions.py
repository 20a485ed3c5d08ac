"""The conditions of rules as classes of cases.

Each case has one value under each input that rules name.  Of a code list the values are classes, the wider made of
the next narrower ones and of what is that code itself; a number lies between the ends of a range.  Nothing is taken
from the compiler but the conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.model import UNLIMITED, CodeList, Condition, Input, Rule
from yidi.names import NS, RDFS, TYPE, XSD, individual
from yidi.owl.axioms import OWL, Node, Resource, defined, described, expression, list_of, restriction
from yidi.reading.vocabulary import Vocabulary

__all__ = ["CASE", "conditions", "input_axioms"]

CASE: Final = NamedNode(NS + "Case")
_TYPE: Final = NamedNode(TYPE)
_CLASS: Final = NamedNode(OWL + "Class")
_INTEGER: Final = NamedNode(XSD + "integer")


def conditions(rule: Rule, vocabulary: Vocabulary, triples: list[Triple]) -> Iterator[Resource]:
    """A class of cases for each condition of a rule; what describes them is added to the triples."""
    for name, condition in rule.conditions.items():
        used = vocabulary.inputs[name]
        filler = _numbers(condition, triples) if _is_number(used) else _codes(used, condition, triples)
        node, axioms = restriction(_property(used), "someValuesFrom", filler)
        triples += axioms
        yield node


def _is_number(used: Input) -> bool:
    return used.code_list is None and used.datatype != "boolean"


def _property(used: Input) -> NamedNode:
    return NamedNode(f"{used.iri}/of-case")


def input_axioms(used: Input, vocabulary: Vocabulary) -> list[Triple]:
    """An input as a property: each case has one value, a code of its list or a number from nil."""
    this, kind = _property(used), "DatatypeProperty" if _is_number(used) else "ObjectProperty"
    triples = [
        Triple(this, _TYPE, NamedNode(OWL + kind)),
        Triple(this, _TYPE, NamedNode(OWL + "FunctionalProperty")),
        Triple(CASE, _TYPE, _CLASS),
    ]
    if _is_number(used):
        filler = _numbers(Condition(ranges=((0, UNLIMITED),)), triples)
    else:
        values = _list(vocabulary.lists[used.code_list], triples) if used.code_list else _truth(used, triples)
        filler, axioms = expression("unionOf", values)
        triples += axioms
    node, every = restriction(_property(used), "someValuesFrom", filler)
    return [*triples, *every, Triple(CASE, NamedNode(RDFS + "subClassOf"), node)]


def _list(code_list: CodeList, triples: list[Triple]) -> list[Resource]:
    """The codes of a list as classes: a wider one is what is that code itself, or one of the next narrower."""
    itself = [NamedNode(f"{c.iri}/itself") for c in code_list.concepts]
    for concept, own in zip(code_list.concepts, itself, strict=True):
        narrower = [NamedNode(c.iri) for c in code_list.concepts if c.broader[:1] == (concept.code,)]
        triples += _union(NamedNode(concept.iri), [own, *narrower])
    triples += _disjoint(itself)
    return list(itself)


def _truth(used: Input, triples: list[Triple]) -> list[Resource]:
    values = [NamedNode(f"{used.iri}/{code}") for code in ("false", "true")]
    triples += [Triple(v, _TYPE, _CLASS) for v in values]
    triples += _disjoint(values)
    return list(values)


def _codes(used: Input, condition: Condition, triples: list[Triple]) -> Node:
    prefix = used.iri + "/" if used.code_list is None else individual(used.code_list, "")
    filler, axioms = expression("unionOf", [NamedNode(prefix + code) for code in condition.codes])
    triples += axioms
    return filler


def _numbers(condition: Condition, triples: list[Triple]) -> Node:
    """The numbers of some ranges, as restricted integers (OWL 2, clause 7.5)."""
    ranges = [_range(low, high, triples) for low, high in condition.ranges]
    if len(ranges) == 1:
        return ranges[0]
    head, members = list_of(ranges)
    return _datatype(BlankNode(), {OWL + "unionOf": head}, members, triples)


def _range(low: int, high: int, triples: list[Triple]) -> Node:
    this, facets = BlankNode(), list[Resource]()
    if high == low + 1:  # HermiT does not see that two restrictions to one number are the same
        head, members = list_of([Literal(str(low), datatype=_INTEGER)])
        return _datatype(this, {OWL + "oneOf": head}, members, triples)
    ends = [("minInclusive", low), *([("maxExclusive", high)] if high < UNLIMITED else [])]
    for facet, end in ends:
        node = BlankNode()
        triples.append(Triple(node, NamedNode(XSD + facet), Literal(str(end), datatype=_INTEGER)))
        facets.append(node)
    head, members = list_of(facets)
    return _datatype(this, {OWL + "onDatatype": _INTEGER, OWL + "withRestrictions": head}, members, triples)


def _datatype(this: Node, values: Mapping[str, Resource], members: list[Triple], triples: list[Triple]) -> Node:
    triples += [*members, *described(this, {TYPE: NamedNode(RDFS + "Datatype"), **values})]
    return this


def _union(this: NamedNode, members: Sequence[Resource]) -> list[Triple]:
    node, axioms = expression("unionOf", members)
    own = [Triple(m, _TYPE, _CLASS) for m in members if isinstance(m, NamedNode)]
    return [*own, *axioms, *defined(this, node)]


def _disjoint(classes: Iterable[NamedNode]) -> list[Triple]:
    listed = list(classes)
    if len(listed) == 1:
        return []
    node = BlankNode()
    head, members = list_of(listed)
    kind = Triple(node, _TYPE, NamedNode(OWL + "AllDisjointClasses"))
    return [*members, kind, Triple(node, NamedNode(OWL + "members"), head)]
