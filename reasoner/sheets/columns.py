"""The columns of a decision's table: which predicate of a rule each holds, and what may stand in its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from yidi.model import Decision
from yidi.names import LABEL, SKOS, local, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal as Text
from yidi.reading.vocabulary import Vocabulary
from yidi.values import NUMBERS

Kind = Literal["name", "text", "code", "area", "flag", "range", "link", "day", "number", "unit", "state"]

NOTES: Final = tuple(SKOS + name for name in ("scopeNote", "example", "editorialNote"))
BOUNDS: Final = ("atLeast", "atMost")
_BEFORE: Final = ("decides", "jurisdiction", "overrides", "group", "binding")
_AFTER: Final = ("value", *BOUNDS, "approximate", "validFrom", "validTo", "basis", "figure", "lastChecked")
REQUIRED: Final = frozenset({"label@zh", "label@en", "jurisdiction", "validFrom", "basis", "lastChecked"})
"""The columns in which no rule may leave a cell empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, which no language changes, the predicate that it holds, and what its cells are.

    `source` is the code list of a column of codes, the datatype of one of numbers, the class of one of links, and the
    language of one of texts.
    """

    id: str
    predicate: str
    kind: Kind
    source: str = ""


def columns_of(decision: Decision, vocabulary: Vocabulary, texts: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    """The columns of a decision; `texts` are the predicates and languages of texts that some rule has."""
    own = term
    return (
        Column(f"decision:{decision.name}", "", "name"),
        *(Column(f"label@{tag}", LABEL, "text", tag) for tag in _tags(LABEL, texts, ("zh", "en"))),
        Column("jurisdiction", own("jurisdiction"), "area"),
        Column("overrides", own("overrides"), "link", "Rule"),
        Column("group", own("group"), "link", "RuleGroup"),
        Column("binding", own("binding"), "flag"),
        *(_condition(name, vocabulary) for name in decision.inputs),
        *_values(decision),
        Column("approximate", own("approximate"), "flag"),
        Column("validFrom", own("validFrom"), "day"),
        Column("validTo", own("validTo"), "day"),
        Column("basis", own("basis"), "link", "Provision"),
        *(_text("figure", own("figure"), tag) for tag in _tags(own("figure"), texts, ("zh",))),
        Column("lastChecked", own("lastChecked"), "day"),
        *(_text(local(note), note, tag) for note in NOTES for tag in _tags(note, texts, ())),
        Column("state", "", "state"),
    )


def texts_of(graph: Graph, rules: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The predicates of texts that rules have, each with the languages in which they have it."""
    wanted = (LABEL, term("figure"), *NOTES)
    notes = {(SKOS + "editorialNote", "zh"), (SKOS + "editorialNote", "en")}
    return frozenset(notes) | {
        (p, v.language) for rule in rules for p in wanted for v in graph.objects(rule, p) if isinstance(v, Text)
    }


def house_order(decision: Decision) -> tuple[str, ...]:
    """The predicates of a rule in the order in which the files have them, from what it decides on."""
    return (
        *map(term, _BEFORE),
        *map(term, decision.inputs),
        *map(term, _AFTER),
        *NOTES,
    )


def _tags(predicate: str, texts: Iterable[tuple[str, str]], always: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of a predicate: those that every table has, Chinese before English, then others."""
    found = {tag for p, tag in texts if p == predicate} - set(always)
    return (*always, *sorted(found, key=lambda tag: (tag != "zh", tag)))


def _text(name: str, predicate: str, tag: str) -> Column:
    return Column(f"{name}@{tag}" if tag else name, predicate, "text", tag)


def _condition(name: str, vocabulary: Vocabulary) -> Column:
    used = vocabulary.inputs[name]
    if used.code_list is not None:
        return Column(f"yidi:{name}", used.iri, "code", used.code_list)
    if used.datatype == "boolean":
        return Column(f"yidi:{name}", used.iri, "flag")
    return Column(f"yidi:{name}", used.iri, "range", used.datatype)


def _values(decision: Decision) -> tuple[Column, ...]:
    """The value, with its unit where there are several, and the bounds of a number."""
    if decision.code_list is not None:
        return (Column("value", term("value"), "code", decision.code_list),)
    if decision.kinds == ("boolean",):
        return (Column("value", term("value"), "flag"),)
    only = decision.kinds[0] if len(decision.kinds) == 1 else ""
    unit = () if only else (Column("unit", "", "unit"),)
    bounds = BOUNDS if NUMBERS.intersection(decision.kinds) else ()
    return (
        Column("value", term("value"), "number", only),
        *unit,
        *(Column(name, term(name), "number", only) for name in bounds),
    )
