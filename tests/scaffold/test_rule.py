"""`yidi new` writes blocks that the base reads, in the right place, and refuses what it cannot read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from strategies import built_in

from yidi.cases.file import read_cases
from yidi.errors import UsageError
from yidi.names import expand, short
from yidi.reading.turtle_parser import parse
from yidi.scaffold.case import new_case
from yidi.scaffold.changes import Change, created, shown, write
from yidi.scaffold.others import new_area, new_query, new_shape
from yidi.scaffold.rule import Draft, new_rule
from yidi.scaffold.source import SourceDraft, new_source
from yidi.scaffold.turtle import prefixes, text, with_block
from yidi.scaffold.words import SAYS

BASE = built_in()
TODAY = date(2026, 1, 2)
DRAFT = Draft(
    decision="paymentRatio",
    areas=("360100",),
    conditions=(
        "--scheme",
        "employee",
        "--care=inpatient",
        "--level",
        "tertiary",
        "--age",
        "60..",
        "--retired",
        "true",
    ),
    value="0.85",
    at_least=None,
    at_most=None,
    kind=None,
    begins="2025-01-01",
    ends=None,
    basis=("source:jx-x-01",),
    figure="85%",
    zh="南昌老人住院",
    en="Nanchang: the old",
    name=None,
    overrides=(),
    file=None,
)
BLOCK = """\
rule:360100-ratio-employee-inpatient-tertiary-retired-from-60
    a yidi:Rule ;
    rdfs:label "南昌老人住院"@zh , "Nanchang: the old"@en ;
    yidi:decides decision:paymentRatio ;
    yidi:jurisdiction area:360100 ;
    yidi:scheme scheme:employee ;
    yidi:care care:inpatient ;
    yidi:level level:tertiary ;
    yidi:retired true ;
    yidi:age [ yidi:from 60 ] ;
    yidi:value "0.85"^^yidi:ratio ;
    yidi:validFrom "2025-01-01"^^xsd:date ;
    yidi:basis source:jx-x-01 ;
    yidi:figure "85%"@zh ;
    yidi:lastChecked "2026-01-02"^^xsd:date .
"""


def faults(draft):
    with pytest.raises(UsageError) as found:
        new_rule(BASE, draft, TODAY, "en")
    return str(found.value).splitlines()


def test_a_rule_is_written_in_the_order_of_the_house():
    """Behind the last rule of its area on the same decision, in a file that is Turtle before and after."""
    name, (change,) = new_rule(BASE, DRAFT, TODAY, "en")
    before, after = change.before, change.after

    assert "rule:360100-ratio-employee-inpatient-tertiary-retired-from-60" == name
    assert BLOCK in after
    assert before == after.replace(f"\n{BLOCK}", "")
    assert "360100-" in change.path.name
    above = after[: after.index(BLOCK)].rstrip().split("\n\n")[-1]
    assert "decision:paymentRatio" in above
    parse(after.encode(), "x.ttl")


def test_a_rule_of_an_area_without_a_file_begins_one():
    """With the area's name, the prefixes that it uses, and a section of its own."""
    _, (change,) = new_rule(BASE, replace(DRAFT, areas=("410100",)), TODAY, "en")

    assert None is change.before
    assert "410100-zhengzhou.ttl" == change.path.name
    assert change.after.startswith("# 郑州市统筹区 / Zhengzhou pooling area\n\n@prefix rdfs:")
    assert set() == set(parse(change.after.encode(), "x.ttl").unused_prefixes)
    assert "# Payment ratio -----" in change.after


def test_a_name_that_is_taken_gets_the_year():
    """As authors do it."""
    known = BASE.rules[expand("rule:360100-ratio-employee-tertiary")]
    base = replace(BASE, rules={**BASE.rules, expand("rule:360100-ratio-employee"): known})
    name, _ = new_rule(base, replace(DRAFT, conditions=("--scheme", "employee")), TODAY, "en")

    assert "rule:360100-ratio-employee-2025" == name


