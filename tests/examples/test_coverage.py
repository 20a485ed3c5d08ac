"""The rules that cases fire and just miss, against their definition: every rule held against every case, one by one."""

import pytest

from yidi.answers.answer import Writer
from yidi.deciding.columns import AS_OF, INSURED, encode
from yidi.examples.coverage import cover
from yidi.examples.read import read_examples
from yidi.tables.axes import TIER

FILES = {
    False: (
        "360100-nanchang-residents",
        "320100-nanjing-ward",
        "610100-xian-borders",
        "other-places",
        "settlement-route",
    ),
    True: ("claims-filing", "claims-north"),
}


def tried(base, files, root):
    """What some files of cases try, and the results, answers and names that this comes from."""
    cases, broken = read_examples(base, [root / f"{file}.yaml" for file in files], None, "en")
    assert not broken
    engine = base.engine
    results, amounts = engine.run(encode([case.facts for case in cases], engine.encoder))
    answers = [Writer(base, "en").answer(results, amounts, row) for row in range(len(cases))]
    names = [case.name for case in cases]
    return cover(base, results, answers, names), results, answers, names


def admits(base, results, name, condition, code):
    """Whether a condition admits a code of an input, or the numbers of a class; what is not known is not admitted."""
    used = base.vocabulary.inputs[name]
    if code < 0:
        return False
    if used.code_list is not None:
        concept = base.vocabulary.lists[used.code_list].concepts[code]
        return not {concept.code, *concept.broader}.isdisjoint(condition.codes)
    if used.datatype == "boolean":
        return ("false", "true")[code] in condition.codes
    start = [0, *results.plan.breaks[name].tolist()][code]
    return any(low <= start < high for low, high in condition.ranges)


def codes(base, results, name):
    """All codes of an input, or classes of its numbers."""
    used = base.vocabulary.inputs[name]
    if used.code_list is not None:
        return range(len(base.vocabulary.lists[used.code_list].concepts))
    return range(2) if used.datatype == "boolean" else range(len(results.plan.breaks[name]) + 1)


def obstacles(base, results, rule, row):
    """How many things keep a rule from applying to a case, None where it is of another jurisdiction."""
    if set(rule.jurisdictions).isdisjoint(base.places.chains[int(results.columns[INSURED][row])]):
        return None
    found = int(not rule.valid_from <= results.columns[AS_OF][row] <= rule.valid_to)
    for name, condition in rule.conditions.items():
        if base.vocabulary.inputs[name].operator != TIER and not all(
            admits(base, results, name, condition, code) for code in codes(base, results, name)
        ):
            found += not admits(base, results, name, condition, int(results.input(name)[row]))
    return found


@pytest.mark.parametrize("unofficial", [False, True])
def test_a_rule_is_just_missed_where_one_thing_keeps_it(base, request, unofficial):
    """One condition, its dates, or a rule that beats it; and a bound is fired wherever it applies."""
    base = base.with_claims if unofficial else base
    root = request.config.rootpath / "tests" / "cases"
    coverage, results, answers, names = tried(base, FILES[unofficial], root)
    prevails = [
        {rule for entry in answer["because"] for rule in (entry["rule"], *entry.get("also", ()))} for answer in answers
    ]
    everyone = range(len(names))
    fired, missed = {}, {}
    for rule in (rule for table in base.tables.values() for rule in table.rules):
        found = [obstacles(base, results, rule, row) for row in everyone]
        near = [row for row in everyone if found[row] is not None and found[row] <= 1]
        if rule.is_bound:
            fired[rule.iri] = tuple(names[row] for row in near if found[row] == 0)
        else:
            fired[rule.iri] = tuple(names[row] for row in everyone if rule.iri in prevails[row])
            missed[rule.iri] = tuple(names[row] for row in near if rule.iri not in prevails[row])

    assert missed == coverage.missed
    assert {iri: found for iri, found in fired.items() if found} == {i: f for i, f in coverage.fired.items() if f}
    assert sum(map(bool, missed.values())) > 100
    assert any(fired[rule.iri] for rule in base.rules.values() if rule.is_bound)
