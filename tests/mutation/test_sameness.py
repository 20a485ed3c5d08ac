"""Whether two tables say the same, against brute force: random rules, one of them edited, every area, day and input."""

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small import CODES, vocabulary

from yidi.model import UNLIMITED, Condition, Rule, Value
from yidi.mutation.sameness import Asked, differences
from yidi.reading.places import Places
from yidi.reading.turtle import Place
from yidi.tables.compile import compile_decision
from yidi.tables.table import DAYS

CHAINS = (("n", "p", "c"), ("n", "p", "d"), ("n", "q"))
NUMBERS = range(6)
DATES = (5, 10, 15, 20)
VOCABULARY, _ = vocabulary("""
decision:d a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "unique" ; yidi:valueType xsd:integer .
""")
NONE = np.zeros(0, np.int64)
PLACES = Places({}, {}, CHAINS, {}, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, {})
conditions = st.fixed_dictionaries(
    {},
    optional={
        "code": st.sampled_from(list(CODES)).map(lambda c: Condition((c,))),
        "flag": st.sampled_from(["false", "true"]).map(lambda c: Condition((c,))),
        "number": st.tuples(st.integers(0, 4), st.sampled_from([2, 4, UNLIMITED])).map(
            lambda r: Condition((), ((r[0], min(r[0] + r[1], UNLIMITED)),))
        ),
    },
)


@st.composite
def rules(draw, name):
    bound = draw(st.booleans()) if name else False
    value = Value("integer", "", draw(st.integers(1, 3)))
    return Rule(
        iri=f"rule/{name}",
        labels={},
        decision="d",
        jurisdictions=(draw(st.sampled_from(["n", "p", "c", "q"])),),
        conditions=draw(conditions),
        values=() if bound else (value,),
        at_least=value if bound else None,
        at_most=None,
        valid_from=draw(st.sampled_from(DATES)),
        valid_to=draw(st.sampled_from([18, UNLIMITED])),
        overrides=frozenset(),
        groups=frozenset(),
        binding=False,
        basis=(),
        figure="",
        last_checked=1,
        approximate=False,
        place=Place("", name, 1),
    )


def table(of):
    found, _ = compile_decision(VOCABULARY.decisions["d"], of, VOCABULARY, PLACES, 1)
    return found


def said(of, area, day, codes):
    """Give what a table says in one cell, looked up as directly as possible."""
    key = of.chain_of_area[area] * DAYS + day
    row = of.row_of_key[np.searchsorted(of.row_keys, key, "right") - 1]
    slots = [
        axis.slot_of[codes[axis.name]]
        if axis.breaks is None
        else np.searchsorted(axis.breaks, codes[axis.name], "right")
        for axis in of.axes
    ]
    cell = of.cell(row, slots)
    state = of.state_legend[int(of.states.at(row, slots))]
    bounds = None if of.low is None else (of.low[cell], of.high[cell])
    number = of.number_of[of.outcomes[cell]]
    return (
        number,
        bounds or (max(number, 0), number if number >= 0 else UNLIMITED),
        {of.rules[w].iri for w in state.prevailing},
    )


@settings(max_examples=20)
@given(st.data(), st.integers(0, 3))
def test_tables_differ_where_brute_force_says_so(data, others):
    rest = [data.draw(rules(i + 1)) for i in range(others)]
    one, other = data.draw(rules(0)), data.draw(rules(0))
    part = data.draw(st.sampled_from(["conditions", "values", "valid_from", "jurisdictions"]))
    edited = replace(one, **{part: getattr(other, part)})
    a, b = table([one, *rest]), table([edited, *rest])
    first_day = data.draw(st.sampled_from([4, 10]))
    least = data.draw(st.sampled_from([0, 0, 1, 3]))
    cells = list(product(range(len(CHAINS)), range(first_day, 22), range(len(CODES)), range(2), NUMBERS[least:]))
    worked_out = {
        (area, day, code, flag, number)
        for area, day, code, flag, number in cells
        if said(a, area, day, c := {"code": code, "flag": flag, "number": number}) != said(b, area, day, c)
    }
    found = differences(a, b, Asked(np.arange(len(CHAINS)), first_day, {"number": least}), most=5)
    assert bool(worked_out) == bool(found)
    for cell in found:
        lies = {
            (cell.area, day, code, flag, number)
            for day in range(cell.days[0], min(cell.days[1], 21) + 1)
            for code in cell.codes.get("code", range(len(CODES)))
            for flag in cell.codes.get("flag", range(2))
            for number in NUMBERS[least:]
            if cell.ranges.get("number", (0, UNLIMITED))[0] <= number < cell.ranges.get("number", (0, UNLIMITED))[1]
        }
        assert lies <= worked_out


def test_a_table_is_the_same_as_itself(base):
    for name, held in base.tables.items():
        everywhere = Asked(np.arange(len(base.places.chains)), base.first_day, {})
        assert differences(held, held, everywhere) == [], name
