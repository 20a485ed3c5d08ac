"""What is to be told of a decision: what it looks at, how it is settled, its rules, and the decisions around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from yidi.difference.words import Speech
from yidi.explaining.text import line, listed
from yidi.explaining.words import PAGE
from yidi.model import Decision, Input
from yidi.names import short
from yidi.tables.axes import domain
from yidi.tables.cells import Flags
from yidi.tables.table import DAYS

if TYPE_CHECKING:
    from yidi.base import Base

Entry = dict[str, Any]


def explain_decision(base: Base, decision: Decision, language: str) -> Entry:
    """A record of a decision in one language."""
    speech = Speech(base, base, language)
    rules = [r for r in base.rules.values() if r.decision == decision.name]
    table = base.tables[decision.name]
    known = _rows_with_a_value(base, decision.name)
    rows = {int(row) for row in np.flatnonzero(known)}
    latest = {int(key // DAYS): int(row) for key, row in zip(table.row_keys, table.row_of_key, strict=True)}
    areas = sum(latest[int(chain)] in rows for chain in table.chain_of_area)
    return {
        "decision": decision.iri,
        "name": short(decision.iri),
        "label": decision.labels.get(language, ""),
        "inputs": [_input(base, name, speech) for name in decision.inputs],
        "hitPolicy": "collect" if decision.collects else "unique",
        "total": decision.total,
        "occasional": decision.occasional,
        "default": speech.value(decision.default, decision) if decision.default else None,
        "rules": len(rules),
        "bounds": sum(r.is_bound for r in rules),
        "jurisdictions": len({j for r in rules for j in r.jurisdictions}),
        "claims": sum(c.decision == decision.name for c in base.claims.values()),
        "known": {"areas": areas, "of": len(base.places.areas)},
        "requires": [_other(base, name, via, speech) for name, via in _required_by(base, decision)],
        "requiredBy": [
            _other(base, other.name, via, speech)
            for other in base.vocabulary.decisions.values()
            for name, via in _required_by(base, other)
            if name == decision.name
        ],
        "answerPath": decision.answer_path,
    }


def _rows_with_a_value(base: Base, name: str) -> Flags:
    """The rows of a table in which some cell has a rule that prevails."""
    table = base.tables[name]
    return table.states.told(np.array([bool(state.prevailing) for state in table.state_legend])).rows_with()


def _required_by(base: Base, decision: Decision) -> Iterator[tuple[str, Input]]:
    """The decisions that a decision needs, each with the input through which."""
    for name in decision.inputs:
        used = base.vocabulary.inputs[name]
        for needed in (used.of_decision, *(o[1:] for o in used.operands if o.startswith("="))):
            if needed is not None:
                yield needed, used


def _other(base: Base, name: str, via: Input, speech: Speech) -> Entry:
    decision = base.vocabulary.decisions[name]
    return {
        "name": short(decision.iri),
        "label": decision.labels.get(speech.language, ""),
        "via": via.labels.get(speech.language, via.name),
    }


def _input(base: Base, name: str, speech: Speech) -> Entry:
    used = base.vocabulary.inputs[name]
    values = [speech.code(used.code_list, code) for code in domain(used, base.vocabulary)] if used.code_list else []
    return {
        "name": name,
        "label": used.labels.get(speech.language, name),
        "path": used.path,
        "operator": used.operator,
        "operands": list(used.operands),
        "ofDecision": used.of_decision,
        "values": values,
    }


def decision_text(told: Entry, language: str) -> str:
    """The record of a decision as people read it."""
    page = PAGE[language]
    policy = [page[told["hitPolicy"]], page["total"]] if told["total"] else [page[told["hitPolicy"]]]
    if told["default"]:
        policy.append(page["default"].format(value=told["default"]))
    elif not told["total"]:
        policy.append(page["occasional" if told["occasional"] else "not-total"])
    lines = [
        f"{told['label']}  {told['name']}",
        "",
        *listed(page["inputs"], [_source(i, page) for i in told["inputs"]] or [page["no-inputs"]]),
        *listed(page["policy"], policy),
        line(page["rules"], page["rules-count"].format(**told)),
        line("", page["known"].format(**told["known"])),
    ]
    for word, key in (("requires", "requires"), ("required", "requiredBy")):
        others = [f"{o['label']}  {o['name']}  ({page['via'].format(input=o['via'])})" for o in told[key]]
        lines += listed(page[word], others or [page["nothing"]])
    return "\n".join([*lines, line(page["answer"], told["answerPath"])])


def _source(used: Entry, page: dict[str, str]) -> str:
    """An input, and where it comes from."""
    if used["path"]:
        return f"{used['label']}  ({page['given'].format(path=used['path'])})"
    if used["ofDecision"]:
        return f"{used['label']}  ({page['of-decision'].format(decision='decision:' + used['ofDecision'])})"
    operands = ", ".join(o.replace("=", "decision:") for o in used["operands"])
    fact = page["fact" if operands else "fact-alone"]
    return f"{used['label']}  ({fact.format(operator=used['operator'], operands=operands)})"
