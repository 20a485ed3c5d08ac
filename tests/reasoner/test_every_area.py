"""Every pooling area of the country, asked the standard questions: answered, or said not to be known and where to ask.

The questions are those that each person who is treated away from home has; the areas are all that there are.
"""

import pytest

DAY = "2026-03-10"
SCHEMES = ("employee", "resident")
AREAS = 336
"""How many pooling areas the country has here; a number that falls means that some are asked nothing."""

NUMBERS = {
    "reduction": ["benefit", "reductionPoints"],
    "paymentRatio": ["benefit", "ratio"],
}
"""Where the numbers stand that make up the benefit together."""
FILED = {"submittedOn": "2026-02-20", "startsOn": "2026-03-01", "commitment": False}
QUESTIONS = {
    "across provinces, long-term filing": ("away", {"type": "long-term-worker"}, False),
    "across provinces, referral": ("away", {"type": "referral"}, False),
    "across provinces, other temporary": ("away", {"type": "other-temporary"}, False),
    "across provinces, emergency": ("away", None, True),
    "across provinces, not filed": ("away", None, False),
    "inside the province, not filed": ("near", None, False),
    "inside the province, referral": ("near", {"type": "referral", "endsOn": "2026-08-31"}, False),
    "at home": ("home", None, False),
}


def case(area, scheme, place, filing, emergency):
    """Give one case of an area; every fact that a decision may turn on is given."""
    return {
        "person": {"insuredIn": area, "scheme": scheme, "retired": False, "birthDate": "1980-05-01"},
        **({"filing": {**filing, "destination": place} | FILED} if filing else {}),
        "visit": {
            "hospital": {"region": place, "level": "tertiary", "designated": True, "opened": ["inpatient"]},
            "care": "inpatient",
            "admittedOn": DAY,
            "emergency": emergency,
            "admissionNumber": 1,
        },
        "expense": {"total": "30000.00", "eligible": "25000.00", "fundPaidThisYear": "0.00"},
    }


@pytest.fixture(scope="module")
def places_of(base):
    """Give for each area a place at home, one elsewhere in its province if there is one, one in another province."""
    places = base.places
    cities = [(code, number) for code, number in places.divisions.items() if places.pool[number] >= 0]
    found = {}
    for area, number in places.areas.items():
        home, province = places.area_home[number], places.area_province[number]
        at_home = next((c for c, d in cities if places.pool[d] == home), None)
        near = next((c for c, d in cities if places.province[d] == province and places.pool[d] != home), None)
        away = "110000" if places.province[places.divisions["110000"]] != province else "310000"
        found[area] = {"home": at_home, "near": near, "away": away}
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_area_is_answered(base, places_of, question):
    """Total decisions have a value, nothing is guessed, and what is not known names the decision and whom to ask."""
    where, filing, emergency = QUESTIONS[question]
    asked = [
        (area, case(area, scheme, places[where], filing, emergency))
        for area, places in places_of.items()
        for scheme in SCHEMES
        if places[where] is not None
    ]
    answers = base.engine.decide([c for _, c in asked], as_of=None, language="en")
    decisions = base.vocabulary.decisions
    sought = [d for d in decisions.values() if d.default is None and not d.occasional]  # what every area must have
    paths = {d.name: d.answer_path.split(".") for d in sought} | NUMBERS
    total = [name for name, d in decisions.items() if d.total]

    assert len(places_of) == AREAS
    assert len(asked) >= (len(SCHEMES) * AREAS * 9 // 10)
    for (area, _), answer in zip(asked, answers, strict=True):
        told = told_of(answer)
        for name in total:
            if name == "settlementRoute" and filing is None and "filingRequirement" in told:
                continue  # whether to file is not known there: the advice is to file
            assert at(answer, paths[name]) not in (None, "undetermined"), (area, name)
        facts = [entry for entry in answer["missing"] if not entry["input"].startswith("parameters.")]
        asked_for = {name for entry in facts for name in entry["decides"]}
        for name, path in paths.items():
            if at(answer, path) is None and "ratioBySlice" not in answer["benefit"]:
                assert name in asked_for or rests_on(base, name, told), (area, name)
        assert answer["amount"]["total"] == "30000.00"


def told_of(answer):
    """Give the decisions that an answer says are not known, having checked that it says whom to ask."""
    told = [w for w in answer["warnings"] if w["code"] == "not-known"]
    assert all(any(contact["phone"] for contact in w["ask"]) and w["decisions"] for w in told)
    return {name for w in told for name in w["decisions"]}


def at(answer, path):
    for key in path:
        answer = answer.get(key) if answer else None
    return answer


def rests_on(base, name, told):
    """Say whether a decision, or one that it needs, is among those told of."""
    decision = base.vocabulary.decisions[name]
    needed = {base.vocabulary.inputs[i].of_decision for i in decision.inputs} - {None}
    needed |= {o[1:] for i in decision.inputs for o in base.vocabulary.inputs[i].operands if o.startswith("=")}
    return name in told or any(rests_on(base, other, told) for other in needed)
