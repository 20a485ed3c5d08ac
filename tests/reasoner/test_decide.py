"""Decisions on columns, against a second opinion that knows neither columns nor tables."""

import naive
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from yidi.case import parse_case
from yidi.explain import outcomes_of, reasons
from yidi.table import NOT_KNOWN, UNDETERMINED


def painted(results, name, row=0):
    """Give what the tables say of a decision, in the words of the second opinion: values and prevailing rules."""
    decision = results.tables[name].decision
    numbers = results.outcomes[name][..., row].reshape(-1).tolist()
    said = []
    for number, outcome in zip(numbers, outcomes_of(results, name, row), strict=True):
        if number in (NOT_KNOWN, UNDETERMINED):
            said.append(naive.NOT_KNOWN if number == NOT_KNOWN else naive.UNDETERMINED)
        elif decision.collects:
            groups = {tuple(v.text for v in group) for group in outcome.groups}
            said.append(frozenset(groups if decision.alternatives else {(v,) for g in groups for v in g}))
        else:
            said.append(outcome.value)
    return said, frozenset(rule.iri for rule in reasons(results, name, row).prevailing)


def second_opinion(decided):
    """Give the same of the second opinion."""
    slices = decided if isinstance(decided, list) else [decided]
    return [cell.value for cell in slices], frozenset().union(*(cell.rules for cell in slices))


@settings(max_examples=250)
@given(data=st.data())
def test_every_decision_and_its_rules_are_those_of_the_second_opinion(base, data):
    """Value and prevailing rules of every decision are what the rules say when they are read one at a time."""
    case = parse_case(data.draw(cases(base)), base.case_vocabulary)
    results, _ = base.engine.run_cases([case])

    expected = {name: second_opinion(decided) for name, decided in naive.decide(base, case).items()}

    assert expected == {name: painted(results, name) for name in results.tables}