def test_codes_bounds_kinds_and_ends_are_written_as_in_the_files():
    """Values of a code list, a bound, a decision with several types of number, a last day, an override."""
    codes = replace(DRAFT, decision="credentials", conditions=(), value="e-credential,id-card", figure=None)
    bound = replace(DRAFT, decision="reduction", conditions=("--standing", "referral,emergency"), value=None)
    bound = replace(
        bound, at_most="20", kind="percentagePoints", ends="2025-12-31", overrides=("100000-reduction-local",)
    )

    assert "yidi:value credential:e-credential , credential:id-card ;" in new_rule(BASE, codes, TODAY, "en")[1][0].after
    after = new_rule(BASE, bound, TODAY, "en")[1][0].after
    assert 'yidi:atMost "20"^^yidi:percentagePoints ;' in after
    assert "yidi:standing standing:referral , standing:emergency ;" in after
    assert "yidi:overrides rule:100000-reduction-local ;" in after
    assert 'yidi:validTo "2025-12-31"^^xsd:date ;' in after


def test_every_fault_is_told_at_once():
    """Each in a line that names the option and what to do."""
    wrong = replace(
        DRAFT,
        areas=("36010",),
        conditions=("--scheme", "employe", "--levl", "x", "loose", "--retired", "perhaps", "--age", "old", "--care"),
        value="85",
        begins="2025-13-01",
        basis=("source:nope",),
        figure=None,
        en=None,
    )
    found = faults(wrong)
    told = [line.partition(":")[0] for line in found]

    for option in ("--area", "--scheme", "--levl", "'loose'", "--retired", "--age", "--care", "--value", "--from"):
        assert option in told
    assert {"--basis", "--figure", "--label-en"} <= set(told)
    assert "--scheme: 'employe' is not known. Did you mean employee?" in found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"decision": None}, "--decision: is needed."),
        ({"decision": "ratio"}, "--decision: 'ratio' is not known."),
        ({"areas": ()}, "--area: is needed."),
        ({"value": None}, "Give one of --value, --at-least and --at-most."),
        ({"at_least": "0.5"}, "Give one of --value, --at-least and --at-most."),
        ({"decision": "reduction", "conditions": ()}, "--kind: say what the number is"),
        ({"ends": "2024-01-01"}, "--to: the last day is before the first."),
        ({"name": "Das Haus"}, "--name: 'Das Haus' is no name."),
        ({"name": "360100-ratio-employee-tertiary"}, "rule:360100-ratio-employee-tertiary: this name is taken."),
        ({"overrides": ("nowhere",)}, "--overrides: 'rule:nowhere' is not known."),
    ],
)
def test_a_fault_is_told_in_words(change, fault):
    """What is wrong, and what would be right."""
    assert any(line.startswith(fault) for line in faults(replace(DRAFT, **change)))


# Cases ----------------------------------------------------------------------------


def test_a_case_and_its_twin_come_with_what_the_rule_says(tmp_path):
    """They can be read, cite the rule's source, and hold."""
    rule = BASE.rules[expand("rule:360100-ratio-employee-tertiary")]
    out = tmp_path / "new.yaml"
    write(new_case(BASE, rule, out, "en"), "en")
    fires, misses = read_cases(out)

    assert {"benefit.ratio": "0.85", "because": ["rule:360100-ratio-employee-tertiary"]} == fires.expect
    assert {"not-because": ["rule:360100-ratio-employee-tertiary"]} == misses.expect
    assert fires.source == misses.source != ()
    reasons = [e["rule"] for e in BASE.decide(fires.mapping)["because"]]
    assert rule.iri in reasons
    assert rule.iri not in [e["rule"] for e in BASE.decide(misses.mapping)["because"]]
    with pytest.raises(UsageError, match="has a case named"):
        new_case(BASE, rule, out, "en")


@pytest.mark.parametrize(
    "name", ["100000-reduction-referral-limit", "360000-reduction-referral", "100000-materials-form"]
)
def test_what_is_expected_fits_the_kind_of_rule(name, tmp_path):
    """A bound is expected as one, a reduction by its kind, and of a list no more than the rule."""
    out = tmp_path / "new.yaml"
    rule = BASE.rules[expand(f"rule:{name}")]
    write(new_case(BASE, rule, out, "en"), "en")
    expect = next(iter(read_cases(out))).expect
    wanted = {
        "100000-reduction-referral-limit": {
            "bounds": [{"decision": "reduction", "atMost": rule.at_most and rule.at_most.text}]
        },
        "360000-reduction-referral": {"benefit.firstSelfPayShare": "0.10", "because": [f"rule:{name}"]},
        "100000-materials-form": {"because": [f"rule:{name}"]},
    }

    assert wanted[name] == expect


# The others -----------------------------------------------------------------------


