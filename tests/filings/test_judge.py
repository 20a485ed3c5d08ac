"""What becomes of a filing on its way to the shapes: lifted, followed by what the policy says, described, owned."""

from datetime import date

import pytest
from filed import FOLDER, cases
from pyoxigraph import BlankNode, Literal, NamedNode

from yidi.filings import FilingReader
from yidi.filings.besides import Held, beside
from yidi.filings.describe import described, descriptions_of
from yidi.filings.follow import questions_of
from yidi.filings.owners import Owners
from yidi.filings.sound import sound_facts
from yidi.names import NS, XSD, individual, term

(WORKER,) = (case["given"] for case in cases(FOLDER / "pass" / "worker.yaml"))
NODE = NamedNode(individual("case", "7"))
FILING = NamedNode(f"{NODE.value}/filing")
TODAY = date(2025, 2, 20)


def lifted(judge, **filing):
    """Give what a filing says by its properties, in their own namespace."""
    written = judge.lifter.lift({"filing": filing}, NODE)
    return [(t.predicate.value.removeprefix(NS), t.object) for t in written.triples if t.subject == FILING]


def typed(text, datatype):
    """Give a literal of a datatype of XML Schema."""
    return Literal(text, datatype=NamedNode(XSD + datatype))


# Lifting --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "prop", "expected"),
    [
        ("type", "referral", "filingType", NamedNode(individual("filing-type", "referral"))),
        ("type", "第三", "filingType", NamedNode(individual("filing-type", "%E7%AC%AC%E4%B8%89"))),
        ("type", 3, "filingType", typed("3", "integer")),
        ("destination", "110000", "destination", NamedNode(individual("division", "110000"))),
        ("startsOn", "2025-02-30", "startsOn", typed("2025-02-30", "date")),
        ("startsOn", date(2025, 3, 1), "startsOn", typed("2025-03-01", "date")),
        ("commitment", True, "commitment", typed("true", "boolean")),
        ("commitment", "true", "commitment", typed("true", "string")),
        ("materials", [], "material", NamedNode(term("nothing"))),
        ("reason", "x", individual("key", "reason"), typed("x", "string")),
        ("a b", 1, individual("key", "a%20b"), typed("1", "integer")),
    ],
)
def test_a_value_is_lifted_as_it_is_written(judge, key, value, prop, expected):
    """Whether or not it is what the field takes."""
    assert lifted(judge, **{key: value}) == [(prop, expected)]


def test_null_is_as_good_as_left_out(judge):
    """It says nothing."""
    assert lifted(judge, startsOn=None) == []


def test_several_values_are_several_statements(judge):
    """So that the shapes can count them."""
    assert [prop for prop, _ in lifted(judge, startsOn=["2025-03-01", "2025-03-02"])] == ["startsOn"] * 2


def test_an_object_where_a_value_should_be_is_a_node_that_says_nothing(judge):
    """And no text."""
    ((_, value),) = lifted(judge, startsOn={"day": 1})

    assert isinstance(value, BlankNode)


def test_a_part_that_is_given_twice_is_two_nodes(judge):
    """So that it is seen to be."""
    first, second = (value for _, value in lifted(judge, contact=[{"name": "a"}, {"name": "b"}]))

    assert first == NamedNode(f"{FILING.value}/contact")
    assert isinstance(second, BlankNode)


# Following ------------------------------------------------------------------------


def asked(judge, case):
    """Give the questions of a case by the part that they are for."""
    facts = sound_facts(case, judge.base.case_vocabulary)
    nodes = {part: NODE for part in ("filing", "filing.replaces", "visit") if _has(case, part)}
    return {question.part: question.facts for question in questions_of(facts, nodes, TODAY)}


def _has(case, part):
    for key in part.split("."):
        case = case.get(key) if case else None
    return case is not None


