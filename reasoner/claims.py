"""Claims beside the rules: the same base with what unofficial sources alone report, for whoever asks for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from yidi.errors import BaseError
from yidi.files import keep, kept
from yidi.finding import Finding
from yidi.model import Decision, Rule
from yidi.shelf import Shelf, shelf
from yidi.tables.compile import compile_decision
from yidi.tables.kept import table_key
from yidi.tables.table import Table

if TYPE_CHECKING:
    from yidi.base import Base

Tables = dict[str, Table]


def with_claims(base: Base) -> Base:
    """The base in which claims decide where no rule and no default does; compiled once and then kept.

    Raises BaseError with everything that keeps it from compiling, such as two claims that differ.
    """
    name = f"claims-{base.hash}"
    tables = kept(name)
    if isinstance(tables, dict):
        rules = {decision.name: tuple(found) for decision, found in _claimed(base)}
        tables = {n: replace(table, rules=rules[n]) for n, table in tables.items()}
    else:
        tables, findings = claimed_tables(base)
        errors = [f for f in findings if f.level == "error"]
        if errors:
            raise BaseError(errors)
        keep(name, {n: replace(table, rules=()) for n, table in tables.items()})  # the base has the rules already
    # Each decision keeps its place: later ones need earlier ones.
    return replace(base, tables={**base.tables, **tables}, rules={**base.rules, **base.claims}, unofficial=True)


def claimed_tables(base: Base) -> tuple[Tables, list[Finding]]:
    """The tables of the decisions on which there are claims, rules and claims together, and what is wrong with them."""
    tables: Tables = {}
    findings: list[Finding] = []
    for decision, rules in _claimed(base):
        table, found = compile_decision(decision, rules, base.vocabulary, base.places, base.first_day)
        findings += found
        if table is not None:
            tables[decision.name] = table
    return tables, findings


def claimed_faults(base: Base) -> list[Finding]:
    """What is wrong with those tables; what was sound before is not compiled again."""
    sound: Shelf[bool] = shelf("claims")
    findings: list[Finding] = []
    for decision, rules in _claimed(base):
        key = table_key(base.surroundings, decision, rules)
        if not sound.get(key):
            found = compile_decision(decision, rules, base.vocabulary, base.places, base.first_day)[1]
            findings += found
            if not found:
                sound.put(key, True)  # noqa: FBT003 - what is kept
    return findings


def _claimed(base: Base) -> Iterator[tuple[Decision, list[Rule]]]:
    """The decisions on which there are claims, each with its rules and claims."""
    rules: dict[str, list[Rule]] = {claim.decision: [] for claim in base.claims.values()}
    for rule in (*base.rules.values(), *base.claims.values()):
        if rule.decision in rules:
            rules[rule.decision].append(rule)
    for name in base.tables.keys() & rules.keys():
        yield base.vocabulary.decisions[name], rules[name]
