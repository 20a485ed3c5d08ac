"""Rules as classes of persons, and the persons of cases as individuals, in the terms of the ontology.

A condition on the person holds of the person; one on the visit holds of a visit in a case of that person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.deciding.results import Results
from yidi.model import Condition, Input, Rule
from yidi.names import NS, TYPE, term
from yidi.owl.axioms import BOOLEAN, OWL, Node, Resource, expression, restriction
from yidi.reading.vocabulary import Vocabulary

__all__ = ["Persons"]

_PERSON: Final = "person"
_INSURED: Final = NamedNode(term("InsuredPerson"))
_CASE: Final = NamedNode(term("Case"))
_TYPE: Final = NamedNode(TYPE)


@dataclass(frozen=True, slots=True)
class Persons:
    """Writes rules and cases of one vocabulary in OWL."""

    vocabulary: Vocabulary

    def expressible(self, rule: Rule) -> bool:
        """Whether all conditions of a rule are on codes and booleans, which OWL can compare."""
        return not any(condition.ranges for condition in rule.conditions.values())

    def of_rule(self, rule: Rule) -> tuple[Node, list[Triple]]:
        """The class of the persons to whom a rule applies wherever it is in force, and what describes it."""
        inside: dict[str, list[Resource]] = defaultdict(list)
        triples: list[Triple] = []
        for name, condition in rule.conditions.items():
            used = self.vocabulary.inputs[name]
            node, described = self._restriction(used, condition)
            inside[self._part(used)].append(node)
            triples += described
        members: list[Resource] = [_INSURED, *inside.pop(_PERSON, [])]
        for part, conditions in sorted(inside.items()):
            node, described = self._in_case(part, conditions)
            members.append(node)
            triples += described
        whole, described = expression("intersectionOf", members)
        return whole, triples + described

    def of_cases(self, results: Results, inputs: Sequence[str], names: Sequence[str]) -> list[list[Triple]]:
        """The persons of cases, named in their order, with all that is known of each under these inputs."""
        return [list(self._case(results, inputs, row, NamedNode(name))) for row, name in enumerate(names)]

    def _case(self, results: Results, inputs: Sequence[str], row: int, person: NamedNode) -> Iterator[Triple]:
        case = NamedNode(f"{person.value}/case")
        nodes = {_PERSON: person, "": case}
        yield from (Triple(person, _TYPE, _INSURED), Triple(case, _TYPE, _CASE))
        yield Triple(case, self._property(_PERSON), person)
        for name in inputs:
            used, number = self.vocabulary.inputs[name], int(results.input(name)[row])
            if number < 0:
                continue
            part = self._part(used)
            if part not in nodes:
                nodes[part] = NamedNode(f"{person.value}/{part}")
                yield Triple(case, self._property(part), nodes[part])
            yield Triple(nodes[part], NamedNode(used.iri), self._values(used)[number])

    def _values(self, used: Input) -> list[Resource]:
        """What an input may be, in the order in which columns number it."""
        if used.code_list is None:
            return [Literal("false", datatype=BOOLEAN), Literal("true", datatype=BOOLEAN)]
        return [NamedNode(c.iri) for c in self.vocabulary.lists[used.code_list].concepts]

    def _restriction(self, used: Input, condition: Condition) -> tuple[Node, list[Triple]]:
        """What has a value that a condition takes; a code stands for everything narrower."""
        if used.code_list is None:
            values = [self._values(used)[code == "true"] for code in condition.codes]
        else:
            concepts = self.vocabulary.lists[used.code_list].concepts
            values = [NamedNode(c.iri) for c in concepts if set(condition.codes) & {c.code, *c.broader}]
        if len(values) == 1:
            return restriction(NamedNode(used.iri), "hasValue", values[0])
        kind, triples = expression("oneOf", values)
        node, described = restriction(NamedNode(used.iri), "someValuesFrom", kind)
        return node, triples + described

    def _in_case(self, part: str, conditions: Iterable[Resource]) -> tuple[Node, list[Triple]]:
        """Who is the person of a case with a part of which conditions hold."""
        node, triples = expression("intersectionOf", list(conditions))
        steps = part.split(".") if part else []
        for end in range(len(steps), 0, -1):
            node, described = restriction(self._property(".".join(steps[:end])), "someValuesFrom", node)
            triples += described
        inverse = BlankNode()
        triples.append(Triple(inverse, NamedNode(OWL + "inverseOf"), self._property(_PERSON)))
        node, described = restriction(inverse, "someValuesFrom", node)
        return node, triples + described

    def _part(self, used: Input) -> str:
        """The part of the case of which an input says something; facts about the person alone are the person's."""
        if used.path is not None:
            return used.path.rpartition(".")[0]
        return _PERSON if all(path.startswith(f"{_PERSON}.") for path in used.operands) else ""

    def _property(self, part: str) -> NamedNode:
        """The property under which a part of a case stands."""
        field = self.vocabulary.fields.get(part)
        return NamedNode(NS + part if field is None else field.iri)