def test_a_filing_is_asked_about_as_if_the_hospital_stood_there(judge):
    """The visit itself is asked about where it is."""
    visit = {"hospital": {"region": "310000"}, "care": "inpatient"}
    questions = asked(judge, WORKER | {"visit": visit})

    assert questions["filing"]["visit.hospital.region"] == "110000"
    assert questions["visit"]["visit.hospital.region"] == "310000"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({}, "2025-02-20"),
        ({"asOf": "2024-01-01"}, "2024-01-01"),
        ({"filing": WORKER["filing"] | {"submittedOn": None}}, "2025-03-01"),
        ({"filing": WORKER["filing"] | {"submittedOn": "2025-02-30"}}, "2025-03-01"),
        ({"filing": {"destination": "110000"}}, str(TODAY)),
    ],
)
def test_the_rules_of_a_day_apply(judge, said, day):
    """That which is stated, else of submission, else of the start, else today."""
    assert str(asked(judge, WORKER | said)["filing"]["asOf"]) == day


def test_a_filing_is_no_emergency_unless_it_is_said(judge):
    """Else no filing by itself would need any material."""
    assert asked(judge, WORKER)["filing"]["visit.emergency"] is False
    assert asked(judge, WORKER | {"visit": {"emergency": True}})["filing"]["visit.emergency"] is True


def test_a_filing_that_is_changed_is_asked_about_by_its_own_fields(judge):
    """Not by those of the new one."""
    replaced = {"type": "referral", "destination": "310000"}
    facts = asked(judge, WORKER | {"filing": WORKER["filing"] | {"replaces": replaced}})["filing.replaces"]

    assert facts["filing.type"] == "referral"
    assert "filing.materials" not in facts


def test_without_a_pooling_area_nothing_is_asked(judge):
    """No policy is known to apply."""
    assert asked(judge, WORKER | {"person": {"insuredIn": "410000"}}) == {}


# Describing and owning ------------------------------------------------------------


def test_a_code_is_described_with_what_it_leads_to(judge):
    """An unknown one is not described at all."""
    known = descriptions_of(judge.base)
    subjects = {t.subject.value for t in described(known, [individual("filing-type", "referral")])}

    assert individual("filing-type", "temporary") in subjects
    assert described(known, [individual("filing-type", "third")]) == []


def test_a_node_that_two_cases_share_is_a_part_of_both(judge, tmp_path):
    """What is found in it is told in both."""
    path = tmp_path / "two.ttl"
    text = (FOLDER / "pass" / "worker.ttl").read_text("utf-8")
    case = "a yidi:Case ; yidi:person <https://example.org/person/1> ; yidi:visit [] ."
    path.write_text(f"{text}\n<https://example.org/case/2> {case}\n", "utf-8")
    entries = FilingReader(judge).read(path)
    owners = Owners(judge.base.vocabulary.fields)
    owners.add(entries)

    parts = owners.of(NamedNode("https://example.org/person/1"))
    assert [(part.entry, part.path) for part in parts] == [(0, "person"), (1, "person")]


def test_what_two_files_name_alike_stays_two_things(judge):
    """Each file's filing has its own findings."""
    reader = FilingReader(judge)
    first, second = (reader.read(FOLDER / "fail" / name)[0] for name in ("material-list.ttl", "claimed-code.ttl"))
    judgement = judge.judge([first, second])

    shapes = [{found.shape.rsplit("/", 1)[1] for found in own} - {"filing-not-twice"} for own in judgement.found]
    assert shapes[0] & {"filing-materials", "filing-type"} == {"filing-materials"}
    assert shapes[1] & {"filing-materials", "filing-type"} == {"filing-type"}
    assert first.node != second.node


def test_the_filings_of_one_person_are_not_all_compared():
    """A thousand for the same time, each for a place of its own, are told of a few others each."""
    day = date(2025, 3, 1)
    held = [Held(NamedNode(f"urn:f:{n}"), "1", day, day, (n,), (None, None)) for n in range(1000)]
    pairs = list(beside(held))

    assert 2 * sum(min(n, 3) for n in range(1000)) == len(pairs) == len(set(pairs))
