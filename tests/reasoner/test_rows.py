"""What one area asks about is nothing to the others: neither to what is painted, nor to what is told."""

import numpy as np
from small import CODES, vocabulary

from yidi.model import UNLIMITED, Condition, Rule, Value
from yidi.reading.places import Places
from yidi.reading.turtle import Place
from yidi.tables.compile import compile_decision
from yidi.tables.table import DAYS

CHAINS = (("n", "p", "c"), ("n", "p", "d"), ("n", "q"))
VOCABULARY, _ = vocabulary("""
decision:d a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "unique" ; yidi:valueType xsd:integer .
""")
DECISION = VOCABULARY.decisions["d"]
NONE = np.zeros(0, np.int64)
PLACES = Places({}, {}, CHAINS, {}, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, {})


def plain(name, jurisdiction, value, **conditions):
    return Rule(
        iri=f"rule/{name}",
        labels={},
        decision="d",
        jurisdictions=(jurisdiction,),
        conditions=conditions,
        values=(Value("integer", str(value), value),),
        at_least=None,
        at_most=None,
        valid_from=1,
        valid_to=UNLIMITED,
        overrides=frozenset(),
        groups=frozenset(),
        binding=False,
        basis=(),
        figure="",
        last_checked=1,
        approximate=False,
        place=Place("rules.ttl", 1, 1),
    )


YES, SIX = Condition(codes=("true",)), Condition(ranges=((6, UNLIMITED),))


def test_a_conflict_is_told_once_and_by_the_inputs_on_which_it_turns():
    """A wider rule on another input applies in some of its cells and is beaten there: it changes nothing."""
    first, code = plain("first", "c", 1, flag=YES), next(iter(CODES))
    rules = [first, plain("second", "c", 2, code=Condition(codes=(code,))), plain("wide", "n", 3, number=SIX)]

    _, findings = compile_decision(DECISION, rules, VOCABULARY, PLACES, 1)

    (conflict,) = (f for f in findings if f.id == "rule-conflict")
    assert conflict.details["cell"].startswith(f"area:c, code {code}")
    assert conflict.details["cell"].endswith(", flag true")


def test_a_row_is_painted_over_the_inputs_that_its_own_rules_ask_about():
    """One area asks about everything, another about one input, and others about none."""
    everything = {"code": Condition(codes=(next(iter(CODES)),)), "flag": YES, "number": SIX}

    rules = [plain("all", "c", 1, **everything), plain("one", "d", 2, flag=YES)]
    table, _ = compile_decision(DECISION, rules, VOCABULARY, PLACES, 1)

    rows = [table.row_of_key[table.row_keys // DAYS == table.chain_of_area[area]] for area in range(len(CHAINS))]
    shapes = [table.states.row(int(row)).shape for (row,) in rows]
    assert [axis.name for axis in table.all_axes] == ["code", "flag", "number"]
    assert shapes == [(2, 2, 2), (1, 2, 1), (1, 1, 1)]
    assert table.states.layout.size == 8 + 2 + 1
