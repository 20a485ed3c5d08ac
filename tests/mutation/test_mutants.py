"""The mutants of one rule of the small sound base, each with its words and its place."""

from collections import Counter
from pathlib import Path

import pytest
from sound import SOUND

from yidi.base import open_base
from yidi.mutation.edits import Editor
from yidi.mutation.mutants import Mutants
from yidi.mutation.run import Choice, made_mutants
from yidi.mutation.saying import Sayer
from yidi.names import expand

RULE = """\
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix area: <https://w3id.org/yidi/id/area/> .
@prefix decision: <https://w3id.org/yidi/id/decision/> .
@prefix group: <https://w3id.org/yidi/id/group/> .
@prefix material: <https://w3id.org/yidi/id/material/> .
@prefix rule: <https://w3id.org/yidi/id/rule/> .
@prefix scheme: <https://w3id.org/yidi/id/scheme/> .
@prefix source: <https://w3id.org/yidi/id/source/> .
@prefix yidi: <https://w3id.org/yidi/ns#> .

rule:tried
    a yidi:Rule ;
    rdfs:label "试验"@zh , "Tried"@en ;
"""
END = """\
    yidi:validFrom "2024-03-01"^^xsd:date ;
    yidi:basis source:notice-1 ;
    yidi:lastChecked "2025-01-01"^^xsd:date .
"""


def made(lines):
    """Give the mutants of a rule with some lines, added to the small base."""
    text = RULE + "".join(f"    {line} ;\n" for line in lines) + END
    graph, base, findings = open_base(Path(), {**SOUND, "tried.ttl": text.encode()})
    assert [f for f in findings if f.level == "error" and f.id not in ("rule-conflict", "bound-broken")] == []
    return list(Mutants(Editor(graph, Sayer(base.vocabulary, base.places)), [base.rules[expand("rule:tried")]]))


def edits(lines, language="en"):
    return [(m.kind, m.edit(language)) for m in made(lines)]


FULL = (
    "yidi:decides decision:reduction",
    "yidi:jurisdiction area:11",
    "yidi:overrides rule:reduction-emergency",
    "yidi:group group:general",
    "yidi:binding true",
    "yidi:scheme scheme:employee , scheme:resident",
    "yidi:emergency true",
    "yidi:admissionNumber [ yidi:from 2 ; yidi:below 5 ]",
    'yidi:value "10"^^yidi:percentagePoints',
    'yidi:validTo "2024-12-31"^^xsd:date',
)


def test_every_part_of_a_rule_is_edited():
    assert [
        ("value-shifted", "value: 10 percentage points → 9 percentage points"),
        ("value-shifted", "value: 10 percentage points → 11 percentage points"),
        ("condition-dropped", "condition dropped: Scheme, Employee or Resident"),
        ("condition-narrowed", "condition narrowed: Scheme, without Employee"),
        ("condition-narrowed", "condition narrowed: Scheme, without Resident"),
        ("condition-dropped", "condition dropped: Emergency, yes"),
        ("condition-dropped", "condition dropped: Admission number, from 2 to below 5"),
        ("threshold-shifted", "threshold: Admission number, from 2 to below 5 → from 1 to below 5"),
        ("threshold-shifted", "threshold: Admission number, from 2 to below 5 → from 2 to below 4"),
        ("threshold-shifted", "threshold: Admission number, from 2 to below 5 → from 3 to below 5"),
        ("threshold-shifted", "threshold: Admission number, from 2 to below 5 → from 2 to below 6"),
        ("condition-widened", "condition widened: Admission number, from 2 to below 5 → below 5"),
        ("condition-widened", "condition widened: Admission number, from 2 to below 5 → at least 2"),
        ("first-day-moved", "first day: 2024-03-01 → 2024-02-29"),
        ("first-day-moved", "first day: 2024-03-01 → 2024-03-02"),
        ("last-day-moved", "last day: 2024-12-31 → 2024-12-30"),
        ("last-day-moved", "last day: 2024-12-31 → 2025-01-01"),
        ("override-removed", "no longer overrides rule:reduction-emergency"),
        ("group-removed", "no longer in group:general"),
        ("binding-removed", "no longer binding"),
        ("area-widened", "holds in The nation instead of City A"),
        ("rule-removed", "the whole rule removed"),
    ] == edits(FULL)


