"""Rules and their sources, read from the statements of a base; everything that is wrong with them is found at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.graph import Graph
from yidi.model import UNLIMITED, Condition, Input, Rule, Value
from yidi.names import LABEL, SKOS, TYPE, local, short, term
from yidi.turtle import Literal, Place, Term
from yidi.values import parse_value
from yidi.vocabulary import Vocabulary

_STRUCTURE: Final = frozenset(
    {TYPE, LABEL, SKOS + "editorialNote", SKOS + "scopeNote", SKOS + "example"}
    | {
        term(n)
        for n in (
            "decides jurisdiction group overrides binding value atLeast atMost "
            "validFrom validTo basis figure lastChecked approximate"
        ).split()
    }
)
NOTHING: Final = term("nothing")
"""The value of a rule that says that nothing is needed, in a decision that collects."""


def read_rules(graph: Graph, vocabulary: Vocabulary) -> tuple[list[Rule], list[Finding]]:
    """The rules of a base that can be understood, and what is wrong with any of them."""
    reader = _Reader(graph, vocabulary, [])
    rules = [reader.rule(iri) for iri in graph.instances(term("Rule"))]
    return [r for r in rules if r is not None], reader.findings


@dataclass(slots=True)
class _Reader:
    graph: Graph
    vocabulary: Vocabulary
    findings: list[Finding]

    def rule(self, iri: str) -> Rule | None:
        graph = self.graph
        decision = local(self._link(iri, "decides") or "")
        if decision not in self.vocabulary.decisions:
            return None
        jurisdictions = tuple(local(a) for a in self._links(iri, "jurisdiction"))
        values = tuple(v for v in (self._value(iri, "value", decision, o) for o in graph.objects(iri, term("value"))) if v)
        least, most = (self._bound(iri, name, decision) for name in ("atLeast", "atMost"))
        valid_from, valid_to = self._date(iri, "validFrom", required=True), self._date(iri, "validTo", required=False)
        checked = self._date(iri, "lastChecked", required=True)
        if valid_from and valid_to and valid_to < valid_from:
            self._find("dates-reversed", self._place(iri, "validTo"), subject=short(iri))
        if not values and not least and not most:
            if not any(graph.objects(iri, term(n)) for n in ("value", "atLeast", "atMost")):
                self._find("predicate-missing", self._place(iri), subject=short(iri), predicate="yidi:value", hint="yidi:value …")
            return None
        return Rule(
            iri=iri,
            labels=graph.labels(iri),
            decision=decision,
            jurisdictions=jurisdictions,
            conditions=self._conditions(iri, decision),
            values=values,
            at_least=least,
            at_most=most,
            valid_from=valid_from or 1,
            valid_to=valid_to or UNLIMITED,
            overrides=frozenset(self._links(iri, "overrides", required=False)),
            groups=frozenset(graph.iris(iri, term("group"))),
            binding=graph.text(iri, term("binding")) == "true",
            basis=self._links(iri, "basis"),
            figure=graph.text(iri, term("figure")) or "",
            last_checked=checked or 1,
            approximate=graph.text(iri, term("approximate")) == "true",
            place=self._place(iri),
        )

    def _conditions(self, iri: str, decision: str) -> dict[str, Condition]:
        conditions: dict[str, Condition] = {}
        inputs = self.vocabulary.inputs
        for predicate in self.graph.predicates(iri):
            if predicate in _STRUCTURE:
                continue
            name = local(predicate)
            if not predicate.startswith(term("")) or name not in inputs:
                guess = get_close_matches(name, [*inputs, *(local(p) for p in _STRUCTURE)], 1)
                words = f" Did you mean yidi:{guess[0]}?" if guess else ""
                self._find("predicate-unknown", self._place(iri, name), subject=short(iri), predicate=short(predicate), guess=words)
            elif name not in self.vocabulary.decisions[decision].inputs:
                allowed = ", ".join(f"yidi:{n}" for n in self.vocabulary.decisions[decision].inputs) or "none"
                self._find("input-foreign", self._place(iri, name), subject=short(iri), predicate=f"yidi:{name}", decision=decision, inputs=allowed)
            else:
                conditions[name] = self._condition(iri, predicate, inputs[name])
        return conditions

    def _condition(self, iri: str, predicate: str, used: Input) -> Condition:
        codes: list[str] = []
        ranges: list[tuple[int, int]] = []
        for value in self.graph.objects(iri, predicate):
            if isinstance(value, str) and not value.startswith("_:"):
                if self._code(iri, predicate, value, used.code_list):
                    codes.append(local(value))
            elif used.datatype == "boolean" and isinstance(value, Literal) and value.text in ("true", "false"):
                codes.append(value.text)
            elif (found := self._range(value, used)) is not None:
                ranges.append(found)
            else:
                self._invalid(iri, predicate, value, used.datatype if used.code_list is None else f"list:{used.code_list}")
        return Condition(tuple(codes), tuple(ranges))

    def _range(self, value: Term, used: Input) -> tuple[int, int] | None:
        """A number n is the range from n to below n + 1; ``[ yidi:from a ; yidi:below b ]`` is from a to below b."""
        if used.code_list is not None or used.datatype == "boolean":
            return None
        if isinstance(value, Literal):
            number = _number(value, used.datatype)
            return None if number is None else (number, number + 1)
        ends = [self.graph.object(value, term(name)) for name in ("from", "below")]
        low, high = (None if end is None else _number(end, used.datatype) for end in ends)
        if (ends[0] is not None and low is None) or (ends[1] is not None and high is None) or ends == [None, None]:
            return None
        return low or 0, UNLIMITED if high is None else high

    def _code(self, iri: str, predicate: str, value: str, code_list: str | None) -> bool:
        codes = self.vocabulary.lists[code_list].concepts if code_list in self.vocabulary.lists else ()
        if value in (c.iri for c in codes):
            return True
        guess = get_close_matches(value, [c.iri for c in codes], 1)
        words = f" Did you mean {short(guess[0])}?" if guess else ""
        place = self.graph.place(iri, predicate, value) or NOWHERE
        if value in self.graph and code_list:
            self._find("value-invalid", place, value=short(value), expected=f"a code of list:{code_list}")
        else:
            self._find("link-dead", place, subject=short(iri), target=short(value), guess=words)
        return False

    def _value(self, iri: str, name: str, decision: str, value: Term) -> Value | None:
        decides = self.vocabulary.decisions[decision]
        if value == NOTHING and decides.collects:
            return Value("code", "", 0)
        if isinstance(value, str):
            if decides.code_list is None:
                self._invalid(iri, term(name), value, " or ".join(decides.kinds))
                return None
            return Value("code", local(value), 0) if self._code(iri, term(name), value, decides.code_list) else None
        parsed = parse_value(value)
        if parsed is None or parsed.kind not in decides.kinds:
            expected = " or ".join(f"\"…\"^^yidi:{k}" for k in decides.kinds) or f"a code of list:{decides.code_list}"
            self._invalid(iri, term(name), value, expected)
            return None
        return parsed

    def _bound(self, iri: str, name: str, decision: str) -> Value | None:
        value = self.graph.object(iri, term(name))
        return None if value is None else self._value(iri, name, decision, value)

    def _date(self, iri: str, name: str, *, required: bool) -> int | None:
        value = self.graph.object(iri, term(name))
        if value is None:
            if required:
                hint = f'yidi:{name} "YYYY-MM-DD"^^xsd:date'
                self._find("predicate-missing", self._place(iri), subject=short(iri), predicate=f"yidi:{name}", hint=hint)
            return None
        text = value.text if isinstance(value, Literal) else value
        try:
            return date.fromisoformat(text).toordinal() if len(text) == 10 else _bad()
        except ValueError:
            self._find("date-invalid", self._place(iri, name), value=text)
            return None

    def _link(self, iri: str, name: str) -> str | None:
        return next(iter(self._links(iri, name)), None)

    def _links(self, iri: str, name: str, *, required: bool = True) -> tuple[str, ...]:
        targets = self.graph.iris(iri, term(name))
        if not targets and required:
            hint = f"yidi:{name} …"
            self._find("predicate-missing", self._place(iri), subject=short(iri), predicate=f"yidi:{name}", hint=hint)
        for target in targets:
            if target not in self.graph:
                guess = get_close_matches(target, list(self.graph), 1, 0.9)
                words = f" Did you mean {short(guess[0])}?" if guess else ""
                place = self.graph.place(iri, term(name), target) or NOWHERE
                self._find("link-dead", place, subject=short(iri), target=short(target), guess=words)
        return tuple(t for t in targets if t in self.graph)

    def _invalid(self, iri: str, predicate: str, value: Term, expected: str) -> None:
        text = value.text if isinstance(value, Literal) else short(value)
        place = self.graph.place(iri, predicate, value) or NOWHERE
        self._find("value-invalid", place, value=text, expected=expected)

    def _place(self, iri: str, name: str | None = None) -> Place:
        return self.graph.place(iri, term(name) if name else None) or NOWHERE

    def _find(self, finding: str, place: Place, **details: object) -> None:
        self.findings.append(Finding(finding, place, details))


def _number(value: Term, datatype: str) -> int | None:
    if not isinstance(value, Literal):
        return None
    parsed = parse_value(Literal(value.text, term(datatype), ""))
    return None if parsed is None else parsed.number


def _bad() -> int:
    raise ValueError
