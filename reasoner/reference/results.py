"""What the reference engine decided, in the form in which amounts and answers read what the painted tables decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from yidi.deciding.columns import Columns
from yidi.deciding.results import Reasons, Results, make_reasons
from yidi.model import UNLIMITED, CodeList, Value
from yidi.names import local, term
from yidi.reading.turtle import Literal
from yidi.reference.run import Said
from yidi.tables.legend import codes_of, collected, kinds_of, number_of_codes, numbers_of
from yidi.tables.plan import Plan
from yidi.tables.precedence import Reason
from yidi.tables.table import NOT_KNOWN, UNDETERMINED, Ints, Outcome, Table
from yidi.values import parse_value, scale_of

if TYPE_CHECKING:
    from yidi.base import Base

_NOT_KNOWN: Final = NamedNode(term("notKnown"))
_NOTHING: Final = NamedNode(term("nothing"))
_REASONS: Final[Mapping[str, Reason]] = {
    "beatsAsOfficial": "official",
    "beatsByOverride": "overrides",
    "beatsByBinding": "binding",
    "beatsAsNarrower": "narrower-jurisdiction",
    "beatsAsMoreSpecific": "more-specific",
    "beatsAsLater": "later",
}


@dataclass(slots=True)
class Found:
    """What was decided about one case in one decision, or in one slice of it."""

    values: list[NamedNode | Text] = field(default_factory=list)
    certain: set[str] = field(default_factory=set)
    undetermined_by: set[str] = field(default_factory=set)
    prevailing: set[str] = field(default_factory=set)
    defeats: set[tuple[str, str, Reason]] = field(default_factory=set)  # loser, winner, why
    bounds: dict[str, Text] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        """Takes in one thing that was decided."""
        if isinstance(said.term, Text) and said.what in ("least", "most"):
            self.bounds[said.what] = said.term
        elif said.what == "value":
            self.values.append(said.term)
        elif said.what == "certain":
            self.certain.add(said.term.value)
        elif said.what == "undeterminedBy":
            self.undetermined_by.add(local(said.term.value))
        elif said.by is not None and said.why is not None:
            self.defeats.add((said.term.value, said.by, _REASONS[said.why]))
        else:
            self.prevailing.add(said.term.value)

    def certain_bits(self, code_list: CodeList) -> int:
        """A bit for each code that is certain."""
        return sum(1 << i for i, concept in enumerate(code_list.concepts) if concept.iri in self.certain)


Key = tuple[int, str]


def gather(said: Iterable[Said], rows: Mapping[str, int]) -> dict[Key, dict[Decimal, Found]]:
    """What was decided, by the row of the case and the decision, and by the start of the slice."""
    found: dict[Key, dict[Decimal, Found]] = defaultdict(lambda: defaultdict(Found))
    for each in said:
        found[rows[each.case.value], each.decision][Decimal(each.slice or 0)].add(each)
    return found


class ReferenceResults(Results):
    """The results of the reference engine: every outcome and every reason is the one that SPARQL found."""

    def __init__(self, base: Base, columns: Columns, plan: Plan, found: Mapping[Key, Mapping[Decimal, Found]]) -> None:
        """Take the cases as columns, and what was found about each."""
        super().__init__(columns, {}, base.vocabulary.inputs, base.places, plan)
        self._base, self._found = base, found
        self._bounds: dict[str, tuple[Ints, Ints]] = {}
        self.tables = {name: self._decided(name, table) for name, table in base.tables.items()}

    def _decided(self, name: str, table: Table) -> Table:
        """The table with the outcomes that were found for its legend; fills in the outcomes of the cases."""
        code_list = self._base.vocabulary.lists.get(table.decision.code_list or "")
        legend: list[Outcome | None] = [None, None]
        slices = 1 if table.tier is None else table.tier.size
        outcomes = np.full((slices, self.columns.count), NOT_KNOWN, np.int32)
        for row in range(self.columns.count):
            for part, found in enumerate(self._slices(name, row)):
                if found.undetermined_by:
                    outcomes[part, row] = UNDETERMINED
                elif _NOT_KNOWN not in found.values:
                    outcome = _outcome(table, found, code_list)
                    if outcome not in legend:
                        legend.append(outcome)
                    outcomes[part, row] = legend.index(outcome)
        if table.certain is not None and code_list is not None:
            found_bits = (self._slices(name, row)[0].certain_bits(code_list) for row in range(self.columns.count))
            numbers = [number_of_codes(bits, table.decision, legend, code_list) for bits in found_bits]
            self._certain[name] = np.array(numbers, np.int32)
        self.outcomes[name] = outcomes[0] if table.tier is None else outcomes
        self.cells[name] = np.arange(self.columns.count)
        return replace(
            table,
            legend=tuple(legend),
            code_of=codes_of(table.decision, legend, code_list),
            number_of=numbers_of(table.decision, legend),
            kind_of=kinds_of(legend),
        )

    def _slices(self, name: str, row: int) -> list[Found]:
        """What was found for each slice of the amount, the lowest first; one thing where there are no slices."""
        found = self._found.get((row, name), {})
        return [found[start] for start in sorted(found)]

    def bounds(self, decision: str) -> tuple[Ints, Ints]:
        """The least and greatest number that a decision may be; of one with slices, in the lowest of them."""
        if decision not in self._bounds:
            kinds = self.tables[decision].decision.kinds
            lowest = [self._slices(decision, row)[0].bounds for row in range(self.columns.count)]
            least, most = (np.array([_bound(b.get(e), kinds) for b in lowest], np.int64) for e in ("least", "most"))
            self._bounds[decision] = least, most
        return self._bounds[decision]

    def ruled(self, decision: str, row: int) -> NDArray[np.bool_]:
        """Whether a rule, and not only claims, prevails in any of the cells that remain; slice by slice if any."""
        rules = self._base.rules
        found = [any(not rules[iri].claimed for iri in part.prevailing) for part in self._slices(decision, row)]
        return np.array(found)

    def reasons(self, decision: str, row: int) -> Reasons:
        """The rules behind a decision; with facts unknown, those behind any of the cells that remain."""
        rules = self.tables[decision].rules
        number = {rule.iri: i for i, rule in enumerate(rules)}
        winners: set[int] = set()
        defeats: set[tuple[int, int, Reason]] = set()
        for part in self._slices(decision, row):
            winners |= {number[iri] for iri in part.prevailing}
            defeats |= {(number[loser], number[winner], why) for loser, winner, why in part.defeats}
        return make_reasons(rules, winners, defeats)

    def open_axes(self, decision: str, row: int) -> list[str]:
        """The unknown inputs on which a decision turns."""
        turns = set().union(*(part.undetermined_by for part in self._slices(decision, row)))
        return [axis.name for axis in self.tables[decision].axes if axis.name in turns]


def _outcome(table: Table, found: Found, code_list: CodeList | None) -> Outcome:
    """The outcome that the values make; alternatives are those of the rules that the values name."""
    decision, terms = table.decision, [v for v in found.values if v != _NOTHING]
    if not decision.collects:
        return Outcome(((_value(found.values[0]),),))
    if decision.alternatives:
        named = {term.value for term in terms}
        return collected(decision, (rule.values for rule in table.rules if rule.iri in named), code_list)
    return collected(decision, [[_value(term) for term in terms]], code_list)


def _value(found: NamedNode | Text) -> Value:
    """The typed value behind a term that a rule gives."""
    of_base = Literal(found.value, found.datatype.value, found.language or "") if isinstance(found, Text) else None
    value = parse_value(of_base) if of_base else Value("code", local(found.value), 0)
    if value is None:
        raise ValueError(f"{found} is no value of a rule")
    return value


def _bound(found: Text | None, kinds: Sequence[str]) -> int:
    """An end of what a number may be, on the scale on which the decision's numbers are kept."""
    if found is None or found.value == "INF":
        return UNLIMITED
    several = "percentagePoints" in kinds  # all kinds of reduction are compared as shares
    return int(Decimal(found.value) * scale_of("ratio" if several else kinds[0])) if kinds else 0
