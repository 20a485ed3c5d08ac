"""`yidi explain` says of a rule and of a decision what a colleague would."""

import json
import re
from dataclasses import replace
from shutil import copytree

import pytest
from click.testing import CliRunner
from strategies import built_in

from yidi.commands.explain import explain
from yidi.difference.words import Speech
from yidi.errors import UsageError
from yidi.explaining import area_code, cases, explain_rule, named, rule_text
from yidi.explaining.reachable import never_given
from yidi.explaining.words import PAGE
from yidi.model import Condition, Decision
from yidi.names import expand, short
from yidi.tables.compile import compile_decision

BASE = built_in()
REFERRAL = BASE.rules[expand("rule:360000-reduction-referral")]


@pytest.fixture(scope="module", autouse=True)
def _cases_are_read_once():
    """Else each explanation would read all of them."""
    with pytest.MonkeyPatch.context() as patch:
        known = cases._sound(BASE, "en")
        patch.setattr(cases, "_sound", lambda *_: known)
        yield


def run(*arguments):
    return CliRunner().invoke(explain, arguments, catch_exceptions=False)


def with_rules(base, decision, rules):
    """The same base with other rules of one decision."""
    others = [r for r in base.rules.values() if r.decision != decision]
    table, _ = compile_decision(
        base.vocabulary.decisions[decision], rules, base.vocabulary, base.places, base.first_day
    )
    known = {r.iri: r for r in (*others, *rules)}
    return replace(base, rules=known, tables={**base.tables, decision: table})


def rules_of(base, decision):
    return [r for r in base.rules.values() if r.decision == decision]


# Names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "rule:360000-reduction-referral",
        "360000-reduction-referral",
        "https://w3id.org/yidi/id/rule/360000-reduction-referral",
        "<https://w3id.org/yidi/id/rule/360000-reduction-referral>",
        "江西跨省转诊和急诊先行自付",
        "emergency across provinces, first self-pay",
    ],
)
def test_a_rule_is_known_by_its_name_iri_and_label(name):
    """Whole, short, or by a part of the label that no other has."""
    assert named(BASE, name, "en") is REFERRAL


@pytest.mark.parametrize("name", ["decision:paymentRatio", "paymentRatio", "Payment ratio"])
def test_a_decision_is_known_as_well(name):
    """By its name and by its label."""
    found = named(BASE, name, "en")

    assert isinstance(found, Decision)
    assert "paymentRatio" == found.name


def test_a_name_that_nothing_has_brings_close_ones():
    """One line, and no answer."""
    result = run("rule:360000-reduction-referal")

    assert 2 == result.exit_code
    assert not result.stdout
    assert "Did you mean rule:360000-reduction-referral" in result.stderr


def test_a_label_that_many_have_brings_their_names():
    """Each with its label, to choose from."""
    with pytest.raises(UsageError, match=r"(?s)转诊: \d+ rules.*rule:\S+  \S+"):
        named(BASE, "转诊", "en")


@pytest.mark.parametrize(("code", "area"), [("360100", "360100"), ("360102", "360100"), ("360000", "360000")])
def test_an_area_is_known_by_its_code_and_by_places_in_it(code, area):
    """A jurisdiction above the areas too."""
    assert area == area_code(BASE, code, "en")


def test_an_unknown_area_brings_close_ones():
    """Exit status 2."""
    result = run("rule:360000-reduction-referral", "--area", "36010")

    assert 2 == result.exit_code
    assert "36010: no pooling area" in result.stderr


# Rules ----------------------------------------------------------------------------


def test_what_is_told_of_a_rule():
    """What it says, where it prevails, what it beats, and the cases that it decides."""
    told = json.loads(run("360000-reduction-referral", "--format", "json", "--lang", "en").stdout)

    assert "first self-payment 10%" == told["says"]["value"]
    assert ["360000"] == [j["code"] for j in told["says"]["jurisdictions"]]
    assert ["standing", "travel"] == [c["input"] for c in told["says"]["conditions"]]
    assert "2025-01-01" == told["says"]["from"]
    assert told["prevails"]["areas"] == sum("360000" in chain for chain in BASE.places.chains)
    assert told["never"] is None
    assert any(c["file"].startswith("tests/cases/") for c in told["cases"]["fires"])
    assert {c["but"] for c in told["cases"]["justMisses"]} <= {"standing", "travel"}


def test_what_beats_a_rule_is_told_with_places_and_reasons():
    """A national limit of the way of filing gives way in Beijing, Tianjin and Hebei."""
    told = explain_rule(BASE, BASE.rules[expand("rule:100000-requirement-inter-provincial")], "en", "110000")
    beaten = {r["name"]: r for r in told["beatenBy"]["rules"]}

    assert "more-specific" == beaten["rule:100000-requirement-emergency"]["why"]
    assert "narrower-jurisdiction" == beaten["rule:beijing-tianjin-hebei-requirement"]["why"]
    assert 1 == told["prevails"]["areas"] == told["prevails"]["of"]


