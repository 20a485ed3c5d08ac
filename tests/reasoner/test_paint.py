"""Painted tables against brute force: random small rule bases, every area, day and combination of inputs."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small import CODES, vocabulary

from yidi.model import UNLIMITED, Condition, Rule, Value
from yidi.reading.places import Places
from yidi.reading.turtle import Place
from yidi.tables.axes import domain
from yidi.tables.compile import compile_decision
from yidi.tables.table import DAYS as DAY_KEYS
from yidi.tables.table import NOT_KNOWN, UNDETERMINED

CHAINS = (("n", "p", "c"), ("n", "p", "d"), ("n", "q", "e"), ("n", "q"))
JURISDICTIONS = ("n", "p", "q", "c", "d", "e")
DAYS = (1, 10, 15, 20, 25, 30)
NUMBERS = tuple(range(12))
DOMAINS = {"code": tuple(CODES), "flag": ("false", "true"), "number": NUMBERS}

DECISIONS = """
decision:d a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "unique" ; yidi:valueType xsd:integer .
decision:total a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "unique" ; yidi:valueType xsd:integer ; yidi:total true .
decision:collecting a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "collect" ; yidi:valueType list:codes .
"""
VOCABULARY, _ = vocabulary(DECISIONS)


VOCABULARY_CODES = {name: domain(used, VOCABULARY) for name, used in VOCABULARY.inputs.items()}


def compiled(name, rules, first_day=1):
    return compile_decision(VOCABULARY.decisions[name], rules, VOCABULARY, places(), first_day)


def places():
    none = np.zeros(0, np.int64)
    return Places(
        divisions={},
        areas={chain[-1]: i for i, chain in enumerate(CHAINS)},
        chains=CHAINS,
        labels={},
        first=none,
        last=none,
        pool=none,
        province=none,
        zones=none,
        zones_partly=none,
        area_home=none,
        area_province=none,
        area_division=none,
        insured={},
    )


codes = st.lists(st.sampled_from(list(CODES)), min_size=1, max_size=2, unique=True)
ranges = st.tuples(st.integers(0, 6), st.integers(1, 4) | st.none()).map(
    lambda r: (r[0], UNLIMITED if r[1] is None else r[0] + r[1])
)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "code": codes.map(lambda c: Condition(codes=tuple(c))),
        "flag": st.sampled_from(["false", "true"]).map(lambda c: Condition(codes=(c,))),
        "number": st.lists(ranges, min_size=1, max_size=2).map(lambda r: Condition(ranges=tuple(r))),
    },
)


@st.composite
def rule_bases(draw, *, most=7, bounds=False, collects=False):
    size = draw(st.integers(1, most))
    names = [f"rule/{i}" for i in range(size)]
    targets = st.lists(st.sampled_from([*names, "group/g"]), max_size=2)
    return [rule(draw, name, i, targets, bounds=bounds, collects=collects) for i, name in enumerate(names)]


def rule(draw, name, number, targets, *, bounds, collects):
    value = draw(st.sampled_from(list(CODES) if collects else [1, 2, 3]))
    made = Value("code", value, 0) if collects else Value("integer", str(value), value)
    kind = draw(st.sampled_from(["value", "least", "most"])) if bounds else "value"
    often_empty = draw(st.booleans())
    return Rule(
        iri=name,
        labels={},
        decision="d",
        jurisdictions=tuple(draw(st.lists(st.sampled_from(JURISDICTIONS), min_size=1, max_size=2, unique=True))),
        conditions=draw(conditions),
        values=(made,) if kind == "value" else (),
        at_least=made if kind == "least" else None,
        at_most=made if kind == "most" else None,
        valid_from=draw(st.sampled_from([1, 10, 20])),
        valid_to=draw(st.sampled_from([UNLIMITED, UNLIMITED, 24])),
        overrides=frozenset(draw(targets)) - {name} if often_empty else frozenset(),
        groups=frozenset(["group/g"] if draw(st.integers(0, 3)) == 0 else []),
        binding=draw(st.integers(0, 4)) == 0,
        basis=(),
        figure="",
        last_checked=1,
        approximate=False,
        place=Place("rules.ttl", number + 1, 1),
    )


# Brute force -------------------------------------------------------------------


def holds(rule, point):
    return all(meets(rule.conditions[name], name, point[name]) for name in rule.conditions)


def meets(condition, name, value):
    if name == "number":
        return any(low <= value < high for low, high in condition.ranges)
    return value in condition.codes or any(b in condition.codes for b in CODES.get(value, ()))


POINTS = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]


def block(rule):
    return frozenset(i for i, point in enumerate(POINTS) if holds(rule, point))


def beats(a, b):
    """The four principles, said of the rules in one of their jurisdictions each: (rule, depth, block)."""
    (x, deep, inner), (y, shallow, outer) = a, b
    if y is not x and (y.iri in x.overrides or x.overrides & y.groups):
        return True
    if y is not x and (x.iri in y.overrides or y.overrides & x.groups):
        return False
    if deep != shallow:
        is_wider = deep < shallow
        return is_wider if (x if is_wider else y).binding else not is_wider
    if inner != outer:
        return inner < outer
    return x.valid_from > y.valid_from


def applying(rules, blocks, chain, day, point):
    return [
        (rule, chain.index(j), blocks[rule.iri])
        for rule in rules
        for j in rule.jurisdictions
        if j in chain and rule.valid_from <= day <= rule.valid_to and point in blocks[rule.iri]
    ]


def winners(entries):
    return [b for b in entries if not any(a is not b and beats(a, b) for a in entries)]


def goes_in_circles(entries):
    left = list(entries)
    while left:
        free = winners(left)
        if not free:
            return True
        left = [e for e in left if e not in free]
    return False


def slots_of(table, point):
    slots = []
    for axis in table.axes:
        value = point[axis.name]
        if axis.breaks is not None:
            slots.append(int(np.searchsorted(axis.breaks, value, side="right")))
        else:
            slots.append(int(axis.slot_of[VOCABULARY_CODES[axis.name].index(value)]))
    return tuple(slots)


def row_of(table, area, day):
    key = int(table.chain_of_area[area]) * DAY_KEYS + day
    return int(table.row_of_key[np.searchsorted(table.row_keys, key, side="right") - 1])


def situations():
    for area, chain in enumerate(CHAINS):
        for day in DAYS:
            yield area, chain, day


def value_in(table, row, slots):
    outcome = int(table.outcomes[table.cell(row, slots)])
    return outcome if outcome <= UNDETERMINED else table.legend[outcome].value.number


# The tests ---------------------------------------------------------------------


@settings(max_examples=120, deadline=None)
@given(rule_bases())
def test_tables_say_what_the_four_principles_say(rules):
    """Value, prevailing rules, conflicts and circles are those of brute force, in every cell."""
    table, findings = compiled("d", rules)
    blocks = {r.iri: block(r) for r in rules}
    conflict = circle = False
    alive = set()
    for area, chain, day in situations():
        row = row_of(table, area, day)
        for number, point in enumerate(POINTS):
            entries = applying(rules, blocks, chain, day, number)
            prevailing = winners(entries)
            alive |= {r.iri for r, *_ in prevailing}
            if goes_in_circles(entries):
                circle = True
                continue
            slots = slots_of(table, point)
            state = table.state_legend[int(table.states.at(row, slots))]
            assert {r.iri for r, *_ in prevailing} == {rules[i].iri for i in state.prevailing}
            assert {r.iri for r, *_ in entries} == {rules[i].iri for i in state.prevailing} | {
                rules[loser].iri for loser, _, _ in state.defeated
            }
            if len({r.values for r, *_ in prevailing}) > 1:
                conflict = True
            elif prevailing:
                assert prevailing[0][0].values[0].number == value_in(table, row, slots)
            else:
                assert value_in(table, row, slots) == NOT_KNOWN

    ids = {f.id for f in findings}
    assert conflict == ("rule-conflict" in ids)
    assert circle == ("rules-circle" in ids)
    if not circle:
        dead = {f.details["subject"] for f in findings if f.id == "rule-never-prevails"}
        assert {r.iri for r in rules} - alive == dead


@settings(max_examples=60, deadline=None)
@given(rule_bases(most=5), st.sets(st.sampled_from(list(DOMAINS)), min_size=1))
def test_what_is_unknown_is_decided_where_all_agree(rules, unknown):
    """A slot for unknown holds the value that all its cells hold, and is undetermined otherwise."""
    table, findings = compiled("d", rules)
    if {f.id for f in findings} & {"rule-conflict", "rules-circle"}:
        return
    blocks = {r.iri: block(r) for r in rules}
    for area, chain, day in situations():
        row = row_of(table, area, day)
        values = {}
        for number, point in enumerate(POINTS):
            prevailing = winners(applying(rules, blocks, chain, day, number))
            known = tuple(v for k, v in point.items() if k not in unknown)
            values.setdefault(known, set()).add(prevailing[0][0].values[0].number if prevailing else NOT_KNOWN - 1)
        for point in POINTS:
            slots = [
                axis.size if axis.name in unknown else s
                for axis, s in zip(table.axes, slots_of(table, point), strict=True)
            ]
            found = int(table.outcomes[table.cell(row, slots)])
            expected = values[tuple(v for k, v in point.items() if k not in unknown)]
            if len(expected) > 1:
                assert found == UNDETERMINED
            elif expected == {NOT_KNOWN - 1}:
                assert found == NOT_KNOWN
            else:
                assert expected == {table.legend[found].value.number}


@settings(max_examples=60, deadline=None)
@given(rule_bases(bounds=True))
def test_bounds_say_what_a_number_may_be(rules):
    """A bound narrows what is not known, never sets a value, and is broken exactly by values outside it."""
    table, findings = compiled("d", rules)
    if {f.id for f in findings} & {"rule-conflict", "rules-circle"}:
        return
    blocks = {r.iri: block(r) for r in rules}
    broken = {}
    for area, chain, day in situations():
        row = row_of(table, area, day)
        for number, point in enumerate(POINTS):
            entries = applying(rules, blocks, chain, day, number)
            bounds = [e[0] for e in entries if e[0].is_bound]
            prevailing = winners([e for e in entries if not e[0].is_bound])
            least = max((r.at_least.number for r in bounds if r.at_least), default=0)
            most = min((r.at_most.number for r in bounds if r.at_most), default=UNLIMITED)
            where = table.cell(row, slots_of(table, point))
            for r, *_ in prevailing:
                value = r.values[0].number
                outside = {
                    b.iri
                    for b in bounds
                    if (b.at_least and value < b.at_least.number) or (b.at_most and value > b.at_most.number)
                }
                broken.setdefault(r.iri, set()).update(outside)
            if table.low is not None:
                value = prevailing[0][0].values[0].number if prevailing else None
                assert (least if value is None else value) == table.low[where]
                assert (most if value is None else value) == table.high[where]

    found = {f.details["subject"]: f.details["other"] for f in findings if f.id == "bound-broken"}
    assert {iri for iri, by in broken.items() if by} == set(found)
    assert all(other in broken[subject] for subject, other in found.items())


@settings(max_examples=50, deadline=None)
@given(rule_bases(collects=True))
def test_a_decision_that_collects_takes_all_that_nobody_overrides(rules):
    """In a decision that collects, narrower rules add to wider ones; only an override takes one away."""
    table, _ = compiled("collecting", rules)
    blocks = {r.iri: block(r) for r in rules}
    for area, chain, day in situations():
        row = row_of(table, area, day)
        for number, point in enumerate(POINTS):
            entries = [r for r, *_ in applying(rules, blocks, chain, day, number)]
            kept = [
                r
                for r in entries
                if not any(o is not r and (r.iri in o.overrides or o.overrides & r.groups) for o in entries)
            ]
            outcome = int(table.outcomes[table.cell(row, slots_of(table, point))])
            found = {v.text for g in table.legend[outcome].groups for v in g} if outcome > UNDETERMINED else set()
            assert {r.values[0].text for r in kept} == found


@settings(max_examples=50, deadline=None)
@given(rule_bases(most=4))
def test_a_total_decision_has_a_gap_exactly_where_no_rule_prevails(rules):
    """A gap is found if and only if some cell from the first day on has no rule."""
    _, findings = compiled("total", rules, first_day=15)
    blocks = {r.iri: block(r) for r in rules}
    gap = any(
        not applying(rules, blocks, chain, day, number)
        for chain in CHAINS
        for day in (15, 20, 24, 25, 1000)
        for number in range(len(POINTS))
    )

    assert gap == any(f.id == "decision-gap" for f in findings)
