"""Deciding with a base: what the policy files say is what comes out, and nothing else decides."""

import pytest
from samples import guide

from yidi import CaseError
from yidi.base import examine
from yidi.files import builtin_folder, read_files

RULE = """
rule:410100-deductible-sample
    a yidi:Rule ;
    rdfs:label "示例"@zh , "Sample"@en ;
    yidi:decides decision:deductible ;
    yidi:jurisdiction area:410100 ;
    yidi:value "700"^^yidi:yuan ;
    yidi:validFrom "2025-01-01"^^xsd:date ;
    yidi:basis source:n22-2-1 ;
    yidi:figure "700元"@zh ;
    yidi:lastChecked "2026-11-22"^^xsd:date .
"""
FILE = "national-benefit.ttl"


def edited(name, change):
    """Give the built-in base with one of its files changed."""
    texts = read_files(builtin_folder())
    (path,) = (path for path in texts if path.endswith(f"rules/{name}"))
    texts[path] = change(texts[path].decode()).encode()
    base, findings = examine(builtin_folder(), texts)
    assert [] == [f.text() for f in findings if f.level == "error"]
    return base


@pytest.fixture(scope="module")
def with_deductible():
    return edited(FILE, lambda text: text + RULE)


def test_a_rule_added_in_turtle_changes_the_answer(base, with_deductible):
    """A deductible of Zhengzhou, written into a policy file, is used from its first day on, and said to be why."""
    answer = with_deductible.decide(guide())

    assert ("1500.00", "41225.00") == (base.decide(guide())["benefit"]["deductible"], "41225.00")
    assert ("700.00", "41905.00") == (answer["benefit"]["deductible"], answer["amount"]["fundPays"])
    (why,) = (entry for entry in answer["because"] if entry["decision"] == "deductible")
    assert ("https://w3id.org/yidi/id/rule/410100-deductible-sample", "示例", "700元") == (
        why["rule"],
        why["label"],
        why["figure"],
    )


def test_a_rule_holds_only_from_its_first_day_and_in_its_own_area(with_deductible):
    """The day before, and in another city, nothing has changed."""
    before = with_deductible.decide(guide(asOf="2024-12-31"))
    elsewhere = with_deductible.decide(guide(person__insuredIn="410200"))

    assert ("1500.00", "1500.00") == (before["benefit"]["deductible"], elsewhere["benefit"]["deductible"])


def test_a_rule_that_ends_holds_on_its_last_day():
    """The last day is included."""
    rule = RULE.replace("    yidi:basis", '    yidi:validTo "2025-06-30"^^xsd:date ;\n    yidi:basis')
    ending = edited(FILE, lambda text: text + rule)
    last, after = (ending.decide(guide(asOf=day))["benefit"]["deductible"] for day in ("2025-06-30", "2025-07-01"))

    assert ("700.00", "1500.00") == (last, after)


def test_a_validity_in_months_gives_the_last_day_of_a_filing():
    """A filing from 1 March that holds for six months is valid until 31 August, and over on 1 September."""
    six = edited("national-filing.ttl", lambda text: text.replace('"INF"^^yidi:months', '"6"^^yidi:months', 1))

    def filing(day):
        case = guide(visit__admittedOn=day, visit__settledOn=None)
        return {key: six.decide(case)["filing"][key] for key in ("validityMonths", "validUntil", "state")}

    assert {"validityMonths": 6, "validUntil": "2025-08-31", "state": "in-force"} == filing("2025-08-31")
    assert {"validityMonths": 6, "validUntil": "2025-08-31", "state": "expired"} == filing("2025-09-01")


def test_faults_come_in_the_language_asked_for(base):
    """Messages are English by default, answers Chinese; whoever asks for one language gets both in it."""
    case = guide(visit__care="surgery")
    with pytest.raises(CaseError) as english:
        base.decide(case)
    with pytest.raises(CaseError) as chinese:
        base.decide(case, language="zh")

    assert "visit.care: 'surgery' is not one of inpatient" in str(english.value)
    assert "visit.care：" in str(chinese.value) or "visit.care:" in str(chinese.value)
    assert str(english.value) != str(chinese.value)
    assert base.decide(guide()) == base.decide(guide(), language="zh")


def test_deciding_several_stops_at_the_first_faulty_case(base):
    """All faults of the first faulty case are raised together."""
    with pytest.raises(CaseError) as raised:
        base.engine.decide([guide(), {"person": {}}], as_of=None, language=None)

    assert ["person.insuredIn", "person.scheme", "visit"] == [fault.path for fault in raised.value.faults]


def test_a_base_is_shown_by_its_folder_and_hash(base):
    """Printing a base does not print all that it holds."""
    assert f"Base({str(builtin_folder())!r}, {base.hash[:12]})" == repr(base)