def test_a_rule_elsewhere_is_said_to_be():
    """Asked about an area in which it does not hold."""
    result = run("360000-reduction-referral", "--area", "110000", "--lang", "en")

    assert PAGE["en"]["never-elsewhere"] in result.stdout
    assert 0 == result.exit_code


def test_a_day_outside_of_its_dates_is_so_too():
    """Before it came into force."""
    assert PAGE["zh"]["never-elsewhere"] in run("360000-reduction-referral", "--on", "2024-12-31").stdout


def test_a_bound_is_told_as_one():
    """It gives no value."""
    assert PAGE["en"]["never-bound"] in run("100000-reduction-referral-limit", "--lang", "en").stdout


def test_a_rule_that_is_always_beaten_names_what_beats_it():
    """A copy of a rule of the same conditions and an earlier day."""
    old = replace(REFERRAL, iri=expand("rule:old"), valid_from=REFERRAL.valid_from - 1, values=(REFERRAL.values[0],))
    late = replace(REFERRAL, valid_from=REFERRAL.valid_from - 1, overrides=frozenset({old.iri}))
    rules = [r for r in rules_of(BASE, "reduction") if r is not REFERRAL]
    told = explain_rule(with_rules(BASE, "reduction", [*rules, old, late]), old, "zh")

    assert "beaten" == told["never"]
    assert [short(late.iri)] == [r["name"] for r in told["beatenBy"]["rules"]]
    assert told["cases"]["made"] is None
    assert PAGE["zh"]["never-beaten"] in rule_text(told, "zh")


def test_a_condition_that_another_decision_never_gives_is_named():
    """No case is unfiled where nothing says so."""
    unfiled = replace(REFERRAL, conditions={"standing": Condition(("unfiled",)), "travel": Condition(("local",))})
    rules = [r for r in rules_of(BASE, "standing") if "unfiled" not in {v.text for v in r.values}]
    base = with_rules(BASE, "standing", rules)
    (blocked,) = never_given(base, unfiled, base.places.areas, Speech(base, base, "en"))

    assert ("standing", "decision:standing", True) == (blocked["input"], blocked["decision"], blocked["all"])
    assert [] == never_given(BASE, unfiled, BASE.places.areas, Speech(BASE, BASE, "en"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_third_of_the_headings_can_be_read(language):
    """The text names the rule, its place, what it decides and its value, in one language."""
    text = run("rule:360000-reduction-referral", "--lang", language).stdout

    assert text.splitlines()[0].endswith("rule:360000-reduction-referral")
    assert re.search(r"ontology/rules/360000-jiangxi\.ttl:\d+", text)
    assert "decision:reduction" in text
    assert "10%" in text


# Decisions ------------------------------------------------------------------------


def test_what_is_told_of_a_decision():
    """Its inputs, how it is settled, its rules, and the decisions before and behind it."""
    told = json.loads(run("standing", "--format", "json", "--lang", "en").stdout)

    assert "unique" == told["hitPolicy"]
    assert {"decision:travel", "decision:filingState"} <= {d["name"] for d in told["requires"]}
    assert "decision:reduction" in {d["name"] for d in told["requiredBy"]}
    assert told["rules"] == len(rules_of(BASE, "standing"))
    assert told["known"]["areas"] == told["known"]["of"]
    assert told["label"] in run("standing", "--lang", "en").stdout


def test_both_languages_say_the_same_things():
    """With the same details."""
    assert PAGE["zh"].keys() == PAGE["en"].keys()
    for key, text in PAGE["en"].items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", PAGE["zh"][key])), key


CONFLICT = """
rule:360000-reduction-second
    a yidi:Rule ;
    rdfs:label "江西跨省转诊先行自付（另一条）"@zh , "Jiangxi: referral, another"@en ;
    yidi:decides decision:reduction ;
    yidi:jurisdiction area:360000 ;
    yidi:standing standing:referral ;
    yidi:scheme scheme:employee ;
    yidi:value "0.15"^^yidi:firstSelfPayShare ;
    yidi:validFrom "2025-01-01"^^xsd:date ;
    yidi:basis source:jx-x-10 ;
    yidi:figure "先行自付15%"@zh ;
    yidi:lastChecked "2026-11-22"^^xsd:date .
"""


def test_a_rule_of_a_base_with_a_conflict_is_explained_and_the_conflict_told(tmp_path, monkeypatch):
    """Just then an explanation is needed."""
    monkeypatch.setenv("YIDI_CACHE", "")
    for folder in ("ontology", "shapes", "queries"):
        copytree(BASE.folder / folder, tmp_path / folder)
    with (tmp_path / "ontology/rules/360000-jiangxi.ttl").open("a", encoding="utf-8") as file:
        file.write(CONFLICT)
    result = run("rule:360000-reduction-second", "--base", str(tmp_path), "--lang", "en")

    assert result.exit_code == 0
    assert result.stderr.count("rule-conflict") == 2
    assert "Where it prevails: in 12 of 336 pooling areas" in result.stdout
