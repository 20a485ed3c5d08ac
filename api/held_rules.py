"""Rules, sources and decisions as JSON: both languages, figures as they are written, days as dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yidi import Base
from yidi.model import UNLIMITED, Condition, Decision, Rule, Value
from yidi.names import ID, local
from yidi.values import number_text

Json = dict[str, Any]


def rule_json(base: Base, rule: Rule) -> Json:
    """All that a rule says: where and when, on which conditions, what, and on which provisions it rests."""
    decision = base.vocabulary.decisions[rule.decision]
    return {
        **rule_line(rule),
        "decision": {"name": decision.name, "id": decision.iri, "labels": dict(decision.labels)},
        "jurisdictions": [place_json(base, code) for code in rule.jurisdictions],
        "conditions": [_condition(base, name, condition) for name, condition in rule.conditions.items()],
        "values": [_value(base, decision, value) for value in rule.values if value.text],
        "atLeast": _value(base, decision, rule.at_least),
        "atMost": _value(base, decision, rule.at_most),
        "figure": rule.figure or None,
        "approximate": rule.approximate,
        "binding": rule.binding,
        "overrides": sorted(rule.overrides),
        "groups": sorted(rule.groups),
        "lastChecked": _day(rule.last_checked),
        "basis": [source_json(base, iri) for iri in rule.basis if iri in base.sources],
    }


def rule_line(rule: Rule) -> Json:
    """A rule in a list: its address, labels, and the days between which it is in force."""
    return {
        "id": rule.iri,
        "labels": dict(rule.labels),
        "validFrom": _day(rule.valid_from),
        "validTo": _day(rule.valid_to),
    }


def source_json(base: Base, iri: str) -> Json:
    """A provision: its document, authority, and what it says in our own words."""
    source = base.sources[iri]
    return {
        "id": iri,
        "document": source.identifier,
        "documentId": source.document,
        "title": dict(source.title),
        "provision": dict(source.labels),
        "says": dict(source.paraphrase),
        "authority": source.authority,
        "seenIn": dict(source.seen_in) if source.seen_in is not None else None,
        "seenAuthority": source.seen_authority,
        "official": source.official,
    }


def place_json(base: Base, code: str) -> Json:
    """A jurisdiction or pooling area by its code."""
    return {"code": code, "id": f"{ID}area/{code}", "labels": dict(base.places.labels.get(code, {}))}


def code_json(base: Base, code_list: str, code: str) -> Json:
    """A code of a list with its labels."""
    found = next((c for c in base.vocabulary.lists[code_list].concepts if c.code == code), None)
    return {"code": code, "id": f"{ID}{code_list}/{code}", "labels": dict(found.labels) if found else {}}


def decision_json(base: Base, decision: Decision) -> Json:
    """A decision: its inputs, its rules by jurisdiction, and for how many pooling areas it has any."""
    rules = sorted((r for r in base.rules.values() if r.decision == decision.name), key=lambda r: r.place)
    by_place: dict[str, list[Rule]] = {}
    for rule in rules:
        for code in rule.jurisdictions:
            by_place.setdefault(code, []).append(rule)
    return {
        "name": decision.name,
        "id": decision.iri,
        "labels": dict(decision.labels),
        "answerPath": decision.answer_path,
        "hitPolicy": "collect" if decision.collects else "unique",
        "total": decision.total,
        "values": _values_of(base, decision),
        "inputs": [_input(base, name) for name in decision.inputs],
        "rules": [
            {"jurisdiction": place_json(base, code), "rules": [rule_line(r) for r in found]}
            for code, found in sorted(by_place.items())
        ],
        "coverage": _coverage(base, rules, by_place.keys()),
    }


def _values_of(base: Base, decision: Decision) -> Json:
    """From which list or datatypes the values of a decision come."""
    if decision.code_list is None:
        return {"list": None, "codes": [], "datatypes": list(decision.kinds)}
    codes = [code_json(base, decision.code_list, code) for code in base.vocabulary.lists[decision.code_list].codes]
    return {"list": decision.code_list, "codes": codes, "datatypes": []}


def _input(base: Base, name: str) -> Json:
    used = base.vocabulary.inputs[name]
    return {
        "name": used.name,
        "id": used.iri,
        "labels": dict(used.labels),
        "path": used.path,
        "decision": used.of_decision,
        "list": used.code_list,
        "datatype": None if used.code_list else used.datatype,
    }


def _coverage(base: Base, rules: list[Rule], jurisdictions: Iterable[str]) -> Json:
    """How many rules there are, and how many pooling areas have one of their own or of a wider jurisdiction."""
    named = set(jurisdictions)
    return {
        "rules": len(rules),
        "bounds": sum(rule.is_bound for rule in rules),
        "jurisdictions": len(named),
        "areas": len(base.places.chains),
        "areasWithOwnRules": sum(chain[-1] in named for chain in base.places.chains),
        "areasWithRules": sum(not named.isdisjoint(chain) for chain in base.places.chains),
    }


def _condition(base: Base, name: str, condition: Condition) -> Json:
    used = base.vocabulary.inputs[name]
    found: Json = {"input": name, "id": used.iri, "labels": dict(used.labels), "path": used.path}
    if used.code_list is not None:
        return {**found, "codes": [code_json(base, used.code_list, code) for code in condition.codes]}
    if condition.ranges:
        return {**found, "ranges": [_range(used.datatype, low, high) for low, high in condition.ranges]}
    return {**found, "values": [code == "true" for code in condition.codes]}


def _range(kind: str, low: int, high: int) -> Json:
    below = None if high >= UNLIMITED else number_text(kind, high)
    return {"datatype": kind, "from": number_text(kind, low), "below": below}


def _value(base: Base, decision: Decision, value: Value | None) -> Json | None:
    if value is None:
        return None
    if value.kind == "code" and decision.code_list is not None:
        return code_json(base, decision.code_list, value.text)
    return {"value": value.text, "datatype": value.kind}


def _day(ordinal: int) -> str | None:
    """A day as a date; None where there is none, or no end."""
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < date.max.toordinal() else None


def documents_json(base: Base, rules: Iterable[Rule]) -> list[Json]:
    """The documents on which rules rest, with how many of the rules rest on each."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        for iri in rule.basis:
            if iri in base.sources:
                found.setdefault(base.sources[iri].document, set()).add(rule.iri)
    return [_document(base, iri, len(resting)) for iri, resting in sorted(found.items())]


def _document(base: Base, iri: str, rules: int) -> Json:
    source: Mapping[str, Any] = source_json(base, iri) if iri in base.sources else {"title": {}, "document": local(iri)}
    return {
        "id": iri,
        "document": source["document"],
        "title": source["title"],
        "authority": source.get("authority"),
        "official": source.get("official"),
        "rules": rules,
    }
