"""`yidi diff` with rules that contradict each other: the rest is compared, and where they do both are told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from random_bases import FRAME

from yidi.base import load_so_far
from yidi.cli import main
from yidi.difference import Version, compare
from yidi.difference.forms import write
from yidi.difference.record import record
from yidi.files import read_files

ROOT = Path(__file__).parents[2]
CASES = ("360100-nanchang.yaml", "610100-xian.yaml")
RULE = """
rule:r%s a yidi:Rule ; yidi:decides decision:validity ; yidi:jurisdiction area:p ; yidi:value "%s"^^yidi:months ;
    yidi:validFrom "2024-01-01"^^xsd:date ; yidi:basis source:s ; yidi:lastChecked "2024-01-01"^^xsd:date .
"""
SOUND = FRAME + "\nsource:s a yidi:Provision .\n" + RULE % (0, 3)
REFERRAL = b"rule:360000-reduction-referral"


@pytest.fixture(scope="module")
def versions(base):
    """Give the built-in base, and one in which another branch has said something else of Jiangxi's referrals."""
    texts = read_files(ROOT)
    name = next(n for n in texts if n.endswith("360000-jiangxi.ttl"))
    block = REFERRAL + texts[name].split(REFERRAL)[1].split(b" .\n\n")[0] + b" .\n"
    other = block.replace(REFERRAL, REFERRAL + b"-other").replace(b'"0.10"', b'"0.05"')
    found, faults = load_so_far(ROOT, {**texts, name: texts[name] + b"\n" + other})
    cases = {n: (ROOT / "tests/cases" / n).read_bytes() for n in CASES}
    return Version("old", base, {}, {}, {}), Version("new", found, {}, {}, cases, faults)


def test_where_rules_contradict_each_other_both_are_told_and_no_amount(versions):
    """Nothing that follows from one of the two is shown as a change: it would be chance."""
    found = record(compare(*versions), "zh")
    ((change,),) = [d["changes"] for d in found["decisions"]]
    cases = found["cases"]["changes"]

    assert "先行自付 10% → 互相矛盾（先行自付 10% 与 先行自付 5%）" == change["change"]
    assert (True, [["0.10"], ["0.05"]]) == (change["new"]["contradicts"], change["new"]["values"])
    assert "江西省，转诊人员、急诊抢救人员，跨省异地，2025-01-01 起" == change["where"]
    assert 2 == len(cases)
    assert {("reduction",)} == {tuple(f["decision"] for f in case["fields"]) for case in cases}
    assert {None} == {case["fundPays"]["new"] for case in cases if "fundPays" in case}
    assert (2, "0.00") == (found["cases"]["fundPays"]["lost"], found["cases"]["fundPays"]["total"])
    assert "rule-conflict" in found["new"]["faults"][0]
    assert "faults" not in found["old"]


@pytest.mark.parametrize(("language", "words"), [("zh", "请先改正"), ("en", "Mend them first")])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_wrong_stands_first(versions, form, language, words):
    """Before anything that is compared, with its place."""
    told = write(compare(*versions), form, language)

    assert told.index(words) < told.index("360000-jiangxi.ttl:") < told.index("10% →")


@pytest.fixture
def folders(tmp_path):
    """Give a small base, and what became of it when two branches met."""
    for name, text in (("before", SOUND), ("after", SOUND + RULE % (1, 9))):
        (tmp_path / name / "ontology").mkdir(parents=True)
        (tmp_path / name / "ontology" / "base.ttl").write_text(text, "utf-8")
    return str(tmp_path / "before"), str(tmp_path / "after")


def test_the_command_compares_what_it_can_and_ends_with_2(folders):
    """So that a workflow shows it, and does not take it for sound."""
    result = CliRunner().invoke(main, ["diff", *folders, "--format", "json"], catch_exceptions=False)
    found = json.loads(result.stdout)

    assert 2 == result.exit_code
    assert ["3 个月 → 互相矛盾（3 个月 与 9 个月）"] == [b["change"] for d in found["decisions"] for b in d["changes"]]
    assert [1] == [len(side["faults"]) for side in (found["old"], found["new"]) if "faults" in side]


def test_other_commands_say_where_more_is_told(folders, tmp_path):
    """A base that cannot be used is refused with what is wrong, once, and with what shows it."""
    (tmp_path / "case.yaml").write_text("person: {}", "utf-8")
    result = CliRunner().invoke(main, ["decide", "--base", folders[1], str(tmp_path / "case.yaml")])

    assert 2 == result.exit_code
    assert 1 == result.stderr.count("rule-conflict")
    assert result.stderr.endswith("With a case that shows it: yidi check\n")