def test_edits_are_told_in_chinese_too():
    assert ("value-shifted", "值：10 个百分点 → 11 个百分点") in edits(FULL, "zh")
    assert ("area-widened", "适用地区：甲市 → 全国") in edits(FULL, "zh")
    assert not [text for _, text in edits(FULL, "zh") if "{" in text]


def test_each_edit_stands_where_an_author_would_make_it():
    written = (RULE + "".join(f"    {line} ;\n" for line in FULL) + END).splitlines()
    predicates = {
        "value-shifted": "yidi:value",
        "threshold-shifted": "yidi:admissionNumber",
        "first-day-moved": "yidi:validFrom",
        "last-day-moved": "yidi:validTo",
        "override-removed": "yidi:overrides",
        "group-removed": "yidi:group",
        "binding-removed": "yidi:binding",
        "area-widened": "yidi:jurisdiction",
        "rule-removed": "rule:tried",
    }
    found = [m for m in made(FULL) if m.kind in predicates]
    assert len(found) == 15
    for mutant in found:
        line = written[mutant.place.line - 1]
        assert mutant.place.file == "tried.ttl"
        assert line.strip().startswith(predicates[mutant.kind])
        assert mutant.kind == "rule-removed" or line[: mutant.place.column - 1].strip() != ""


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ('yidi:value "0.8"^^yidi:factor', ["factor 0.8 → factor 0.79", "factor 0.8 → factor 0.81"]),
        (
            'yidi:value "100"^^yidi:percentagePoints',
            ["100 percentage points → 99 percentage points"],
        ),
        ('yidi:value "0"^^yidi:percentagePoints', ["0 percentage points → 1 percentage points"]),
    ],
)
def test_a_value_stays_within_what_its_kind_allows(line, values):
    lines = ("yidi:decides decision:reduction", "yidi:jurisdiction area:11", line)
    assert [f"value: {v}" for v in values] == [text for kind, text in edits(lines) if kind == "value-shifted"]


def test_a_bound_moves_each_way():
    lines = ("yidi:decides decision:reduction", "yidi:jurisdiction area:11", 'yidi:atMost "15"^^yidi:percentagePoints')
    assert {"bound-shifted": 2, "first-day-moved": 2, "area-widened": 1, "rule-removed": 1} == dict(
        Counter(kind for kind, _ in edits(lines))
    )


def test_a_truth_value_is_turned_round():
    lines = (
        "yidi:decides decision:liable",
        "yidi:jurisdiction area:11",
        "yidi:scheme scheme:employee",
        "yidi:value false",
    )
    assert ("value-shifted", "value: no → yes") in edits(lines)


def test_what_collects_gets_one_more():
    lines = ("yidi:decides decision:materials", "yidi:jurisdiction area:11", "yidi:value yidi:nothing")
    assert ("value-added", "value with Form besides") in edits(lines)


def test_a_number_alone_moves_as_a_whole():
    lines = (*FULL[:2], "yidi:admissionNumber 1", FULL[-2])
    assert [
        ("threshold-shifted", "threshold: Admission number, 1 → 0"),
        ("threshold-shifted", "threshold: Admission number, 1 → 2"),
        ("condition-widened", "condition widened: Admission number, 1 → below 2"),
        ("condition-widened", "condition widened: Admission number, 1 → at least 1"),
    ] == [e for e in edits(lines) if "Admission" in e[1] and e[0] != "condition-dropped"]


def test_every_rule_of_the_built_in_base_can_be_removed(base):
    found = list(made_mutants(base, Choice()))
    assert len([m for m in found if m.kind == "rule-removed"]) == len(base.rules) + len(base.claims)
    assert all(m.edited != m.rule for m in found)
    assert len({(m.rule.iri, m.edit("zh"), m.place) for m in found}) == len(found)


def test_mutants_are_counted_and_found_by_number_without_making_all(base):
    """Rules that say the same have the same number of them, which is counted once."""
    made = made_mutants(base, Choice())
    found = list(made)

    assert len(made) == len(found) > 5000
    assert all(made[number] == found[number] for number in range(0, len(found), 199))
    assert made[len(found) - 1] == found[-1]
    assert not made_mutants(base, Choice(area="nowhere"))