def source(**change):
    given = dict.fromkeys(SourceDraft.__dataclass_fields__)
    given |= {
        "name": "zz-1",
        "title_zh": "通知",
        "title_en": "Notice",
        "authority": "municipal",
        "seen_as": "full text",
    }
    return SourceDraft(**(given | {"provisions": (("3", "第三条", "Article 3", "内容。", "Content."),)} | change))


def test_a_source_is_a_document_and_its_provisions():
    """With what is known of it, and no day made up."""
    first, (change,) = new_source(BASE, source(number="X〔2025〕1号", place="410100"), "en")

    assert "source:zz-1-3" == first
    assert "    yidi:undated true ;\n" in change.after
    assert "    dcterms:isPartOf source:zz-1 ;\n" in change.after
    assert set() == set(parse(change.after.encode(), "x.ttl").unused_prefixes)


@pytest.mark.parametrize(
    "change",
    [
        {"title_en": None},
        {"authority": "mayor"},
        {"issued": "soon"},
        {"url": "nan jing"},
        {"name": "n22"},
        {"place": "1"},
    ],
)
def test_a_source_that_cannot_be_is_refused(change):
    """Nothing comes of it."""
    with pytest.raises(UsageError):
        new_source(BASE, source(**change), "en")


def test_an_area_gets_its_three_files_once():
    """Named alike; one that has rules is left alone."""
    names = [change.path.name for change in new_area(BASE, "410100", "en")]

    assert ["410100-zhengzhou.ttl", "zhengzhou.ttl", "410100-zhengzhou.yaml"] == names
    with pytest.raises(UsageError, match="has files already"):
        new_area(BASE, "360100", "en")


def test_a_shape_comes_with_a_filing_that_lacks_the_field():
    """One of the sound ones, without it."""
    shape, example = new_shape(BASE, "filing-materials-told", "materials", "写明材料", "Materials are given", "en")

    assert f"sh:path {short(BASE.vocabulary.fields['filing.materials'].iri)} ;" in shape.after
    assert "materials" not in example.after.partition("expect:")[0].partition("filing:")[2]
    with pytest.raises(UsageError, match="--field"):
        new_shape(BASE, "x", "nothing", "无", "None", "en")


def test_a_query_has_a_header_and_an_example():
    """Of its own name."""
    (change,) = new_query(BASE, "rules-of-something", "有哪些规则？", "Which rules?", "en")

    assert change.after.startswith("#+ id: rules-of-something\n")
    assert change.after.count("#+     - {rule: ") >= 1


# Files ----------------------------------------------------------------------------


def test_what_exists_is_never_overwritten(tmp_path):
    """Neither a file of that name, nor one that somebody changed meanwhile; and then nothing else is written either."""
    there = tmp_path / "there.ttl"
    there.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists already"):
        created(there, "text", "en")
    with pytest.raises(UsageError, match="changed meanwhile"):
        write([created(tmp_path / "other.ttl", "text", "en"), Change(there, "old", "new")], "en")

    assert [there] == list(tmp_path.iterdir())
    assert "mine" == there.read_text("utf-8")


def test_a_change_is_shown_from_the_folder_of_the_base():
    """As a difference."""
    assert shown([Change(Path("/a/b.ttl"), "one\n", "one\ntwo\n")], Path("/a")).splitlines()[-1] == "+two"


@pytest.mark.parametrize(
    ("held", "head"),
    [
        ("", "@prefix rule:"),
        ("# what it is\n", "# what it is\n\n@prefix rule:"),
        ("@prefix area: <https://w3id.org/yidi/id/area/> .\n\narea:1 a area:2 .\n", "@prefix area:"),
    ],
)
def test_prefixes_that_are_lacking_are_declared_in_their_place(held, head):
    """Behind the comment at the head, standard ones first, the vocabulary last."""
    after = with_block(held, f"rule:a\n    a yidi:Rule ;\n    yidi:note {text('no: prefix, <no:iri> # nor this')} .\n")

    assert after.startswith(head)
    assert after.index("@prefix rule:") < after.index("@prefix yidi:")
    assert set() == set(parse(after.encode(), "x.ttl").unused_prefixes)
    assert ["rule", "yidi"] == prefixes("rule:a a yidi:Rule .")


def test_all_sentences_are_there_in_both_languages():
    """With the same details."""
    for name, words in SAYS.items():
        assert {"en", "zh"} == set(words), name
        assert words["en"].count("{") == words["zh"].count("{"), name
