"""Every step of a process says when, by whom and on what basis it is taken, and the steps of a process make a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yidi.finding import Finding
from yidi.messages import phrase
from yidi.names import DEFINITION, LABEL, TYPE, short, term
from yidi.reading.conditions import read_condition
from yidi.reading.graph import Graph
from yidi.reading.reader import Reader, did_you_mean
from yidi.reading.turtle import Literal
from yidi.reading.vocabulary import Vocabulary
from yidi.values import parse_value

STEP: Final = term("ProcessStep")
PROCESS: Final = term("Process")
_ONCE: Final = ("stepOf", "order", "timeLimit", "validFrom", "validTo", "lastChecked")
_LISTS: Final = {"doneBy": ("actor",), "needs": ("material", "credential"), "shows": ("shown",)}
"""Predicates whose values are codes, and of which lists."""
_KNOWN: Final = frozenset(
    {TYPE, LABEL, DEFINITION, *map(term, (*_ONCE, *_LISTS, "jurisdiction", "restsOn", "leadsTo", "basis"))}
)
_Conditions = frozenset[tuple[str, frozenset[object]]]


def wrong_steps(graph: Graph, vocabulary: Vocabulary) -> list[Finding]:
    """What is wrong with the steps of processes, and the processes that lack a step.

    A condition of a step is one that a rule could have: on an input, with codes or a truth value.
    """
    reader = Reader(graph)
    inputs = {used.iri: used for used in vocabulary.inputs.values() if used.code_list or used.datatype == "boolean"}
    numbers: dict[str, set[int]] = {process: set() for process in graph.instances(PROCESS)}
    taken: dict[tuple[str, int, str, _Conditions], str] = {}
    shared: set[str] = set()  # processes with two steps of one number, so that another number may be wanting
    for step in graph.instances(STEP):
        _links(reader, vocabulary, step)
        _dates(reader, step)
        conditions: set[tuple[str, frozenset[object]]] = set()
        for predicate in graph.predicates(step):
            if predicate in inputs:
                read_condition(reader, vocabulary, step, inputs[predicate])
                conditions.add((predicate, frozenset(graph.objects(step, predicate))))
            elif predicate not in _KNOWN and predicate in graph:  # else it is found with all others
                _unknown(reader, step, predicate, [*_KNOWN, *inputs])
        process, number = graph.iri(step, term("stepOf")), _number(reader, step)
        if process is None or number is None:
            continue
        numbers.setdefault(process, set()).add(number)
        for area in graph.iris(step, term("jurisdiction")):
            other = taken.setdefault((process, number, area, frozenset(conditions)), step)
            if other != step:
                details = {"subject": short(step), "other": short(other), "number": number}
                related = ((reader.place(other, "order"), short(other)),)
                shared.add(process)
                reader.findings.append(Finding("step-order-shared", reader.place(step, "order"), details, related))
    for process, found in numbers.items():
        if process in graph and process not in shared:
            _gaps(reader, process, found)
    return reader.findings


def _links(reader: Reader, vocabulary: Vocabulary, step: str) -> None:
    """Notes links that are missing or of the wrong kind; those that are dead are found with all others."""
    graph = reader.graph
    reader.once(step, _ONCE)
    for name, kind, required in (
        ("stepOf", "Process", True),
        ("basis", "Provision", True),
        ("restsOn", "Decision", False),
        ("leadsTo", "Process", False),
    ):
        if required and not graph.objects(step, term(name)):
            reader.missing(step, name, "…")
        for target in graph.objects(step, term(name)):
            if isinstance(target, Literal) or (target in graph and not reader.is_a(target, [kind])):
                reader.invalid(step, term(name), target, phrase("of-class", kind=f"yidi:{kind}"))
    for name in ("jurisdiction", "doneBy"):
        if not graph.objects(step, term(name)):
            reader.missing(step, name, "…")
    for name, lists in _LISTS.items():
        codes = {c.iri for each in lists if each in vocabulary.lists for c in vocabulary.lists[each].concepts}
        for target in graph.objects(step, term(name)):
            if isinstance(target, Literal) or (target in graph and target not in codes):
                reader.invalid(step, term(name), target, phrase("a-code", list=lists[0]))


def _dates(reader: Reader, step: str) -> None:
    reader.day(step, "lastChecked", required=True)
    first, last = reader.day(step, "validFrom"), reader.day(step, "validTo")
    if first is not None and last is not None and last < first:
        reader.find("dates-reversed", reader.place(step, "validTo"), subject=short(step))
    limit = reader.graph.object(step, term("timeLimit"))
    if limit is not None and (not isinstance(limit, Literal) or parse_value(limit) is None):
        reader.invalid(step, term("timeLimit"), limit, phrase("a-number"))


def _number(reader: Reader, step: str) -> int | None:
    value = reader.graph.object(step, term("order"))
    if value is None:
        reader.missing(step, "order", "1")
    elif isinstance(value, Literal) and value.text.isdecimal() and int(value.text):
        return int(value.text)
    else:
        reader.invalid(step, term("order"), value, phrase("a-rank"))
    return None


def _unknown(reader: Reader, step: str, predicate: str, known: Iterable[str]) -> None:
    """Notes a predicate that neither describes a step nor is an input on which it may have a condition."""
    place = reader.graph.place(step, predicate) or reader.place(step)
    guess = did_you_mean(short(predicate), [short(k) for k in known])
    reader.find("step-condition", place, subject=short(step), predicate=short(predicate), guess=guess)


def _gaps(reader: Reader, process: str, found: set[int]) -> None:
    """Notes the first number below the last that no step of a process has."""
    missing = next((n for n in range(1, max(found, default=1) + 1) if n not in found), None)
    if missing is not None:
        reader.find("process-gap", reader.place(process), subject=short(process), number=missing)
