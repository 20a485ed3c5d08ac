"""Decisions on columns, against a second opinion that knows neither columns nor tables."""

from copy import deepcopy

import naive
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import MAY_BE_LEFT_OUT, cases, claimed_cases, without

from yidi.answers.explain import outcomes_of
from yidi.cases.case import parse_case
from yidi.tables.table import NOT_KNOWN, UNDETERMINED


def painted(results, name, row=0):
    """Give what the tables say of a decision, in the words of the second opinion: values and prevailing rules."""
    decision = results.tables[name].decision
    numbers = results.outcomes[name][..., row].reshape(-1).tolist()
    said = []
    for number, outcome in zip(numbers, outcomes_of(results, name, row), strict=True):
        if number in (NOT_KNOWN, UNDETERMINED):
            said.append(naive.NOT_KNOWN if number == NOT_KNOWN else naive.UNDETERMINED)
        elif decision.collects:
            groups = {tuple(sorted(v.text for v in group)) for group in outcome.groups}
            said.append(frozenset(groups if decision.alternatives else {(v,) for g in groups for v in g}))
        else:
            said.append(outcome.value)
    return said, frozenset(rule.iri for rule in results.reasons(name, row).prevailing)


def second_opinion(decided):
    """Give the same of the second opinion."""
    slices = decided if isinstance(decided, list) else [decided]
    return [cell.value for cell in slices], frozenset().union(*(cell.rules for cell in slices))


@settings(max_examples=250)
@given(case=cases())
def test_every_decision_and_its_rules_are_those_of_the_second_opinion(base, case):
    """Value and prevailing rules of every decision are what the rules say when they are read one at a time."""
    case = parse_case(case, base.case_vocabulary)
    results, _ = base.engine.run_cases([case])

    expected = {name: second_opinion(decided) for name, decided in naive.decide(base, case).items()}

    assert expected == {name: painted(results, name) for name in results.tables}


@settings(max_examples=100)
@given(case=claimed_cases())
def test_with_claims_it_is_so_too(base, case):
    """Rules and claims read one at a time; numbers of the case itself, which go before claims, are no rules."""
    base = base.with_claims
    case = parse_case(without(case, "parameters"), base.case_vocabulary)
    results, _ = base.engine.run_cases([case])

    expected = {name: second_opinion(decided) for name, decided in naive.decide(base, case).items()}

    assert expected == {name: painted(results, name) for name in results.tables}


# What an answer promises ----------------------------------------------------------

HAVE_A_DEFAULT = {
    "person.coverage": "active by default",
    "person.yearsInterrupted": "no gap by default",
    "person.medicalAid": "none by default",
    "person.veteranWorker": "not one by default",
    "filing": "none was made",
    "filing.endsOn": "by the policy's own validity",
    "filing.status": "accepted by default",
    "visit.settledOn": "not yet settled, and asked for the day of admission",
    "visit.injury": "none by default",
    "visit.settlementFailed": "it did not by default",
    "visit.treatment": "the principal one by default",
    "asOf": "the day of settlement by default",
    "expense.eligible": "computed by default",
    "expense.outOfCatalogue": "nothing by default",
    "expense.classB": "nothing by default",
    "expense.fundPaidThisYear": "nothing by default",
    "parameters": "none given",
    "parameters.reductionPoints": "nil beside another kind of reduction",
    "parameters.reductionFactor": "nil beside another kind of reduction",
    "parameters.firstSelfPayShare": "nil beside another kind of reduction",
}
"""Facts that are not unknown when they are left out, and what that means instead."""


def decided(base, case):
    """Give every decision of a case that is determined, and the amounts that are known."""
    results, amounts = base.engine.run_cases([parse_case(case, base.case_vocabulary)])
    found = {
        (name, slice_): (results.tables[name].kind_of[n], results.tables[name].legend[n])
        for name, outcomes in results.outcomes.items()
        for slice_, n in enumerate(outcomes.reshape(-1).tolist())
        if n != UNDETERMINED
    }
    money = {"fundPays": amounts.fund_pays, "criticalPays": amounts.critical_pays, "cap": amounts.fund.cap}
    money["deductible"] = amounts.fund.deductible
    return found | {name: column[0] for name, column in money.items() if column[0] >= 0}


@settings(max_examples=150)
@given(case=cases(gaps=False), path=st.sampled_from([p for p in MAY_BE_LEFT_OUT if p not in HAVE_A_DEFAULT]))
def test_what_is_decided_without_a_fact_stays_so_whatever_the_fact_is(base, case, path):
    """Leaving out a fact may leave something open, but never changes what is said all the same."""
    if path == "visit.condition" and case["visit"]["care"] != "outpatient-chronic":
        path = "visit.emergency"  # no condition is a known one where none is asked for

    less, more = decided(base, without(case, path)), decided(base, case)

    assert less == {key: more.get(key) for key in less}


@settings(max_examples=50)
@given(case=cases())
def test_a_case_is_never_changed_and_an_answer_belongs_to_its_reader(base, case):
    """Deciding leaves the case as it was, and whatever is done to an answer, the next one is the same again."""
    before = deepcopy(case)
    answer = base.decide(case)
    kept = deepcopy(answer)

    spoil(answer)

    assert (before, kept) == (case, base.decide(case))


def spoil(part):
    """Change every list and every mapping of an answer, at every depth."""
    for value in list(part.values() if isinstance(part, dict) else part):
        if isinstance(value, dict | list):
            spoil(value)
    if isinstance(part, dict):
        part["spoilt"] = True
    else:
        part.append("spoilt")


@settings(max_examples=40)
@given(several=st.lists(cases(), min_size=2, max_size=4))
def test_cases_decided_together_are_decided_as_alone(base, several):
    """No case has anything to do with the others of its batch."""
    assert [base.decide(case) for case in several] == base.engine.decide(several, as_of=None, language=None)


def test_codes_that_are_gathered_stand_in_the_order_of_their_list(base):
    """In every outcome of every decision that collects, whichever rules say it."""
    groups = 0
    for table in base.tables.values():
        if table.decision.collects:
            order = {code: i for i, code in enumerate(base.vocabulary.lists[table.decision.code_list].codes)}
            for group in (group for outcome in table.legend if outcome for group in outcome.groups):
                positions = [order[value.text] for value in group]
                assert sorted(set(positions)) == positions, table.decision.name
                groups += 1
    assert groups >= 50
